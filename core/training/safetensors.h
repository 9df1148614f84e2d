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

/// An array of a safetensors file; data little-endian, row-major.
struct Tensor {
    enum class Type : unsigned char { F32, F64, I64, U8 };
    Type type = Type::F32;
    std::vector<std::int64_t> shape;
    std::string bytes;

    [[nodiscard]] std::int64_t elements() const;
    [[nodiscard]] static Tensor ofFloats(std::vector<std::int64_t> shape, const std::vector<float>& values);
    [[nodiscard]] static Tensor ofDoubles(const std::vector<double>& values);
    [[nodiscard]] static Tensor ofInts(const std::vector<std::int64_t>& values);
    /// The elements, when the tensor is of that type (Mismatch otherwise).
    [[nodiscard]] Result<std::vector<float>> floats(const std::string& where) const;
    [[nodiscard]] Result<std::vector<double>> doubles(const std::string& where) const;
    [[nodiscard]] Result<std::vector<std::int64_t>> ints(const std::string& where) const;
};

struct TensorFile {
    std::map<std::string, Tensor> tensors;
    std::map<std::string, std::string> metadata;
    /// The tensor of that name; NotFound when there is none.
    [[nodiscard]] Result<const Tensor*> find(const std::string& name, const std::string& where) const;
    /// The elements of a tensor that must be there with this type and number of elements (Mismatch
    /// otherwise).
    [[nodiscard]] Result<std::vector<float>> floats(const std::string& name, std::size_t elements,
                                                    const std::string& where) const;
    [[nodiscard]] Result<std::vector<double>> doubles(const std::string& name, std::size_t elements,
                                                      const std::string& where) const;
    [[nodiscard]] Result<std::vector<std::int64_t>> ints(const std::string& name, std::size_t elements,
                                                         const std::string& where) const;
    /// The same of numbers of things: CorruptData for one that nothing can have been counted to.
    [[nodiscard]] Result<std::vector<std::int64_t>> counts(const std::string& name, std::size_t elements,
                                                           const std::string& where) const;
};

/// The format of huggingface/safetensors: u64 header length, JSON header, raw data.
[[nodiscard]] std::string encodeSafetensors(const TensorFile& file);
/// Strict: refuses overlaps, holes, sizes that do not fit, types it does not know. Never trusts a length.
[[nodiscard]] Result<TensorFile> decodeSafetensors(std::string_view bytes, const std::string& where);
[[nodiscard]] Status writeSafetensors(const std::filesystem::path& path, const TensorFile& file,
                                      FileAccess access = FileAccess::Usual);
[[nodiscard]] Result<TensorFile> readSafetensors(const std::filesystem::path& path);

} // namespace driftwood::training
