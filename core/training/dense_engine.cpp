#include "training/dense_engine.h"

#include "training/kernels/kernel_choice.h"

#include <algorithm>
#include <cstring>

namespace driftwood::training {
namespace {

/// Rows computed together: 256 × 64 floats are 64 KiB, so that a tile's layers stay in the L2 cache.
constexpr std::size_t kTileRows = 256;

constexpr std::size_t padded(std::size_t n) { return (n + kLanePadding - 1) / kLanePadding * kLanePadding; }

Status checkSize(const char* what, std::size_t actual, std::size_t expected) {
    if (actual == expected)
        return {};
    return fail(ErrorCode::InvalidArgument,
                std::string(what) + ": " + std::to_string(actual) + " numbers where the network takes " +
                    std::to_string(expected),
                "gradient engine");
}

/// out = transpose of in[rows × columns], with output rows outStride apart;
/// works in blocks, so that both sides stay in the cache.
void transpose(const float* in, std::size_t rows, std::size_t columns, float* out, std::size_t outStride) {
    constexpr std::size_t kBlock = 16;
    for (std::size_t row = 0; row < rows; row += kBlock)
        for (std::size_t column = 0; column < columns; ++column) {
            const std::size_t end = std::min(row + kBlock, rows);
            for (std::size_t r = row; r < end; ++r)
                out[column * outStride + r] = in[r * columns + column];
        }
}

void copyRows(const float* from, std::size_t fromStride, float* to, std::size_t toStride, std::size_t rows,
              std::size_t columns) {
    for (std::size_t row = 0; row < rows; ++row)
        std::memcpy(to + row * toStride, from + row * fromStride, columns * sizeof(float));
}

/// For the gradient of what a layer computed before its activation.
Epilogue slopeOf(Epilogue activation) {
    if (activation == Epilogue::None)
        return Epilogue::None;
    return activation == Epilogue::Relu ? Epilogue::TimesReluSlope : Epilogue::TimesTanhSlope;
}

Epilogue epilogueOf(std::optional<Activation> activation) {
    if (!activation)
        return Epilogue::None;
    return *activation == Activation::Relu ? Epilogue::Relu : Epilogue::Tanh;
}

} // namespace

DenseEngine::Layer::Layer(const DenseLayer& layer)
    : inputs(static_cast<std::size_t>(layer.inputs))
    , outputs(static_cast<std::size_t>(layer.outputs))
    , paddedInputs(padded(inputs))
    , paddedOutputs(padded(outputs))
    , weightOffset(layer.weightOffset)
    , biasOffset(layer.biasOffset)
    , activation(epilogueOf(layer.activation))
    , plus(layer.plus)
    , weights(outputs * paddedInputs)
    , transposedStride(hasSingleOutput() ? 1 : paddedOutputs)
    , transposed(inputs * transposedStride)
    , bias(paddedOutputs)
    , weightGradient(outputs * paddedInputs)
    , biasGradient(paddedOutputs)
    , output(kTileRows * paddedOutputs)
    , delta(kTileRows * paddedOutputs) {}

DenseEngine::DenseEngine(Network network, Loss loss, const Kernels& kernels)
    : m_network(std::move(network))
    , m_loss(loss)
    , m_kernels(kernels)
    , m_paddedInputs(kTileRows * padded(static_cast<std::size_t>(m_network.inputs()))) {
    m_layers.reserve(m_network.layers().size());
    for (const DenseLayer& layer : m_network.layers())
        m_layers.emplace_back(layer);
    for (std::size_t l = 0; l < m_layers.size(); ++l)
        if (m_layers[l].plus)
            m_layers[*m_layers[l].plus].addedTo = l;
}

std::string DenseEngine::name() const { return std::string("native (") + m_kernels.name + ")"; }

Status DenseEngine::checkBatch(const Batch& batch) const {
    const bool wantsClasses = m_loss == Loss::CrossEntropy;
    if (batch.rows == 0 || batch.inputs == nullptr ||
        (wantsClasses ? batch.classes == nullptr : batch.targets == nullptr))
        return fail(ErrorCode::InvalidArgument, "a batch without rows, inputs or what the loss compares with",
                    "gradient engine");
    if (wantsClasses && std::any_of(batch.classes, batch.classes + batch.rows,
                                    [this](std::int32_t c) { return c < 0 || c >= m_network.outputs(); }))
        return fail(ErrorCode::InvalidArgument, "a class that the network has no output for",
                    "gradient engine");
    return {};
}

Result<double> DenseEngine::lossAndGradient(std::span<const float> parameters, const Batch& batch,
                                            std::span<float> gradient) {
    if (auto ok = checkSize("parameters", parameters.size(), m_network.parameterCount()); !ok)
        return tl::unexpected<Error>(ok.error());
    if (auto ok = checkSize("gradient", gradient.size(), m_network.parameterCount()); !ok)
        return tl::unexpected<Error>(ok.error());
    if (auto ok = checkBatch(batch); !ok)
        return tl::unexpected<Error>(ok.error());

    m_laidOutFrom.clear();
    layOutForForward(parameters);
    layOutForBackward(parameters);
    const std::size_t terms =
        m_loss == Loss::MeanSquaredError ? batch.rows * m_layers.back().outputs : batch.rows;
    const auto scale = static_cast<float>(1.0 / static_cast<double>(terms));
    double sum = 0.0;
    for (std::size_t row = 0; row < batch.rows; row += kTileRows) {
        const std::size_t rows = std::min(kTileRows, batch.rows - row);
        const float* const inputs = batch.inputs + row * m_layers.front().inputs;
        forwardTile(inputs, rows);
        sum += lossOfTile(batch, row, rows, scale);
        backwardTile(inputs, rows, row == 0);
    }
    gatherGradient(gradient);
    return sum / static_cast<double>(terms);
}

Status DenseEngine::forward(std::span<const float> parameters, std::span<const float> inputs,
                            std::size_t rows, std::span<float> out) {
    const Layer& last = m_layers.back();
    if (auto ok = checkSize("parameters", parameters.size(), m_network.parameterCount()); !ok)
        return ok;
    if (auto ok = checkSize("inputs", inputs.size(), rows * m_layers.front().inputs); !ok)
        return ok;
    if (auto ok = checkSize("outputs", out.size(), rows * last.outputs); !ok)
        return ok;
    // Scoring passes the same weights again and again; comparing them is cheaper than laying them out again.
    if (m_laidOutFrom.size() != parameters.size() ||
        std::memcmp(m_laidOutFrom.data(), parameters.data(), parameters.size_bytes()) != 0) {
        layOutForForward(parameters);
        m_laidOutFrom.assign(parameters.begin(), parameters.end());
    }
    for (std::size_t row = 0; row < rows; row += kTileRows) {
        const std::size_t count = std::min(kTileRows, rows - row);
        forwardTile(inputs.data() + row * m_layers.front().inputs, count);
        copyRows(last.output.data(), last.paddedOutputs, out.data() + row * last.outputs, last.outputs, count,
                 last.outputs);
    }
    return {};
}

void DenseEngine::layOutForForward(std::span<const float> parameters) {
    for (Layer& layer : m_layers) {
        transpose(parameters.data() + layer.weightOffset, layer.outputs, layer.inputs,
                  layer.transposed.data(), layer.transposedStride);
        std::copy_n(parameters.data() + layer.biasOffset, layer.outputs, layer.bias.data());
    }
}

void DenseEngine::layOutForBackward(std::span<const float> parameters) {
    // The gradient with respect to the network's input is not needed, so the first layer is skipped.
    for (std::size_t l = 1; l < m_layers.size(); ++l) {
        Layer& layer = m_layers[l];
        copyRows(parameters.data() + layer.weightOffset, layer.inputs, layer.weights.data(),
                 layer.paddedInputs, layer.outputs, layer.inputs);
    }
}

void DenseEngine::forwardTile(const float* inputs, std::size_t rows) {
    const float* from = inputs;
    std::size_t fromStride = m_layers.front().inputs;
    for (Layer& layer : m_layers) {
        if (layer.hasSingleOutput())
            singleOutput(layer, from, fromStride, rows);
        else
            manyOutputs(layer, from, fromStride, rows);
        if (layer.plus)
            addEarlierOutput(layer, rows);
        from = layer.output.data();
        fromStride = layer.paddedOutputs;
    }
}

void DenseEngine::manyOutputs(Layer& layer, const float* from, std::size_t fromStride, std::size_t rows) {
    MatrixProduct product;
    product.rows = rows;
    product.columns = layer.paddedOutputs;
    product.depth = layer.inputs;
    product.a = from;
    product.aRowStride = fromStride;
    product.b = layer.transposed.data();
    product.bRowStride = layer.transposedStride;
    product.c = layer.output.data();
    product.cRowStride = layer.paddedOutputs;
    product.bias = layer.bias.data();
    product.epilogue = layer.activation;
    m_kernels.multiply(product);
}

void DenseEngine::singleOutput(Layer& layer, const float* from, std::size_t fromStride, std::size_t rows) {
    WeightedRows weighted;
    weighted.rows = rows;
    weighted.depth = layer.inputs;
    weighted.in = from;
    weighted.inRowStride = fromStride;
    weighted.weights = layer.transposed.data();
    weighted.bias = layer.bias.data();
    weighted.out = layer.output.data();
    weighted.outRowStride = layer.paddedOutputs;
    m_kernels.weightRows(weighted);
}

void DenseEngine::addEarlierOutput(Layer& layer, std::size_t rows) {
    const float* const earlier = m_layers[*layer.plus].output.data();
    float* const output = layer.output.data();
    for (std::size_t i = 0; i < rows * layer.paddedOutputs; ++i)
        output[i] += earlier[i];
}

double DenseEngine::lossOfTile(const Batch& batch, std::size_t firstRow, std::size_t rows, float scale) {
    if (batch.weights == nullptr)
        return lossOfRows(batch, firstRow, 0, rows, scale);
    // A weight scales a row's loss and thus its gradient.
    double sum = 0.0;
    for (std::size_t row = 0; row < rows; ++row) {
        const float weight = batch.weights[firstRow + row];
        sum += static_cast<double>(weight) * lossOfRows(batch, firstRow, row, 1, scale * weight);
    }
    return sum;
}

double DenseEngine::lossOfRows(const Batch& batch, std::size_t firstRow, std::size_t inTile, std::size_t rows,
                               float scale) {
    Layer& last = m_layers.back();
    LossRows loss;
    loss.rows = rows;
    loss.outputs = last.outputs;
    loss.output = last.output.data() + inTile * last.paddedOutputs;
    loss.gradient = last.delta.data() + inTile * last.paddedOutputs;
    loss.rowStride = last.paddedOutputs;
    loss.scale = scale;
    if (m_loss == Loss::CrossEntropy) {
        loss.classes = batch.classes + firstRow + inTile;
        return m_kernels.crossEntropy(loss);
    }
    loss.targets = batch.targets + (firstRow + inTile) * last.outputs;
    return m_loss == Loss::MeanSquaredError ? m_kernels.squaredError(loss)
                                            : m_kernels.binaryCrossEntropy(loss);
}

void DenseEngine::backwardTile(const float* inputs, std::size_t rows, bool first) {
    const std::size_t width = m_layers.front().inputs;
    copyRows(inputs, width, m_paddedInputs.data(), m_layers.front().paddedInputs, rows, width);
    for (std::size_t l = m_layers.size(); l-- > 0;) {
        Layer& layer = m_layers[l];
        const float* const input = l == 0 ? m_paddedInputs.data() : m_layers[l - 1].output.data();

        MatrixProduct weightGradient; // deltaᵀ · input, summed over tiles
        weightGradient.rows = layer.outputs;
        weightGradient.columns = layer.paddedInputs;
        weightGradient.depth = rows;
        weightGradient.a = layer.delta.data();
        weightGradient.aRowStride = 1;
        weightGradient.aDepthStride = layer.paddedOutputs;
        weightGradient.b = input;
        weightGradient.bRowStride = layer.paddedInputs;
        weightGradient.c = layer.weightGradient.data();
        weightGradient.cRowStride = layer.paddedInputs;
        weightGradient.accumulate = !first;
        m_kernels.multiply(weightGradient);
        m_kernels.columnSums(rows, layer.paddedOutputs, layer.delta.data(), layer.biasGradient.data(),
                             !first);
        if (l == 0)
            break;

        Layer& before = m_layers[l - 1];
        MatrixProduct inputDelta; // delta · weights, times the slope of the previous layer
        if (before.addedTo) {     // that sum's gradient is also this output's
            std::copy_n(m_layers[*before.addedTo].delta.data(), rows * before.paddedOutputs,
                        before.delta.data());
            inputDelta.accumulate = true;
        }
        inputDelta.rows = rows;
        inputDelta.columns = layer.paddedInputs;
        inputDelta.depth = layer.outputs;
        inputDelta.a = layer.delta.data();
        inputDelta.aRowStride = layer.paddedOutputs;
        inputDelta.b = layer.weights.data();
        inputDelta.bRowStride = layer.paddedInputs;
        inputDelta.c = before.delta.data();
        inputDelta.cRowStride = layer.paddedInputs;
        inputDelta.epilogue = slopeOf(before.activation);
        inputDelta.activation = input;
        m_kernels.multiply(inputDelta);
    }
}

void DenseEngine::gatherGradient(std::span<float> gradient) const {
    for (const Layer& layer : m_layers) {
        copyRows(layer.weightGradient.data(), layer.paddedInputs, gradient.data() + layer.weightOffset,
                 layer.inputs, layer.outputs, layer.inputs);
        std::copy_n(layer.biasGradient.data(), layer.outputs, gradient.data() + layer.biasOffset);
    }
}

Status checkDense(const Network& network, std::string_view engine) {
    if (network.empty())
        return fail(ErrorCode::InvalidArgument, "a network needs at least one layer", std::string(engine));
    if (network.layers().empty())
        return fail(ErrorCode::Unsupported,
                    "this engine has no network of kind " + std::string(network.architecture().name),
                    std::string(engine), "Choose another network or engine.");
    return {};
}

Result<std::unique_ptr<GradientEngine>> makeNativeEngine(const Network& network, Loss loss) {
    if (auto ok = checkDense(network, "native engine"); !ok)
        return forward(ok);
    return std::make_unique<DenseEngine>(network, loss, chosenKernels());
}

} // namespace driftwood::training
