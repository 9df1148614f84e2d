#pragma once

#include "training/safetensors.h"

#include <filesystem>
#include <string_view>

namespace driftwood::training {

/// A kind of checkpoint and the versions of its format, "driftwood-checkpoint-2". Older ones are read, newer
/// ones are refused by name.
struct CheckpointFormat {
    std::string_view kind; ///< "driftwood-checkpoint-"
    int newest = 1;
    int checkedSince = 1; ///< the first version with a checksum
    [[nodiscard]] std::string name() const { return std::string(kind) + std::to_string(newest); }
};

/// The metadata that holds the checksum of all the rest.
inline constexpr const char* kChecksum = "checksum";
[[nodiscard]] std::string checksumOf(const TensorFile& file);

/// Writes it with its format's name and its checksum.
[[nodiscard]] Status writeCheckpoint(const std::filesystem::path& path, TensorFile file,
                                     const CheckpointFormat& format);

struct Checkpoint {
    TensorFile file; ///< whose metadata "format" is the newest's name
    int version = 0; ///< the one it was written in
};
/// CorruptData for one that is not what was written, Unsupported for one of a newer program, Mismatch for
/// another kind of file.
[[nodiscard]] Result<Checkpoint> readCheckpoint(const std::filesystem::path& path,
                                                const CheckpointFormat& format);

} // namespace driftwood::training
