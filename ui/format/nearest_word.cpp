#include "ui/format/nearest_word.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace driftwood::ui {
namespace {

/// Number of insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
std::size_t editDistance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> beforeLast;
    std::vector<std::size_t> last(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t(0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<std::size_t> row(b.size() + 1, i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast = std::exchange(last, std::move(row));
    }
    return last.back();
}

} // namespace

std::optional<std::string> nearestWord(const std::string& word, const std::vector<std::string>& candidates) {
    std::optional<std::string> best;
    std::size_t bestDistance = 1 + word.size() / 3;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = editDistance(word, candidate);
        if (distance < bestDistance || (distance == bestDistance && !best)) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace driftwood::ui
