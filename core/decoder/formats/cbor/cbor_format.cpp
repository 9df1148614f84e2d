#include "decoder/formats/cbor/cbor_reader.h"
#include "decoder/formats/format.h"
#include "decoder/formats/tree/tree_decoder.h"
#include "decoder/formats/tree/tree_sampler.h"

namespace driftwood::decoder {
namespace {

constexpr TreeFormat kCbor{PayloadFormat::Cbor, "CBOR", readCbor};

} // namespace

constinit const Format kCborFormat{
    .format = PayloadFormat::Cbor,
    .name = "cbor",
    .title = "CBOR",
    .payloads = "CBOR maps",
    .isText = false,
    .decoder = [](const DecoderSpec& spec) -> Result<std::unique_ptr<Decoder>> {
        return std::make_unique<TreeDecoder>(kCbor, spec);
    },
    .sampler = [](const SampleHints& hints) -> std::unique_ptr<Sampler> {
        return std::make_unique<TreeSampler>(kCbor, hints);
    },
    .writeOptions = [](const DecoderSpec&, nlohmann::ordered_json&) {},
    .readOptions = [](JsonFields&, DecoderSpec&) {},
};

} // namespace driftwood::decoder
