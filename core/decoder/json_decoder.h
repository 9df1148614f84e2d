#pragma once

#include "decoder/decoder.h"
#include "decoder/field_trie.h"
#include "decoder/json_index.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// JSON objects to columns, without a tree between: payloads are indexed by the half megabyte, then each is
/// walked once, every value going straight into its column.
class JsonDecoder final : public Decoder {
  public:
    explicit JsonDecoder(const records::Schema& schema);

    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<DecodeFailure>& failures) override;

  private:
    using Records = std::span<const broker::RawRecord>;

    /// Some records whose payloads were indexed together, or one by one where that was refused.
    void decodeChunk(Records chunk);
    void decodeOne(const broker::RawRecord& record);
    void refuse(const broker::RawRecord& record, std::string reason);

    using Node = FieldTrie::Node;

    [[nodiscard]] bool object(Node& node, int depth);
    [[nodiscard]] bool memberName(Node& node, std::uint32_t& which, Node*& target);
    [[nodiscard]] bool unexpectedName(Node& node, std::uint32_t& which, Node*& target);
    [[nodiscard]] bool value(Node* node, int depth);
    [[nodiscard]] bool textValue(std::int32_t column);
    [[nodiscard]] bool numberValue(std::int32_t column);
    [[nodiscard]] bool wordValue(std::int32_t column, std::string_view word);
    [[nodiscard]] bool sourceValue(std::int32_t column, int depth);
    /// The column, ready for this row's value; null when nobody wants it.
    [[nodiscard]] records::Column* open(std::int32_t column);

    FieldTrie m_trie;
    JsonIndex m_index;
    std::string m_text;

    // Of the decode() that is running.
    JsonCursor* m_cursor = nullptr;
    records::RecordBatch* m_rows = nullptr;
    std::vector<DecodeFailure>* m_failures = nullptr;
    std::size_t m_row = 0;    ///< the row being filled
    std::size_t m_filled = 0; ///< columns that have a value for it
};

} // namespace driftwood::decoder
