#include "runs/run_history.h"

#include <algorithm>
#include <cmath>

namespace driftwood::runs {
namespace {

constexpr const char* kValidationLoss = "validation/loss";

bool isOfEpoch(const std::string& metric) {
    return metric == RunHistory::kEpochLoss || metric.starts_with("validation/");
}

} // namespace

void RunHistory::add(const TrainUpdate& update) {
    if (update.goesOnFrom)
        truncateAfter(static_cast<double>(*update.goesOnFrom));
    for (const workspace::MetricRow& metric : update.metrics)
        addMetric(metric);
    if (update.dropped)
        drop(*update.dropped);
    if (update.step)
        m_newest = *update.step;
}

void RunHistory::add(const std::vector<workspace::MetricRow>& stored) {
    for (const workspace::MetricRow& metric : stored)
        addMetric(metric);
    findBest(); // epochs may have been inserted before existing ones
    ++m_rewrites;
}

void RunHistory::addMetric(const workspace::MetricRow& metric) {
    const auto at = static_cast<double>(metric.step);
    if (metric.name == "train/loss")
        return addLoss(at, metric.value);
    if (metric.name == "train/seconds")
        return addOfStep(m_seconds, at, metric.value);
    if (metric.name == "train/gradient_norm")
        return addOfStep(m_gradientNorm, at, metric.value);
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
    addTo(m_metrics[metric.name], at, metric.value);
    if (isOfEpoch(metric.name)) {
        const std::size_t epoch = epochEndingAt(metric.step);
        if (metric.name == kValidationLoss)
            noteIfBest(epoch);
    }
}

void RunHistory::addLoss(double atStep, double loss) {
    addOfStep(m_loss, atStep, loss);
    if (!std::isfinite(loss) && !m_notFinite)
        m_notFinite = static_cast<std::int64_t>(atStep);
}

/// The last step of a run in one pass may be reported twice: the second report replaces the first.
void RunHistory::addTo(Curve& curve, double atStep, double value) {
    if (curve.empty() || curve.step.back() != atStep) {
        curve.append(atStep, value);
    } else if (curve.value.back() != value) {
        curve.value.back() = value;
        ++m_rewrites;
    }
}

void RunHistory::addOfStep(Curve& curve, double atStep, double value) {
    addTo(curve, atStep, value);
    if (curve.size() <= kMostPoints)
        return;
    curve = thinned(curve, kMostPoints / 2);
    ++m_thinnings;
}

std::size_t RunHistory::epochEndingAt(std::int64_t step) {
    auto at = std::ranges::lower_bound(m_epochs, step, {}, &EpochEnd::step);
    const auto index = static_cast<std::size_t>(at - m_epochs.begin());
    if (at == m_epochs.end() || at->step != step) {
        m_epochs.insert(at, EpochEnd{0, step});
        // By its step, because the epochs between two of them may have been left out.
        const auto first = static_cast<double>(m_epochs.front().step);
        for (std::size_t i = index; i < (index == 0 ? m_epochs.size() : index + 1); ++i)
            m_epochs[i].epoch = static_cast<int>(std::llround(static_cast<double>(m_epochs[i].step) / first));
    }
    return index;
}

std::vector<std::string> RunHistory::epochMetrics() const {
    std::vector<std::string> out;
    for (const auto& [name, curve] : m_metrics)
        if (isOfEpoch(name) && !curve.empty())
            out.push_back(name);
    return out;
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
    if (m_newest && static_cast<double>(m_newest->step) > lastKept)
        m_newest.reset();
    ++m_rewrites;
}

void RunHistory::drop(const DroppedPoints& points) {
    const auto isDropped = [&](std::int64_t step) { return std::ranges::binary_search(points.steps, step); };
    for (const std::string& name : points.names) {
        Curve& curve = name == "train/loss" ? m_loss : name == "train/seconds" ? m_seconds : m_metrics[name];
        Curve kept;
        for (std::size_t i = 0; i < curve.size(); ++i)
            if (!isDropped(static_cast<std::int64_t>(curve.step[i])))
                kept.append(curve.step[i], curve.value[i]);
        curve = std::move(kept);
    }
    std::erase_if(m_epochs, [&](const EpochEnd& epoch) { return isDropped(epoch.step); });
    findBest();
    ++m_rewrites;
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

bool RunHistory::hasEveryStep() const {
    constexpr double kEvery = 0.9; // a few may be lost where a run was killed
    return m_loss.empty() || !onePassLoss().empty() ||
           static_cast<double>(m_loss.size()) >= kEvery * (m_loss.step.back() - m_loss.step.front() + 1.0);
}

std::int64_t RunHistory::lastStep() const {
    const std::int64_t kept = m_loss.empty() ? 0 : static_cast<std::int64_t>(m_loss.step.back());
    return m_newest ? std::max(kept, m_newest->step) : kept;
}

std::optional<double> RunHistory::lastGradientNorm() const {
    const bool isNewer = m_newest && (m_gradientNorm.empty() ||
                                      static_cast<double>(m_newest->step) > m_gradientNorm.step.back());
    if (isNewer && !std::isnan(m_newest->gradientNorm))
        return m_newest->gradientNorm;
    return m_gradientNorm.empty() ? std::nullopt : std::optional(m_gradientNorm.value.back());
}

void RunHistory::noteIfBest(std::size_t epoch) {
    const Curve& losses = metric(kValidationLoss);
    const auto lossOf = [&](std::size_t i) {
        return losses.measuredAt(static_cast<double>(m_epochs[i].step)).value_or(NAN);
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
    if (const auto step = bestStep(metric(kValidationLoss)))
        m_best = epochEndingAt(static_cast<std::int64_t>(*step));
}

std::int64_t RunHistory::stepsPerEpoch() const { return m_epochs.empty() ? 0 : m_epochs.front().step; }

} // namespace driftwood::runs
