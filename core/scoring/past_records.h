#pragma once

#include "broker/connection.h"
#include "broker/range_reader.h"
#include "decoder/decoder.h"
#include "features/overtime/over_time_columns.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace driftwood::scoring {

/// Reads back what columns over time have to know of the records before a start, so that the first row gets
/// what it would have got if reading had begun long before. As far back as they reach, and not further.
class PastRecords {
  public:
    /// `starts`: one a partition. The connection outlives this.
    [[nodiscard]] static Result<std::unique_ptr<PastRecords>>
    open(broker::Connection& connection, const TopicName& topic, const std::vector<Position>& starts,
         std::int64_t within, const decoder::DecoderSpec& decoder, broker::Isolation isolation);

    /// Remembers the next records; true: all are remembered. Records that cannot be decoded are passed over,
    /// as they are when rows are made of them.
    [[nodiscard]] Result<bool> step(features::OverTimeColumns& columns, const std::stop_token& stop);
    /// Sentences about the records that are no longer in the log.
    [[nodiscard]] const std::vector<std::string>& notes() const { return m_notes; }
    /// Offsets that are read.
    [[nodiscard]] std::int64_t span() const { return m_ranges.span(); }

  private:
    PastRecords() = default;

    broker::TopicRanges m_ranges;
    std::unique_ptr<broker::RangeReader> m_reader; ///< none: there is nothing to read
    std::unique_ptr<decoder::Decoder> m_decoder;
    std::shared_ptr<const records::Schema> m_schema;
    std::vector<std::string> m_notes;
};

} // namespace driftwood::scoring
