#include "decoder/registry/stated_schema.h"

#include "base/files.h"
#include "decoder/formats/avro/avro_schema.h"
#include "decoder/formats/protobuf/protobuf_schema.h"
#include "decoder/formats/protobuf/protobuf_source.h"

#include <utility>

namespace driftwood::decoder {
namespace {

/// Told at once with its file, and not as payloads that are none of it.
Result<StatedSchema> protobufStated(Result<ProtobufSource> source, const std::filesystem::path& file) {
    if (!source)
        return forward(source);
    if (const auto parsed = parseProtobufSchema(*source); !parsed)
        return fail(parsed.error().code, parsed.error().what, file.string(), parsed.error().hint);
    return StatedSchema{source->toText(), PayloadFormat::Protobuf};
}

} // namespace

Result<StatedSchema> statedSchema(const std::filesystem::path& file, const std::string& message) {
    if (file.extension() == ".proto")
        return protobufStated(protobufSourceOf(file, message), file);
    if (!message.empty())
        return fail(ErrorCode::InvalidArgument, "an Avro schema has no message to choose", file.string(),
                    "A Protobuf schema is a file that ends in .proto, or a descriptor set.");
    auto text = readFile(file, kMostAvroSchemaBytes);
    if (!text)
        return forward(text);
    return StatedSchema{std::move(*text), PayloadFormat::Avro};
}

Result<StatedSchema> descriptorSchema(const std::filesystem::path& file, const std::string& message) {
    return protobufStated(protobufDescriptorSource(file, message), file);
}

} // namespace driftwood::decoder
