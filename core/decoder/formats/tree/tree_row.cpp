#include "decoder/formats/tree/tree_row.h"

#include "decoder/formats/tree/tree_format.h"

namespace driftwood::decoder {

void TreeRow::begin(records::RecordBatch& rows) {
    m_row.begin(rows);
    m_objects.clear();
    m_next = nullptr;
    m_isObject = false;
    m_skipped = 0;
    m_jsonColumn = FieldTrie::kNoColumn;
    m_text.clear();
    m_json = JsonSink(m_text);
}

TreeRow::Node* TreeRow::node() { return m_objects.empty() ? m_trie.root().target(kTreeValuePath) : m_next; }

template <class ToJson>
bool TreeRow::isInside(ToJson toJson) {
    if (m_jsonColumn != FieldTrie::kNoColumn)
        toJson(m_json);
    return m_skipped > 0 || m_jsonColumn != FieldTrie::kNoColumn;
}

template <class ToJson, class ToColumn>
void TreeRow::leaf(ToJson toJson, ToColumn toColumn) {
    if (isInside(toJson))
        return;
    const Node* const of = node();
    if (of == nullptr || of->column() == FieldTrie::kNoColumn)
        return;
    const auto column = static_cast<std::size_t>(of->column());
    m_row.noteRepeated(column);
    toColumn(column);
}

bool TreeRow::beginNested() {
    const Node* const of = node();
    if (of == nullptr || of->column() == FieldTrie::kNoColumn) {
        m_skipped = 1;
        return false;
    }
    m_jsonColumn = of->column();
    m_text.clear();
    m_json = JsonSink(m_text);
    return true;
}

void TreeRow::endNested() {
    if (m_skipped > 0) {
        --m_skipped;
    } else if (m_json.depth() == 0) {
        const auto column = static_cast<std::size_t>(m_jsonColumn);
        m_row.noteRepeated(column);
        m_row.text(column, m_text, records::ValueNote::Nested);
        m_jsonColumn = FieldTrie::kNoColumn;
    }
}

void TreeRow::beginObject() {
    if (isInside([](JsonSink& json) { json.beginObject(); })) {
        m_skipped += m_skipped > 0 ? 1 : 0;
        return;
    }
    const bool isWhole = m_objects.empty();
    Node* const of = isWhole ? &m_trie.root() : node();
    m_isObject = true;
    if (isWhole || (of != nullptr && of->hasFields()))
        m_objects.push_back(of);
    else if (beginNested())
        m_json.beginObject();
}

void TreeRow::name(std::string_view name) {
    if (isInside([&](JsonSink& json) { json.name(name); }))
        return;
    const bool isWholePath = name.empty() && m_objects.size() == 1; // stands for the payload
    m_next = isWholePath ? nullptr : m_objects.back()->target(name);
}

void TreeRow::endObject() {
    if (isInside([](JsonSink& json) { json.endObject(); }))
        endNested();
    else
        m_objects.pop_back();
}

void TreeRow::beginArray() {
    if (isInside([](JsonSink& json) { json.beginArray(); }))
        m_skipped += m_skipped > 0 ? 1 : 0;
    else if (beginNested())
        m_json.beginArray();
}

void TreeRow::endArray() {
    if (isInside([](JsonSink& json) { json.endArray(); }))
        endNested();
}

void TreeRow::null() {
    leaf([](JsonSink& json) { json.null(); }, [&](std::size_t column) { m_row.missing(column); });
}

void TreeRow::truth(bool value) {
    leaf([&](JsonSink& json) { json.truth(value); }, [&](std::size_t column) { m_row.truth(column, value); });
}

void TreeRow::integer(std::int64_t value) {
    leaf([&](JsonSink& json) { json.integer(value); },
         [&](std::size_t column) { m_row.integer(column, value); });
}

void TreeRow::largeInteger(std::uint64_t value) {
    leaf([&](JsonSink& json) { json.largeInteger(value); },
         [&](std::size_t column) { m_row.unsignedInteger(column, value); });
}

void TreeRow::floating(double value) {
    leaf([&](JsonSink& json) { json.floating(value); },
         [&](std::size_t column) { m_row.floating(column, value); });
}

void TreeRow::singleFloating(float value) {
    leaf([&](JsonSink& json) { json.singleFloating(value); },
         [&](std::size_t column) { m_row.singleFloating(column, value); });
}

void TreeRow::text(std::string_view value) {
    leaf([&](JsonSink& json) { json.text(value); }, [&](std::size_t column) { m_row.text(column, value); });
}

void TreeRow::decimal(std::string_view digits) {
    leaf([&](JsonSink& json) { json.decimal(digits); },
         [&](std::size_t column) { m_row.decimal(column, std::string(digits)); });
}

} // namespace driftwood::decoder
