#include "features/transforms/time_on_circle.h"

#include <cmath>

namespace driftwood::features {
namespace {

struct Week {
    static constexpr const char* kUnit = " weekday";
    static constexpr double kEpochWeekday = 3.0; // 1970-01-01 was a Thursday

    /// Fraction of the week that has passed, in whole days.
    static double phase(double timestampMs) {
        const double weeks = (std::floor(timestampMs / kDayMs) + kEpochWeekday) / 7.0;
        return weeks - std::floor(weeks);
    }
    static graph::Value turns(graph::Graph& graph, graph::Value timestampMs) {
        const graph::Value days = graph.floor(graph.divide(timestampMs, graph.constant(kDayMs)));
        return graph.divide(graph.add(days, graph.constant(kEpochWeekday)), graph.constant(7.0));
    }
};

} // namespace

constinit const TransformKind kCyclicWeekday = timeOnCircle<Week>(Transform::CyclicWeekday, "cyclic-weekday");

} // namespace driftwood::features
