#include "broker/ranges.h"

namespace driftwood::broker {

std::int64_t TopicRanges::span() const {
    std::int64_t total = 0;
    for (const OffsetRange& range : ranges)
        total += range.span();
    return total;
}

} // namespace driftwood::broker
