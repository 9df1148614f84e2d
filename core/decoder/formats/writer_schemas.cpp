#include "decoder/formats/writer_schemas.h"

#include "base/json_fields.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::decoder {
namespace {

constexpr std::size_t kMostSchemasOfSpec = 1000;

} // namespace

void writeSchemas(const DecoderSpec& spec, nlohmann::ordered_json& out) {
    auto& schemas = out["schemas"] = nlohmann::ordered_json::array();
    for (const WriterSchema& schema : spec.schemas)
        schemas.push_back({{"key", schema.key}, {"schema", schema.text}});
    if (!spec.recordType.empty())
        out["recordType"] = spec.recordType;
}

void readSchemas(JsonFields& fields, DecoderSpec& out) {
    if (fields.has("recordType"))
        fields.read("recordType", out.recordType);
    const nlohmann::json* const list = fields.array("schemas");
    if (list == nullptr)
        return;
    fields.require(list->size() <= kMostSchemasOfSpec, "schemas", "has more schemas than a topic can have");
    for (std::size_t i = 0; i < list->size() && !fields.failed(); ++i) {
        JsonFields of((*list)[i], "schemas[" + std::to_string(i) + "]");
        WriterSchema schema;
        of.read("key", schema.key);
        of.read("schema", schema.text);
        if (const Status sound = of.finish(); !sound)
            fields.refuse("schemas", sound.error().what);
        fields.require(std::ranges::find(out.schemas, schema.key, &WriterSchema::key) == out.schemas.end(),
                       "schemas", "has two schemas of one key");
        out.schemas.push_back(std::move(schema));
    }
}

} // namespace driftwood::decoder
