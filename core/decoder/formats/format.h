#pragma once

#include "decoder/decoder.h"

#include <nlohmann/json_fwd.hpp>
#include <span>

namespace driftwood {
class JsonFields;
}

namespace driftwood::decoder {

class Sampler;
struct SampleHints;

/// A format of payloads: a row of a table, with a folder of its own.
struct Format {
    PayloadFormat format;
    std::string_view name;     ///< "json": in manifests and on the command line
    std::string_view title;    ///< "JSON": as people write it, in any language
    std::string_view payloads; ///< "JSON objects": what is looked for in a sample, in English
    bool isText = true;        ///< whether payloads are for people to read as they are

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

} // namespace driftwood::decoder
