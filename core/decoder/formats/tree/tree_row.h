#pragma once

#include "decoder/column_row.h"
#include "decoder/field_trie.h"
#include "decoder/formats/tree/json_sink.h"

#include <string>
#include <vector>

namespace driftwood::decoder {

/// Puts a payload's values into the columns of their paths, as the JSON decoder does: arrays, and objects
/// whose fields are no columns, as JSON. A payload that is no object is the value of a field "value".
class TreeRow final : public TreeSink {
  public:
    /// See DecoderSpec for `nearest`.
    TreeRow(const records::Schema& schema, bool nearest)
        : m_trie(schema)
        , m_row(nearest) {}

    void begin(records::RecordBatch& rows);
    void finish() { m_row.finish(); }
    [[nodiscard]] bool isObject() const { return m_isObject; }
    [[nodiscard]] ColumnRow& row() { return m_row; }

    void beginObject() override;
    void name(std::string_view name) override;
    void endObject() override;
    void beginArray() override;
    void endArray() override;
    void null() override;
    void truth(bool value) override;
    void integer(std::int64_t value) override;
    void largeInteger(std::uint64_t value) override;
    void floating(double value) override;
    void singleFloating(float value) override;
    void text(std::string_view value) override;
    void decimal(std::string_view digits) override;

  private:
    using Node = FieldTrie::Node;

    /// The node of the value that comes next, or null.
    [[nodiscard]] Node* node();
    /// Hands a value that is no object and no array to the JSON being written or to its column.
    template <class ToJson, class ToColumn>
    void leaf(ToJson toJson, ToColumn toColumn);
    /// Whether a part belongs to a value that is skipped or written as JSON, which is then handed to.
    template <class ToJson>
    [[nodiscard]] bool isInside(ToJson toJson);
    /// Begins an object or array that is no object of columns; true when its JSON is wanted.
    [[nodiscard]] bool beginNested();
    void endNested();

    FieldTrie m_trie;
    ColumnRow m_row;
    std::vector<Node*> m_objects; ///< whose fields are columns, from the outermost
    Node* m_next = nullptr;
    bool m_isObject = false;
    std::size_t m_skipped = 0; ///< objects and arrays that are open and in no column
    std::int32_t m_jsonColumn = FieldTrie::kNoColumn;
    std::string m_text;
    JsonSink m_json{m_text};
};

} // namespace driftwood::decoder
