#pragma once

#include "decoder/decoder.h"
#include "decoder/registry/schema_registry.h"
#include "decoder/registry/stated_schema.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// The schemas that payloads name, and where to ask for more: a schema of the user's own, a registry.
/// Remembers what it found and what it did not. Thread-safe.
class SchemaBook {
  public:
    /// Either may be absent.
    explicit SchemaBook(std::shared_ptr<SchemaRegistry> registry, StatedSchema stated = {});
    /// A registry that is opened when it is first asked, because fetching its password may block. Without an
    /// address there is none.
    explicit SchemaBook(RegistrySettings settings, StatedSchema stated = {});

    /// A schema's text by its key (schema_key.h), with its references put in. May ask the registry, so it
    /// blocks. NotFound for a schema that there is not, Unsupported for one of another format; other errors
    /// leave open whether there is one (failureOf).
    [[nodiscard]] Result<std::string> find(const std::string& key, PayloadFormat format);
    /// Empty where none of this format is stated.
    [[nodiscard]] const std::string& stated(PayloadFormat format) const {
        static const std::string kNone;
        return format == m_stated.format ? m_stated.text : kNone;
    }
    /// Whether there is one, open or not.
    [[nodiscard]] bool hasRegistry() const;
    /// Opened if it was not; null where there is none.
    [[nodiscard]] Result<std::shared_ptr<SchemaRegistry>> registry();
    /// All of the format that were found, by key.
    [[nodiscard]] std::vector<WriterSchema> met(PayloadFormat format) const;

  private:
    struct Found {
        std::string text;
        PayloadFormat format = PayloadFormat::Avro;
    };
    [[nodiscard]] Result<Found> ask(const std::string& key);

    RegistrySettings m_settings; ///< of one that is not open yet
    std::shared_ptr<SchemaRegistry> m_registry;
    StatedSchema m_stated;
    mutable std::mutex m_mutex;
    std::map<std::string, Result<Found>> m_found;
};

/// How payloads fail whose schema SchemaBook::find() did not give.
[[nodiscard]] FailureKind failureOf(const Error& notFound);

/// The schema book of a connection; null if it has neither a registry nor a stated schema. Without a stated
/// schema, all users of the same registry share one book, so that each schema is requested only once.
/// Schemas are kept in the user's cache for when the registry is gone. Its password is fetched when it is
/// first asked.
[[nodiscard]] SchemaSource bookOf(const broker::RegistryAccess& registry, StatedSchema stated = {});

/// Adds the schemas that the spec's book found meanwhile, and lets go of the book: the same spec then reads
/// the same rows without the registry.
void keepSchemasMet(DecoderSpec& spec);

} // namespace driftwood::decoder
