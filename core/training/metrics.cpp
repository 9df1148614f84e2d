#include "training/metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace driftwood::training {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Counts {
    std::int64_t truePositive = 0;
    std::int64_t predicted = 0;
    std::int64_t actual = 0;
    [[nodiscard]] double f1() const {
        const auto denominator = predicted + actual;
        return denominator == 0 ? 0.0
                                : 2.0 * static_cast<double>(truePositive) / static_cast<double>(denominator);
    }
};

} // namespace

std::optional<double> Evaluation::get(const std::string& name) const {
    const auto found = values.find(name);
    if (found == values.end())
        return std::nullopt;
    return found->second;
}

double rmse(std::span<const double> predicted, std::span<const double> actual) {
    double sum = 0.0;
    for (std::size_t i = 0; i < predicted.size(); ++i)
        sum += (predicted[i] - actual[i]) * (predicted[i] - actual[i]);
    return std::sqrt(sum / static_cast<double>(predicted.size()));
}

double mae(std::span<const double> predicted, std::span<const double> actual) {
    double sum = 0.0;
    for (std::size_t i = 0; i < predicted.size(); ++i)
        sum += std::abs(predicted[i] - actual[i]);
    return sum / static_cast<double>(predicted.size());
}

double accuracy(std::span<const std::int32_t> predicted, std::span<const std::int32_t> actual) {
    std::int64_t hits = 0;
    for (std::size_t i = 0; i < predicted.size(); ++i)
        hits += predicted[i] == actual[i] ? 1 : 0;
    return static_cast<double>(hits) / static_cast<double>(predicted.size());
}

double f1(std::span<const std::int32_t> predicted, std::span<const std::int32_t> actual,
          std::int32_t positive) {
    Counts counts;
    for (std::size_t i = 0; i < predicted.size(); ++i) {
        const bool said = predicted[i] == positive;
        const bool is = actual[i] == positive;
        counts.predicted += said ? 1 : 0;
        counts.actual += is ? 1 : 0;
        counts.truePositive += said && is ? 1 : 0;
    }
    return counts.f1();
}

double macroF1(std::span<const std::int32_t> predicted, std::span<const std::int32_t> actual, int classes) {
    std::vector<Counts> counts(static_cast<std::size_t>(classes));
    for (std::size_t i = 0; i < predicted.size(); ++i) {
        ++counts[static_cast<std::size_t>(predicted[i])].predicted;
        ++counts[static_cast<std::size_t>(actual[i])].actual;
        if (predicted[i] == actual[i])
            ++counts[static_cast<std::size_t>(actual[i])].truePositive;
    }
    double sum = 0.0;
    for (const Counts& one : counts)
        sum += one.f1();
    return sum / classes;
}

double rocAuc(std::span<const double> scores, std::span<const std::int32_t> actualIsPositive) {
    if (std::any_of(scores.begin(), scores.end(), [](double score) { return std::isnan(score); }))
        return kNaN;
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
    // Mann and Whitney: the sum of the positives' ranks, equal scores sharing their mean rank.
    double rankSum = 0.0;
    double positives = 0.0;
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin;
        double positivesHere = 0.0;
        while (end < order.size() && scores[order[end]] == scores[order[begin]])
            positivesHere += actualIsPositive[order[end++]] != 0 ? 1.0 : 0.0;
        rankSum += positivesHere * 0.5 * static_cast<double>(begin + 1 + end);
        positives += positivesHere;
        begin = end;
    }
    const double negatives = static_cast<double>(scores.size()) - positives;
    if (positives == 0.0 || negatives == 0.0)
        return kNaN;
    return (rankSum - positives * (positives + 1.0) / 2.0) / (positives * negatives);
}

double quantile(std::vector<double> values, double q) {
    if (values.empty())
        return kNaN;
    const double position = q * static_cast<double>(values.size() - 1);
    const auto lower = static_cast<std::size_t>(position);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(lower);
    std::nth_element(values.begin(), at, values.end());
    const double fraction = position - static_cast<double>(lower);
    if (fraction == 0.0)
        return *at;
    const double next = *std::min_element(at + 1, values.end());
    const double step = next - *at;
    return fraction < 0.5 ? *at + fraction * step : next - (1.0 - fraction) * step;
}

} // namespace driftwood::training
