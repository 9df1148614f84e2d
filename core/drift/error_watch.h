#pragma once

#include "drift/adwin.h"
#include "drift/recent_errors.h"

#include <nlohmann/json_fwd.hpp>

namespace driftwood::drift {

/// The mean error of the window, and ADWIN over the watched values of all records so far.
class ErrorWatch {
  public:
    explicit ErrorWatch(double delta)
        : m_adwin({.delta = delta}) {}

    /// `watched` is the value given to ADWIN. Records whose error is not finite are ignored.
    void add(double error, double watched);
    void beginWindow();

    [[nodiscard]] std::int64_t count() const { return m_count; }
    [[nodiscard]] double mean() const; ///< NaN when there is none
    [[nodiscard]] bool changed() const { return m_changed; }
    /// Whether the window detected a change that is a rise; a falling error is no reason for an alarm.
    [[nodiscard]] bool rose() const { return m_changed && meanNow() > m_meanBefore; }
    [[nodiscard]] double meanBefore() const { return m_meanBefore; }
    /// The watched values of the window.
    [[nodiscard]] RecentErrors::Window window() const { return {m_watched, m_count}; }
    /// The window's own mean: ADWIN's mean after a cut still includes much of the time before.
    [[nodiscard]] double meanNow() const { return m_watched / static_cast<double>(m_count); }

    /// CorruptData for an invalid state, or one of more than `most` records; then do not use it further.
    [[nodiscard]] nlohmann::json memory() const;
    [[nodiscard]] Status recall(const nlohmann::json& memory, std::int64_t most);

  private:
    Adwin m_adwin;
    double m_sum = 0.0;
    double m_watched = 0.0;
    std::int64_t m_count = 0;
    bool m_changed = false;
    double m_meanBefore = 0.0;
    double m_meanAtBegin = 0.0; ///< mean of ADWIN's window when this window began
    std::int64_t m_widthAtBegin = 0;
};

} // namespace driftwood::drift
