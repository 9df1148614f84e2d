#include "features/overtime/operations.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace driftwood::features {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

double meanOf(std::span<const double> values) {
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    return values.empty() ? kNoValue : sum / static_cast<double>(values.size());
}

double mean(const WindowValues& window) { return meanOf(window.values); }

/// Standard deviation of a sample: the sum of squares is divided by the number of values less one.
double deviation(const WindowValues& window) {
    if (window.values.size() < 2)
        return kNoValue;
    const double centre = meanOf(window.values);
    double squares = 0.0;
    for (const double value : window.values)
        squares += (value - centre) * (value - centre);
    return std::sqrt(squares / static_cast<double>(window.values.size() - 1));
}

double minimum(const WindowValues& window) {
    return window.values.empty() ? kNoValue : *std::ranges::min_element(window.values);
}

double maximum(const WindowValues& window) {
    return window.values.empty() ? kNoValue : *std::ranges::max_element(window.values);
}

double median(const WindowValues& window) {
    if (window.values.empty())
        return kNoValue;
    std::vector<double> sorted(window.values.begin(), window.values.end());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::ranges::nth_element(sorted, middle);
    if (sorted.size() % 2 == 1)
        return *middle;
    return std::midpoint(*std::max_element(sorted.begin(), middle), *middle);
}

/// Slope of the least-squares line through the values.
double slope(const WindowValues& window) {
    const double age = meanOf(window.ages);
    const double value = meanOf(window.values);
    double both = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < window.values.size(); ++i) {
        both += (age - window.ages[i]) * (window.values[i] - value);
        squares += (window.ages[i] - age) * (window.ages[i] - age);
    }
    return squares > 0.0 ? both / squares : kNoValue;
}

/// The weight halves with each quarter of the window.
double exponentialMean(const WindowValues& window) {
    double sum = 0.0;
    double weights = 0.0;
    for (std::size_t i = 0; i < window.values.size(); ++i) {
        const double weight = std::exp2(-4.0 * window.ages[i] / window.length);
        sum += weight * window.values[i];
        weights += weight;
    }
    return weights > 0.0 ? sum / weights : kNoValue;
}

double count(const WindowValues& window) { return static_cast<double>(window.values.size()); }

double then(double /*now*/, double then) { return then; }
double change(double now, double then) { return now - then; }

double ratio(double first, double second) { return second == 0.0 ? kNoValue : first / second; }
double difference(double first, double second) { return first - second; }

using Days = std::chrono::sys_days;
Days dayOf(std::int64_t us) {
    return std::chrono::floor<std::chrono::days>(std::chrono::sys_time(std::chrono::microseconds(us)));
}

double hour(std::int64_t us) {
    const auto sinceMidnight =
        std::chrono::sys_time(std::chrono::microseconds(us)) - std::chrono::sys_time(dayOf(us));
    return static_cast<double>(std::chrono::duration_cast<std::chrono::hours>(sinceMidnight).count());
}
/// 0 is Monday.
double weekday(std::int64_t us) {
    return static_cast<double>(std::chrono::weekday(dayOf(us)).iso_encoding() - 1);
}
/// 1 is January.
double month(std::int64_t us) {
    return static_cast<double>(static_cast<unsigned>(std::chrono::year_month_day(dayOf(us)).month()));
}

using Operation = OverTimeOperation;
using Shape = OverTimeShape;

constexpr std::array kKinds{
    OverTimeKind{.operation = Operation::Lag,
                 .name = "lag",
                 .words = "the value so many records ago",
                 .shape = Shape::Then,
                 .ofThen = then},
    OverTimeKind{.operation = Operation::Change,
                 .name = "change",
                 .words = "the value minus that so many records ago",
                 .shape = Shape::Then,
                 .ofThen = change},
    OverTimeKind{.operation = Operation::Mean,
                 .name = "mean",
                 .words = "the mean",
                 .shape = Shape::Window,
                 .ofWindow = mean},
    OverTimeKind{.operation = Operation::Deviation,
                 .name = "std",
                 .words = "the standard deviation",
                 .shape = Shape::Window,
                 .ofWindow = deviation},
    OverTimeKind{.operation = Operation::Minimum,
                 .name = "min",
                 .words = "the smallest value",
                 .shape = Shape::Window,
                 .ofWindow = minimum},
    OverTimeKind{.operation = Operation::Maximum,
                 .name = "max",
                 .words = "the largest value",
                 .shape = Shape::Window,
                 .ofWindow = maximum},
    OverTimeKind{.operation = Operation::Median,
                 .name = "median",
                 .words = "the median",
                 .shape = Shape::Window,
                 .ofWindow = median},
    OverTimeKind{.operation = Operation::Slope,
                 .name = "slope",
                 .words = "the slope of a fitted line, a record or a second",
                 .shape = Shape::Window,
                 .ofWindow = slope},
    OverTimeKind{.operation = Operation::ExponentialMean,
                 .name = "ema",
                 .words = "the mean with weights that halve with each quarter of the window",
                 .shape = Shape::Window,
                 .ofWindow = exponentialMean},
    OverTimeKind{.operation = Operation::Count,
                 .name = "count",
                 .words = "the number of values",
                 .shape = Shape::Window,
                 .ofWindow = count},
    OverTimeKind{.operation = Operation::Since,
                 .name = "since",
                 .words = "seconds since the previous record",
                 .shape = Shape::Gap},
    OverTimeKind{.operation = Operation::Ratio,
                 .name = "ratio",
                 .words = "a field divided by another",
                 .shape = Shape::Pair,
                 .ofPair = ratio},
    OverTimeKind{.operation = Operation::Difference,
                 .name = "difference",
                 .words = "a field minus another",
                 .shape = Shape::Pair,
                 .ofPair = difference},
    OverTimeKind{.operation = Operation::Hour,
                 .name = "hour",
                 .words = "the hour of a time in UTC, 0 to 23",
                 .shape = Shape::Time,
                 .ofTime = hour},
    OverTimeKind{.operation = Operation::Weekday,
                 .name = "weekday",
                 .words = "the day of the week, 0 is Monday",
                 .shape = Shape::Time,
                 .ofTime = weekday},
    OverTimeKind{.operation = Operation::Month,
                 .name = "month",
                 .words = "the month, 1 to 12",
                 .shape = Shape::Time,
                 .ofTime = month},
};

} // namespace

std::span<const OverTimeKind> overTimeKinds() { return kKinds; }

const OverTimeKind& kindOf(OverTimeOperation operation) {
    return *std::ranges::find(kKinds, operation, &OverTimeKind::operation);
}

std::optional<OverTimeOperation> overTimeOperationFromName(std::string_view name) {
    const auto found = std::ranges::find(kKinds, name, &OverTimeKind::name);
    return found == kKinds.end() ? std::nullopt : std::optional(found->operation);
}

} // namespace driftwood::features
