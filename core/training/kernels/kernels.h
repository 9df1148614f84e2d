#pragma once

#include <cstddef>
#include <cstdint>

// This header is compiled once per instruction set: nothing but plain types and declarations. An inline
// function here would exist in several versions, and the linker could give an old processor the AVX-512 one.

namespace driftwood::training {

/// Buffers that kernels write have rows padded with zeros to a multiple of this many floats, so that no
/// kernel needs code for a ragged end.
inline constexpr std::size_t kLanePadding = 16;

/// What happens to an element once its sum is complete.
enum class Epilogue : unsigned char {
    None,
    Relu,
    Tanh,
    TimesReluSlope, ///< zero where the activation is not positive
    TimesTanhSlope, ///< times 1 - activation²
};

/// C = A·B, started from the bias, from C or from zero; then the epilogue.
/// Every element is one chain of multiply-adds over the depth in ascending order, whatever the number of
/// rows: a row's result does not depend on the rows computed with it.
struct MatrixProduct {
    std::size_t rows = 0;
    std::size_t columns = 0; ///< a multiple of kLanePadding
    std::size_t depth = 0;
    const float* a = nullptr; ///< element (row, k) at row * aRowStride + k * aDepthStride
    std::size_t aRowStride = 0;
    std::size_t aDepthStride = 1;
    const float* b = nullptr; ///< depth × columns
    std::size_t bRowStride = 0;
    float* c = nullptr; ///< rows × columns
    std::size_t cRowStride = 0;
    const float* bias = nullptr; ///< columns, or null
    bool accumulate = false;     ///< start from what C holds; bias is then ignored
    Epilogue epilogue = Epilogue::None;
    const float* activation = nullptr; ///< for the slopes; laid out as C
};

/// A layer with a single output: out = bias + in · weights, row by row. Padding one output to a whole vector
/// would do most of the work for nothing.
struct WeightedRows {
    std::size_t rows = 0;
    std::size_t depth = 0;
    const float* in = nullptr;
    std::size_t inRowStride = 0;
    const float* weights = nullptr; ///< depth
    const float* bias = nullptr;    ///< one
    float* out = nullptr;
    std::size_t outRowStride = 0;
};

/// A loss over rows of outputs and its gradient with respect to them.
struct LossRows {
    std::size_t rows = 0;
    std::size_t outputs = 0;
    const float* output = nullptr; ///< rows × outputs, rows `rowStride` apart
    float* gradient = nullptr;     ///< likewise; padding is left alone
    std::size_t rowStride = 0;
    const float* targets = nullptr; ///< rows × outputs without padding (squared error, binary cross entropy)
    const std::int32_t* classes = nullptr; ///< rows (cross entropy), each in [0, outputs)
    float scale = 1.0F;                    ///< the gradient of the sum is multiplied by this
};

struct AdamStep {
    float stepSize = 0.0F; ///< learning rate over the first moment's bias correction
    float beta1 = 0.0F;
    float beta2 = 0.0F;
    float inverseRootCorrection = 1.0F; ///< one over the root of the second moment's bias correction
    float epsilon = 0.0F;
    float weightDecay = 0.0F;
};

struct SgdStep {
    float learningRate = 0.0F;
    float momentum = 0.0F;
    float weightDecay = 0.0F;
};

/// One instruction set's versions. Buffers of one call do not overlap, unless they are the same parameter.
struct Kernels {
    const char* name;
    void (*multiply)(const MatrixProduct&);
    void (*weightRows)(const WeightedRows&);
    /// sums[j] (+)= sum over rows of matrix[r][j]; columns a multiple of kLanePadding.
    void (*columnSums)(std::size_t rows, std::size_t columns, const float* matrix, float* sums,
                       bool accumulate);
    /// The three losses return the sum over rows (and outputs), unscaled.
    double (*squaredError)(const LossRows&);
    double (*binaryCrossEntropy)(const LossRows&);
    double (*crossEntropy)(const LossRows&);
    double (*sumOfSquares)(std::size_t n, const float* values);
    void (*adam)(std::size_t n, float* parameters, const float* gradient, float* firstMoment,
                 float* secondMoment, const AdamStep&);
    void (*sgd)(std::size_t n, float* parameters, const float* gradient, float* velocity, const SgdStep&);
};

} // namespace driftwood::training
