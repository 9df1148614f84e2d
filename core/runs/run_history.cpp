#include "runs/run_history.h"

#include <algorithm>
#include <cmath>

namespace driftwood::runs {
namespace {

constexpr const char* kValidationLoss = "validation/loss";

} // namespace

std::optional<double> Curve::at(double atStep) const {
    const auto after = std::ranges::upper_bound(step, atStep);
    if (after == step.begin())
        return std::nullopt;
    return value[static_cast<std::size_t>(after - step.begin()) - 1];
}

void Curve::append(double atStep, double newValue) {
    step.push_back(atStep);
    value.push_back(newValue);
}

void Curve::truncateAfter(double lastStep) {
    const auto kept = static_cast<std::size_t>(std::ranges::upper_bound(step, lastStep) - step.begin());
    step.resize(kept);
    value.resize(kept);
}

std::optional<double> bestStep(const Curve& validationLoss) {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < validationLoss.size(); ++i)
        if (std::isfinite(validationLoss.value[i]) &&
            (!best || validationLoss.value[i] < validationLoss.value[*best]))
            best = i;
    return best ? std::optional(validationLoss.step[*best]) : std::nullopt;
}

void RunHistory::add(const TrainUpdate& update) {
    if (update.step) {
        const auto& step = *update.step;
        const auto at = static_cast<double>(step.step);
        if (at <= static_cast<double>(lastStep()))
            truncateAfter(at - 1.0);
        addLoss(at, step.loss);
        m_seconds.append(at, step.seconds);
        if (!std::isnan(step.gradientNorm))
            m_gradientNorm.append(at, step.gradientNorm);
    }
    for (const workspace::MetricRow& metric : update.metrics)
        // Skipped, because the update has these metrics for every step.
        if (metric.name != "train/loss" && metric.name != "train/seconds" &&
            metric.name != "train/gradient_norm")
            addMetric(metric);
}

void RunHistory::add(const std::vector<workspace::MetricRow>& stored) {
    for (const workspace::MetricRow& metric : stored)
        addMetric(metric);
    findBest(); // epochs may have been inserted before existing ones
    ++m_generation;
}

void RunHistory::addMetric(const workspace::MetricRow& metric) {
    const auto at = static_cast<double>(metric.step);
    if (metric.name == "train/loss")
        return addLoss(at, metric.value);
    if (metric.name == "train/seconds")
        return m_seconds.append(at, metric.value);
    if (metric.name == "train/gradient_norm")
        return m_gradientNorm.append(at, metric.value);
    if (training::isOfBaseline(metric.name)) {
        m_baselines[metric.name] = metric.value;
        return;
    }
    if (metric.step == 0) {
        m_facts[metric.name] = static_cast<std::int64_t>(metric.value);
        return;
    }
    if (metric.name.starts_with("spike/")) {
        const auto known = std::ranges::find(m_spikes, metric.step, &LossSpike::step);
        LossSpike& spike = known != m_spikes.end() ? *known : m_spikes.emplace_back(LossSpike{metric.step});
        if (metric.name == "spike/loss")
            spike.loss = metric.value;
        else if (metric.name == "spike/source")
            spike.position.source = SourceIndex(static_cast<std::uint8_t>(metric.value));
        else if (metric.name == "spike/partition")
            spike.position.partition = PartitionId(static_cast<std::int32_t>(metric.value));
        else
            spike.position.offset = Offset(static_cast<std::int64_t>(metric.value));
        return;
    }
    m_metrics[metric.name].append(at, metric.value);
    if (metric.name == "train/epoch_loss" || metric.name.starts_with("validation/")) {
        EpochMetrics& epoch = epochEndingAt(metric.step);
        epoch.values[metric.name] = metric.value;
        if (metric.name == kValidationLoss)
            noteIfBest(static_cast<std::size_t>(&epoch - m_epochs.data()));
    }
}

void RunHistory::addLoss(double atStep, double loss) {
    m_loss.append(atStep, loss);
    if (!std::isfinite(loss) && !m_notFinite)
        m_notFinite = static_cast<std::int64_t>(atStep);
}

EpochMetrics& RunHistory::epochEndingAt(std::int64_t step) {
    auto at = std::ranges::lower_bound(m_epochs, step, {}, &EpochMetrics::step);
    if (at == m_epochs.end() || at->step != step)
        at = m_epochs.insert(at, EpochMetrics{static_cast<int>(at - m_epochs.begin()) + 1, step, {}});
    return *at;
}

void RunHistory::truncateAfter(double lastKept) {
    m_loss.truncateAfter(lastKept);
    m_seconds.truncateAfter(lastKept);
    m_gradientNorm.truncateAfter(lastKept);
    for (auto& [name, curve] : m_metrics)
        curve.truncateAfter(lastKept);
    const auto later = [&](const auto& entry) { return static_cast<double>(entry.step) > lastKept; };
    std::erase_if(m_epochs, later);
    std::erase_if(m_spikes, later);
    findBest();
    if (m_notFinite && static_cast<double>(*m_notFinite) > lastKept)
        m_notFinite.reset();
    ++m_generation;
}

const Curve& RunHistory::onePassLoss() const {
    return metric(training::learnerOf(training::LearnerKind::OnePass).qualityName("loss"));
}

const Curve& RunHistory::metric(const std::string& name) const {
    static const Curve kNone;
    const auto found = m_metrics.find(name);
    return found == m_metrics.end() ? kNone : found->second;
}

std::optional<std::int64_t> RunHistory::fact(const std::string& name) const {
    const auto found = m_facts.find(name);
    return found == m_facts.end() ? std::nullopt : std::optional(found->second);
}

std::int64_t RunHistory::lastStep() const {
    return m_loss.empty() ? 0 : static_cast<std::int64_t>(m_loss.step.back());
}

void RunHistory::noteIfBest(std::size_t epoch) {
    const auto lossOf = [this](std::size_t i) {
        const auto loss = m_epochs[i].values.find(kValidationLoss);
        return loss == m_epochs[i].values.end() ? NAN : loss->second;
    };
    if (const double loss = lossOf(epoch); std::isfinite(loss) && (!m_best || loss < lossOf(*m_best)))
        m_best = epoch;
}

std::optional<double> RunHistory::atBest(const std::string& metricName) const {
    const Curve& curve = metric(metricName);
    if (curve.empty())
        return std::nullopt;
    const auto best = bestStep(metric(kValidationLoss));
    return best ? curve.at(*best) : std::optional(curve.value.back());
}

void RunHistory::findBest() {
    m_best.reset();
    for (std::size_t i = 0; i < m_epochs.size(); ++i)
        noteIfBest(i);
}

std::int64_t RunHistory::stepsPerEpoch() const { return m_epochs.empty() ? 0 : m_epochs.front().step; }

} // namespace driftwood::runs
