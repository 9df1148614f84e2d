#pragma once

#include "decoder/decoder.h"
#include "decoder/registry/schema_registry.h"

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
    /// Either may be absent. `stated`: a schema as JSON.
    explicit SchemaBook(std::shared_ptr<SchemaRegistry> registry, std::string stated = {});

    /// A schema's text by its key (schema_key.h), with its references put in. May ask the registry, so it
    /// blocks; Unsupported for a schema of another kind than Avro.
    [[nodiscard]] Result<std::string> find(const std::string& key);
    [[nodiscard]] const std::string& stated() const { return m_stated; }
    [[nodiscard]] bool hasRegistry() const { return m_registry != nullptr; }
    /// All that were found, by key.
    [[nodiscard]] std::vector<WriterSchema> met() const;

  private:
    [[nodiscard]] Result<std::string> ask(const std::string& key);

    std::shared_ptr<SchemaRegistry> m_registry;
    std::string m_stated;
    mutable std::mutex m_mutex;
    std::map<std::string, Result<std::string>> m_found;
};

/// Adds the schemas that the spec's book found meanwhile, and lets go of the book: the same spec then reads
/// the same rows without the registry.
void keepSchemasMet(DecoderSpec& spec);

} // namespace driftwood::decoder
