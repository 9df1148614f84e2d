#include "base/json_fields.h"
#include "decoder/formats/avro/avro_decoder.h"
#include "decoder/formats/avro/avro_sampler.h"
#include "decoder/formats/format.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::decoder {
namespace {

constexpr std::size_t kMostSchemasOfSpec = 1000;

Result<std::unique_ptr<Decoder>> avroDecoder(const DecoderSpec& spec) {
    auto made = AvroDecoder::make(spec);
    if (!made)
        return forward(made);
    return std::move(*made);
}

void writeAvroOptions(const DecoderSpec& spec, nlohmann::ordered_json& out) {
    auto& schemas = out["schemas"] = nlohmann::ordered_json::array();
    for (const WriterSchema& schema : spec.schemas)
        schemas.push_back({{"key", schema.key}, {"schema", schema.text}});
}

void readAvroOptions(JsonFields& fields, DecoderSpec& out) {
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

} // namespace

constinit const Format kAvroFormat{
    .format = PayloadFormat::Avro,
    .name = "avro",
    .title = "Avro",
    .payloads = "Avro whose schema is at hand",
    .isText = false,
    .hasSchemas = true,
    .decoder = avroDecoder,
    .sampler = avroSampler,
    .writeOptions = writeAvroOptions,
    .readOptions = readAvroOptions,
};

} // namespace driftwood::decoder
