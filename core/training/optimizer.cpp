#include "training/optimizer.h"

#include <cmath>

namespace driftwood::training {
namespace {

constexpr const char* kFirstMoment = "optimizer.first_moment";
constexpr const char* kSecondMoment = "optimizer.second_moment";
constexpr const char* kUpdates = "optimizer.updates";

} // namespace

Optimizer::Optimizer(const OptimizerSpec& spec, std::size_t parameters, const Kernels& kernels)
    : m_spec(spec)
    , m_kernels(kernels)
    , m_firstMoment(parameters)
    , m_secondMoment(spec.kind == OptimizerKind::Adam ? parameters : 0) {}

void Optimizer::apply(std::span<float> parameters, std::span<const float> gradient) {
    ++m_updates;
    if (m_spec.kind == OptimizerKind::Sgd) {
        m_kernels.sgd(parameters.size(), parameters.data(), gradient.data(), m_firstMoment.data(),
                      {static_cast<float>(m_spec.learningRate), static_cast<float>(m_spec.momentum),
                       static_cast<float>(m_spec.weightDecay)});
        return;
    }
    const auto updates = static_cast<double>(m_updates);
    const double correction1 = 1.0 - std::pow(m_spec.beta1, updates);
    const double correction2 = 1.0 - std::pow(m_spec.beta2, updates);
    AdamStep step;
    step.stepSize = static_cast<float>(m_spec.learningRate / correction1);
    step.beta1 = static_cast<float>(m_spec.beta1);
    step.beta2 = static_cast<float>(m_spec.beta2);
    step.inverseRootCorrection = static_cast<float>(1.0 / std::sqrt(correction2));
    step.epsilon = static_cast<float>(m_spec.epsilon);
    step.weightDecay = static_cast<float>(m_spec.weightDecay);
    m_kernels.adam(parameters.size(), parameters.data(), gradient.data(), m_firstMoment.data(),
                   m_secondMoment.data(), step);
}

void Optimizer::save(TensorFile& file) const {
    const auto size = static_cast<std::int64_t>(m_firstMoment.size());
    file.tensors[kFirstMoment] = Tensor::ofFloats({size}, m_firstMoment);
    if (m_spec.kind == OptimizerKind::Adam)
        file.tensors[kSecondMoment] = Tensor::ofFloats({size}, m_secondMoment);
    file.tensors[kUpdates] = Tensor::ofInts({m_updates});
}

Status Optimizer::restore(const TensorFile& file, const std::string& where) {
    auto first = file.floats(kFirstMoment, m_firstMoment.size(), where);
    if (!first)
        return forward(first);
    Result<std::vector<float>> second;
    if (m_spec.kind == OptimizerKind::Adam)
        second = file.floats(kSecondMoment, m_secondMoment.size(), where);
    if (!second)
        return forward(second);
    const auto updates = file.ints(kUpdates, 1, where);
    if (!updates)
        return tl::unexpected<Error>(updates.error());
    m_firstMoment = std::move(*first);
    m_secondMoment = std::move(*second);
    m_updates = updates->front();
    return {};
}

} // namespace driftwood::training
