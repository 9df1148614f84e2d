#pragma once

#include "base/result.h"

#include <new>
#include <utility>

namespace driftwood {

/// Runs work that takes as much memory as a person asked for; where there is not that much, an error rather
/// than the end of the process. `work` gives a Status or Result and keeps what it holds in objects.
template <class Work>
[[nodiscard]] auto withinMemory(Work&& work) -> decltype(work()) {
    try {
        return std::forward<Work>(work)();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::NoMemory, "there is not enough memory for that", {},
                    "Choose fewer records, a smaller network or smaller batches, or close what else runs.");
    }
}

} // namespace driftwood
