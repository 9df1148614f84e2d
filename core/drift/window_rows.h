#pragma once

#include "drift/drift_monitor.h"

#include <nlohmann/json_fwd.hpp>
#include <utility>
#include <vector>

namespace driftwood::drift {

/// Where and when the records of the current window are, in the order they were observed, with their errors
/// and labels.
class WindowRows {
  public:
    explicit WindowRows(training::Task task)
        : m_task(task) {}

    /// `error` and `actual` as scoring::Predictions has them.
    void add(const Position& position, TimestampMs time, double error, double actual);
    void clear() { m_rows.clear(); }
    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    [[nodiscard]] std::vector<double> errors() const;
    /// The smallest and largest timestamp, without those of a few records (one, or a hundredth) that lie far
    /// from all others, as a clock that was never set writes; -1 where no record has one.
    [[nodiscard]] std::pair<TimestampMs, TimestampMs> times() const;

    /// Widens the alarm's range, time and rows by the records from `first` on.
    void coverFrom(std::size_t first, Alarm& alarm) const;

    /// Numbers that memory() would write.
    [[nodiscard]] std::size_t remembered() const;
    /// recall() throws a std::exception for what is no such memory.
    [[nodiscard]] nlohmann::json memory() const;
    void recall(const nlohmann::json& memory, std::size_t rows);

  private:
    struct Row {
        Position position;
        TimestampMs time;
        double error;
        double actual;
    };
    training::Task m_task;
    std::vector<Row> m_rows;
};

} // namespace driftwood::drift
