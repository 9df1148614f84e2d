#include "browsing/readable_record.h"

#include "decoder/formats/format.h"
#include "decoder/registry/schema_key.h"

#include <algorithm>
#include <utility>

namespace driftwood::browsing {
namespace {

/// A compressed value may grow a thousandfold when it is unpacked; text beyond this size is not laid out.
constexpr std::size_t kMostReadableBytes = std::size_t{4} << 20U;

/// Whether the bytes are not what there is to read.
bool isBinary(const std::shared_ptr<const decoder::DecoderSpec>& spec, bool ofKeys) {
    if (!spec || (ofKeys && !spec->key))
        return false;
    return !(ofKeys ? spec->key->unpack : spec->unpack).empty() ||
           !decoder::formatOf(ofKeys ? spec->key->format : spec->format).isText;
}

} // namespace

std::optional<std::string> ReadableRecord::value(const RecordRef& record) { return read(record, false); }
std::optional<std::string> ReadableRecord::key(const RecordRef& record) { return read(record, true); }

std::optional<std::string> ReadableRecord::read(const RecordRef& record, bool ofKeys) {
    const RecordBlock& block = *record.block;
    if (block.spec() != m_spec) {
        m_spec = block.spec();
        m_values.reset();
        m_keys.reset();
    }
    const auto payload = ofKeys ? block.key(record.row) : block.value(record.row);
    if (!isBinary(m_spec, ofKeys) || !payload || (!ofKeys && !block.isWhole(record.row)))
        return std::nullopt;
    broker::RawRecord raw;
    raw.partition = record.position().partition;
    raw.offset = record.position().offset;
    raw.timestamp = record.timestamp();
    raw.hasKey = ofKeys;
    raw.hasValue = !ofKeys;
    (ofKeys ? raw.key : raw.value) = *payload;
    auto& reader = ofKeys ? m_keys : m_values;
    // A second try with what the book has met since the reader was made.
    for (const bool isNew : {!reader.has_value(), true}) {
        if (isNew) {
            auto made = decoder::PayloadText::of(*m_spec, ofKeys);
            if (!made)
                return std::nullopt;
            reader.emplace(std::move(*made));
        }
        if (auto read = reader->read(raw, block.headers(record.row)); read.problem.empty())
            return read.text.size() > kMostReadableBytes ? std::nullopt : std::optional(std::move(read.text));
    }
    return std::nullopt;
}

decoder::SchemaNaming schemaOf(const RecordRef& record, bool ofKeys) {
    const RecordBlock& block = *record.block;
    const auto payload = ofKeys ? block.key(record.row) : block.value(record.row);
    if (!payload)
        return {};
    const broker::Headers& headers = block.headers(record.row);
    const std::string_view name = decoder::schemaHeader(ofKeys);
    std::optional<std::string_view> header;
    for (const auto& [each, value] : headers)
        if (each == name && value)
            header = *value;
    return decoder::schemaNaming(*payload, header);
}

} // namespace driftwood::browsing
