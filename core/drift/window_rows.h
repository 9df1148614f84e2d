#pragma once

#include "drift/alarm.h"

#include <nlohmann/json_fwd.hpp>
#include <utility>
#include <vector>

namespace driftwood::drift {

/// Positions and times of the current window's records in the order they were observed,
/// with their errors and labels.
class WindowRows {
  public:
    explicit WindowRows(training::Task task)
        : m_task(task) {}

    /// `error` and `actual` as in scoring::Predictions.
    void add(const RowPosition& position, TimestampMs time, double error, double actual);
    void clear() { m_rows.clear(); }
    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    [[nodiscard]] std::vector<double> errors() const;
    /// The smallest and largest timestamp, ignoring those of a few records (one, or one in a hundred) that
    /// lie far from all others, as an unset clock produces; -1 when no record has one.
    [[nodiscard]] std::pair<TimestampMs, TimestampMs> times() const;

    /// Extends the alarm's range, time and row counts by the records from `first` on.
    void coverFrom(std::size_t first, Alarm& alarm, const std::vector<Position>& apartFrom = {}) const;

    /// Number of values that memory() would write.
    [[nodiscard]] std::size_t remembered() const;
    /// CorruptData when the JSON is not such a state; then do not use it further.
    [[nodiscard]] nlohmann::json memory() const;
    [[nodiscard]] Status recall(const nlohmann::json& memory, std::size_t rows);

  private:
    struct Row {
        RowPosition position;
        TimestampMs time;
        double error;
        double actual;
    };
    training::Task m_task;
    std::vector<Row> m_rows;
};

} // namespace driftwood::drift
