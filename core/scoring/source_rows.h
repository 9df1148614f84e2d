#pragma once

#include "broker/range_reader.h"
#include "decoder/decoder.h"
#include "scoring/backlog.h"

#include <chrono>
#include <limits>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace driftwood::scoring {

/// Decoded rows of a topic that is followed: first what was there already, in a replay's order, then what
/// arrives, as it arrives.
class SourceRows {
  public:
    /// `ranges`: per partition where to begin and the log's end by now; `reader` begins at the same places.
    SourceRows(std::unique_ptr<broker::TailReader> reader, std::unique_ptr<decoder::Decoder> decoder,
               std::shared_ptr<const records::Schema> schema, const std::vector<broker::OffsetRange>& ranges,
               std::size_t maxBatch, std::chrono::milliseconds patience = kPatience);
    /// So long a schema registry may be silent: its records are decoded again until it answers.
    static constexpr std::chrono::milliseconds kPatience{30'000};

    static constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

    /// The next records, at most `limit`, waiting at most `wait` for the first; none when nothing came or
    /// nothing is certain yet. What could not be decoded is appended to `failures` when its turn comes: it
    /// counts as one of them, and positions() is behind it then. Unreachable, now and from then on, when no
    /// registry gave the schema of a record in time: it and those read with it are not given out.
    [[nodiscard]] Result<records::RecordBatch> next(const std::stop_token& stop,
                                                    std::chrono::milliseconds wait,
                                                    std::vector<decoder::DecodeFailure>& failures,
                                                    std::size_t limit = kNoLimit);
    /// Reads these as well, from their beginning. False, and nothing done, while rows wait that have to go
    /// out in their order: ask again later.
    [[nodiscard]] Result<bool> addPartitions(const std::vector<PartitionId>& partitions);
    /// Next offset per partition that has not been given out.
    [[nodiscard]] std::vector<Position> positions() const;
    [[nodiscard]] Status commit(const std::vector<Position>& next, broker::Presence presence,
                                std::chrono::milliseconds wait, const std::stop_token& stop = {}) {
        return m_reader->commit(next, presence, wait, stop);
    }
    [[nodiscard]] std::vector<broker::OffsetRange> takeLeftOut() { return m_reader->takeLeftOut(); }
    [[nodiscard]] std::int64_t lag() const; ///< records not given out yet; -1 until known
    [[nodiscard]] bool connected() const { return m_reader->connected(); }
    [[nodiscard]] bool endFellBehind() const { return m_reader->endFellBehind(); }

  private:
    [[nodiscard]] Result<records::RecordBatch> readLive(const std::stop_token& stop,
                                                        std::chrono::milliseconds wait,
                                                        std::vector<decoder::DecodeFailure>& failures,
                                                        std::size_t limit);
    [[nodiscard]] Result<records::RecordBatch> read(const std::stop_token& stop,
                                                    std::chrono::milliseconds wait,
                                                    std::vector<decoder::DecodeFailure>& failures);
    /// Waits for the registry where one is asked and silent.
    [[nodiscard]] Result<records::RecordBatch> decode(const broker::RawBatch& raw,
                                                      const std::stop_token& stop,
                                                      std::vector<decoder::DecodeFailure>& failures);
    /// Whether anything came.
    [[nodiscard]] Result<bool> readIntoBacklog(const std::stop_token& stop, std::chrono::milliseconds wait);

    std::unique_ptr<broker::TailReader> m_reader;
    std::unique_ptr<decoder::Decoder> m_decoder;
    std::shared_ptr<const records::Schema> m_schema;
    std::size_t m_maxBatch;
    std::chrono::milliseconds m_patience;
    std::optional<Error> m_error;     ///< the reader is behind records that were not given out
    std::optional<Backlog> m_backlog; ///< until it is over; later, while rows wait that a limit left behind
};

} // namespace driftwood::scoring
