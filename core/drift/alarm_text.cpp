#include "base/clock.h"
#include "drift/drift_monitor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace driftwood::drift {
namespace {

constexpr std::size_t kPartitionsNamed = 12;
constexpr std::array<std::string_view, 5> kKindNames{"field-drift", "prediction-drift", "missing-values",
                                                     "error-change", "not-fitting"};

std::string number(const char* format, double value) {
    std::array<char, 64> buffer{};
    const int length = std::snprintf(buffer.data(), buffer.size(), format, value);
    return {buffer.data(), static_cast<std::size_t>(length)};
}

std::string subjectAndValue(const Alarm& alarm) {
    const std::string limits = " (limit ";
    switch (alarm.kind) {
    case AlarmKind::FieldDrift:
        return alarm.path + " drifted: PSI " + number("%.2f", alarm.value) + limits +
               number("%.2f", alarm.threshold) + ")";
    case AlarmKind::PredictionDrift:
        return "the predictions drifted: PSI " + number("%.2f", alarm.value) + limits +
               number("%.2f", alarm.threshold) + ")";
    case AlarmKind::MissingValues:
        return alarm.path + " is missing in " + number("%.1f", 100.0 * alarm.value) + " % of the records" +
               limits + number("%.1f", 100.0 * alarm.threshold) + " %)";
    case AlarmKind::NotFitting:
        return alarm.path + " has values that do not fit the model's type in " +
               number("%.1f", 100.0 * alarm.value) + " % of the records" + limits +
               number("%.1f", 100.0 * alarm.threshold) + " %)";
    case AlarmKind::ErrorChange:
        break;
    }
    if (alarm.path == "@anomalies")
        return "the share of anomalous records rose to " + number("%.1f", 100.0 * alarm.value) + " % from " +
               number("%.1f", 100.0 * alarm.threshold) + " %";
    return "the mean error rose to " + number("%.4g", alarm.value) + " from " +
           number("%.4g", alarm.threshold);
}

std::string rangesText(const broker::TopicRanges& ranges) {
    std::string text = ranges.topic.value;
    for (std::size_t i = 0; i < std::min(ranges.ranges.size(), kPartitionsNamed); ++i) {
        const broker::OffsetRange& range = ranges.ranges[i];
        text += (i == 0 ? "/" : ", /") + std::to_string(range.partition.value) + " [" +
                std::to_string(range.begin.value) + ", " + std::to_string(range.end.value) + ")";
    }
    if (ranges.ranges.size() > kPartitionsNamed) // the rest is in the alarm's JSON
        text += " and in " + std::to_string(ranges.ranges.size() - kPartitionsNamed) + " others";
    return text;
}

} // namespace

std::string_view alarmKindName(AlarmKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::optional<AlarmKind> alarmKindFromName(std::string_view name) {
    const auto place = std::ranges::find(kKindNames, name);
    if (place == kKindNames.end())
        return std::nullopt;
    return static_cast<AlarmKind>(place - kKindNames.begin());
}

std::string Alarm::text() const {
    std::string text = subjectAndValue(*this) + " over " + rangesText(range);
    if (from.value != -1)
        text += ", written " + formatIso8601(from) + " to " + formatIso8601(to);
    if (clearedAt)
        text += clearedAt->value == -1 ? "; over by now" : "; over by " + formatIso8601(*clearedAt);
    return text;
}

} // namespace driftwood::drift
