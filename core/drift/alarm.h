#pragma once

#include "broker/ranges.h"
#include "training/objectives/objective.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace driftwood::drift {

/// ErrorChange watches the mean error (for anomaly detection, the share of flags) in two ways:
/// against the model's error on new rows when it was trained (ErrorReference), over the last 1, 2, 4, … 64
/// windows together, and by ADWIN against its own earlier level. Both have a confidence of their own, so the
/// first window that detects a rise raises the alarm. It is cleared after clearAfter windows that are
/// within 1 - clearFraction of the rise from the old level, if that is no chance (RecentErrors::fell). A fall
/// raises nothing. The other kinds need raiseAfter windows in a row. A window without a verdict counts
/// neither way.
enum class AlarmKind : unsigned char {
    FieldDrift,
    PredictionDrift,
    MissingValues,
    ErrorChange,
    NotFitting, ///< values that do not fit the type with which the model reads the field
};
[[nodiscard]] std::string_view alarmKindName(AlarmKind kind); ///< "field-drift", "prediction-drift", …
[[nodiscard]] std::optional<AlarmKind> alarmKindFromName(std::string_view name);

/// The level that an error alarm's mean exceeds.
enum class RiseFrom : unsigned char { Before, Validation };
[[nodiscard]] std::string_view riseFromName(RiseFrom from); ///< "before", "validation"
[[nodiscard]] std::optional<RiseFrom> riseFromFromName(std::string_view name);

/// The contents of an alarm's range, as training data.
/// Empty for alarms raised by earlier versions.
struct AlarmRows {
    training::Task task = training::kUsualTask;
    std::int64_t records = 0;
    std::int64_t labelled = 0;            ///< records whose label was known when they were scored
    std::map<int, std::int64_t> perClass; ///< classification: labelled records by class index
    bool operator==(const AlarmRows&) const = default;
};
enum class Trainable : unsigned char { Yes, TooFewRecords, TooFewLabels, OneClass };
/// Minimum number of records for retraining, and of records per class for the class to count.
inline constexpr std::int64_t kLeastToTrainOn = 100;
inline constexpr std::int64_t kLeastOfAClass = 5;
[[nodiscard]] Trainable trainable(const AlarmRows& rows);
/// The reason in words; empty for Yes.
[[nodiscard]] std::string whyNotTrainable(const AlarmRows& rows);

/// The properties of an alarm that its row in the workspace has as one value.
struct AlarmDetails {
    int windows = 0;
    double mean = 0.0;
    RiseFrom riseFrom = RiseFrom::Before;
    AlarmRows rows;
    bool operator==(const AlarmDetails&) const = default;
};

struct Alarm {
    std::string id; ///< "<kind>:<path>:<partition>/<first offset>", unique within a monitor
    AlarmKind kind = AlarmKind::FieldDrift;
    std::string path;       ///< a field's; "@prediction"; "@error", or "@anomalies" for anomaly detection
    double value = 0.0;     ///< of the worst window beyond the threshold: PSI, rate or mean error
    double threshold = 0.0; ///< the limit; ErrorChange: the mean error before the rise
    RiseFrom riseFrom = RiseFrom::Before; ///< ErrorChange: the origin of that mean
    int windows = 0;                      ///< beyond the threshold; 0: not counted by an earlier version
    double mean = 0.0;                    ///< mean of those windows' values
    TimestampMs raisedAt; ///< record time, not wall-clock time: the end of the window that raised it
    std::optional<TimestampMs> clearedAt;
    /// The smallest range that covers all windows beyond the threshold,
    /// except records of the first one that precede the change.
    broker::TopicRanges range;
    TimestampMs from{-1}; ///< smallest and largest record timestamp of the range
    TimestampMs to{-1};
    AlarmRows rows; ///< counts of the records in the range
    /// "temperature drifted: PSI 0.83 in the worst of 4 windows, 0.75 on average (limit 0.20), records …"
    [[nodiscard]] std::string text() const;

    [[nodiscard]] AlarmDetails details() const { return {windows, mean, riseFrom, rows}; }
    void setDetails(AlarmDetails details) {
        windows = details.windows;
        mean = details.mean;
        riseFrom = details.riseFrom;
        rows = std::move(details.rows);
    }
};

} // namespace driftwood::drift
