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

std::optional<double> Curve::at(double atStep) const {
    const auto after = std::ranges::upper_bound(step, atStep);
    if (after == step.begin())
        return std::nullopt;
    return value[static_cast<std::size_t>(after - step.begin()) - 1];
}

std::optional<double> Curve::measuredAt(double atStep) const {
    const auto place = std::ranges::lower_bound(step, atStep);
    if (place == step.end() || *place != atStep)
        return std::nullopt;
    return value[static_cast<std::size_t>(place - step.begin())];
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

Curve thinned(const Curve& curve, std::size_t most) {
    if (curve.size() <= most)
        return curve;
    const auto less = [](double a, double b) { return std::isnan(b) ? !std::isnan(a) : a < b; };
    const std::size_t last = curve.size() - 1;
    const double first = curve.step.front();
    const double width =
        (curve.step.back() - first) / static_cast<double>(std::max<std::size_t>(1, most / 2));
    Curve out;
    for (std::size_t begin = 0, end = 0; begin < last; begin = end) {
        const double stretch = std::floor((curve.step[begin] - first) / width);
        for (end = begin + 1; end < last && std::floor((curve.step[end] - first) / width) == stretch;)
            ++end;
        const auto from = curve.value.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto to = curve.value.begin() + static_cast<std::ptrdiff_t>(end);
        const auto [least, greatest] = std::minmax_element(from, to, less);
        for (const auto& extreme : {std::min(least, greatest), std::max(least, greatest)})
            if (const auto at = static_cast<std::size_t>(extreme - curve.value.begin());
                out.empty() || out.step.back() < curve.step[at])
                out.append(curve.step[at], curve.value[at]);
    }
    out.append(curve.step[last], curve.value[last]);
    return out;
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
    if (update.goesOnFrom)
        truncateAfter(static_cast<double>(*update.goesOnFrom));
    for (const workspace::MetricRow& metric : update.metrics)
        addMetric(metric);
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
    if (at == m_epochs.end() || at->step != step)
        at = m_epochs.insert(at, EpochEnd{static_cast<int>(at - m_epochs.begin()) + 1, step});
    return static_cast<std::size_t>(at - m_epochs.begin());
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
