#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace driftwood::model {

/// Element types as torch.export's files number them.
enum class TorchType : unsigned char { Int64 = 5, Float32 = 7, Float64 = 8, Bool = 12 };
[[nodiscard]] std::size_t sizeOf(TorchType type);

/// A dense tensor.
struct TorchTensor {
    std::string name; ///< "layer0.weight"; of an input "numeric"
    TorchType type = TorchType::Float32;
    std::vector<std::int64_t> sizes;
    bool isParameter = false; ///< what training moves
    std::string bytes;        ///< little-endian, row-major
};

/// The bytes of what torch.save makes of a dictionary of tensors, which torch.load takes with weights_only.
[[nodiscard]] Result<std::string> saveTensors(const std::vector<TorchTensor>& tensors);
/// The same for the arguments of a call, ((tensors …), {}).
[[nodiscard]] Result<std::string> saveArguments(const std::vector<TorchTensor>& tensors);

} // namespace driftwood::model
