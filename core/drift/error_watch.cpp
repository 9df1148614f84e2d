#include "drift/error_watch.h"

#include "base/json_fields.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

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

Status ErrorWatch::recall(const nlohmann::json& memory, std::int64_t most) {
    JsonFields fields(memory, "state of the error's watch");
    const nlohmann::json* adwin = fields.value("adwin");
    fields.read("sum", m_sum);
    fields.read("watched", m_watched);
    fields.read("count", m_count);
    fields.read("changed", m_changed);
    fields.read("mean_before", m_meanBefore);
    m_meanAtBegin = 0.0; // earlier versions did not store these two
    m_widthAtBegin = 0;
    if (fields.has("mean_at_begin"))
        fields.read("mean_at_begin", m_meanAtBegin);
    if (fields.has("width_at_begin"))
        fields.read("width_at_begin", m_widthAtBegin);
    fields.require(m_count >= 0 && m_count <= most, "count", "impossible count of errors");
    if (Status read = fields.finish(); !read)
        return read;
    return m_adwin.recall(*adwin);
}

} // namespace driftwood::drift
