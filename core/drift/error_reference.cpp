#include "drift/error_reference.h"

#include "training/objectives/objective.h"

#include <algorithm>
#include <cmath>

namespace driftwood::drift {
namespace {

/// Deviation of a share over `rows` answers, cautious even for a share of 0 (Laplace's rule of succession).
double deviationOfShare(double share, double rows) {
    const double cautious = (share * rows + 1.0) / (rows + 2.0);
    return std::sqrt(cautious * (1.0 - cautious));
}

} // namespace

std::optional<ErrorReference> ErrorReference::of(const model::TrainedModel& model) {
    const training::Evaluation& known = model.onNewRows();
    ErrorReference reference;
    reference.rows = std::max(1.0, known.get("rows").value_or(1.0));
    std::optional<double> share; // of rows that are wrong, or anomalous
    double meant = 0.0;
    switch (model.objective().prediction) {
    case training::PredictionKind::Number: {
        const auto mae = known.get("mae");
        if (!mae || !std::isfinite(*mae))
            return std::nullopt;
        reference.mean = *mae;
        const double rmse = known.get("rmse").value_or(0.0);
        // Without the second moment, assume exponentially distributed errors.
        reference.deviation = rmse > *mae ? std::sqrt(rmse * rmse - *mae * *mae) : *mae;
        return reference;
    }
    case training::PredictionKind::Score:
        share = known.get("anomaly_rate");
        // The threshold was set so that this share of training rows is anomalous: assume no less variation.
        meant = 1.0 - model.lineage.training.thresholdQuantile;
        break;
    case training::PredictionKind::Class:
        if (const auto accuracy = known.get("accuracy"))
            share = 1.0 - *accuracy;
        break;
    }
    if (!share || !std::isfinite(*share))
        return std::nullopt;
    reference.mean = std::clamp(*share, 0.0, 1.0);
    reference.deviation = deviationOfShare(std::max(reference.mean, meant), reference.rows);
    return reference;
}

double ErrorReference::limit(std::int64_t records) const {
    const double chance =
        deviation * std::sqrt(1.0 / static_cast<double>(std::max<std::int64_t>(1, records)) + 1.0 / rows);
    return mean + std::max(kIncrease * mean, kDeviations * chance);
}

} // namespace driftwood::drift
