#include "decoder/schema_book.h"

#include "decoder/formats/avro/avro_references.h"
#include "decoder/formats/avro/avro_schema.h"
#include "decoder/formats/format.h"
#include "decoder/schema_key.h"

#include <algorithm>
#include <utility>

namespace driftwood::decoder {

SchemaBook::SchemaBook(std::shared_ptr<SchemaRegistry> registry, std::string stated)
    : m_registry(std::move(registry))
    , m_stated(std::move(stated)) {}

Result<std::string> SchemaBook::ask(const std::string& key) {
    const auto id = idOfSchemaKey(key);
    const auto guid = guidOfSchemaKey(key);
    if (!id && !guid)
        return fail(ErrorCode::NotFound, "that schema is not at hand");
    if (!m_registry)
        return fail(ErrorCode::NotFound, "no schema registry is stated for the connection");
    auto schema = id ? m_registry->schema(*id, {}) : m_registry->schemaByGuid(*guid, {});
    if (!schema)
        return forward(schema);
    if (schema->type != "AVRO")
        return fail(ErrorCode::Unsupported,
                    schemaKeyWords(key) + " is of the kind " + schema->type + ", which is not read as Avro");
    auto text = withAvroReferences(schema->text, schema->references);
    if (!text)
        return text;
    // One that is none must not get into a manifest, which could then not be read.
    if (const auto parsed = parseAvroSchema(*text); !parsed)
        return tl::unexpected(parsed.error());
    return text;
}

Result<std::string> SchemaBook::find(const std::string& key) {
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto known = m_found.find(key); known != m_found.end())
            return known->second;
    }
    auto found = ask(key);
    // A registry that is gone may come back; everything else stays as it is.
    if (found || found.error().code != ErrorCode::Unreachable) {
        const std::scoped_lock lock(m_mutex);
        m_found.emplace(key, found);
    }
    return found;
}

std::vector<WriterSchema> SchemaBook::met() const {
    const std::scoped_lock lock(m_mutex);
    std::vector<WriterSchema> out;
    for (const auto& [key, text] : m_found)
        if (text)
            out.push_back({key, *text});
    return out;
}

void keepSchemasMet(DecoderSpec& spec) {
    const SchemaSource book = std::exchange(spec.book, SchemaSource());
    if (!book)
        return;
    const auto isIn = [](const std::vector<WriterSchema>& list, const std::string& key) {
        return std::ranges::find(list, key, &WriterSchema::key) != list.end();
    };
    const bool ofKeys = spec.key && !formatOf(spec.key->format).isText;
    const bool ofValues = !formatOf(spec.format).isText;
    for (const WriterSchema& schema : book->met()) {
        if (isIn(spec.schemas, schema.key) || (ofKeys && isIn(spec.key->schemas, schema.key)))
            continue;
        if (ofValues)
            spec.schemas.push_back(schema);
        if (ofKeys) // which of the two named it is not known
            spec.key->schemas.push_back(schema);
    }
}

} // namespace driftwood::decoder
