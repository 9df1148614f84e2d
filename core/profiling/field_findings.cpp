#include "profiling/field_findings.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace driftwood::profiling {
namespace {

using records::Column;
using records::FieldType;

/// Minimum number of distinct values of a running number.
constexpr std::int64_t kFewestNumbers = 50;
/// Minimum share of distinct values in a column of identifiers.
constexpr double kDistinctShare = 0.95;
/// One decrease in this many steps is tolerated in a growing field.
constexpr std::size_t kStepsAStepDown = 100;
/// Minimum share of the later half that exceeds nearly all of the earlier half in a growing field.
constexpr double kLaterAbove = 0.9;
constexpr double kNearlyAll = 0.99;
/// Maximum share of late rows.
constexpr double kMostLate = 0.3;
/// Minimum number of rows per key for its values to be a series.
constexpr std::size_t kRowsAKey = 20;

/// Whether values only grow in their order, except for a few decreases.
bool onlyGrows(const std::vector<double>& values) {
    std::size_t down = 0;
    for (std::size_t i = 1; i < values.size(); ++i)
        down += values[i] < values[i - 1] ? 1 : 0;
    if (down == 0)
        return true;
    if (down * kStepsAStepDown > values.size())
        return false;
    const auto half = static_cast<std::ptrdiff_t>(values.size() / 2);
    std::vector<double> earlier(values.begin(), values.begin() + half);
    const auto nearlyLast = static_cast<std::ptrdiff_t>(kNearlyAll * static_cast<double>(half - 1));
    std::ranges::nth_element(earlier, earlier.begin() + nearlyLast);
    const double high = earlier[static_cast<std::size_t>(nearlyLast)];
    const auto above = std::count_if(values.begin() + half, values.end(), [&](double v) { return v > high; });
    return static_cast<double>(above) >= kLaterAbove * static_cast<double>(values.size() - values.size() / 2);
}

using Rows = std::vector<std::size_t>;

/// The number of values smaller than the previous one of the same group (a partition, a key), in the given
/// order of rows; stops counting beyond `most`.
template <class GroupOf>
std::size_t stepsDown(const Column& column, const Rows& order, std::size_t most, GroupOf&& groupOf) {
    std::unordered_map<decltype(groupOf(std::size_t{0})), double> last;
    std::size_t down = 0;
    for (const std::size_t row : order) {
        if (!column.valid(row))
            continue;
        const double value = column.number(row);
        const auto [before, isFirst] = last.try_emplace(groupOf(row), value);
        down += !isFirst && value < before->second ? 1 : 0;
        before->second = value;
        if (down > most)
            break;
    }
    return down;
}

template <class GroupOf>
bool growsInEveryGroup(const Column& column, const Rows& order, GroupOf&& groupOf) {
    const std::size_t most = order.size() / kStepsAStepDown;
    if (stepsDown(column, order, most, groupOf) > most) // rejects values that go up and down early
        return false;
    std::map<decltype(groupOf(std::size_t{0})), std::vector<double>> groups;
    for (const std::size_t row : order)
        if (column.valid(row))
            groups[groupOf(row)].push_back(column.number(row));
    // A number that belongs to a key, such as a year of birth, never falls there and does not grow either.
    std::size_t several = 0;
    std::size_t rising = 0;
    for (const auto& [group, values] : groups) {
        if (!onlyGrows(values))
            return false;
        several += values.size() > 1 ? 1 : 0;
        rising += values.front() < values.back() ? 1 : 0;
    }
    return 2 * rising >= several;
}

/// Whether some key has enough rows for its values to be a series.
bool keysAreSeries(const records::RecordBatch& rows, std::size_t end) {
    std::unordered_set<std::string_view> keys;
    for (std::size_t row = 0; row < end; ++row)
        if (rows.keys().valid(row))
            keys.insert(rows.keys().text(row));
    return keys.size() > 1 && keys.size() * kRowsAKey <= end;
}

bool grows(const Column& column, const records::RecordBatch& rows, std::size_t end) {
    Rows order(end);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto partitionOf = [&](std::size_t row) { return rows.partitions()[row]; };
    const auto keyOf = [&](std::size_t row) {
        return rows.keys().valid(row) ? rows.keys().text(row) : std::string_view();
    };
    if (growsInEveryGroup(column, order, partitionOf))
        return true;
    if (growsInEveryGroup(column, order, keyOf))
        return keysAreSeries(rows, end);
    // Because of late records a time may decrease in offset order but not in timestamp order.
    const auto mostLate = static_cast<std::size_t>(kMostLate * static_cast<double>(end));
    const auto times = rows.timestampsMs();
    if (std::ranges::is_sorted(times.first(end)) ||
        stepsDown(column, order, mostLate, partitionOf) > mostLate)
        return false;
    std::ranges::stable_sort(order, {}, [&](std::size_t row) { return times[row]; });
    return growsInEveryGroup(column, order, partitionOf);
}

} // namespace

std::string FieldFinding::text() const {
    switch (problem) {
    case FieldProblem::None:
        break;
    case FieldProblem::AlwaysMissing:
        return "it is missing in every training row";
    case FieldProblem::NoneFits:
        return "none of its values in the training rows fits its type";
    case FieldProblem::OneValue:
        return "it has one value only in the training rows";
    case FieldProblem::ManyTexts:
        return "text with " + std::to_string(distinct) + " different values";
    case FieldProblem::Grows:
        return "a running number: it only grows";
    case FieldProblem::NamesRecords:
        return "it identifies the record: nearly every value is different";
    case FieldProblem::GivesLabelAway:
        return "it gives " + label + " away: each of its values comes with one value of " + label;
    case FieldProblem::PresenceGivesLabelAway:
        return "it gives " + label + " away: it is missing for some values of " + label +
               " and present for others";
    case FieldProblem::FollowsLabel:
        return "it gives " + label + " away: it follows " + label + " exactly";
    }
    return {};
}

FieldFinding findingOn(const dataset::FieldStatistics& field) {
    if (field.missing == field.rows)
        return {FieldProblem::AlwaysMissing, 0, {}};
    if (field.missing + field.notFitting == field.rows)
        return {FieldProblem::NoneFits, 0, {}};
    if (field.distinct <= 1)
        return {FieldProblem::OneValue, 0, {}};
    if (field.field.type == FieldType::Text && field.distinct > kMostKinds)
        return {FieldProblem::ManyTexts, field.distinct, {}};
    return {};
}

FieldFinding findingOn(const dataset::FieldStatistics& field, const records::RecordBatch& rows,
                       std::size_t end) {
    if (FieldFinding finding = findingOn(field))
        return finding;
    const Column* const column = rows.find(field.field.path);
    const bool isNumber = field.field.type == FieldType::Int64 || field.field.type == FieldType::Float64;
    if (column == nullptr || !isNumber || field.distinct < kFewestNumbers)
        return {};
    if (grows(*column, rows, end))
        return {FieldProblem::Grows, 0, {}};
    const auto values = static_cast<double>(field.rows - field.missing - field.notFitting);
    if (field.field.type == FieldType::Int64 &&
        static_cast<double>(field.distinct) >= kDistinctShare * values)
        return {FieldProblem::NamesRecords, 0, {}};
    return {};
}

} // namespace driftwood::profiling
