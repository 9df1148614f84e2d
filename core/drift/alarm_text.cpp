#include "base/clock.h"
#include "drift/alarm.h"
#include "training/objectives/objective.h"

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
    if (!std::isfinite(value))
        return "a value beyond any number";
    std::array<char, 64> buffer{};
    const int length = std::snprintf(buffer.data(), buffer.size(), format, value);
    return {buffer.data(), static_cast<std::size_t>(length)};
}

/// Describes the value of a single window, or the worst and the mean with the number of windows.
std::string overWindows(const Alarm& alarm, const char* format, double factor = 1.0, const char* unit = "") {
    const auto figure = [&](double value) {
        return number(format, factor * value) + (std::isfinite(value) ? unit : "");
    };
    const std::string worst = figure(alarm.value);
    if (alarm.windows < 1)
        return worst + " in its worst window";
    if (alarm.windows == 1)
        return worst + " in one window";
    const std::string windows = worst + " in the worst of " + std::to_string(alarm.windows) + " windows";
    return std::isfinite(alarm.mean) ? windows + ", " + figure(alarm.mean) + " on average" : windows;
}

std::string riseText(const Alarm& alarm, const char* format, double factor = 1.0, const char* unit = "") {
    return " rose to " + overWindows(alarm, format, factor, unit) +
           (alarm.riseFrom == RiseFrom::Validation ? "; in validation it was " : "; before it was ") +
           number(format, factor * alarm.threshold) + unit;
}

std::string subjectAndValue(const Alarm& alarm) {
    const std::string limit = " (limit ";
    constexpr double kPercent = 100.0;
    switch (alarm.kind) {
    case AlarmKind::FieldDrift:
        return alarm.path + " drifted: PSI " + overWindows(alarm, "%.2f") + limit +
               number("%.2f", alarm.threshold) + ")";
    case AlarmKind::PredictionDrift:
        return "the predictions drifted: PSI " + overWindows(alarm, "%.2f") + limit +
               number("%.2f", alarm.threshold) + ")";
    case AlarmKind::MissingValues:
        return alarm.path + " is missing: " + overWindows(alarm, "%.1f", kPercent, " %") + limit +
               number("%.1f", kPercent * alarm.threshold) + " %)";
    case AlarmKind::NotFitting:
        return alarm.path +
               " has values that do not fit the model's type: " + overWindows(alarm, "%.1f", kPercent, " %") +
               limit + number("%.1f", kPercent * alarm.threshold) + " %)";
    case AlarmKind::ErrorChange:
        break;
    }
    if (alarm.path == "@anomalies")
        return "the share of anomalous records" + riseText(alarm, "%.1f", kPercent, " %");
    return "the mean error" + riseText(alarm, "%.4g");
}

std::string rangesText(const broker::TopicRanges& ranges) {
    std::string text = ranges.topic.value;
    for (std::size_t i = 0; i < std::min(ranges.ranges.size(), kPartitionsNamed); ++i) {
        const broker::OffsetRange& range = ranges.ranges[i];
        text += (i == 0 ? "/" : ", /") + std::to_string(range.partition.value) + " [" +
                std::to_string(range.begin.value) + ", " + std::to_string(range.end.value) + ")";
    }
    if (ranges.ranges.size() > kPartitionsNamed) // the alarm's JSON has all of them
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

std::string_view riseFromName(RiseFrom from) {
    return from == RiseFrom::Validation ? "validation" : "before";
}

std::optional<RiseFrom> riseFromFromName(std::string_view name) {
    for (const RiseFrom from : {RiseFrom::Before, RiseFrom::Validation})
        if (riseFromName(from) == name)
            return from;
    return std::nullopt;
}

Trainable trainable(const AlarmRows& rows) {
    if (rows.records < kLeastToTrainOn)
        return Trainable::TooFewRecords;
    const training::Objective& objective = training::objectiveOf(rows.task);
    if (!objective.hasLabel())
        return Trainable::Yes;
    if (rows.labelled < kLeastToTrainOn)
        return Trainable::TooFewLabels;
    const auto known = std::ranges::count_if(
        rows.perClass, [](const auto& ofClass) { return ofClass.second >= kLeastOfAClass; });
    return objective.learnsClasses() && known < 2 ? Trainable::OneClass : Trainable::Yes;
}

std::string whyNotTrainable(const AlarmRows& rows) {
    switch (trainable(rows)) {
    case Trainable::Yes:
        return {};
    case Trainable::TooFewRecords:
        return "its range holds " + std::to_string(rows.records) + " records, " +
               std::to_string(kLeastToTrainOn) + " are needed";
    case Trainable::TooFewLabels:
        return "the label of " + std::to_string(rows.labelled) + " records of its range is known, " +
               std::to_string(kLeastToTrainOn) + " are needed";
    case Trainable::OneClass:
        return "its range holds labels of one class only";
    }
    return {};
}

std::string Alarm::text() const {
    std::string text = subjectAndValue(*this) + "; records " + rangesText(range);
    if (from.value != -1)
        text += ", written " + formatIso8601(from) + " to " + formatIso8601(to);
    if (clearedAt)
        text += clearedAt->value == -1 ? "; cleared by now" : "; cleared at " + formatIso8601(*clearedAt);
    return text;
}

} // namespace driftwood::drift
