#pragma once

#include "broker/range_reader.h"

#include <memory>

namespace driftwood::broker {

/// Reads several sets of ranges of a topic in turn with a single log-in, to read through a log in windows
/// (for example backwards): RangeReader::open logs in for every set. Use it from one thread.
class WindowReader {
  public:
    /// Logs in when the first window is opened.
    [[nodiscard]] static std::unique_ptr<WindowReader> create(const Connection& connection,
                                                              Isolation isolation = Isolation::ReadCommitted);
    virtual ~WindowReader() = default;

    /// `options.isolation` is ignored in favour of the WindowReader's. Only one window at a time: destroy the
    /// last one before opening the next.
    [[nodiscard]] virtual Result<std::unique_ptr<RangeReader>> open(const TopicRanges& window,
                                                                    ReadOptions options) = 0;
};

} // namespace driftwood::broker
