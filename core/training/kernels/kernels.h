#pragma once

#include <cstddef>
#include <cstdint>

// This header is compiled once per instruction set, so it has only plain types and declarations. Of an inline
// function the linker would keep one version, possibly the AVX-512 one, for all processors.

namespace driftwood::training {

/// Rows of buffers that kernels write are padded with zeros to a multiple of this many floats, so that
/// kernels need no code for a remainder.
inline constexpr std::size_t kLanePadding = 16;

/// The operation applied to an element once its sum is complete.
enum class Epilogue : unsigned char {
    None,
    Relu,
    Tanh,
    TimesReluSlope, ///< zero where the activation is not positive
    TimesTanhSlope, ///< times 1 - activation²
};

/// C = A·B, starting from the bias, from C or from zero; then the epilogue.
/// Every element is one chain of multiply-adds over the depth in ascending order for any number of rows: a
/// row's result does not depend on the rows computed with it.
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
    bool accumulate = false;     ///< start from C's values; bias is then ignored
    Epilogue epilogue = Epilogue::None;
    const float* activation = nullptr; ///< for the slopes; same layout as C
};

/// A layer with a single output: out = bias + in · weights, row by row. Padding one output to a whole vector
/// would waste most of the work.
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

/// Computes a loss over rows of outputs and its gradient with respect to them.
struct LossRows {
    std::size_t rows = 0;
    std::size_t outputs = 0;
    const float* output = nullptr; ///< rows × outputs, rows `rowStride` apart
    float* gradient = nullptr;     ///< same layout; padding is not written
    std::size_t rowStride = 0;
    const float* targets = nullptr; ///< rows × outputs without padding (squared error, binary cross entropy)
    const std::int32_t* classes = nullptr; ///< rows (cross entropy), each in [0, outputs)
    float scale = 1.0F;                    ///< the gradient of the sum is multiplied by this
};

struct AdamStep {
    float stepSize = 0.0F; ///< learning rate divided by the first moment's bias correction
    float beta1 = 0.0F;
    float beta2 = 0.0F;
    float inverseRootCorrection = 1.0F; ///< 1 / sqrt(second moment's bias correction)
    float epsilon = 0.0F;
    float weightDecay = 0.0F;
};

struct SgdStep {
    float learningRate = 0.0F;
    float momentum = 0.0F;
    float weightDecay = 0.0F;
};

/// The kernels of one instruction set. Distinct arguments of a call must not overlap.
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
