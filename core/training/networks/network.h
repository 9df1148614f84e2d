#pragma once

#include "training/networks/architecture.h"

#include <cstdint>
#include <vector>

namespace driftwood::training {

/// A network without its weights: how it is computed, and where each of its arrays lies in one flat buffer of
/// floats. Immutable. The default has no layers and stands for "none yet".
class Network {
  public:
    static constexpr int kWidestLayer = 1 << 16;
    static constexpr std::size_t kMostHidden = 64;
    /// 1 GiB of weights: more than any network here needs, and low enough that sums cannot overflow.
    static constexpr std::size_t kMostParameters = std::size_t(1) << 28U;

    Network() = default;
    /// `sizes`: inputs, hidden …, outputs. InvalidArgument when there cannot be such a network.
    [[nodiscard]] static Result<Network> create(const Architecture& architecture, std::vector<int> sizes,
                                                Activation activation);

    [[nodiscard]] const Architecture& architecture() const { return *m_architecture; }
    [[nodiscard]] const std::vector<int>& sizes() const { return m_sizes; }
    [[nodiscard]] Activation activation() const { return m_activation; }
    [[nodiscard]] bool empty() const { return m_sizes.empty(); }
    [[nodiscard]] int inputs() const { return empty() ? 0 : m_sizes.front(); }
    [[nodiscard]] int outputs() const { return empty() ? 0 : m_sizes.back(); }
    [[nodiscard]] std::size_t parameterCount() const { return m_parameterCount; }
    /// All of the buffer, in the order of the offsets.
    [[nodiscard]] const std::vector<NetworkTensor>& tensors() const { return m_tensors; }
    /// Empty: it is not a stack of dense layers.
    [[nodiscard]] const std::vector<DenseLayer>& layers() const { return m_layers; }

    /// Everything else follows from these.
    bool operator==(const Network& other) const {
        return m_architecture == other.m_architecture && m_sizes == other.m_sizes &&
               m_activation == other.m_activation;
    }

  private:
    const Architecture* m_architecture = &kDense;
    std::vector<int> m_sizes;
    Activation m_activation = Activation::Relu;
    std::vector<NetworkTensor> m_tensors;
    std::vector<DenseLayer> m_layers;
    std::size_t m_parameterCount = 0;
};

/// InvalidArgument when there are too many hidden layers, one is too wide, or the architecture has none such.
[[nodiscard]] Status checkHidden(const Architecture& architecture, std::span<const int> hidden);

/// The weights before training; determined by the seed.
[[nodiscard]] std::vector<float> initialParameters(const Network& network, std::uint64_t seed);

} // namespace driftwood::training
