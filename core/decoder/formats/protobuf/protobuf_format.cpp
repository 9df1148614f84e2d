#include "decoder/formats/format.h"
#include "decoder/formats/protobuf/protobuf_decoder.h"
#include "decoder/formats/protobuf/protobuf_sampler.h"
#include "decoder/formats/writer_schemas.h"
#include "decoder/registry/schema_registry.h"

namespace driftwood::decoder {
namespace {

Result<std::unique_ptr<Decoder>> protobufDecoder(const DecoderSpec& spec) {
    auto made = ProtobufDecoder::make(spec);
    if (!made)
        return forward(made);
    return std::move(*made);
}

Result<std::string> protobufDefinition(const RegisteredSchema& schema) {
    const ProtobufSource source{schema.text, schema.references, {}};
    // One that is none must not get into a manifest, which could then not be read.
    if (const auto parsed = parseProtobufSchema(source); !parsed)
        return tl::unexpected(parsed.error());
    return source.toText();
}

} // namespace

constinit const Format kProtobufFormat{
    .format = PayloadFormat::Protobuf,
    .name = "protobuf",
    .title = "Protobuf",
    .payloads = "Protobuf with a known schema",
    .isText = false,
    .hasSchemas = true,
    .registryType = "PROTOBUF",
    .definition = protobufDefinition,
    .decoder = protobufDecoder,
    .sampler = protobufSampler,
    .writeOptions = writeSchemas,
    .readOptions = readSchemas,
};

} // namespace driftwood::decoder
