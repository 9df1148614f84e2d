#include "runs/kept_steps.h"

#include <algorithm>
#include <cmath>

namespace driftwood::runs {
namespace {

/// The steps with the smallest and largest value, in the order of the steps.
/// NaN counts as the largest, so that it is not lost.
template <class Value>
std::vector<const StepReport*> extremes(const std::vector<StepReport>& steps, Value value) {
    const auto less = [&](const StepReport& a, const StepReport& b) {
        const double x = value(a);
        const double y = value(b);
        return std::isnan(y) ? !std::isnan(x) : x < y;
    };
    const auto [least, most] = std::minmax_element(steps.begin(), steps.end(), less);
    std::vector<const StepReport*> out{&*least};
    if (least != most)
        out.insert(most < least ? out.begin() : out.end(), &*most);
    return out;
}

} // namespace

KeptSteps::KeptSteps(std::int64_t totalSteps)
    : m_width(totalSteps <= kMost ? 1 : (2 * totalSteps + kMost - 1) / kMost) {}

void KeptSteps::add(const StepReport& step, std::vector<workspace::MetricRow>& kept) {
    m_open.push_back(step);
    m_last = step;
    ++m_sinceEpoch;
    // Cut at multiples of the width: a resumed run that repeats steps then keeps the same points.
    if (step.step % m_width == 0)
        select(kept);
}

void KeptSteps::endEpoch(std::vector<workspace::MetricRow>& kept) {
    if (m_sinceEpoch >= m_width)
        select(kept);
    m_sinceEpoch = 0;
}

void KeptSteps::flush(std::vector<workspace::MetricRow>& kept) {
    select(kept);
    if (!m_last)
        return;
    keepLoss(*m_last, kept);
    keepNorm(*m_last, kept);
}

void KeptSteps::select(std::vector<workspace::MetricRow>& kept) {
    if (m_open.empty())
        return;
    for (const StepReport* s : extremes(m_open, [](const StepReport& r) { return r.loss; }))
        keepLoss(*s, kept);
    for (const StepReport* s : extremes(m_open, [](const StepReport& r) { return r.gradientNorm; }))
        keepNorm(*s, kept);
    m_open.clear();
}

void KeptSteps::keepLoss(const StepReport& step, std::vector<workspace::MetricRow>& kept) {
    if (step.step <= m_lossKept)
        return;
    m_lossKept = step.step;
    kept.push_back({step.step, "train/loss", step.loss});
    kept.push_back({step.step, "train/seconds", step.seconds});
}

void KeptSteps::keepNorm(const StepReport& step, std::vector<workspace::MetricRow>& kept) {
    if (step.step <= m_normKept || std::isnan(step.gradientNorm))
        return;
    m_normKept = step.step;
    kept.push_back({step.step, "train/gradient_norm", step.gradientNorm});
}

} // namespace driftwood::runs
