#pragma once

#include "broker/connection.h"
#include "broker/window_reader.h"
#include "browsing/record_reading.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace driftwood::browsing {

/// One record together with the block that owns it.
struct RecordRef {
    RecordBlockPtr block;
    std::uint32_t row = 0;

    [[nodiscard]] Position position() const { return block->position(row); }
    [[nodiscard]] TimestampMs timestamp() const { return block->timestamp(row); }
};

/// Whether `a` precedes `b`: by timestamp across partitions, then partition, then offset.
[[nodiscard]] bool isOlder(const RecordRef& a, const RecordRef& b);

/// A search through ranges of a topic, newest or oldest record first.
struct ScanRequest {
    broker::TopicRanges ranges; ///< the ranges to search
    bool newestFirst = true;
    RecordReading::Spec spec; ///< null: values are not decoded
    dataset::Filter filter;
};

/// Limits of a run(). Bytes and time are checked between windows of some thousand records.
struct ScanBudget {
    std::size_t records = 500;
    std::int64_t bytes = 1LL << 30U;
    std::chrono::milliseconds time{60000};
};

enum class ScanEnd : std::uint8_t {
    Enough,     ///< found the requested number
    EndOfRange, ///< everything was read
    Budget,     ///< byte or time limit reached
    Stopped,    ///< stopped by the token
};

/// Progress of a scan since it began.
struct ScanCounts {
    struct Part {
        PartitionId partition;
        std::int64_t done = 0; ///< offsets already covered
        std::int64_t total = 0;
    };
    std::int64_t scanned = 0; ///< records read
    std::int64_t total = 0;   ///< total offsets: an estimate of the number of records
    std::int64_t found = 0;
    std::int64_t unjudged = 0; ///< undecodable, so that the filter could not look at them
    std::vector<dataset::UncomparedValues> uncompared; ///< by the filter: not numbers or times
    std::int64_t bytes = 0;                            ///< of keys and values read
    std::chrono::milliseconds elapsed{0};
    std::vector<Part> parts;
    /// The time up to which all partitions have been read; nothing before the first window.
    std::optional<TimestampMs> reached;
};

/// Reads a log in windows from its end (or begin), filters, and returns matches in order of time: a record is
/// returned once no partition can hold an earlier one in that order, provided timestamps ascend within
/// partitions. If a run ends for another reason than Enough, all remaining matches are returned, so a later
/// run may find some that belong between them. Use it from one thread at a time.
class RecordScan {
  public:
    struct Report {
        std::vector<RecordRef> found; ///< new matches, in order; may be empty
        ScanCounts counts;
    };
    using Sink = std::function<void(Report&&)>;

    [[nodiscard]] static Result<std::unique_ptr<RecordScan>>
    create(std::shared_ptr<broker::Connection> connection, ScanRequest request);

    /// Continues where the last run ended. Reports about ten times a second and at the end.
    [[nodiscard]] Result<ScanEnd> run(const ScanBudget& budget, const Sink& sink,
                                      const std::stop_token& stop);

  private:
    struct Part {
        broker::OffsetRange unread;
        std::int64_t total = 0;
        std::int64_t inFlight = 0;           ///< offsets already read of the current window
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
    /// Returns at most `most` matches whose order is final.
    [[nodiscard]] std::vector<RecordRef> settled(std::size_t most, bool everything);
    [[nodiscard]] Status skipExpired();
    [[nodiscard]] std::optional<std::int64_t> frontier() const;

    std::shared_ptr<broker::Connection> m_connection;
    ScanRequest m_request;
    std::unique_ptr<RecordReading> m_reading;
    std::unique_ptr<broker::WindowReader> m_reader;
    std::vector<Part> m_parts;
    std::int64_t m_windowSize;        ///< in offsets per partition
    std::vector<RecordRef> m_pending; ///< found but not returned yet; in order
    ScanCounts m_counts;
};

} // namespace driftwood::browsing
