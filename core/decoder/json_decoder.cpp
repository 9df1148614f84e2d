#include "decoder/json_decoder.h"

#include <cstring>

// Inlined although they are large: a call for every field of every record would cost a fifth of the time.
#define DRIFTWOOD_HOT [[gnu::always_inline]] inline

namespace driftwood::decoder {
namespace {

using records::Column;
using records::FieldType;

// Large enough to spread the cost of starting simdjson, small enough to stay in the second-level cache.
constexpr std::size_t kChunkBytes = 512U * 1024U;

} // namespace

JsonDecoder::JsonDecoder(const records::Schema& schema)
    : m_trie(schema) {}

void JsonDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                         std::vector<DecodeFailure>& failures) {
    m_rows = &rows;
    m_failures = &failures;
    const Records all(batch.records());
    std::size_t first = 0;
    while (first < all.size()) {
        m_index.clear();
        std::size_t last = first;
        while (last < all.size() && (last == first || m_index.bytes() < kChunkBytes))
            m_index.add(all[last++].value);
        decodeChunk(all.subspan(first, last - first));
        first = last;
    }
}

void JsonDecoder::decodeChunk(Records chunk) {
    if (m_index.build()) {
        for (const broker::RawRecord& record : chunk) {
            m_cursor = &m_index.next();
            decodeOne(record);
        }
        return;
    }
    if (chunk.size() == 1) {
        refuse(chunk[0], "not JSON: " + explainUnindexable(chunk[0].value));
        return;
    }
    for (std::size_t i = 0; i < chunk.size(); ++i) { // so that a broken record costs only itself
        m_index.clear();
        m_index.add(chunk[i].value);
        decodeChunk(chunk.subspan(i, 1));
    }
}

void JsonDecoder::decodeOne(const broker::RawRecord& record) {
    m_row = m_rows->rows();
    m_filled = 0;
    if (!record.hasValue)
        return refuse(record, "tombstone");
    if (m_index.atEnd())
        return refuse(record, "empty payload");
    const bool isObject = m_cursor->peek() == '{';
    if (!(isObject ? object(m_trie.root(), 1) : m_cursor->skip(0)))
        return refuse(record, "not JSON: " + m_index.describeProblem());
    if (!m_index.atEnd()) {
        m_cursor->fail("something follows the JSON value");
        return refuse(record, "not JSON: " + m_index.describeProblem());
    }
    if (!isObject)
        return refuse(record, "JSON, but not an object");

    const std::size_t columns = m_rows->schema().fields.size();
    if (m_filled < columns) {
        for (std::size_t i = 0; i < columns; ++i) {
            if (m_rows->column(i).size() == m_row)
                m_rows->column(i).appendMissing();
        }
    }
    m_rows->appendPosition(record.partition, record.offset, record.timestamp,
                           record.hasKey ? &record.key : nullptr);
}

void JsonDecoder::refuse(const broker::RawRecord& record, std::string reason) {
    m_rows->truncate(m_rows->rows());
    m_failures->push_back({{record.partition, record.offset}, std::move(reason)});
}

DRIFTWOOD_HOT Column* JsonDecoder::open(std::int32_t column) {
    if (column == FieldTrie::kNoColumn)
        return nullptr;
    Column& opened = m_rows->column(static_cast<std::size_t>(column));
    if (opened.size() > m_row)
        opened.truncate(m_row); // the field came twice: the last one counts
    else
        ++m_filled;
    return &opened;
}

bool JsonDecoder::textValue(std::int32_t column) {
    std::string_view text;
    Column* const out = open(column);
    if (!out || out->type() != FieldType::Text) {
        if (out)
            out->appendMissing();
        return m_cursor->rawString(text);
    }
    if (!m_cursor->string(text, m_text))
        return false;
    out->appendText(text);
    return true;
}

bool JsonDecoder::wordValue(std::int32_t column, std::string_view word) {
    if (!m_cursor->word(word))
        return false;
    Column* const out = open(column);
    if (!out)
        return true;
    if (word == "null")
        out->appendMissing();
    else if (out->type() == FieldType::Bool)
        out->appendInt(word == "true" ? 1 : 0);
    else if (out->type() == FieldType::Text)
        out->appendText(word);
    else
        out->appendMissing();
    return true;
}

bool JsonDecoder::sourceValue(std::int32_t column, int depth) {
    std::string_view source;
    if (!m_cursor->skip(depth, &source))
        return false;
    Column* const out = open(column);
    if (!out)
        return true;
    if (out->type() == FieldType::Text)
        out->appendText(source);
    else
        out->appendMissing();
    return true;
}

bool JsonDecoder::unexpectedName(Node& node, std::uint32_t& which, Node*& target) {
    std::string_view raw;
    if (!m_cursor->rawString(raw))
        return false;
    which = node.find(which, raw, target);
    return true;
}

// What every usual field passes through, one after the other and all within object().

DRIFTWOOD_HOT bool JsonDecoder::numberValue(std::int32_t column) {
    JsonNumber number;
    const char c = m_cursor->peek();
    if (c != '-' && (c < '0' || c > '9'))
        return m_cursor->fail("expected a value");
    if (!m_cursor->number(number))
        return false;
    Column* const out = open(column);
    if (!out)
        return true;
    switch (out->type()) {
    case FieldType::Float64:
        if (double value = 0; number.toDouble(value))
            out->appendFloat(value);
        else
            out->appendMissing();
        break;
    case FieldType::Int64:
        if (const auto value = number.toInt64())
            out->appendInt(*value);
        else
            out->appendMissing();
        break;
    case FieldType::Text:
        out->appendText(number.text);
        break;
    case FieldType::Bool:
        out->appendMissing();
    }
    return true;
}

DRIFTWOOD_HOT bool JsonDecoder::memberName(Node& node, std::uint32_t& which, Node*& target) {
    if (m_cursor->peek() != '"')
        return m_cursor->fail("expected a field name in quotes");
    const std::uint32_t expected = node.expected(which);
    if (expected != FieldTrie::kUnknown) {
        const FieldTrie::Member& member = node.member(expected);
        if (member.quoted.size() < m_cursor->reach() &&
            std::memcmp(m_cursor->here() + 1, member.quoted.data(), member.quoted.size()) == 0) {
            m_cursor->step();
            which = expected;
            target = member.target;
            return true;
        }
    }
    return unexpectedName(node, which, target);
}

DRIFTWOOD_HOT bool JsonDecoder::value(Node* node, int depth) {
    const std::int32_t column = node ? node->column() : FieldTrie::kNoColumn;
    switch (m_cursor->peek()) {
    case '{':
        if (node && node->hasFields())
            return object(*node, depth + 1);
        return sourceValue(column, depth);
    case '[':
        return sourceValue(column, depth);
    case '"':
        return textValue(column);
    case 't':
        return wordValue(column, "true");
    case 'f':
        return wordValue(column, "false");
    case 'n':
        return wordValue(column, "null");
    default:
        return numberValue(column);
    }
}

bool JsonDecoder::object(Node& node, int depth) {
    if (depth > kMaxJsonDepth)
        return m_cursor->fail("nested too deep");
    m_cursor->step();
    if (m_cursor->peek() == '}') {
        m_cursor->step();
        return true;
    }
    std::uint32_t which = FieldTrie::kUnknown;
    while (true) {
        Node* target = nullptr;
        if (!memberName(node, which, target) || !m_cursor->take(':', "expected ':'") || !value(target, depth))
            return false;
        if (m_cursor->peek() != ',')
            return m_cursor->take('}', "expected ',' or '}'");
        m_cursor->step();
    }
}

} // namespace driftwood::decoder
