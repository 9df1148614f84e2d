#include "drift/window_rows.h"

#include "drift/covered_records.h"
#include "training/objectives/objective.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace driftwood::drift {
namespace {

constexpr std::size_t kNumbersOfARow = 5; ///< and the source, where it is not the first
constexpr double kMostClasses = 1e6;
/// A timestamp is an outlier if its distance from the median exceeds
/// both kLeastReachMs and kSpreads times the interquartile range.
constexpr double kLeastReachMs = 24.0 * 3600 * 1000;
constexpr double kSpreads = 100.0;
constexpr double kMostFar = 0.01; ///< maximum share of records that count as outliers

nlohmann::json finite(double value) {
    return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json();
}
bool isNumber(const nlohmann::json& value) { return value.is_null() || value.is_number(); }
double number(const nlohmann::json& value) {
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

/// Whether a row's source is absent or a number that a source can have.
bool isSource(const nlohmann::json& row) {
    return row.size() == kNumbersOfARow || (row[kNumbersOfARow].is_number_unsigned() &&
                                            row[kNumbersOfARow].get<std::uint64_t>() <= UINT8_MAX);
}
SourceIndex sourceOf(const nlohmann::json& row) {
    return row.size() == kNumbersOfARow ? kFirstSource : SourceIndex(row[kNumbersOfARow].get<std::uint8_t>());
}

} // namespace

void WindowRows::add(const RowPosition& position, TimestampMs time, double error, double actual) {
    m_rows.push_back({position, time, error, actual});
}

std::vector<double> WindowRows::errors() const {
    std::vector<double> errors;
    errors.reserve(m_rows.size());
    for (const Row& row : m_rows)
        errors.push_back(row.error);
    return errors;
}

std::pair<TimestampMs, TimestampMs> WindowRows::times() const {
    std::vector<std::int64_t> times;
    for (const Row& row : m_rows)
        if (row.time.value != -1)
            times.push_back(row.time.value);
    if (times.empty())
        return {TimestampMs(-1), TimestampMs(-1)};
    std::ranges::sort(times);
    const auto at = [&](double share) {
        return static_cast<double>(
            times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))]);
    };
    const double reach = std::max(kLeastReachMs, kSpreads * (at(0.75) - at(0.25)));
    const auto isNear = [&](std::int64_t time) {
        return std::abs(static_cast<double>(time) - at(0.5)) <= reach;
    };
    const auto first = std::ranges::find_if(times, isNear);
    const auto last = std::find_if(times.rbegin(), times.rend(), isNear).base();
    const auto far = static_cast<double>((first - times.begin()) + (times.end() - last));
    if (far > std::max(1.0, kMostFar * static_cast<double>(times.size())))
        return {TimestampMs(times.front()), TimestampMs(times.back())};
    return {TimestampMs(*first), TimestampMs(*std::prev(last))};
}

void WindowRows::coverFrom(std::size_t first, Alarm& alarm, const std::vector<Position>& apartFrom) const {
    alarm.rows.task = m_task;
    for (std::size_t i = first; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        cover(alarm.range, row.position.inOnlyTopic(), apartFrom);
        cover(alarm.from, alarm.to, row.time, row.time);
        ++alarm.rows.records;
        if (std::isnan(row.actual))
            continue;
        ++alarm.rows.labelled;
        if (training::objectiveOf(m_task).learnsClasses())
            ++alarm.rows.perClass[static_cast<int>(row.actual)];
    }
}

std::size_t WindowRows::remembered() const { return kNumbersOfARow * m_rows.size(); }

nlohmann::json WindowRows::memory() const {
    nlohmann::json rows = nlohmann::json::array();
    for (const Row& row : m_rows) {
        nlohmann::json& numbers =
            rows.emplace_back(nlohmann::json{row.position.partition.value, row.position.offset.value,
                                             row.time.value, finite(row.error), finite(row.actual)});
        if (row.position.source != kFirstSource)
            numbers.push_back(row.position.source.value);
    }
    return rows;
}

Status WindowRows::recall(const nlohmann::json& memory, std::size_t rows) {
    const auto refuse = [](const char* why) {
        return fail(ErrorCode::CorruptData, why, "records of the open window");
    };
    if (!memory.is_array() || memory.size() != rows)
        return refuse("not one entry a record");
    const bool classes = training::objectiveOf(m_task).learnsClasses();
    m_rows.clear();
    for (const nlohmann::json& row : memory) {
        if (!row.is_array() || row.size() < kNumbersOfARow || row.size() > kNumbersOfARow + 1 ||
            !row[0].is_number_integer() || !row[1].is_number_integer() || !row[2].is_number_integer() ||
            !isNumber(row[3]) || !isNumber(row[4]) || !isSource(row))
            return refuse("not a partition, an offset, a time, an error and a label");
        const double actual = number(row[4]);
        if (classes && (actual < 0.0 || actual > kMostClasses))
            return refuse("no model has a class of that number");
        add({sourceOf(row), PartitionId(row[0].get<std::int32_t>()), Offset(row[1].get<std::int64_t>())},
            TimestampMs(row[2].get<std::int64_t>()), number(row[3]), actual);
    }
    return {};
}

} // namespace driftwood::drift
