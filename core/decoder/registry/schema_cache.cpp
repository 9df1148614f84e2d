#include "decoder/registry/schema_cache.h"

#include "base/bounded_json.h"
#include "base/checksum.h"
#include "base/files.h"
#include "base/json_fields.h"
#include "base/log.h"
#include "base/safe_name.h"

#include <nlohmann/json.hpp>

namespace driftwood::decoder {
namespace {

constexpr std::size_t kMostRemembered = std::size_t{64} << 20U;

std::string toText(const RegisteredSchema& schema) {
    nlohmann::ordered_json written{
        {"type", schema.type}, {"text", schema.text}, {"id", schema.id}, {"version", schema.version}};
    written["references"] = nlohmann::ordered_json::array();
    for (const ReferencedSchema& reference : schema.references)
        written["references"].push_back({{"name", reference.name}, {"text", reference.text}});
    return written.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Result<RegisteredSchema> fromText(const std::string& text, const std::string& where) {
    const nlohmann::json parsed = parseBoundedJson(text);
    JsonFields fields(parsed, where);
    RegisteredSchema out;
    fields.read("type", out.type);
    fields.read("text", out.text);
    fields.read("id", out.id, 0, INT32_MAX);
    fields.read("version", out.version, 0, INT32_MAX);
    if (const nlohmann::json* const list = fields.array("references"))
        for (const nlohmann::json& one : *list) {
            JsonFields reference(one, where, "references");
            ReferencedSchema& to = out.references.emplace_back();
            reference.read("name", to.name);
            reference.read("text", to.text);
            if (auto sound = reference.finish(); !sound)
                return forward(sound);
        }
    if (auto sound = fields.finish(); !sound)
        return forward(sound);
    return out;
}

std::size_t bytesOf(const RegisteredSchema& schema) {
    std::size_t bytes = schema.text.size();
    for (const ReferencedSchema& reference : schema.references)
        bytes += reference.text.size();
    return bytes;
}

} // namespace

SchemaCache::SchemaCache(const std::filesystem::path& folder, const std::string& registry) {
    if (!folder.empty()) // two names may be made safe into one
        m_folder = folder / (safeName(registry).substr(0, 60) + "-" + std::to_string(crc64(registry)));
}

std::optional<RegisteredSchema> SchemaCache::remembered(const std::string& key) const {
    const auto found = m_memory.find(key);
    return found == m_memory.end() ? std::nullopt : std::optional(found->second);
}

std::optional<RegisteredSchema> SchemaCache::onDisk(const std::string& key) const {
    if (m_folder.empty())
        return std::nullopt;
    const std::filesystem::path path = m_folder / (safeName(key) + ".json");
    const auto text = readFile(path, kMostJsonBytes);
    if (!text)
        return std::nullopt;
    auto schema = fromText(*text, path.string());
    if (!schema) {
        log::warning("a cached schema is not used: " + schema.error().text());
        return std::nullopt;
    }
    return std::move(*schema);
}

void SchemaCache::keep(const std::string& key, const RegisteredSchema& schema) {
    if (m_bytes + bytesOf(schema) <= kMostRemembered && m_memory.emplace(key, schema).second)
        m_bytes += bytesOf(schema);
    if (m_folder.empty())
        return;
    Status kept = makeFolder(m_folder, FileAccess::Private);
    if (kept)
        kept = writeFileAtomically(m_folder / (safeName(key) + ".json"), toText(schema), FileAccess::Private);
    if (!kept)
        log::warning("a schema could not be cached on disk: " + kept.error().text());
}

} // namespace driftwood::decoder
