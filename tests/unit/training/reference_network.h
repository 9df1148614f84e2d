#pragma once

#include "base/random.h"
#include "training/gradient_engine.h"

#include <cmath>
#include <vector>

namespace driftwood::test {

/// A dense network in its simplest form in double precision, as the reference for the kernels.
class ReferenceNetwork {
  public:
    ReferenceNetwork(training::Network network, training::Loss loss)
        : m_network(std::move(network))
        , m_loss(loss) {}

    [[nodiscard]] std::vector<double> outputs(const std::vector<double>& parameters,
                                              const float* inputs) const {
        std::vector<double> values(inputs, inputs + m_network.inputs());
        std::vector<std::vector<double>> ofLayers;
        for (const training::DenseLayer& layer : m_network.layers()) {
            const double* weights = parameters.data() + layer.weightOffset;
            const double* bias = parameters.data() + layer.biasOffset;
            std::vector<double> next(static_cast<std::size_t>(layer.outputs));
            for (std::size_t o = 0; o < next.size(); ++o) {
                double sum = bias[o];
                for (std::size_t i = 0; i < values.size(); ++i)
                    sum += weights[o * values.size() + i] * values[i];
                next[o] =
                    (layer.activation ? activated(sum) : sum) + (layer.plus ? ofLayers[*layer.plus][o] : 0.0);
            }
            values = next;
            ofLayers.push_back(std::move(next));
        }
        return values;
    }

    [[nodiscard]] double loss(const std::vector<double>& parameters, const training::Batch& batch) const {
        const auto n = static_cast<std::size_t>(m_network.outputs());
        double sum = 0.0;
        for (std::size_t row = 0; row < batch.rows; ++row) {
            const auto out =
                outputs(parameters, batch.inputs + row * static_cast<std::size_t>(m_network.inputs()));
            if (m_loss == training::Loss::CrossEntropy) {
                double total = 0.0;
                for (const double z : out)
                    total += std::exp(z);
                sum += std::log(total) - out[static_cast<std::size_t>(batch.classes[row])];
                continue;
            }
            for (std::size_t j = 0; j < n; ++j) {
                const double y = static_cast<double>(batch.targets[row * n + j]);
                sum += m_loss == training::Loss::MeanSquaredError ? (out[j] - y) * (out[j] - y)
                                                                  : std::log1p(std::exp(out[j])) - out[j] * y;
            }
        }
        return sum / static_cast<double>(batch.rows * (m_loss == training::Loss::MeanSquaredError ? n : 1));
    }

  private:
    [[nodiscard]] double activated(double x) const {
        return m_network.activation() == training::Activation::Relu ? std::max(0.0, x) : std::tanh(x);
    }

    training::Network m_network;
    training::Loss m_loss;
};

[[nodiscard]] inline std::vector<float> normals(std::size_t n, SeededRandom& random, double scale = 1.0) {
    std::vector<float> values(n);
    for (float& value : values)
        value = static_cast<float>(scale * random.normal());
    return values;
}

} // namespace driftwood::test
