#include "drift/distances.h"

#include "drift/incomplete_gamma.h"
#include "drift/kolmogorov.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace driftwood::drift {
namespace {

constexpr double kEmptyShare = 1e-4;

double total(std::span<const std::int64_t> counts) {
    return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
}

double share(std::int64_t count, double all) {
    return count > 0 ? static_cast<double>(count) / all : kEmptyShare;
}

/// Inner bin edges, ascending and distinct: bin i is (edge[i-1], edge[i]].
std::vector<double> binEdges(std::span<const double> sorted, int bins) {
    std::vector<double> edges;
    for (int i = 1; i < bins; ++i) {
        const double place = static_cast<double>(sorted.size() - 1) * i / bins;
        const auto lower = static_cast<std::size_t>(place);
        const double low = sorted[lower];
        const double high = sorted[std::min(lower + 1, sorted.size() - 1)];
        const double edge = low + (high - low) * (place - static_cast<double>(lower));
        if (edges.empty() || edge != edges.back()) {
            edges.push_back(edge);
            continue;
        }
        const double justBelow = std::nextafter(edge, -std::numeric_limits<double>::infinity());
        if (edges.size() < 2 || edges[edges.size() - 2] != justBelow)
            edges.insert(edges.end() - 1, justBelow);
    }
    return edges;
}

/// Bin counts of a sorted range, with one search per edge.
std::vector<std::int64_t> countsOfSorted(std::span<const double> sorted, const std::vector<double>& edges) {
    std::vector<std::int64_t> counts;
    auto from = sorted.begin();
    for (const double edge : edges) {
        const auto to = std::upper_bound(from, sorted.end(), edge);
        counts.push_back(to - from);
        from = to;
    }
    counts.push_back(sorted.end() - from);
    return counts;
}

} // namespace

double psi(std::span<const std::int64_t> referenceCounts, std::span<const std::int64_t> currentCounts) {
    const double allReference = total(referenceCounts);
    const double allCurrent = total(currentCounts);
    double sum = 0.0;
    for (std::size_t i = 0; i < std::min(referenceCounts.size(), currentCounts.size()); ++i) {
        const double reference = share(referenceCounts[i], allReference);
        const double current = share(currentCounts[i], allCurrent);
        sum += (current - reference) * std::log(current / reference);
    }
    return sum;
}

double psiNumeric(std::span<const double> sortedReference, std::span<const double> current, int bins) {
    if (sortedReference.empty() || current.empty())
        return 0.0;
    const std::vector<double> edges = binEdges(sortedReference, bins);
    std::vector<std::int64_t> currentCounts(edges.size() + 1, 0);
    for (const double value : current)
        ++currentCounts[static_cast<std::size_t>(std::ranges::lower_bound(edges, value) - edges.begin())];
    return psi(countsOfSorted(sortedReference, edges), currentCounts);
}

TestResult kolmogorovSmirnov(std::span<const double> sortedA, std::span<const double> sortedB) {
    if (sortedA.empty() || sortedB.empty())
        return {};
    const auto sizeA = static_cast<double>(sortedA.size());
    const auto sizeB = static_cast<double>(sortedB.size());
    double largest = 0.0;
    std::size_t a = 0;
    std::size_t b = 0;
    // Once one sample is exhausted, the distance can only decrease.
    while (a < sortedA.size() && b < sortedB.size()) {
        const double value = std::min(sortedA[a], sortedB[b]);
        while (a < sortedA.size() && sortedA[a] == value)
            ++a;
        while (b < sortedB.size() && sortedB[b] == value)
            ++b;
        largest =
            std::max(largest, std::abs(static_cast<double>(a) / sizeA - static_cast<double>(b) / sizeB));
    }
    const double effective = std::nearbyint(sizeA * sizeB / (sizeA + sizeB));
    return {largest, kolmogorovSurvival(std::max<std::int64_t>(1, std::llround(effective)), largest)};
}

TestResult chiSquare(std::span<const std::int64_t> referenceCounts,
                     std::span<const std::int64_t> currentCounts) {
    const double allReference = total(referenceCounts);
    const double allCurrent = total(currentCounts);
    if (allReference == 0.0 || allCurrent == 0.0)
        return {};
    double statistic = 0.0;
    int categories = 0;
    for (std::size_t i = 0; i < std::min(referenceCounts.size(), currentCounts.size()); ++i) {
        const auto reference = static_cast<double>(referenceCounts[i]);
        const auto current = static_cast<double>(currentCounts[i]);
        const double both = reference + current;
        if (both == 0.0)
            continue;
        ++categories;
        const double expectedReference = both * allReference / (allReference + allCurrent);
        const double expectedCurrent = both * allCurrent / (allReference + allCurrent);
        statistic += (reference - expectedReference) * (reference - expectedReference) / expectedReference +
                     (current - expectedCurrent) * (current - expectedCurrent) / expectedCurrent;
    }
    return {statistic, chiSquareSurvival(statistic, categories - 1)};
}

} // namespace driftwood::drift
