#pragma once

#include "broker/connection.h"
#include "browsing/decoding.h"
#include "browsing/masked_records.h"
#include "browsing/record_block.h"
#include "dataset/filter/filter.h"
#include "decoder/decoder.h"
#include "decoder/detection.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace driftwood::browsing {

/// Converts records to blocks: decoded by a spec, or undecoded without one. Not thread-safe.
class RecordReading {
  public:
    using Spec = std::shared_ptr<const decoder::DecoderSpec>;

    struct Chosen {
        Spec spec;                 ///< null for text and raw, and if nothing in the sample could be decoded
        decoder::Detection values; ///< what the sample has; empty where none was taken
        decoder::Detection keys;
        std::vector<decoder::EnvelopeKind>
            around;                   ///< envelopes of the values, unwrapped if that was asked for
        std::optional<Error> problem; ///< why nothing could be decoded
    };
    /// How a topic's records are decoded. Reads a sample, and may ask the connection's schema registry, so it
    /// blocks.
    [[nodiscard]] static Result<Chosen> choose(broker::Connection& connection,
                                               const broker::TopicRanges& ranges, const Decodings& decodings,
                                               const std::stop_token& stop);
    /// InvalidArgument if the filter does not suit the spec's fields.
    /// `masks`: those of the connection. Blocks then have records as MaskedRecords shows them.
    [[nodiscard]] static Result<std::unique_ptr<RecordReading>> create(Spec spec, dataset::Filter filter,
                                                                       const broker::FieldMasks& masks = {});

    [[nodiscard]] std::shared_ptr<RecordBlock> newBlock() const {
        // Masked records are text already, so that no decoder is needed to read them.
        return std::make_shared<RecordBlock>(m_schema, m_masked ? nullptr : m_spec);
    }
    /// Appends the batch's records that pass the filter, at most `most`, in the batch's order.
    /// An undecodable record passes if the filter is empty or uses only key and position.
    /// Returns how many passed, including those beyond `most`.
    std::size_t take(const broker::RawBatch& batch, RecordBlock& into,
                     std::size_t most = static_cast<std::size_t>(-1));
    /// Number of records that the filter could not test because they could not be decoded.
    [[nodiscard]] std::int64_t unjudged() const { return m_unjudged; }
    /// Values of text fields that are not the numbers or times with which the filter compares them.
    [[nodiscard]] const std::vector<dataset::UncomparedValues>& uncompared() const { return m_uncompared; }
    /// Whether the filter is empty, so that a batch may be thinned out before take().
    [[nodiscard]] bool takesAll() const { return m_filter.empty(); }

  private:
    RecordReading(Spec spec, dataset::Filter filter, std::unique_ptr<decoder::Decoder> decoder,
                  const broker::FieldMasks& masks);
    void decode(const broker::RawBatch& batch);
    [[nodiscard]] std::vector<bool> passing(const broker::RawBatch& batch);
    /// Rows of m_rows that pass the filter, ascending.
    [[nodiscard]] std::vector<std::uint32_t> select(const broker::RawBatch& batch);

    Spec m_spec;
    std::shared_ptr<const records::Schema> m_schema;
    dataset::Filter m_filter;
    std::optional<MaskedRecords> m_masked; ///< where the connection masks fields
    bool m_positionsOnly;                  ///< the filter uses nothing in the payload
    std::unique_ptr<decoder::Decoder> m_decoder;
    std::unique_ptr<decoder::Decoder> m_wideDecoder; ///< created on demand: reads integers as any number
    std::shared_ptr<const records::Schema> m_wideSchema;
    std::int64_t m_unjudged = 0;
    std::vector<dataset::UncomparedValues> m_uncompared;

    // For the batch in take().
    records::RecordBatch m_rows;
    std::vector<decoder::DecodeFailure> m_failures;
    std::vector<std::int32_t> m_rowOf; ///< by index in the batch; negative: -1 - index of its failure
};

} // namespace driftwood::browsing
