#pragma once

#include "broker/ranges.h"
#include "drift/distances.h"
#include "model/trained_model.h"
#include "scoring/scorer.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::drift {

/// Windows, thresholds and minimum counts: all visible, all in the reports.
struct DriftConfig {
    std::int64_t windowRecords = 1000; ///< records of one current window (tumbling)
    std::int64_t minimumRecords = 200; ///< fewer valid values than this: no verdict on that field
    double psiThreshold = 0.2;         ///< industry: < 0.1 none, 0.1 to 0.2 moderate, above major
    double pValueThreshold =
        0.001; ///< the test must agree, so that PSI's noise on small windows does not alarm
    double missingRateIncrease =
        0.05;           ///< share of missing values above the reference's; the same of those that do not fit
    int raiseAfter = 2; ///< windows in a row above the threshold before an alarm is raised
    int clearAfter = 3; ///< windows in a row below clearFraction × threshold before it is cleared
    double clearFraction = 0.75;
    double adwinDelta = 0.002;
    bool operator==(const DriftConfig&) const = default;
    [[nodiscard]] Status check() const; ///< refuses what cannot work, naming the field
};

/// One field (or the prediction) of one window against the training range.
struct FieldDrift {
    std::string path;
    bool categorical = false;
    std::int64_t values = 0; ///< valid values in the window
    bool judged = false;     ///< enough values for a verdict, and a reference to judge by
    double psi = 0.0;
    TestResult test; ///< KS, or χ² for categories
    double referenceMissingRate = 0.0;
    double missingRate = 0.0;
    double referenceNotFittingRate = 0.0;
    double notFittingRate = 0.0;     ///< of values that are there, but not of the type the model reads
    bool drifted = false;            ///< judged, psi above and p-value below their thresholds
    bool missingDrifted = false;     ///< of minimumRecords records or more
    bool notFittingDrifted = false;  ///< the same
    std::vector<std::int64_t> shape; ///< the window's values counted in the field's FieldBins
};

struct DriftReport {
    TimestampMs from{-1}; ///< smallest and largest record timestamp of the window but for stray ones (see
    TimestampMs to{-1};   ///< WindowRows::times()); -1 without any
    broker::TopicRanges range; ///< the offsets the window covers, half-open
    std::int64_t records = 0;
    std::vector<FieldDrift> fields; ///< one per model input, in order
    FieldDrift prediction;          ///< path "@prediction"
    double meanError = 0.0;         ///< NaN without labels (anomaly detection: mean score)
    std::int64_t errors = 0;        ///< records that the mean error is over
    double expectedError = 0.0;     ///< ErrorReference's mean; NaN where the model does not know
    double errorLimit = 0.0;        ///< what the watched mean may be over so many records; NaN: unknown
    bool errorChanged = false;      ///< ADWIN cut within this window
};

/// ErrorChange watches the mean error or, for anomaly detection, the share of flags, in two ways: against
/// what the model had on new rows when it was made (ErrorReference), and by ADWIN against what it was before.
/// Both have a confidence of their own: raised by the first window that notices a rise, cleared after
/// clearAfter windows whose mean is back near the one before it: within 1 - clearFraction of the rise. A fall
/// raises nothing. The others need raiseAfter windows in a row. A window without a verdict counts neither
/// way.
enum class AlarmKind : unsigned char {
    FieldDrift,
    PredictionDrift,
    MissingValues,
    ErrorChange,
    NotFitting, ///< values that the model's type of the field cannot take
};
[[nodiscard]] std::string_view alarmKindName(AlarmKind kind); ///< "field-drift", "prediction-drift", …
[[nodiscard]] std::optional<AlarmKind> alarmKindFromName(std::string_view name);

/// What an error alarm's mean is above.
enum class RiseFrom : unsigned char { Before, Validation };
[[nodiscard]] std::string_view riseFromName(RiseFrom from); ///< "before", "validation"
[[nodiscard]] std::optional<RiseFrom> riseFromFromName(std::string_view name);

/// What an alarm's range holds, if a model were trained on it. Nothing is known of an alarm that an earlier
/// version raised.
struct AlarmRows {
    training::Task task = training::Task::AnomalyDetection;
    std::int64_t records = 0;
    std::int64_t labelled = 0;            ///< whose label was known when they were scored
    std::map<int, std::int64_t> perClass; ///< classification: labelled records by index of their class
    bool operator==(const AlarmRows&) const = default;
};
enum class Trainable : unsigned char { Yes, TooFewRecords, TooFewLabels, OneClass };
/// Fewer records are nothing to train again on; fewer of a class are none of it.
inline constexpr std::int64_t kLeastToTrainOn = 100;
inline constexpr std::int64_t kLeastOfAClass = 5;
[[nodiscard]] Trainable trainable(const AlarmRows& rows);
/// Why not, in words; empty for Yes.
[[nodiscard]] std::string whyNotTrainable(const AlarmRows& rows);

struct Alarm {
    std::string id; ///< "<kind>:<path>:<partition>/<first offset>", unique within a monitor
    AlarmKind kind = AlarmKind::FieldDrift;
    std::string path;       ///< a field's; "@prediction"; "@error", or "@anomalies" for anomaly detection
    double value = 0.0;     ///< of the worst window beyond the threshold: PSI, rate, mean error
    double threshold = 0.0; ///< the limit; ErrorChange: the mean error that it rose from
    RiseFrom riseFrom = RiseFrom::Before; ///< ErrorChange: where that is from
    int windows = 0;                      ///< beyond the threshold; 0: an earlier version did not count them
    double mean = 0.0;                    ///< of those windows' values
    TimestampMs raisedAt; ///< record time, not wall time: the end of the window that raised it
    std::optional<TimestampMs> clearedAt;
    /// Smallest that covers all windows beyond the threshold; begins at the change where that lies within the
    /// first of them.
    broker::TopicRanges range;
    TimestampMs from{-1}; ///< smallest and largest record timestamp of the range
    TimestampMs to{-1};
    AlarmRows rows; ///< in the range
    /// "temperature drifted: PSI 0.83 in the worst of 4 windows, 0.75 on average (limit 0.20), records …"
    [[nodiscard]] std::string text() const;
};

/// Watches scored records against the model's reference statistics. Feed it every scored batch, live or
/// replayed: the same records give the same reports. Not thread-safe.
class DriftMonitor {
  public:
    /// InvalidArgument for a config that cannot work and a model without reference statistics.
    [[nodiscard]] static Result<std::unique_ptr<DriftMonitor>>
    create(std::shared_ptr<const model::TrainedModel> model, TopicName topic, DriftConfig config);
    virtual ~DriftMonitor() = default;

    /// Takes up the open alarms of an earlier sitting, before anything is observed: they grow and are cleared
    /// as if there had been no break. Those of fields the model does not have, and cleared ones, are left
    /// out.
    virtual void resume(const std::vector<Alarm>& alarms) = 0;
    /// What is not decided yet, as JSON: the open window, what ADWIN has learned, windows in a row. Without
    /// the open window where that has more than kMostRemembered values.
    [[nodiscard]] virtual std::string memory() const = 0;
    static constexpr std::size_t kMostRemembered = 500'000;
    /// After resume(): goes on where memory() was asked for, if the next record is the one that came next
    /// then. Of another config, or another version's, it is forgotten. CorruptData for what is no memory of
    /// a monitor of this model; do not observe anything then.
    [[nodiscard]] virtual Status recall(const std::string& memory) = 0;
    /// Reports of the windows that became full.
    [[nodiscard]] virtual std::vector<DriftReport> observe(const records::RecordBatch& rows,
                                                           const scoring::Predictions& predictions) = 0;
    /// The current window as it stands, however full: the last one of a back-test. It counts for alarms like
    /// any other; the next record begins a new one. Nothing when it is empty.
    [[nodiscard]] virtual std::optional<DriftReport> flush() = 0;
    /// Every alarm so far, open ones and cleared ones, oldest first.
    [[nodiscard]] virtual const std::vector<Alarm>& alarms() const = 0;
    [[nodiscard]] virtual const DriftConfig& config() const = 0;
};

/// Drift of one set of rows against another, by the same distances: a range judged by what will judge it
/// later.
[[nodiscard]] std::vector<FieldDrift> compare(const features::ReferenceStatistics& reference,
                                              const records::RecordBatch& rows, const DriftConfig& config);

} // namespace driftwood::drift
