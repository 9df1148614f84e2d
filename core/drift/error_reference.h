#pragma once

#include "model/trained_model.h"

#include <optional>

namespace driftwood::drift {

/// The error a model had on rows that were new to it when it was made, which its live error is held against:
/// the share of wrong answers, the mean absolute error, or the share of anomalous records.
struct ErrorReference {
    /// A live mean may lie above the reference by this share of it, and by kDeviations of what chance makes
    /// of so many records.
    static constexpr double kIncrease = 0.25;
    static constexpr double kDeviations = 4.0;

    double mean = 0.0;
    double deviation = 0.0; ///< of one record's error
    double rows = 0.0;      ///< that the mean is over

    /// Nothing where the model does not say how good it was.
    [[nodiscard]] static std::optional<ErrorReference> of(const model::TrainedModel& model);
    /// What a mean over so many live records may be.
    [[nodiscard]] double limit(std::int64_t records) const;
};

} // namespace driftwood::drift
