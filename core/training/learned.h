#pragma once

#include "training/gradient_engine.h"
#include "training/networks/network.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace driftwood::training {

/// Computes raw outputs of rows with what was learned. Not thread-safe: use one per thread.
class Predictor {
  public:
    /// `out`: rows × outputs; logits for classification. A row's outputs do not depend on the other rows.
    [[nodiscard]] Status predict(std::span<const float> inputs, std::size_t rows, std::span<float> out) {
        return m_engine->forward(m_weights, inputs, rows, out);
    }

  private:
    friend class Learned;
    Predictor(std::unique_ptr<GradientEngine> engine, std::span<const float> weights)
        : m_engine(std::move(engine))
        , m_weights(weights) {}

    std::unique_ptr<GradientEngine> m_engine;
    std::span<const float> m_weights;
};

/// The result of training: a network with its weights.
class Learned {
  public:
    Learned() = default;
    Learned(Network network, std::vector<float> weights)
        : m_network(std::move(network))
        , m_weights(std::move(weights)) {}

    [[nodiscard]] const Network& network() const { return m_network; }
    [[nodiscard]] const std::vector<float>& weights() const { return m_weights; }

    /// InvalidArgument when the weights are not as many as the network has, or one is not finite.
    [[nodiscard]] Status check() const;
    /// On the native engine. It refers to the weights, which must outlive it.
    [[nodiscard]] Result<Predictor> predictor() const;

    /// A safetensors file of the network's tensors under their names, which Python code expects.
    [[nodiscard]] std::string encode() const;
    /// CorruptData when the tensors are not exactly those of the network.
    [[nodiscard]] static Result<Learned> decode(const Network& network, std::string_view bytes,
                                                const std::string& where);

  private:
    Network m_network;
    std::vector<float> m_weights;
};

} // namespace driftwood::training
