#include "decoder/formats/json/json_decoder.h"

#include "decoder/registry/registry_frame.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace driftwood::decoder {
namespace {

// Large enough to amortise the cost of starting simdjson, small enough to stay in the L2 cache.
constexpr std::size_t kChunkBytes = 512U * 1024U;
// A failed plain walk costs as much as a successful one,
// so it is tried less often the longer none has succeeded.
constexpr std::size_t kShortestRun = 16;
constexpr std::size_t kLongestRun = 4096;

} // namespace

JsonDecoder::JsonDecoder(const DecoderSpec& spec)
    : m_trie(spec.schema)
    , m_row(spec.nearest)
    , m_indexNext(0)
    , m_run(kShortestRun) {}

void JsonDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                         std::vector<DecodeFailure>& failures) {
    m_rows = &rows;
    m_failures = &failures;
    const Records all(batch.records());
    std::size_t first = 0;
    while (first < all.size()) {
        if (m_indexNext == 0) {
            if (walkPlain(all[first])) {
                m_run = kShortestRun;
                ++first;
                continue;
            }
            m_indexNext = m_run;
            m_run = std::min(2 * m_run, kLongestRun);
        }
        m_index.clear();
        std::size_t last = first;
        while (last < all.size() && m_indexNext > 0 && m_index.bytes() < kChunkBytes) {
            m_index.add(withoutJsonFrame(all[last++].value));
            --m_indexNext;
        }
        decodeChunk(all.subspan(first, last - first));
        first = last;
    }
}

bool JsonDecoder::walkPlain(const broker::RawRecord& record) {
    m_row.begin(*m_rows);
    if (!record.hasValue || !m_plain.walk(withoutJsonFrame(record.value))) {
        takeBack();
        return false;
    }
    m_row.finish(record);
    return true;
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
        refuse(chunk[0], "not JSON: " + explainUnindexable(withoutJsonFrame(chunk[0].value)),
               FailureKind::NotThisFormat);
        return;
    }
    for (std::size_t i = 0; i < chunk.size(); ++i) { // so that a broken record affects only itself
        m_index.clear();
        m_index.add(withoutJsonFrame(chunk[i].value));
        decodeChunk(chunk.subspan(i, 1));
    }
}

void JsonDecoder::decodeOne(const broker::RawRecord& record) {
    m_row.begin(*m_rows);
    if (!record.hasValue)
        return refuse(record, "tombstone", FailureKind::Tombstone);
    if (m_index.atEnd())
        return refuse(record, "empty payload", FailureKind::Empty);
    const bool isObject = m_cursor->peek() == '{';
    if (!(isObject ? object(m_trie.root(), 1) : m_cursor->skip(0)))
        return refuse(record, "not JSON: " + m_index.describeProblem(), FailureKind::NotThisFormat);
    if (!m_index.atEnd()) {
        m_cursor->fail("something follows the JSON value");
        return refuse(record, "not JSON: " + m_index.describeProblem(), FailureKind::NotThisFormat);
    }
    if (!isObject)
        return refuse(record, "JSON, but not an object", FailureKind::DoesNotFit);
    m_row.finish(record);
}

void JsonDecoder::takeBack() { m_rows->truncate(m_rows->rows()); }

void JsonDecoder::refuse(const broker::RawRecord& record, std::string reason, FailureKind kind) {
    const bool isFramedJson = withoutJsonFrame(record.value).size() < record.value.size();
    if (std::string frame = whyFrameIsNotDecoded(record.value); !frame.empty() && !isFramedJson) {
        reason = std::move(frame);
        kind = FailureKind::NotThisFormat;
    }
    takeBack();
    m_failures->push_back({{record.partition, record.offset}, std::move(reason), kind});
}

bool JsonDecoder::textValue(std::int32_t column) {
    std::string_view text;
    if (!(m_row.wantsText(column) ? m_cursor->string(text, m_text) : m_cursor->rawString(text)))
        return false;
    m_row.text(column, text);
    return true;
}

bool JsonDecoder::wordValue(std::int32_t column, std::string_view word) {
    if (!m_cursor->word(word))
        return false;
    m_row.word(column, word);
    return true;
}

bool JsonDecoder::sourceValue(std::int32_t column, int depth) {
    std::string_view source;
    if (!m_cursor->skip(depth, &source))
        return false;
    m_row.nested(column, source);
    return true;
}

bool JsonDecoder::notANumber(std::int32_t column, std::string_view word) {
    if (!m_cursor->word(word))
        return false;
    m_row.notANumber(column);
    return true;
}

DRIFTWOOD_HOT bool JsonDecoder::numberValue(std::int32_t column) {
    JsonNumber number;
    const char c = m_cursor->peek();
    if (c != '-' && (c < '0' || c > '9'))
        return m_cursor->fail("expected a value");
    if (!m_cursor->number(number)) {
        const std::string_view word = m_cursor->notANumber();
        return !word.empty() && notANumber(column, word);
    }
    m_row.number(column, number);
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
    std::string_view raw;
    if (!m_cursor->rawString(raw))
        return false;
    which = m_trie.find(node, which, raw, target);
    return true;
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
    case 'N':
        return notANumber(column, kNaN);
    case 'I':
        return notANumber(column, kInfinity);
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
