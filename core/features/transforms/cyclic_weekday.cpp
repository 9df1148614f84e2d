#include "features/transforms/time_on_circle.h"

#include <cmath>

namespace driftwood::features {
namespace {

constexpr double kEpochWeekday = 3.0; // 1970-01-01 was a Thursday

/// Fraction of the week that has passed, in whole days.
double phaseOfWeekday(double timestampMs) {
    const double weeks = (std::floor(timestampMs / kDayMs) + kEpochWeekday) / 7.0;
    return weeks - std::floor(weeks);
}

graph::Value weeksOf(graph::Graph& graph, graph::Value timestampMs) {
    const graph::Value days = graph.floor(graph.divide(timestampMs, graph.constant(kDayMs)));
    return graph.divide(graph.add(days, graph.constant(kEpochWeekday)), graph.constant(7.0));
}

} // namespace

constinit const TransformKind kCyclicWeekday{
    .transform = Transform::CyclicWeekday,
    .name = "cyclic-weekday",
    .readAs = ReadAs::Time,
    .centresOnMean = false,
    .check = checkTime,
    .fit = fitTime,
    .outputs = twoOutputs,
    .appendNames = [](const FittedInput& fitted,
                      std::vector<std::string>& names) { appendCircleNames(fitted, " weekday", names); },
    .encode = [](const FittedInput& fitted,
                 const EncodedRows& to) { encodeTimes(fitted, to, phaseOfWeekday); },
    .lower = [](const FittedInput& fitted,
                graph::Graph& graph) { return lowerTimes(fitted, graph, weeksOf); },
    .affine = nullptr,
    .resume = nullptr,
    .write = writeTimeUnit,
    .checkRead = checkReadTime,
    .earlierOutputs = earlierCircle,
    .words = timeInWords,
};

} // namespace driftwood::features
