#include "browsing/decoding.h"

namespace driftwood::browsing {
namespace {

constexpr std::string_view kAutoName = "auto";
constexpr std::string_view kTextName = "text";
constexpr std::string_view kRawName = "raw";

} // namespace

std::string_view decodingName(const Decoding& decoding) {
    switch (decoding.kind) {
    case Decoding::Kind::Auto:
        break;
    case Decoding::Kind::As:
        return decoder::formatName(decoding.format);
    case Decoding::Kind::Text:
        return kTextName;
    case Decoding::Kind::Raw:
        return kRawName;
    }
    return kAutoName;
}

Decoding decodingFromName(std::string_view name) {
    if (name == kTextName)
        return {Decoding::Kind::Text};
    if (name == kRawName)
        return {Decoding::Kind::Raw};
    const auto format = decoder::formatFromName(name);
    return format ? Decoding{Decoding::Kind::As, *format} : Decoding();
}

} // namespace driftwood::browsing
