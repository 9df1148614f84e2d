#pragma once

#include "broker/raw_batch.h"
#include "decoder/decoder.h"
#include "records/record_batch.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::browsing {

/// Records for display: decoded if possible, and as stored in the log.
/// A worker builds it; afterwards it is shared and never changed.
class RecordBlock {
  public:
    /// Only this much of a larger value is kept; the whole value must be read again.
    static constexpr std::size_t kKeptValueBytes = 64U << 10U;

    /// `spec`: what the rows are decoded by; null where nothing is decoded.
    explicit RecordBlock(std::shared_ptr<const records::Schema> schema,
                         std::shared_ptr<const decoder::DecoderSpec> spec = nullptr)
        : m_spec(std::move(spec))
        , m_decoded(std::move(schema)) {}

    /// Appends an undecoded record. `reason` says why its value has no columns;
    /// empty if none were expected (text, raw, tombstones).
    void addUndecoded(const broker::RawRecord& record, broker::Headers headers, std::string reason);
    /// Appends a record that has a value which says that it deletes: it has no columns.
    void addDelete(const broker::RawRecord& record, broker::Headers headers);
    /// Appends a record with its row of `rows`, which has this block's schema.
    void addDecoded(const broker::RawRecord& record, broker::Headers headers,
                    const records::RecordBatch& rows, std::uint32_t row);

    [[nodiscard]] std::size_t size() const { return m_places.size(); }
    [[nodiscard]] const std::shared_ptr<const decoder::DecoderSpec>& spec() const { return m_spec; }
    [[nodiscard]] const records::Schema& schema() const { return m_decoded.schema(); }
    [[nodiscard]] Position position(std::size_t i) const { return m_places[i].position; }
    [[nodiscard]] TimestampMs timestamp(std::size_t i) const { return m_places[i].timestamp; }
    /// Nothing if the record has no key.
    [[nodiscard]] std::optional<std::string_view> key(std::size_t i) const;
    /// The key for reading: of a decoded record what it says, as JSON where its format is binary.
    [[nodiscard]] std::optional<std::string_view> shownKey(std::size_t i) const;
    /// Nothing for a tombstone. At most kKeptValueBytes of the value.
    [[nodiscard]] std::optional<std::string_view> value(std::size_t i) const;
    [[nodiscard]] std::int64_t keyBytes(std::size_t i) const;
    [[nodiscard]] std::int64_t valueBytes(std::size_t i) const { return m_places[i].valueBytes; }
    [[nodiscard]] bool isWhole(std::size_t i) const;
    [[nodiscard]] const broker::Headers& headers(std::size_t i) const;
    /// The record's row in decoded(); nothing if it has none.
    [[nodiscard]] std::optional<std::size_t> decodedRow(std::size_t i) const;
    [[nodiscard]] const records::RecordBatch& decoded() const { return m_decoded; }
    /// Why there is no decoded row; empty if there was no failure.
    [[nodiscard]] std::string_view failure(std::size_t i) const;
    /// Whether its value says that it deletes.
    [[nodiscard]] bool isDelete(std::size_t i) const { return m_places[i].isDelete; }
    /// Size of keys and values in memory.
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }

  private:
    struct Place {
        Position position;
        TimestampMs timestamp;
        std::int64_t valueBytes = 0;
        std::int32_t decodedRow = -1;
        bool hasKey = false;
        bool hasValue = false;
        bool isDelete = false;
    };
    void add(const broker::RawRecord& record, broker::Headers headers);

    std::shared_ptr<const decoder::DecoderSpec> m_spec;
    std::vector<Place> m_places;
    records::TextBuffer m_keys;
    records::TextBuffer m_values;
    records::RecordBatch m_decoded;
    std::map<std::size_t, broker::Headers> m_headers; ///< of the records that have headers
    std::map<std::size_t, std::string> m_failures;
    std::int64_t m_bytes = 0;
};

using RecordBlockPtr = std::shared_ptr<const RecordBlock>;

} // namespace driftwood::browsing
