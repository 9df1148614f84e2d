#include "drift/error_reference.h"

#include "training/objectives/objective.h"

#include <algorithm>
#include <cmath>

namespace driftwood::drift {
namespace {

/// The accepted probability of a false alarm in a window.
double chanceOfAlarm() { return 0.5 * std::erfc(ErrorReference::kDeviations / std::sqrt(2.0)); }

/// Above this deviation of the count, summing its probabilities takes longer than it is worth.
constexpr double kManyDeviation = 12.0;

double logOfBeta(double a, double b) { return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b); }

/// The most of `records` answers that may be wrong by chance: one more has a probability of at most
/// chanceOfAlarm(), given that a share of `rows` answers was wrong (beta-binomial distribution, from a
/// uniform prior). A normal distribution would alarm a hundred times too often at few wrong answers.
double mostByChance(double share, double rows, std::int64_t records) {
    const double a = share * rows + 1.0;
    const double b = (1.0 - share) * rows + 1.0;
    const auto n = static_cast<double>(records);
    const double expected = a / (a + b);
    const double deviation = std::sqrt(n * expected * (1.0 - expected) * (a + b + n) / (a + b + 1.0));
    if (deviation >= kManyDeviation) { // the normal distribution with a first correction for skewness
        const double skewness = (a + b + 2.0 * n) * (b - a) / (a + b + 2.0) *
                                std::sqrt((a + b + 1.0) / (n * a * b * (a + b + n)));
        constexpr double z = ErrorReference::kDeviations;
        return std::min(n, std::floor(n * expected + deviation * (z + (z * z - 1.0) / 6.0 * skewness)));
    }
    // From a count whose tail is negligible downwards, one ratio of neighbouring probabilities at a time.
    constexpr double kFar = 24.0; // standard deviations; the distribution may be skewed
    double wrong = std::min(n, std::ceil(n * expected + kFar * (deviation + 1.0)));
    double logProbability = std::lgamma(n + 1.0) - std::lgamma(wrong + 1.0) - std::lgamma(n - wrong + 1.0) +
                            logOfBeta(wrong + a, n - wrong + b) - logOfBeta(a, b);
    const double chance = chanceOfAlarm();
    for (double tail = 0.0; wrong > 0.0; wrong -= 1.0) {
        tail += std::exp(logProbability);
        if (tail > chance)
            return wrong;
        logProbability += std::log(wrong * (n - wrong + b)) - std::log((n - wrong + 1.0) * (wrong - 1.0 + a));
    }
    return 0.0;
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
    reference.share = std::max(reference.mean, meant);
    return reference;
}

double ErrorReference::limit(std::int64_t records) const {
    const std::int64_t live = std::max<std::int64_t>(1, records);
    const double noticeable = (1.0 + kIncrease) * mean;
    if (share)
        return std::max(noticeable, mostByChance(*share, rows, live) / static_cast<double>(live));
    const double chance = deviation * std::sqrt(1.0 / static_cast<double>(live) + 1.0 / rows);
    return std::max(noticeable, mean + kDeviations * chance);
}

double ErrorReference::deviationAt(double level) const {
    if (share)
        return std::sqrt(std::max(0.0, level * (1.0 - level)));
    return mean > 0.0 ? deviation * level / mean : deviation;
}

} // namespace driftwood::drift
