#include "decoder/formats/protobuf/message_indexes.h"

#include "decoder/formats/protobuf/protobuf_input.h"

namespace driftwood::decoder {
namespace {

constexpr std::int64_t kMostIndexes = 64; // a message is not declared deeper within others

[[nodiscard]] bool readZigzag(ProtobufInput& input, std::int64_t& out) {
    std::uint64_t bits = 0;
    if (!input.varint(bits))
        return false;
    out = static_cast<std::int64_t>((bits >> 1U) ^ (0 - (bits & 1U)));
    return true;
}

} // namespace

std::optional<std::vector<std::int32_t>> takeMessageIndexes(std::string_view& payload) {
    ProtobufInput input(payload);
    std::int64_t count = 0;
    if (!readZigzag(input, count) || count < 0 || count > kMostIndexes)
        return std::nullopt;
    std::vector<std::int32_t> out;
    for (std::int64_t i = 0; i < count; ++i) {
        std::int64_t index = 0;
        if (!readZigzag(input, index) || index < 0 || index > INT32_MAX)
            return std::nullopt;
        out.push_back(static_cast<std::int32_t>(index));
    }
    if (out.empty())
        out.push_back(0);
    payload.remove_prefix(input.position());
    return out;
}

} // namespace driftwood::decoder
