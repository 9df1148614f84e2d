#include "base/order_time.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace driftwood {

std::int64_t orderTime(std::int64_t stampMs, std::span<const std::int64_t> followersMs) {
    constexpr std::size_t kChunk = 32;
    std::size_t timed = 0;
    std::size_t earlier = 0;
    for (std::size_t begin = 0; begin < followersMs.size(); begin += kChunk) {
        for (const std::int64_t follower :
             followersMs.subspan(begin, std::min(kChunk, followersMs.size() - begin))) {
            timed += follower >= 0 ? 1U : 0U;
            earlier += follower >= 0 && follower < stampMs ? 1U : 0U;
        }
        if (2 * (timed - earlier) >= followersMs.size())
            return stampMs; // holds whatever the remaining followers are
    }
    if (2 * earlier <= timed)
        return stampMs;
    std::vector<std::int64_t> sorted;
    sorted.reserve(timed);
    std::ranges::copy_if(followersMs, std::back_inserter(sorted),
                         [](std::int64_t follower) { return follower >= 0; });
    const auto median = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::ranges::nth_element(sorted, median);
    return *std::ranges::find_if(
        followersMs, [limit = *median](std::int64_t follower) { return follower >= 0 && follower <= limit; });
}

std::vector<std::int64_t> orderTimes(std::span<const std::int64_t> stampsMs) {
    std::vector<std::int64_t> times(stampsMs.begin(), stampsMs.end());
    std::int64_t earliest = std::numeric_limits<std::int64_t>::max(); // of all following records
    for (std::size_t i = stampsMs.size(); i-- > 0;) {
        if (stampsMs[i] > earliest)
            times[i] = orderTime(stampsMs[i],
                                 stampsMs.subspan(i + 1, std::min(kOrderFollowers, stampsMs.size() - i - 1)));
        if (stampsMs[i] >= 0)
            earliest = std::min(earliest, stampsMs[i]);
    }
    return times;
}

} // namespace driftwood
