#pragma once

#include "model/trained_model.h"

#include <optional>

namespace driftwood::drift {

/// A model's error on rows that were new when it was trained, as the reference for its live error: the share
/// of wrong answers, the mean absolute error, or the share of anomalous records.
struct ErrorReference {
    /// A live mean may exceed the reference by this fraction of it, or by what chance allows for the number
    /// of records if that is more: kDeviations standard errors, or for a share of answers the count that is
    /// as improbable.
    static constexpr double kIncrease = 0.25;
    static constexpr double kDeviations = 4.5;

    double mean = 0.0;
    /// The usual share of wrong or anomalous answers; nothing where errors are numbers.
    std::optional<double> share;
    double deviation = 0.0; ///< standard deviation of one record's error, where errors are numbers
    double rows = 0.0;      ///< number of rows behind the mean

    /// Nothing when the model has no such metric.
    [[nodiscard]] static std::optional<ErrorReference> of(const model::TrainedModel& model);
    /// The largest acceptable mean over so many live records.
    [[nodiscard]] double limit(std::int64_t records) const;
    /// Standard deviation of one record's error where the mean is `level`.
    [[nodiscard]] double deviationAt(double level) const;
};

} // namespace driftwood::drift
