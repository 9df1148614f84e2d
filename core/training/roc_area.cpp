#include "training/roc_area.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace driftwood::training {

void RocArea::add(double score, bool positive) {
    m_anyNaN = m_anyNaN || std::isnan(score);
    m_scores[positive ? 1 : 0].push_back(score);
}

double RocArea::area() {
    auto& [negatives, positives] = m_scores;
    if (m_anyNaN || negatives.empty() || positives.empty())
        return std::numeric_limits<double>::quiet_NaN();
    std::ranges::sort(negatives);
    std::ranges::sort(positives);
    // Mann-Whitney U: sum of the positives' ranks; equal scores share their mean rank.
    double rankSum = 0.0;
    auto negative = negatives.begin();
    std::size_t begin = 0; // rows with a smaller score
    for (auto positive = positives.begin(); positive != positives.end();) {
        const double score = *positive;
        for (; negative != negatives.end() && *negative < score; ++negative)
            ++begin;
        std::size_t end = begin;
        for (; negative != negatives.end() && *negative == score; ++negative)
            ++end;
        double positivesHere = 0.0;
        for (; positive != positives.end() && *positive == score; ++positive, ++end)
            ++positivesHere;
        rankSum += positivesHere * 0.5 * static_cast<double>(begin + 1 + end);
        begin = end;
    }
    const auto count = static_cast<double>(positives.size());
    return (rankSum - count * (count + 1.0) / 2.0) / (count * static_cast<double>(negatives.size()));
}

} // namespace driftwood::training
