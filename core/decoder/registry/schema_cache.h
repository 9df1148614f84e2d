#pragma once

#include "decoder/registry/schema_registry.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace driftwood::decoder {

/// Schemas that a registry gave, by "id-7" or "guid-…": in memory for the life of the client, and on disk for
/// when the registry is gone. The disk is not asked while the registry answers, because a registry that was
/// made anew gives its numbers to other schemas.
class SchemaCache {
  public:
    /// `registry`: what tells registries apart. Without a folder there is only the memory.
    SchemaCache(const std::filesystem::path& folder, const std::string& registry);

    [[nodiscard]] std::optional<RegisteredSchema> remembered(const std::string& key) const;
    [[nodiscard]] std::optional<RegisteredSchema> onDisk(const std::string& key) const;
    /// Failing to write is logged only: the cache is a convenience.
    void keep(const std::string& key, const RegisteredSchema& schema);

  private:
    std::filesystem::path m_folder;
    std::map<std::string, RegisteredSchema> m_memory;
    std::size_t m_bytes = 0;
};

} // namespace driftwood::decoder
