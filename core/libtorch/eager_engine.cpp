#include "eager_engine.h"

#include "torch_runtime.h"

#include <torch/types.h>
#include <torch/version.h>

#include <algorithm>
#include <vector>

namespace driftwood::libtorch {
namespace {

using training::Activation;
using training::Batch;
using training::DenseLayer;
using training::Loss;
using training::Network;

// A view of the caller's memory. LibTorch takes a mutable pointer even for data that it only reads.
torch::Tensor viewOf(const float* data, torch::IntArrayRef sizes) {
    return torch::from_blob(const_cast<float*>(data), sizes, torch::kFloat32);
}

// Views of weight and bias of every layer in one flat buffer.
struct LayerViews {
    std::vector<torch::Tensor> weights;
    std::vector<torch::Tensor> biases;

    LayerViews() = default;
    LayerViews(const Network& network, const float* flat) {
        for (const DenseLayer& layer : network.layers()) {
            weights.push_back(viewOf(flat + layer.weightOffset, {layer.outputs, layer.inputs}));
            biases.push_back(viewOf(flat + layer.biasOffset, {layer.outputs}));
        }
    }
};

class EagerEngine final : public training::GradientEngine {
  public:
    EagerEngine(Network network, Loss loss)
        : m_network(std::move(network))
        , m_loss(loss) {}

    std::string name() const override {
        return "libtorch " + std::to_string(TORCH_VERSION_MAJOR) + "." + std::to_string(TORCH_VERSION_MINOR) +
               " eager";
    }

    Result<double> lossAndGradient(std::span<const float> parameters, const Batch& batch,
                                   std::span<float> gradient) override {
        if (parameters.size() != m_network.parameterCount() || gradient.size() != parameters.size())
            return fail(ErrorCode::InvalidArgument, "parameters or gradient do not have the network's size");
        return guarded("the gradient", [&]() -> Result<double> {
            // Autograd adds to the existing gradients, which are views of the caller's buffer.
            std::fill(gradient.begin(), gradient.end(), 0.0F);
            bindForTraining(parameters.data(), gradient.data());
            const torch::Tensor outputs = hiddenAndOutput(m_training, inputsOf(batch.inputs, batch.rows));
            const torch::Tensor loss = lossOf(outputs, batch);
            loss.backward();
            return static_cast<double>(loss.item<float>());
        });
    }

    Status forward(std::span<const float> parameters, std::span<const float> inputs, std::size_t rows,
                   std::span<float> out) override {
        if (parameters.size() != m_network.parameterCount() ||
            inputs.size() != rows * static_cast<std::size_t>(m_network.inputs()) ||
            out.size() != rows * static_cast<std::size_t>(m_network.outputs()))
            return fail(ErrorCode::InvalidArgument,
                        "parameters, inputs or outputs do not have the network's size");
        if (rows == 0)
            return {};
        return guarded("the forward pass", [&]() -> Status {
            const c10::InferenceMode inference;
            if (parameters.data() != m_inferenceParameters) {
                m_inference = LayerViews(m_network, parameters.data());
                m_inferenceParameters = parameters.data();
            }
            const std::size_t last = m_network.layers().size() - 1;
            const torch::Tensor hidden = hiddenLayers(m_inference, inputsOf(inputs.data(), rows));
            torch::Tensor result = viewOf(out.data(), {static_cast<std::int64_t>(rows), m_network.outputs()});
            at::addmm_out(result, m_inference.biases[last], hidden, m_inference.weights[last].t());
            return {};
        });
    }

  private:
    // The views are kept as long as the caller passes the same buffers;
    // creating them takes a few microseconds.
    void bindForTraining(const float* parameters, float* gradient) {
        if (parameters == m_trainingParameters && gradient == m_trainingGradient)
            return;
        m_training = LayerViews(m_network, parameters);
        const LayerViews gradients(m_network, gradient);
        for (std::size_t layer = 0; layer < m_network.layers().size(); ++layer) {
            m_training.weights[layer].set_requires_grad(true).mutable_grad() = gradients.weights[layer];
            m_training.biases[layer].set_requires_grad(true).mutable_grad() = gradients.biases[layer];
        }
        m_trainingParameters = parameters;
        m_trainingGradient = gradient;
    }

    torch::Tensor inputsOf(const float* inputs, std::size_t rows) const {
        return viewOf(inputs, {static_cast<std::int64_t>(rows), m_network.inputs()});
    }

    torch::Tensor hiddenLayers(const LayerViews& views, torch::Tensor values) const {
        std::vector<torch::Tensor> outputs;
        for (std::size_t i = 0; i + 1 < m_network.layers().size(); ++i) {
            const DenseLayer& layer = m_network.layers()[i];
            values = at::linear(values, views.weights[i], views.biases[i]);
            if (layer.activation)
                values = *layer.activation == Activation::Relu ? at::relu(values) : at::tanh(values);
            if (layer.plus)
                values = values + outputs[*layer.plus];
            outputs.push_back(values);
        }
        return values;
    }

    torch::Tensor hiddenAndOutput(const LayerViews& layers, torch::Tensor inputs) const {
        return at::linear(hiddenLayers(layers, std::move(inputs)), layers.weights.back(),
                          layers.biases.back());
    }

    torch::Tensor lossOf(const torch::Tensor& outputs, const Batch& batch) const {
        const auto rows = static_cast<std::int64_t>(batch.rows);
        switch (m_loss) {
        case Loss::MeanSquaredError:
            return at::mse_loss(outputs, viewOf(batch.targets, {rows, m_network.outputs()}));
        case Loss::BinaryCrossEntropy:
            return at::binary_cross_entropy_with_logits(
                outputs, viewOf(batch.targets, {rows, 1}),
                batch.weights == nullptr ? torch::Tensor() : viewOf(batch.weights, {rows, 1}));
        case Loss::CrossEntropy:
            break;
        }
        const torch::Tensor classes =
            torch::from_blob(const_cast<std::int32_t*>(batch.classes), {rows}, torch::kInt32);
        if (batch.weights == nullptr)
            return at::cross_entropy_loss(outputs, classes.to(torch::kInt64));
        const torch::Tensor losses =
            at::cross_entropy_loss(outputs, classes.to(torch::kInt64), {}, at::Reduction::None);
        return (losses * viewOf(batch.weights, {rows})).mean();
    }

    Network m_network;
    Loss m_loss;
    LayerViews m_training;
    const float* m_trainingParameters = nullptr;
    float* m_trainingGradient = nullptr;
    LayerViews m_inference;
    const float* m_inferenceParameters = nullptr;
};

} // namespace

Result<std::unique_ptr<training::GradientEngine>> makeEagerEngine(const Network& network, Loss loss) {
    if (auto ok = checkDense(network, "LibTorch's eager engine"); !ok)
        return forward(ok);
    return std::make_unique<EagerEngine>(network, loss);
}

} // namespace driftwood::libtorch
