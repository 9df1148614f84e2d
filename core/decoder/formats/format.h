#pragma once

#include "decoder/decoder.h"

#include <nlohmann/json_fwd.hpp>
#include <span>

namespace driftwood {
class JsonFields;
}

namespace driftwood::decoder {

class Sampler;
struct RegisteredSchema;
struct SampleHints;

/// A format of payloads: a row of a table, with a folder of its own.
struct Format {
    PayloadFormat format;
    std::string_view name;     ///< "json": in manifests and on the command line
    std::string_view title;    ///< "JSON": as people write it, in any language
    std::string_view payloads; ///< "JSON objects": what is looked for in a sample, in English
    bool isText = true;        ///< whether payloads are for people to read as they are
    bool hasSchemas = false;   ///< whether payloads cannot be read without a schema from elsewhere
    bool isFound = true;       ///< whether a sample tells the format; otherwise it has to be stated

    /// Formats with schemas only: the format's name in registries, and how a registered schema becomes a
    /// self-contained text; an error for an invalid schema.
    std::string_view registryType = {};
    Result<std::string> (*definition)(const RegisteredSchema& schema) = nullptr;

    /// For a spec whose schema is sound. InvalidArgument for options that cannot be.
    Result<std::unique_ptr<Decoder>> (*decoder)(const DecoderSpec& spec);
    std::unique_ptr<Sampler> (*sampler)(const SampleHints& hints);

    /// The options of this format in a manifest, beside the format's name.
    void (*writeOptions)(const DecoderSpec& spec, nlohmann::ordered_json& out);
    void (*readOptions)(JsonFields& fields, DecoderSpec& out);
};

/// All formats, in the order in which they are offered.
[[nodiscard]] std::span<const Format* const> formats();
[[nodiscard]] const Format& formatOf(PayloadFormat format);

extern const Format kJsonFormat;
extern const Format kCsvFormat;
extern const Format kAvroFormat;
extern const Format kProtobufFormat;
extern const Format kCborFormat;
extern const Format kMessagePackFormat;
extern const Format kUtf8Format;
extern const Format kUtf16Format;
extern const Format kUtf16LittleFormat;
extern const Format kLatin1Format;
extern const Format kWindows1252Format;
extern const Format kIntegerFormat;
extern const Format kIntegerLittleFormat;
extern const Format kUnsignedFormat;
extern const Format kUnsignedLittleFormat;
extern const Format kFloatFormat;
extern const Format kFloatLittleFormat;
extern const Format kHexFormat;
extern const Format kBase64Format;

} // namespace driftwood::decoder
