#include "decoder/formats/protobuf/protobuf_input.h"

namespace driftwood::decoder {

bool ProtobufInput::longVarint(std::uint64_t& out) {
    out = 0;
    for (unsigned shift = 0; shift < 70; shift += 7) {
        if (m_at == m_end)
            return endsEarly();
        const auto byte = static_cast<unsigned char>(*m_at++);
        if (shift < 64) // as libprotobuf, which drops the bits beyond
            out |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if (byte < 0x80)
            return true;
    }
    return fail("a number of more than 64 bits");
}

bool ProtobufInput::group(std::uint32_t tag, std::string_view& out, int depth) { // NOLINT(misc-no-recursion)
    if (depth > kMostProtobufDepth)
        return fail("it is nested too deep", FailureKind::TooLarge);
    const char* const from = m_at;
    while (true) {
        const char* const end = m_at;
        std::uint32_t inner = 0;
        if (!this->tag(inner))
            return false;
        if (static_cast<WireType>(inner & 7U) == WireType::EndGroup) {
            out = {from, static_cast<std::size_t>(end - from)};
            return inner >> 3U == tag >> 3U || fail("the end of another group");
        }
        if (!skip(inner, depth + 1))
            return false;
    }
}

bool ProtobufInput::skip(std::uint32_t tag, int depth) { // NOLINT(misc-no-recursion)
    std::uint64_t number = 0;
    std::uint32_t half = 0;
    std::string_view passed;
    switch (static_cast<WireType>(tag & 7U)) {
    case WireType::Varint:
        return varint(number);
    case WireType::Fixed64:
        return fixed64(number);
    case WireType::Fixed32:
        return fixed32(half);
    case WireType::Bytes:
        return bytes(passed);
    case WireType::BeginGroup:
        return group(tag, passed, depth + 1);
    case WireType::EndGroup:
        break;
    }
    return fail("the end of a group that did not begin");
}

} // namespace driftwood::decoder
