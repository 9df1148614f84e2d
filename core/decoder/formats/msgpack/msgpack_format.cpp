#include "decoder/formats/format.h"
#include "decoder/formats/msgpack/msgpack_reader.h"
#include "decoder/formats/tree/tree_decoder.h"
#include "decoder/formats/tree/tree_sampler.h"

namespace driftwood::decoder {
namespace {

constexpr TreeFormat kMessagePack{PayloadFormat::MessagePack, "MessagePack", readMessagePack};

} // namespace

constinit const Format kMessagePackFormat{
    .format = PayloadFormat::MessagePack,
    .name = "msgpack",
    .title = "MessagePack",
    .payloads = "MessagePack maps",
    .isText = false,
    .decoder = [](const DecoderSpec& spec) -> Result<std::unique_ptr<Decoder>> {
        return std::make_unique<TreeDecoder>(kMessagePack, spec);
    },
    .sampler = [](const SampleHints& hints) -> std::unique_ptr<Sampler> {
        return std::make_unique<TreeSampler>(kMessagePack, hints);
    },
    .writeOptions = [](const DecoderSpec&, nlohmann::ordered_json&) {},
    .readOptions = [](JsonFields&, DecoderSpec&) {},
};

} // namespace driftwood::decoder
