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

/// Windows, thresholds and minimum counts; the reports state them all.
struct DriftConfig {
    std::int64_t windowRecords = 1000; ///< records per window (tumbling)
    std::int64_t minimumRecords = 200; ///< a field with fewer valid values gets no verdict
    double psiThreshold = 0.2;         ///< common usage: < 0.1 none, 0.1 to 0.2 moderate, above that major
    double pValueThreshold =
        0.001; ///< the test must agree too, so that noise of PSI on small windows raises no alarm
    double missingRateIncrease =
        0.05;           ///< rise of the share of missing values over the reference's; likewise of not fitting
    int raiseAfter = 2; ///< consecutive windows above the threshold that raise an alarm
    int clearAfter = 3; ///< consecutive windows below clearFraction × threshold that clear it
    double clearFraction = 0.75;
    double adwinDelta = 0.002;
    bool operator==(const DriftConfig&) const = default;
    [[nodiscard]] Status check() const; ///< InvalidArgument, naming the field, for invalid values
};

/// One field (or the prediction) of one window compared with the training range.
struct FieldDrift {
    std::string path;
    bool categorical = false;
    std::int64_t values = 0; ///< valid values in the window
    bool judged = false;     ///< there are enough values for a verdict, and a reference
    double psi = 0.0;
    TestResult test; ///< KS, or χ² for categories
    double referenceMissingRate = 0.0;
    double missingRate = 0.0;
    double referenceNotFittingRate = 0.0;
    double notFittingRate = 0.0;     ///< share of values that are present but not of the type the model reads
    bool drifted = false;            ///< judged, psi above and p-value below their thresholds
    bool missingDrifted = false;     ///< over at least minimumRecords records
    bool notFittingDrifted = false;  ///< likewise
    std::vector<std::int64_t> shape; ///< counts of the window's values in the field's FieldBins
};

struct DriftReport {
    TimestampMs from{-1}; ///< smallest and largest record timestamps of the window, without outliers (see
    TimestampMs to{-1};   ///< WindowRows::times()); -1 if there is none
    broker::TopicRanges range; ///< the offsets that the window covers, half-open
    std::int64_t records = 0;
    std::vector<FieldDrift> fields; ///< one per model input, in order
    FieldDrift prediction;          ///< path "@prediction"
    double meanError = 0.0;         ///< NaN without labels (for anomaly detection: the mean score)
    std::int64_t errors = 0;        ///< number of records behind the mean error
    double expectedError = 0.0;     ///< ErrorReference's mean; NaN if the model has none
    double errorLimit = 0.0;        ///< limit of the watched mean for so many records; NaN: unknown
    bool errorChanged = false;      ///< ADWIN cut within this window
};

/// ErrorChange watches the mean error (for anomaly detection, the share of flags) in two ways:
/// against the model's error on new rows when it was trained (ErrorReference), and by ADWIN
/// against its own earlier level. Both have a confidence of their own, so the first window
/// that detects a rise raises the alarm. It is cleared after clearAfter windows whose mean is
/// within 1 - clearFraction of the rise from the old level. A fall raises nothing. The other
/// kinds need raiseAfter windows in a row. A window without a verdict counts neither way.
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
};

/// Compares scored records with the model's reference statistics. Pass it every scored batch, live or
/// replayed: the same records give the same reports. Not thread-safe.
class DriftMonitor {
  public:
    /// InvalidArgument for an invalid config and for a model without reference statistics.
    [[nodiscard]] static Result<std::unique_ptr<DriftMonitor>>
    create(std::shared_ptr<const model::TrainedModel> model, TopicName topic, DriftConfig config);
    virtual ~DriftMonitor() = default;

    /// Continues the open alarms of an earlier session; call it before observe().
    /// They grow and are cleared as if there had been no interruption.
    /// Cleared alarms, and those of fields that the model does not have, are ignored.
    virtual void resume(const std::vector<Alarm>& alarms) = 0;
    /// The undecided state as JSON: the open window, ADWIN's state, consecutive windows. The open window is
    /// omitted when it has more than kMostRemembered values.
    [[nodiscard]] virtual std::string memory() const = 0;
    static constexpr std::size_t kMostRemembered = 500'000;
    /// Continues from memory(), if the next record is the one that came next then; call it after resume().
    /// The state is discarded if it is of another config or version. CorruptData when it is not a state of a
    /// monitor of this model; then do not observe anything.
    [[nodiscard]] virtual Status recall(const std::string& memory) = 0;
    /// Returns the reports of the windows that were completed.
    [[nodiscard]] virtual std::vector<DriftReport> observe(const records::RecordBatch& rows,
                                                           const scoring::Predictions& predictions) = 0;
    /// Closes the current window however full it is: the last one of a back-test. It counts for alarms like
    /// any other, and the next record begins a new window. Nothing when the window is empty.
    [[nodiscard]] virtual std::optional<DriftReport> flush() = 0;
    /// All alarms so far, open and cleared, oldest first.
    [[nodiscard]] virtual const std::vector<Alarm>& alarms() const = 0;
    [[nodiscard]] virtual const DriftConfig& config() const = 0;
};

/// Drift between two sets of rows by the same distances:
/// tests a range as a monitor would test it later.
[[nodiscard]] std::vector<FieldDrift> compare(const features::ReferenceStatistics& reference,
                                              const records::RecordBatch& rows, const DriftConfig& config);

} // namespace driftwood::drift
