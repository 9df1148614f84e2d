#include "features/transforms/time_on_circle.h"

#include <cmath>

namespace driftwood::features {
namespace {

struct Day {
    static constexpr const char* kUnit = " hour";

    /// Fraction of the day that has passed.
    static double phase(double timestampMs) {
        const double days = timestampMs / kDayMs;
        return days - std::floor(days);
    }
    static graph::Value turns(graph::Graph& graph, graph::Value timestampMs) {
        return graph.divide(timestampMs, graph.constant(kDayMs));
    }
};

} // namespace

constinit const TransformKind kCyclicHour = timeOnCircle<Day>(Transform::CyclicHour, "cyclic-hour");

} // namespace driftwood::features
