#include "training/safetensors.h"

#include "base/bounded_json.h"
#include "base/counts.h"
#include "base/files.h"
#include "base/json_fields.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace driftwood::training {
namespace {

static_assert(std::endian::native == std::endian::little, "the data of a safetensors file is little-endian");

constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kLargestHeader = 100'000'000; // the reference implementation's limit

struct TypeInfo {
    Tensor::Type type;
    std::string_view name;
    std::size_t bytes;
};
constexpr std::array<TypeInfo, 4> kTypes{{{Tensor::Type::F32, "F32", 4},
                                          {Tensor::Type::F64, "F64", 8},
                                          {Tensor::Type::I64, "I64", 8},
                                          {Tensor::Type::U8, "U8", 1}}};

const TypeInfo& infoOf(Tensor::Type type) { return kTypes[static_cast<std::size_t>(type)]; }

std::optional<Tensor::Type> typeFromName(std::string_view name) {
    for (const TypeInfo& info : kTypes)
        if (info.name == name)
            return info.type;
    return std::nullopt;
}

template <class T>
Tensor tensorOf(Tensor::Type type, std::vector<std::int64_t> shape, const std::vector<T>& values) {
    Tensor tensor{type, std::move(shape), std::string(values.size() * sizeof(T), '\0')};
    if (!values.empty())
        std::memcpy(tensor.bytes.data(), values.data(), tensor.bytes.size());
    return tensor;
}

template <class T>
Result<std::vector<T>> elementsOf(const Tensor& tensor, Tensor::Type wanted, const std::string& where) {
    if (tensor.type != wanted)
        return fail(ErrorCode::Mismatch,
                    "tensor is of type " + std::string(infoOf(tensor.type).name) + ", not " +
                        std::string(infoOf(wanted).name),
                    where);
    std::vector<T> values(tensor.bytes.size() / sizeof(T));
    if (!values.empty())
        std::memcpy(values.data(), tensor.bytes.data(), values.size() * sizeof(T));
    return values;
}

template <class T>
Result<std::vector<T>> elementsIn(const TensorFile& file, const std::string& name, Tensor::Type type,
                                  std::size_t elements, const std::string& where) {
    const auto tensor = file.find(name, where);
    if (!tensor)
        return tl::unexpected<Error>(tensor.error());
    auto values = elementsOf<T>(**tensor, type, where);
    if (values && values->size() != elements)
        return fail(ErrorCode::Mismatch,
                    "tensor '" + name + "' has " + std::to_string(values->size()) + " elements, not " +
                        std::to_string(elements),
                    where);
    return values;
}

/// The header's description of one tensor, checked for consistency and against the size of the data.
struct Entry {
    std::string name;
    Tensor tensor; ///< without its bytes
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

Result<Entry> entryFromJson(const std::string& name, const nlohmann::json& json, std::uint64_t dataBytes,
                            const std::string& where) {
    Entry entry{name, {}, 0, 0};
    std::vector<std::int64_t> offsets;
    JsonFields fields(json, where, name);
    fields.name("dtype", entry.tensor.type, typeFromName);
    fields.read("shape", entry.tensor.shape);
    fields.read("data_offsets", offsets);
    if (auto ok = fields.finish(); !ok)
        return forward(ok);
    std::uint64_t bytes = infoOf(entry.tensor.type).bytes;
    for (const std::int64_t size : entry.tensor.shape)
        if (size < 0 || __builtin_mul_overflow(bytes, static_cast<std::uint64_t>(size), &bytes))
            return fail(ErrorCode::CorruptData, "invalid shape of tensor '" + name + "'", where);
    if (offsets.size() != 2 || offsets[0] < 0 || offsets[1] < offsets[0] ||
        static_cast<std::uint64_t>(offsets[1]) > dataBytes ||
        static_cast<std::uint64_t>(offsets[1] - offsets[0]) != bytes)
        return fail(ErrorCode::CorruptData,
                    "data offsets of tensor '" + name + "' do not fit its shape or the file", where);
    entry.begin = static_cast<std::uint64_t>(offsets[0]);
    entry.end = static_cast<std::uint64_t>(offsets[1]);
    return entry;
}

Result<std::map<std::string, std::string>> metadataFromJson(const nlohmann::json& json,
                                                            const std::string& where) {
    std::map<std::string, std::string> metadata;
    if (!json.is_object())
        return fail(ErrorCode::CorruptData, "metadata is not an object", where);
    for (const auto& [key, value] : json.items()) {
        if (!value.is_string())
            return fail(ErrorCode::CorruptData, "metadata '" + key + "' is not a string", where);
        metadata[key] = value.get<std::string>();
    }
    return metadata;
}

/// Refuses tensors that do not cover the data from first to last byte without holes or overlaps.
Status checkCoverage(const std::vector<Entry>& sortedEntries, std::uint64_t dataBytes,
                     const std::string& where) {
    std::uint64_t position = 0;
    for (const Entry& entry : sortedEntries) {
        if (entry.begin != position)
            return fail(ErrorCode::CorruptData,
                        "data before tensor '" + entry.name + "' overlaps or is unused", where);
        position = entry.end;
    }
    if (position != dataBytes)
        return fail(ErrorCode::CorruptData, "bytes after the last tensor", where);
    return {};
}

} // namespace

std::int64_t Tensor::elements() const { return static_cast<std::int64_t>(bytes.size() / infoOf(type).bytes); }

Tensor Tensor::ofFloats(std::vector<std::int64_t> shape, const std::vector<float>& values) {
    return tensorOf(Type::F32, std::move(shape), values);
}

Tensor Tensor::ofDoubles(const std::vector<double>& values) {
    return tensorOf(Type::F64, {static_cast<std::int64_t>(values.size())}, values);
}

Tensor Tensor::ofInts(const std::vector<std::int64_t>& values) {
    return tensorOf(Type::I64, {static_cast<std::int64_t>(values.size())}, values);
}

Result<std::vector<float>> Tensor::floats(const std::string& where) const {
    return elementsOf<float>(*this, Type::F32, where);
}

Result<std::vector<double>> Tensor::doubles(const std::string& where) const {
    return elementsOf<double>(*this, Type::F64, where);
}

Result<std::vector<std::int64_t>> Tensor::ints(const std::string& where) const {
    return elementsOf<std::int64_t>(*this, Type::I64, where);
}

Result<const Tensor*> TensorFile::find(const std::string& name, const std::string& where) const {
    const auto found = tensors.find(name);
    if (found == tensors.end())
        return fail(ErrorCode::NotFound, "no tensor '" + name + "' in this file", where);
    return &found->second;
}

Result<std::vector<float>> TensorFile::floats(const std::string& name, std::size_t elements,
                                              const std::string& where) const {
    return elementsIn<float>(*this, name, Tensor::Type::F32, elements, where);
}

Result<std::vector<double>> TensorFile::doubles(const std::string& name, std::size_t elements,
                                                const std::string& where) const {
    return elementsIn<double>(*this, name, Tensor::Type::F64, elements, where);
}

Result<std::vector<std::int64_t>> TensorFile::ints(const std::string& name, std::size_t elements,
                                                   const std::string& where) const {
    return elementsIn<std::int64_t>(*this, name, Tensor::Type::I64, elements, where);
}

Result<std::vector<std::int64_t>> TensorFile::counts(const std::string& name, std::size_t elements,
                                                     const std::string& where) const {
    auto found = ints(name, elements, where);
    if (found && !std::ranges::all_of(*found, isCount))
        return fail(ErrorCode::CorruptData, name + " holds an implausible count", where);
    return found;
}

std::string encodeSafetensors(const TensorFile& file) {
    // Wide types first, as the reference writer does, so that every tensor is aligned to its type.
    std::vector<std::pair<std::string, const Tensor*>> order;
    for (const auto& [name, tensor] : file.tensors)
        order.emplace_back(name, &tensor);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return infoOf(a.second->type).bytes > infoOf(b.second->type).bytes;
    });

    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    if (!file.metadata.empty())
        header["__metadata__"] = file.metadata;
    std::uint64_t position = 0;
    for (const auto& [name, tensor] : order) {
        const std::uint64_t end = position + tensor->bytes.size();
        header[name] = {{"dtype", infoOf(tensor->type).name},
                        {"shape", tensor->shape},
                        {"data_offsets", {position, end}}};
        position = end;
    }
    std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.append((kLengthBytes - text.size() % kLengthBytes) % kLengthBytes, ' ');

    const std::uint64_t length = text.size();
    std::string bytes(kLengthBytes, '\0');
    std::memcpy(bytes.data(), &length, kLengthBytes);
    bytes.reserve(kLengthBytes + text.size() + position);
    bytes += text;
    for (const auto& [name, tensor] : order)
        bytes += tensor->bytes;
    return bytes;
}

Result<TensorFile> decodeSafetensors(std::string_view bytes, const std::string& where) {
    if (bytes.size() < kLengthBytes)
        return fail(ErrorCode::CorruptData, "too short to be a safetensors file", where);
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), kLengthBytes);
    bytes.remove_prefix(kLengthBytes);
    if (length > kLargestHeader || length > bytes.size())
        return fail(ErrorCode::CorruptData,
                    "the header is said to have " + std::to_string(length) + " bytes, more than there are",
                    where);
    const std::string_view text = bytes.substr(0, length);
    const std::string_view data = bytes.substr(length);
    const auto header = parseBoundedJson(text);
    if (!header.is_object())
        return fail(ErrorCode::CorruptData, "the header is not a JSON object", where);

    TensorFile file;
    std::vector<Entry> entries;
    for (const auto& [name, json] : header.items()) {
        if (name == "__metadata__") {
            auto metadata = metadataFromJson(json, where);
            if (!metadata)
                return forward(metadata);
            file.metadata = std::move(*metadata);
            continue;
        }
        auto entry = entryFromJson(name, json, data.size(), where);
        if (!entry)
            return forward(entry);
        entries.push_back(std::move(*entry));
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    if (auto ok = checkCoverage(entries, data.size(), where); !ok)
        return forward(ok);
    // Copy only now that the header has been checked against the data.
    for (Entry& entry : entries) {
        entry.tensor.bytes = data.substr(entry.begin, entry.end - entry.begin);
        file.tensors.emplace(std::move(entry.name), std::move(entry.tensor));
    }
    return file;
}

Status writeSafetensors(const std::filesystem::path& path, const TensorFile& file, FileAccess access) {
    return writeFileAtomically(path, encodeSafetensors(file), access);
}

Result<TensorFile> readSafetensors(const std::filesystem::path& path) {
    const auto bytes = readFile(path, 4ULL << 30U);
    if (!bytes)
        return tl::unexpected<Error>(bytes.error());
    return decodeSafetensors(*bytes, path.string());
}

} // namespace driftwood::training
