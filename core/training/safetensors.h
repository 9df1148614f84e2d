#pragma once

#include "base/files.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::training {

/// An array of a safetensors file; the data is little-endian and row-major.
struct Tensor {
    enum class Type : unsigned char { F32, F64, I64, U8 };
    Type type = Type::F32;
    std::vector<std::int64_t> shape;
    std::string bytes;

    [[nodiscard]] std::int64_t elements() const;
    [[nodiscard]] static Tensor ofFloats(std::vector<std::int64_t> shape, const std::vector<float>& values);
    [[nodiscard]] static Tensor ofDoubles(const std::vector<double>& values);
    [[nodiscard]] static Tensor ofInts(const std::vector<std::int64_t>& values);
    /// The elements, if the tensor has that type (otherwise Mismatch).
    [[nodiscard]] Result<std::vector<float>> floats(const std::string& where) const;
    [[nodiscard]] Result<std::vector<double>> doubles(const std::string& where) const;
    [[nodiscard]] Result<std::vector<std::int64_t>> ints(const std::string& where) const;
};

struct TensorFile {
    std::map<std::string, Tensor> tensors;
    std::map<std::string, std::string> metadata;
    /// The tensor of that name; NotFound when there is none.
    [[nodiscard]] Result<const Tensor*> find(const std::string& name, const std::string& where) const;
    /// The elements of a tensor that must exist with this
    /// type and number of elements (otherwise Mismatch).
    [[nodiscard]] Result<std::vector<float>> floats(const std::string& name, std::size_t elements,
                                                    const std::string& where) const;
    [[nodiscard]] Result<std::vector<double>> doubles(const std::string& name, std::size_t elements,
                                                      const std::string& where) const;
    [[nodiscard]] Result<std::vector<std::int64_t>> ints(const std::string& name, std::size_t elements,
                                                         const std::string& where) const;
    /// The same for counts: CorruptData for a value that is not a plausible count (base/counts.h).
    [[nodiscard]] Result<std::vector<std::int64_t>> counts(const std::string& name, std::size_t elements,
                                                           const std::string& where) const;
};

/// The format of huggingface/safetensors: u64 header length, JSON header, raw data.
[[nodiscard]] std::string encodeSafetensors(const TensorFile& file);
/// Strict: refuses overlaps, holes, inconsistent sizes and unknown types. Checks every length before use.
[[nodiscard]] Result<TensorFile> decodeSafetensors(std::string_view bytes, const std::string& where);
[[nodiscard]] Status writeSafetensors(const std::filesystem::path& path, const TensorFile& file,
                                      FileAccess access = FileAccess::Usual);
[[nodiscard]] Result<TensorFile> readSafetensors(const std::filesystem::path& path);

} // namespace driftwood::training
