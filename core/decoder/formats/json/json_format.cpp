#include "decoder/formats/format.h"
#include "decoder/formats/json/json_decoder.h"
#include "decoder/formats/json/json_sampler.h"

namespace driftwood::decoder {

constinit const Format kJsonFormat{
    .format = PayloadFormat::Json,
    .name = "json",
    .title = "JSON",
    .payloads = "JSON objects",
    .decoder = [](const DecoderSpec& spec) -> Result<std::unique_ptr<Decoder>> {
        return std::make_unique<JsonDecoder>(spec);
    },
    .sampler = jsonSampler,
    .writeOptions = [](const DecoderSpec&, nlohmann::ordered_json&) {},
    .readOptions = [](JsonFields&, DecoderSpec&) {},
};

} // namespace driftwood::decoder
