#include "training/optimizer.h"

#include <cmath>

namespace driftwood::training {
namespace {

constexpr const char* kFirstMoment = "optimizer.first_moment";
constexpr const char* kSecondMoment = "optimizer.second_moment";
constexpr const char* kUpdates = "optimizer.updates";

} // namespace

Optimizer::Optimizer(const OptimizerSpec& spec, const Network& network, const Kernels& kernels)
    : m_spec(spec)
    , m_kernels(&kernels)
    , m_firstMoment(network.parameterCount())
    , m_secondMoment(spec.kind == OptimizerKind::Adam ? network.parameterCount() : 0) {
    layOut(network);
}

void Optimizer::grow(const Network& before, const Network& wider, const NetworkGrowth& growth) {
    m_firstMoment = grownParameters(m_firstMoment, before, wider, growth, NewOutputs::Zero);
    if (!m_secondMoment.empty())
        m_secondMoment = grownParameters(m_secondMoment, before, wider, growth, NewOutputs::Zero);
    layOut(wider);
}

void Optimizer::layOut(const Network& network) {
    m_segments.clear();
    if (m_spec.biasRateFactor == 1.0) {
        m_segments.push_back({0, network.parameterCount(), m_spec.learningRate});
        return;
    }
    for (const NetworkTensor& tensor : network.tensors())
        m_segments.push_back({tensor.offset, tensor.size(),
                              m_spec.learningRate * (tensor.isBias ? m_spec.biasRateFactor : 1.0)});
}

void Optimizer::apply(std::span<float> parameters, std::span<const float> gradient) {
    ++m_updates;
    const auto updates = static_cast<double>(m_updates);
    const double correction1 = 1.0 - std::pow(m_spec.beta1, updates);
    const double correction2 = 1.0 - std::pow(m_spec.beta2, updates);
    AdamStep adam;
    adam.beta1 = static_cast<float>(m_spec.beta1);
    adam.beta2 = static_cast<float>(m_spec.beta2);
    adam.inverseRootCorrection = static_cast<float>(1.0 / std::sqrt(correction2));
    adam.epsilon = static_cast<float>(m_spec.epsilon);
    adam.weightDecay = static_cast<float>(m_spec.weightDecay);
    SgdStep sgd;
    sgd.momentum = static_cast<float>(m_spec.momentum);
    sgd.weightDecay = static_cast<float>(m_spec.weightDecay);
    for (const Segment& segment : m_segments) {
        float* const p = parameters.data() + segment.begin;
        const float* const g = gradient.data() + segment.begin;
        float* const first = m_firstMoment.data() + segment.begin;
        if (m_spec.kind == OptimizerKind::Adam) {
            adam.stepSize = static_cast<float>(segment.learningRate / correction1);
            m_kernels->adam(segment.size, p, g, first, m_secondMoment.data() + segment.begin, adam);
        } else {
            sgd.learningRate = static_cast<float>(segment.learningRate);
            m_kernels->sgd(segment.size, p, g, first, sgd);
        }
    }
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
    const auto updates = file.counts(kUpdates, 1, where);
    if (!updates)
        return tl::unexpected<Error>(updates.error());
    m_firstMoment = std::move(*first);
    m_secondMoment = std::move(*second);
    m_updates = updates->front();
    return {};
}

} // namespace driftwood::training
