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
    const auto sumOf = [](const Adwin& adwin) { return adwin.mean() * static_cast<double>(adwin.width()); };
    const double sum = sumOf(m_adwin) + watched;
    const std::int64_t width = m_adwin.width() + 1;
    if (!m_adwin.update(watched))
        return;
    // If a window has several cuts the first one counts: after it, the detector only knows values after the
    // change. Since ADWIN's current mean includes records of the change, the mean before is that at the
    // window's begin or, if ADWIN began with the window, that of the elements it cut off.
    if (!m_changed)
        m_meanBefore = m_widthAtBegin > 0
                           ? m_meanAtBegin
                           : (sum - sumOf(m_adwin)) / static_cast<double>(width - m_adwin.width());
    m_changed = true;
}

void ErrorWatch::beginWindow() {
    m_sum = 0.0;
    m_watched = 0.0;
    m_count = 0;
    m_changed = false;
    m_meanAtBegin = m_adwin.mean();
    m_widthAtBegin = m_adwin.hasCut() ? 0 : m_adwin.width();
}

double ErrorWatch::mean() const {
    return m_count > 0 ? m_sum / static_cast<double>(m_count) : std::numeric_limits<double>::quiet_NaN();
}

nlohmann::json ErrorWatch::memory() const {
    return {{"adwin", m_adwin.memory()},      {"sum", m_sum},
            {"watched", m_watched},           {"count", m_count},
            {"changed", m_changed},           {"mean_before", m_meanBefore},
            {"mean_at_begin", m_meanAtBegin}, {"width_at_begin", m_widthAtBegin}};
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
    m_meanAtBegin = memory.value("mean_at_begin", 0.0); // earlier versions did not store these two
    m_widthAtBegin = memory.value("width_at_begin", std::int64_t{0});
}

} // namespace driftwood::drift
