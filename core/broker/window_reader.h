#pragma once

#include "broker/range_reader.h"

#include <memory>

namespace driftwood::broker {

/// Reads several sets of ranges of a topic in turn with a single log-in, to read through a log in windows
/// (for example backwards): opening a RangeReader for each logs in every time. Use it from one thread.
class WindowReader {
  public:
    virtual ~WindowReader() = default;

    /// `options.isolation` is ignored in favour of the WindowReader's. Only one window at a time: destroy the
    /// last one before opening the next.
    [[nodiscard]] virtual Result<std::unique_ptr<RangeReader>> open(const TopicRanges& window,
                                                                    ReadOptions options) = 0;
};

} // namespace driftwood::broker
