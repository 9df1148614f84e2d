#pragma once

#include "broker/range_reader.h"

#include <memory>

namespace driftwood::broker {

/// Reads one set of ranges of a topic after the other over one log-in, for looking through a log in windows
/// (backwards, say): RangeReader::open logs in for every set. One thread uses it.
class WindowReader {
  public:
    /// Logs in when the first window is asked for.
    [[nodiscard]] static std::unique_ptr<WindowReader> create(const Connection& connection,
                                                              Isolation isolation = Isolation::ReadCommitted);
    virtual ~WindowReader() = default;

    /// `options.isolation` is ignored: it is the WindowReader's. At most one window at a time: the last one
    /// must be gone before the next is opened.
    [[nodiscard]] virtual Result<std::unique_ptr<RangeReader>> open(const TopicRanges& window,
                                                                    ReadOptions options) = 0;
};

} // namespace driftwood::broker
