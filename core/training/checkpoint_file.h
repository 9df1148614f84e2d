#pragma once

#include "training/safetensors.h"

#include <filesystem>
#include <string_view>

namespace driftwood::training {

/// A kind of checkpoint and its format versions, "driftwood-checkpoint-2". Older versions are read, newer
/// ones refused with an error that names the version.
struct CheckpointFormat {
    std::string_view kind; ///< "driftwood-checkpoint-"
    int newest = 1;
    int checkedSince = 1; ///< the first version with a checksum
    [[nodiscard]] std::string name() const { return std::string(kind) + std::to_string(newest); }
};

/// The metadata key of the checksum over everything else.
inline constexpr const char* kChecksum = "checksum";
[[nodiscard]] std::string checksumOf(const TensorFile& file);

/// Writes the file with the format's name and a checksum.
[[nodiscard]] Status writeCheckpoint(const std::filesystem::path& path, TensorFile file,
                                     const CheckpointFormat& format);

struct Checkpoint {
    TensorFile file; ///< its metadata "format" is set to the newest name
    int version = 0; ///< the version the file was written in
};
/// CorruptData for a damaged file, Unsupported for a file of a newer program,
/// Mismatch for another kind of file.
[[nodiscard]] Result<Checkpoint> readCheckpoint(const std::filesystem::path& path,
                                                const CheckpointFormat& format);

} // namespace driftwood::training
