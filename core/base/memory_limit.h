#pragma once

#include "base/result.h"

#include <new>
#include <utility>

namespace driftwood {

/// Runs work whose memory need depends on the user's input, and turns std::bad_alloc into a NoMemory error.
/// `work` returns a Status or Result and must own its memory through objects.
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
