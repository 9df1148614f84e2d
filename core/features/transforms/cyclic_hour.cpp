#include "features/transforms/time_on_circle.h"

#include <cmath>

namespace driftwood::features {
namespace {

/// Fraction of the day that has passed.
double phaseOfHour(double timestampMs) {
    const double days = timestampMs / kDayMs;
    return days - std::floor(days);
}

graph::Value daysOf(graph::Graph& graph, graph::Value timestampMs) {
    return graph.divide(timestampMs, graph.constant(kDayMs));
}

} // namespace

constinit const TransformKind kCyclicHour{
    .transform = Transform::CyclicHour,
    .name = "cyclic-hour",
    .readAs = ReadAs::Time,
    .centresOnMean = false,
    .check = checkTime,
    .fit = fitTime,
    .outputs = twoOutputs,
    .appendNames = [](const FittedInput& fitted,
                      std::vector<std::string>& names) { appendCircleNames(fitted, " hour", names); },
    .encode = [](const FittedInput& fitted, const EncodedRows& to) { encodeTimes(fitted, to, phaseOfHour); },
    .lower = [](const FittedInput& fitted, graph::Graph& graph) { return lowerTimes(fitted, graph, daysOf); },
    .affine = nullptr,
    .resume = nullptr,
    .write = writeTimeUnit,
    .checkRead = checkReadTime,
    .earlierOutputs = earlierCircle,
    .words = timeInWords,
};

} // namespace driftwood::features
