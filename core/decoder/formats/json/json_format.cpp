#include "decoder/formats/format.h"
#include "decoder/formats/json/json_decoder.h"

namespace driftwood::decoder {

constinit const Format kJsonFormat{
    .format = PayloadFormat::Json,
    .name = "json",
    .title = "JSON",
    .decoder = [](const DecoderSpec& spec) -> Result<std::unique_ptr<Decoder>> {
        return std::make_unique<JsonDecoder>(spec);
    },
    .writeOptions = [](const DecoderSpec&, nlohmann::ordered_json&) {},
    .readOptions = [](JsonFields&, DecoderSpec&) {},
};

} // namespace driftwood::decoder
