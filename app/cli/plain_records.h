#pragma once

#include "broker/peek.h"
#include "decoder/wrapping/compression.h"

#include <optional>
#include <string>

namespace driftwood::cli {

/// A key or a value without the compression that it may have.
struct PlainPayload {
    std::optional<decoder::Compression> compression;
    std::string problem; ///< why it could not be decompressed, and is as it was; empty if it could
    std::string bytes;   ///< where it was decompressed; the record's view points here
};

/// Records of a look, one at a time, their keys and values decompressed.
class PlainRecords {
  public:
    explicit PlainRecords(const broker::RawBatchList& records)
        : m_records(records) {}

    /// Turns to a record; what the others give is of that one.
    void turnTo(std::size_t i);
    /// Shows these texts in place of the record's key and value.
    void replace(std::string key, std::string value);
    [[nodiscard]] const broker::RawRecord& record() const { return m_record; }
    [[nodiscard]] broker::Headers headers() const { return m_records.headers(m_at); }
    [[nodiscard]] const PlainPayload& key() const { return m_key; }
    [[nodiscard]] const PlainPayload& value() const { return m_value; }
    /// As it lies in the log.
    [[nodiscard]] std::size_t valueBytes() const { return m_records[m_at].value.size(); }

  private:
    void unpack(std::string_view& payload, PlainPayload& into);

    const broker::RawBatchList& m_records;
    decoder::Unpacker m_unpacker;
    std::size_t m_at = 0;
    broker::RawRecord m_record;
    PlainPayload m_key;
    PlainPayload m_value;
};

/// The first records of a look, decompressed, as a batch of their own.
class PlainSample {
  public:
    PlainSample(const broker::RawBatchList& records, std::size_t most);
    [[nodiscard]] const broker::RawBatch& batch() const { return m_batch; }

  private:
    std::vector<std::string> m_bytes;
    broker::RawBatch m_batch;
};

} // namespace driftwood::cli
