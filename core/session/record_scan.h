#pragma once

#include "broker/connection.h"
#include "broker/window_reader.h"
#include "session/record_reading.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace driftwood::session {

/// One record of a block that keeps it alive.
struct RecordRef {
    RecordBlockPtr block;
    std::uint32_t row = 0;

    [[nodiscard]] Position position() const { return block->position(row); }
    [[nodiscard]] TimestampMs timestamp() const { return block->timestamp(row); }
};

/// Which of two records comes first in time; across partitions by timestamp, then partition, then offset.
[[nodiscard]] bool isOlder(const RecordRef& a, const RecordRef& b);

/// A look through ranges of a topic, newest or oldest record first.
struct ScanRequest {
    broker::TopicRanges ranges; ///< what is looked through
    bool newestFirst = true;
    RecordReading::Spec spec; ///< null: values stay as they are
    dataset::Filter filter;
};

/// How much a run() may find and cost. Bytes and time are looked at between windows of some thousand records.
struct ScanBudget {
    std::size_t records = 500;
    std::int64_t bytes = 1LL << 30U;
    std::chrono::milliseconds time{60000};
};

enum class ScanEnd : std::uint8_t {
    Enough,     ///< found the number asked for
    EndOfRange, ///< everything was read
    Budget,     ///< bytes or time were used up
    Stopped,    ///< the stop token was raised
};

/// Where a scan is, since it began.
struct ScanCounts {
    struct Part {
        PartitionId partition;
        std::int64_t done = 0; ///< offsets behind it
        std::int64_t total = 0;
    };
    std::int64_t scanned = 0; ///< records read
    std::int64_t total = 0;   ///< offsets in all: an estimate of records
    std::int64_t found = 0;
    std::int64_t unjudged = 0; ///< undecodable, so that the filter could not look at them
    std::vector<dataset::UncomparedValues> uncompared; ///< by the filter: no numbers, or no times
    std::int64_t bytes = 0;                            ///< of keys and values
    std::chrono::milliseconds elapsed{0};
    std::vector<Part> parts;
    /// The time all partitions have been read back (or forward) to; nothing before the first window.
    std::optional<TimestampMs> reached;
};

/// Looks through a log in windows cut off its end (or begin), filters, and hands out what it finds in order
/// of time: a record is handed out once no partition can hold one that comes before it, as far as a
/// partition's timestamps ascend. Whatever is left when a run ends other than by Enough is handed out too, so
/// that a later run may find some that belong between. One thread at a time.
class RecordScan {
  public:
    struct Report {
        std::vector<RecordRef> found; ///< new ones, in order; may be empty
        ScanCounts counts;
    };
    using Sink = std::function<void(Report&&)>;

    [[nodiscard]] static Result<std::unique_ptr<RecordScan>>
    create(std::shared_ptr<broker::Connection> connection, ScanRequest request);

    /// Goes on from where the last run ended. Reports some ten times a second and at the end.
    [[nodiscard]] Result<ScanEnd> run(const ScanBudget& budget, const Sink& sink,
                                      const std::stop_token& stop);

  private:
    struct Part {
        broker::OffsetRange unread;
        std::int64_t total = 0;
        std::int64_t inFlight = 0;           ///< offsets of the window being read that are behind
        std::optional<std::int64_t> reached; ///< timestamp of the outermost record read
        [[nodiscard]] bool finished() const { return unread.span() == 0; }
    };
    struct Window {
        std::vector<Part*> parts;
        broker::TopicRanges ranges;
    };
    class Run;

    RecordScan(std::shared_ptr<broker::Connection> connection, ScanRequest request,
               std::unique_ptr<RecordReading> reading);
    [[nodiscard]] bool before(std::int64_t a, std::int64_t b) const {
        return m_request.newestFirst ? a > b : a < b;
    }
    [[nodiscard]] Window cutWindow(std::size_t wanted);
    [[nodiscard]] Status read(const Window& window, Run& run);
    [[nodiscard]] Status readRanges(const Window& window, Run& run);
    void keepFound(const RecordBlockPtr& block);
    /// Hands out what is settled, at most `most`.
    [[nodiscard]] std::vector<RecordRef> settled(std::size_t most, bool everything);
    [[nodiscard]] Status skipExpired();
    [[nodiscard]] std::optional<std::int64_t> frontier() const;

    std::shared_ptr<broker::Connection> m_connection;
    ScanRequest m_request;
    std::unique_ptr<RecordReading> m_reading;
    std::unique_ptr<broker::WindowReader> m_reader;
    std::vector<Part> m_parts;
    std::int64_t m_windowSize;        ///< offsets a partition
    std::vector<RecordRef> m_pending; ///< found, not handed out; in order
    ScanCounts m_counts;
};

} // namespace driftwood::session
