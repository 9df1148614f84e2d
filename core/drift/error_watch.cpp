#include "drift/error_watch.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace driftwood::drift {

void ErrorWatch::add(double error, double watched) {
    if (!std::isfinite(error))
        return;
    m_sum += error;
    m_watched += watched;
    ++m_count;
    const double before = m_adwin.mean();
    if (!m_adwin.update(watched))
        return;
    // Of several cuts in a window the first: after it, the detector knows only what has changed already.
    if (!m_changed)
        m_meanBefore = before;
    m_changed = true;
}

void ErrorWatch::beginWindow() {
    m_sum = 0.0;
    m_watched = 0.0;
    m_count = 0;
    m_changed = false;
}

double ErrorWatch::mean() const {
    return m_count > 0 ? m_sum / static_cast<double>(m_count) : std::numeric_limits<double>::quiet_NaN();
}

nlohmann::json ErrorWatch::memory() const {
    return {{"adwin", m_adwin.memory()}, {"sum", m_sum},         {"watched", m_watched},
            {"count", m_count},          {"changed", m_changed}, {"mean_before", m_meanBefore}};
}

void ErrorWatch::recall(const nlohmann::json& memory, std::int64_t most) {
    const auto count = memory.at("count").get<std::int64_t>();
    if (count < 0 || count > most)
        throw std::invalid_argument("impossible count of errors");
    m_adwin.recall(memory.at("adwin"));
    memory.at("sum").get_to(m_sum);
    memory.at("watched").get_to(m_watched);
    m_count = count;
    memory.at("changed").get_to(m_changed);
    memory.at("mean_before").get_to(m_meanBefore);
}

} // namespace driftwood::drift
