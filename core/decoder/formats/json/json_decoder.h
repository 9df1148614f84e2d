#pragma once

#include "decoder/decoder.h"
#include "decoder/field_trie.h"
#include "decoder/formats/json/json_index.h"
#include "decoder/formats/json/json_row.h"
#include "decoder/formats/json/plain_json.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// Decodes JSON objects directly into columns, without building a tree. Plain records are parsed in place.
/// After a record that is not plain, payloads are indexed in chunks of half a megabyte and walked along the
/// index, until plain records occur again.
class JsonDecoder final : public Decoder {
  public:
    explicit JsonDecoder(const DecoderSpec& spec);

    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<DecodeFailure>& failures) override;

  private:
    using Records = std::span<const broker::RawRecord>;

    /// Decodes records whose payloads were indexed together, or one by one if indexing them together failed.
    void decodeChunk(Records chunk);
    void decodeOne(const broker::RawRecord& record);
    void takeBack(); ///< undoes the values of a record that failed to decode
    void refuse(const broker::RawRecord& record, std::string reason, FailureKind kind);

    using Node = FieldTrie::Node;

    [[nodiscard]] bool walkPlain(const broker::RawRecord& record);

    [[nodiscard]] bool object(Node& node, int depth);
    [[nodiscard]] bool memberName(Node& node, std::uint32_t& which, Node*& target);
    [[nodiscard]] bool value(Node* node, int depth);
    [[nodiscard]] bool textValue(std::int32_t column);
    [[nodiscard]] bool numberValue(std::int32_t column);
    [[nodiscard]] bool notANumber(std::int32_t column, std::string_view word);
    [[nodiscard]] bool wordValue(std::int32_t column, std::string_view word);
    [[nodiscard]] bool sourceValue(std::int32_t column, int depth);

    FieldTrie m_trie;
    JsonIndex m_index;
    JsonRow m_row;
    PlainJson m_plain{m_trie, m_row};
    std::size_t m_indexNext; ///< records to index before a plain walk is tried again
    std::size_t m_run;       ///< the length of the next such run
    std::string m_text;

    // State of the running decode() call.
    JsonCursor* m_cursor = nullptr;
    records::RecordBatch* m_rows = nullptr;
    std::vector<DecodeFailure>* m_failures = nullptr;
};

} // namespace driftwood::decoder
