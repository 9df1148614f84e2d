#pragma once

#include "training/grow_network.h"
#include "training/kernels/kernels.h"
#include "training/safetensors.h"
#include "training/training_spec.h"

#include <span>
#include <vector>

namespace driftwood::training {

/// Adam (Kingma & Ba 2015, with LibTorch's order of operations) or SGD with momentum, in one pass over the
/// flat parameters. Holds the moments, not the parameters.
class Optimizer {
  public:
    Optimizer(const OptimizerSpec& spec, const DenseShape& shape, const Kernels& kernels);

    /// One update of the parameters against the gradient.
    void apply(std::span<float> parameters, std::span<const float> gradient);

    [[nodiscard]] std::int64_t updates() const { return m_updates; }

    /// Goes on with a network that became wider; the moments of new parameters begin at 0.
    void grow(const DenseShape& before, const NetworkGrowth& growth);

    /// Puts the moments and the number of updates into a checkpoint; restore() takes them back (Mismatch when
    /// they are of another optimiser or size) and changes nothing when it fails.
    void save(TensorFile& file) const;
    [[nodiscard]] Status restore(const TensorFile& file, const std::string& where);

  private:
    void layOut(const DenseShape& shape);

    /// Parameters that lie together and share a learning rate.
    struct Segment {
        std::size_t begin = 0;
        std::size_t size = 0;
        double learningRate = 0.0;
    };

    OptimizerSpec m_spec;
    const Kernels* m_kernels;
    std::vector<Segment> m_segments; ///< one for all, unless biases have a rate of their own
    std::int64_t m_updates = 0;
    std::vector<float> m_firstMoment;  ///< SGD: the velocity
    std::vector<float> m_secondMoment; ///< Adam only
};

} // namespace driftwood::training
