#include "training/checkpoint_file.h"

#include "base/checksum.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace driftwood::training {
namespace {

constexpr const char* kFormatKey = "format";

/// Checksum of a checkpoint's parts. It includes each part's length, so data cannot move between parts.
class Sum {
  public:
    void add(std::string_view part) {
        add(static_cast<std::int64_t>(part.size()));
        m_sum = crc64(part, m_sum);
    }
    void add(std::int64_t number) {
        std::array<char, sizeof number> bytes{};
        std::memcpy(bytes.data(), &number, sizeof number);
        m_sum = crc64({bytes.data(), bytes.size()}, m_sum);
    }
    [[nodiscard]] std::string hex() const {
        std::array<char, 17> text{};
        const auto end = std::to_chars(text.begin(), text.end(), m_sum, 16).ptr;
        return {text.begin(), end};
    }

  private:
    std::uint64_t m_sum = 0;
};

/// The version in the name; 0 when the name is not of this kind.
int versionOf(const std::string& name, std::string_view kind) {
    int version = 0;
    if (!name.starts_with(kind))
        return 0;
    const char* const end = name.data() + name.size();
    const auto read = std::from_chars(name.data() + kind.size(), end, version);
    return read.ec == std::errc{} && read.ptr == end ? std::max(version, 0) : 0;
}

} // namespace

std::string checksumOf(const TensorFile& file) {
    Sum sum;
    for (const auto& [key, value] : file.metadata) {
        if (key == kChecksum)
            continue;
        sum.add(key);
        sum.add(value);
    }
    for (const auto& [name, tensor] : file.tensors) {
        sum.add(name);
        sum.add(static_cast<std::int64_t>(tensor.type));
        for (const std::int64_t size : tensor.shape)
            sum.add(size);
        sum.add(tensor.bytes);
    }
    return sum.hex();
}

Status writeCheckpoint(const std::filesystem::path& path, TensorFile file, const CheckpointFormat& format) {
    file.metadata[kFormatKey] = format.name();
    file.metadata[kChecksum] = checksumOf(file);
    return writeSafetensors(path, file, FileAccess::Private);
}

Result<Checkpoint> readCheckpoint(const std::filesystem::path& path, const CheckpointFormat& format) {
    const std::string where = path.string();
    auto file = readSafetensors(path);
    if (!file)
        return forward(file);
    std::string& name = file->metadata[kFormatKey];
    const int version = versionOf(name, format.kind);
    if (version > format.newest)
        return fail(ErrorCode::Unsupported, "the checkpoint is of a newer Driftwood: its format is " + name,
                    where, "Resume with the Driftwood that wrote it, or a newer one.");
    const auto sum = file->metadata.find(kChecksum);
    const bool isChecked = sum != file->metadata.end() || version >= format.checkedSince;
    if (isChecked && (sum == file->metadata.end() || sum->second != checksumOf(*file)))
        return fail(ErrorCode::CorruptData, "the checkpoint is damaged: it is not what was written", where,
                    "Use another copy of the file, or train again from the start.");
    if (version == 0)
        return fail(ErrorCode::Mismatch, "not a checkpoint of such a run: its format is '" + name + "'",
                    where, "Resume with the spec and data set the run was started with.");
    name = format.name();
    return Checkpoint{std::move(*file), version};
}

} // namespace driftwood::training
