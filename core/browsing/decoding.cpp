#include "browsing/decoding.h"

namespace driftwood::browsing {
namespace {

constexpr std::string_view kAutoName = "auto";
constexpr std::string_view kTextName = "text";
constexpr std::string_view kRawName = "raw";
constexpr std::string_view kUnwrapped = " unwrapped";

std::string_view plainName(const Decoding& decoding) {
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

} // namespace

std::string decodingName(const Decoding& decoding) {
    return std::string(plainName(decoding)).append(decoding.unwrap ? kUnwrapped : std::string_view());
}

Decoding decodingFromName(std::string_view name) {
    if (name.ends_with(kUnwrapped)) {
        Decoding out = decodingFromName(name.substr(0, name.size() - kUnwrapped.size()));
        out.unwrap = true;
        return out;
    }
    if (name == kTextName)
        return {Decoding::Kind::Text};
    if (name == kRawName)
        return {Decoding::Kind::Raw};
    const auto format = decoder::formatFromName(name);
    return format ? Decoding{Decoding::Kind::As, *format} : Decoding();
}

} // namespace driftwood::browsing
