#include "decoder/formats/avro/avro_decoder.h"
#include "decoder/formats/avro/avro_references.h"
#include "decoder/formats/avro/avro_sampler.h"
#include "decoder/formats/format.h"
#include "decoder/formats/writer_schemas.h"

namespace driftwood::decoder {
namespace {

Result<std::unique_ptr<Decoder>> avroDecoder(const DecoderSpec& spec) {
    auto made = AvroDecoder::make(spec);
    if (!made)
        return forward(made);
    return std::move(*made);
}

Result<std::string> avroDefinition(const RegisteredSchema& schema) {
    auto text = withAvroReferences(schema.text, schema.references);
    if (!text)
        return text;
    // One that is none must not get into a manifest, which could then not be read.
    if (const auto parsed = parseAvroSchema(*text); !parsed)
        return tl::unexpected(parsed.error());
    return text;
}

} // namespace

constinit const Format kAvroFormat{
    .format = PayloadFormat::Avro,
    .name = "avro",
    .title = "Avro",
    .payloads = "Avro with a known schema",
    .isText = false,
    .hasSchemas = true,
    .registryType = "AVRO",
    .definition = avroDefinition,
    .decoder = avroDecoder,
    .sampler = avroSampler,
    .writeOptions = writeSchemas,
    .readOptions = readSchemas,
};

} // namespace driftwood::decoder
