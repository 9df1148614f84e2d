#include "decoder/schema_book.h"

#include "decoder/formats/format.h"
#include "decoder/schema_key.h"

#include <algorithm>
#include <utility>

namespace driftwood::decoder {

SchemaBook::SchemaBook(std::shared_ptr<SchemaRegistry> registry, StatedSchema stated)
    : m_registry(std::move(registry))
    , m_stated(std::move(stated)) {}

Result<SchemaBook::Found> SchemaBook::ask(const std::string& key) {
    const auto id = idOfSchemaKey(key);
    const auto guid = guidOfSchemaKey(key);
    if (!id && !guid)
        return fail(ErrorCode::NotFound, "that schema is not at hand");
    if (!m_registry)
        return fail(ErrorCode::NotFound, "no schema registry is stated for the connection");
    auto schema = id ? m_registry->schema(*id, {}) : m_registry->schemaByGuid(*guid, {});
    if (!schema)
        return forward(schema);
    const auto all = formats();
    const auto format =
        std::ranges::find(all, schema->type, [](const Format* row) { return row->registryType; });
    if (format == all.end())
        return fail(ErrorCode::Unsupported, schemaKeyWords(key) + " is of the kind " + schema->type +
                                                ", whose payloads need no schema to be read");
    auto text = (*format)->definition(*schema);
    if (!text)
        return forward(text);
    return Found{std::move(*text), (*format)->format};
}

Result<std::string> SchemaBook::find(const std::string& key, PayloadFormat format) {
    const auto ofFormat = [&](const Result<Found>& found) -> Result<std::string> {
        if (!found)
            return tl::unexpected(found.error());
        if (found->format != format)
            return fail(ErrorCode::Unsupported, schemaKeyWords(key) + " is of the kind " +
                                                    std::string(formatOf(found->format).title) +
                                                    ", which is not read as " +
                                                    std::string(formatOf(format).title));
        return found->text;
    };
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto known = m_found.find(key); known != m_found.end())
            return ofFormat(known->second);
    }
    auto found = ask(key);
    // A registry that is gone may come back; everything else stays as it is.
    if (found || found.error().code != ErrorCode::Unreachable) {
        const std::scoped_lock lock(m_mutex);
        m_found.emplace(key, found);
    }
    return ofFormat(found);
}

std::vector<WriterSchema> SchemaBook::met(PayloadFormat format) const {
    const std::scoped_lock lock(m_mutex);
    std::vector<WriterSchema> out;
    for (const auto& [key, found] : m_found)
        if (found && found->format == format)
            out.push_back({key, found->text});
    return out;
}

void keepSchemasMet(DecoderSpec& spec) {
    const SchemaSource book = std::exchange(spec.book, SchemaSource());
    if (!book)
        return;
    std::vector<WriterSchema> known = spec.schemas;
    if (spec.key)
        known.insert(known.end(), spec.key->schemas.begin(), spec.key->schemas.end());
    // Which of the two named a schema of the format of both is not known: each gets it.
    const auto addMet = [&](PayloadFormat format, std::vector<WriterSchema>& to) {
        if (!formatOf(format).hasSchemas)
            return;
        for (WriterSchema& schema : book->met(format))
            if (std::ranges::find(known, schema.key, &WriterSchema::key) == known.end())
                to.push_back(std::move(schema));
    };
    addMet(spec.format, spec.schemas);
    if (spec.key)
        addMet(spec.key->format, spec.key->schemas);
}

} // namespace driftwood::decoder
