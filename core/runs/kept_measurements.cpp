#include "runs/kept_measurements.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace driftwood::runs {
namespace {

bool isOfMiniBatch(const std::string& name) {
    return name == "train/loss" || name == "train/seconds" || name == "train/gradient_norm";
}

} // namespace

bool DroppedPoints::has(const std::string& name, std::int64_t step) const {
    return std::ranges::binary_search(names, name) && std::ranges::binary_search(steps, step);
}

KeptMeasurements::KeptMeasurements(const training::LearnerType& learner)
    : m_lossName(learner.recentQuality.empty() ? learner.qualityName("loss")
                                               : learner.recentQualityName("loss"))
    , m_atEachStep(!learner.hasEpochs) {}

bool KeptMeasurements::isMeasured(const workspace::MetricRow& metric) const {
    return metric.step > 0 && !metric.name.starts_with("spike/") &&
           (m_atEachStep || !isOfMiniBatch(metric.name));
}

std::optional<DroppedPoints> KeptMeasurements::add(std::span<const workspace::MetricRow> metrics) {
    for (const workspace::MetricRow& metric : metrics) {
        if (!isMeasured(metric))
            continue;
        m_names.insert(metric.name);
        double& loss =
            m_losses.try_emplace(metric.step, std::numeric_limits<double>::quiet_NaN()).first->second;
        if (metric.name == m_lossName)
            loss = metric.value;
    }
    return m_losses.size() > kMost ? std::optional(thin()) : std::nullopt;
}

void KeptMeasurements::checkpointed(std::int64_t step) {
    const auto after = m_losses.upper_bound(step);
    m_checkpoint = after == m_losses.begin() ? std::nullopt : std::optional(std::prev(after)->first);
}

std::optional<DroppedPoints> KeptMeasurements::goOnFrom(std::int64_t step,
                                                        std::span<const workspace::MetricRow> stored) {
    m_losses.clear();
    m_names.clear();
    std::vector<workspace::MetricRow> kept;
    for (const workspace::MetricRow& metric : stored)
        if (metric.step <= step)
            kept.push_back(metric);
    auto dropped = add(kept);
    checkpointed(step);
    return dropped;
}

DroppedPoints KeptMeasurements::thin() {
    Curve losses;
    for (const auto& [step, loss] : m_losses)
        losses.append(static_cast<double>(step), loss);
    const Curve kept = thinned(losses, kMost / 2);
    DroppedPoints dropped{{m_names.begin(), m_names.end()}, {}};
    std::erase_if(m_losses, [&](const auto& measurement) {
        const std::int64_t step = measurement.first;
        const auto at = static_cast<double>(step);
        if (kept.measuredAt(at) || at == losses.step.front() || step == m_checkpoint)
            return false;
        dropped.steps.push_back(step);
        return true;
    });
    return dropped;
}

} // namespace driftwood::runs
