#pragma once

#include "broker/range_reader.h"

#include <stop_token>

namespace driftwood::broker {

/// Reads until the reader is finished, or until take(const RawRecord&) returns false.
template <class Take>
[[nodiscard]] Status forEachRecord(RangeReader& reader, const std::stop_token& stop, Take&& take) {
    while (!reader.finished()) {
        auto batch = reader.next(stop);
        if (!batch)
            return forward(batch);
        for (const RawRecord& record : batch->records())
            if (!take(record))
                return {};
    }
    return {};
}

} // namespace driftwood::broker
