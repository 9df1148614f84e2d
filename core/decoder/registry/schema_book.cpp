#include "decoder/registry/schema_book.h"

#include "base/files.h"
#include "decoder/formats/format.h"
#include "decoder/registry/schema_key.h"

#include <algorithm>
#include <utility>

namespace driftwood::decoder {

SchemaBook::SchemaBook(std::shared_ptr<SchemaRegistry> registry, StatedSchema stated)
    : m_registry(std::move(registry))
    , m_stated(std::move(stated)) {}

SchemaBook::SchemaBook(RegistrySettings settings, StatedSchema stated)
    : m_settings(std::move(settings))
    , m_stated(std::move(stated)) {}

bool SchemaBook::hasRegistry() const {
    const std::scoped_lock lock(m_mutex);
    return m_registry || m_settings.isStated();
}

Result<std::shared_ptr<SchemaRegistry>> SchemaBook::registry() {
    const std::scoped_lock lock(m_mutex);
    if (!m_registry && m_settings.isStated()) {
        auto opened = SchemaRegistry::open(m_settings);
        if (!opened)
            return opened;
        m_registry = std::move(*opened);
    }
    return m_registry;
}

Result<SchemaBook::Found> SchemaBook::ask(const std::string& key) {
    const auto id = idOfSchemaKey(key);
    const auto guid = guidOfSchemaKey(key);
    if (!id && !guid)
        return fail(ErrorCode::NotFound, "that schema is not available");
    auto opened = registry();
    if (!opened)
        return forward(opened);
    if (!*opened)
        return fail(ErrorCode::NotFound, "no schema registry is stated for the connection");
    auto schema = id ? (*opened)->schema(*id, {}) : (*opened)->schemaByGuid(*guid, {});
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
    const std::scoped_lock lock(m_mutex);
    // A registry that is gone may come back, and its password may be typed; everything else stays as it is.
    const bool wasAsked = m_registry || !m_settings.isStated();
    const bool isRefused = !found && (found.error().code == ErrorCode::AuthenticationFailed ||
                                      found.error().code == ErrorCode::NotAuthorized);
    if (isRefused && m_settings.isStated())
        m_registry.reset(); // the password is fetched again
    else if (found || (wasAsked && found.error().code != ErrorCode::Unreachable))
        m_found.emplace(key, found);
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

FailureKind failureOf(const Error& notFound) {
    const bool isAnswer = notFound.code == ErrorCode::NotFound || notFound.code == ErrorCode::Unsupported;
    return isAnswer ? FailureKind::SchemaUnknown : FailureKind::Unanswered;
}

SchemaSource bookOf(const broker::RegistryAccess& registry, StatedSchema stated) {
    struct Books {
        std::mutex mutex;
        std::vector<std::pair<broker::RegistryAccess, std::weak_ptr<SchemaBook>>> open;
    };
    static auto* const books = new Books; // never destroyed: a worker may decode while the process exits
    if (!registry.isStated() && stated.text.empty())
        return {};
    RegistrySettings settings{registry};
    if (const std::filesystem::path cache = cacheFolder(); !cache.empty())
        settings.cacheFolder = cache / "schemas";
    if (!stated.text.empty())
        return std::make_shared<SchemaBook>(std::move(settings), std::move(stated));
    const std::scoped_lock lock(books->mutex);
    std::erase_if(books->open, [](const auto& entry) { return entry.second.expired(); });
    for (const auto& [access, book] : books->open)
        if (auto shared = access == registry ? book.lock() : nullptr)
            return shared;
    auto book = std::make_shared<SchemaBook>(std::move(settings));
    books->open.emplace_back(registry, book);
    return book;
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
