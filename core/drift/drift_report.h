#pragma once

#include "base/result.h"
#include "broker/ranges.h"
#include "drift/distances.h"

#include <cstdint>
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

} // namespace driftwood::drift
