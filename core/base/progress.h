#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace driftwood {

/// Progress of a long operation. total == 0 means unknown.
struct Progress {
    std::string stage; ///< "reading", "training", …
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::string unit;   ///< "records", "steps"
    std::string detail; ///< one line on the current state: "loss 0.0123"
};

/// Called in the thread that does the work, at most a few dozen times a second.
using ProgressSink = std::function<void(const Progress&)>;

} // namespace driftwood
