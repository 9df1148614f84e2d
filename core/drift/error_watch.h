#pragma once

#include "drift/adwin.h"

#include <nlohmann/json_fwd.hpp>

namespace driftwood::drift {

/// Mean error of the window, and ADWIN over what is watched of all records so far.
class ErrorWatch {
  public:
    explicit ErrorWatch(double delta)
        : m_adwin({.delta = delta}) {}

    /// `watched` is what ADWIN sees of the record. An error that is not finite is none.
    void add(double error, double watched);
    void beginWindow();

    [[nodiscard]] std::int64_t count() const { return m_count; }
    [[nodiscard]] double mean() const; ///< NaN without any
    [[nodiscard]] bool changed() const { return m_changed; }
    /// The window noticed a change, and it was a rise: an error that falls is no reason for an alarm.
    [[nodiscard]] bool rose() const { return m_changed && meanNow() > m_meanBefore; }
    [[nodiscard]] double meanBefore() const { return m_meanBefore; }
    /// Of the window that noticed: what ADWIN keeps after a cut still holds much of what was before.
    [[nodiscard]] double meanNow() const { return m_watched / static_cast<double>(m_count); }

    /// recall() throws a std::exception for what is no such memory, or of more than `most` records.
    [[nodiscard]] nlohmann::json memory() const;
    void recall(const nlohmann::json& memory, std::int64_t most);

  private:
    Adwin m_adwin;
    double m_sum = 0.0;
    double m_watched = 0.0;
    std::int64_t m_count = 0;
    bool m_changed = false;
    double m_meanBefore = 0.0;
    double m_meanAtBegin = 0.0; ///< of what ADWIN held as the window began
    std::int64_t m_widthAtBegin = 0;
};

} // namespace driftwood::drift
