#pragma once

#include "training/grow_network.h"
#include "training/kernels/kernels.h"
#include "training/safetensors.h"
#include "training/training_spec.h"

#include <span>
#include <vector>

namespace driftwood::training {

/// Adam (Kingma & Ba 2015, with LibTorch's order of operations) or SGD with momentum, in one pass over the
/// flat parameters. Owns the moments, not the parameters.
class Optimizer {
  public:
    Optimizer(const OptimizerSpec& spec, const Network& network, const Kernels& kernels);

    /// Updates the parameters by one step against the gradient.
    void apply(std::span<float> parameters, std::span<const float> gradient);

    [[nodiscard]] std::int64_t updates() const { return m_updates; }

    /// Adapts to a network that became wider; the moments of new parameters start at 0.
    void grow(const Network& before, const Network& wider, const NetworkGrowth& growth);

    /// Stores the moments and the number of updates in a checkpoint. restore() reads them back (Mismatch when
    /// they belong to another optimiser or size) and changes nothing on failure.
    void save(TensorFile& file) const;
    [[nodiscard]] Status restore(const TensorFile& file, const std::string& where);

  private:
    void layOut(const Network& network);

    /// Consecutive parameters that share a learning rate.
    struct Segment {
        std::size_t begin = 0;
        std::size_t size = 0;
        double learningRate = 0.0;
    };

    OptimizerSpec m_spec;
    const Kernels* m_kernels;
    std::vector<Segment> m_segments; ///< one for all, unless biases have a separate rate
    std::int64_t m_updates = 0;
    std::vector<float> m_firstMoment;  ///< SGD: the velocity
    std::vector<float> m_secondMoment; ///< Adam only
};

} // namespace driftwood::training
