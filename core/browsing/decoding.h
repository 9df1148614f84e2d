#pragma once

#include "decoder/decoder.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace driftwood::browsing {

/// How values, or keys, are decoded for display.
struct Decoding {
    enum class Kind : std::uint8_t {
        Auto, ///< in the format that a sample has; otherwise text
        As,   ///< in `format`
        Text,
        Raw,
    };
    Kind kind = Kind::Auto;
    decoder::PayloadFormat format{}; ///< with As
    bool unwrap = false;             ///< of values: the data is taken out of the envelopes that a sample has

    auto operator<=>(const Decoding&) const = default;
};

/// How values and keys of a topic are decoded. Keys are decoded only if values are. Auto decodes keys in a
/// binary format and shows all other keys as text.
struct Decodings {
    Decoding value;
    Decoding key;

    Decodings() = default;
    Decodings(Decoding ofValue, Decoding ofKey = {}) // NOLINT(google-explicit-constructor)
        : value(ofValue)
        , key(ofKey) {}
    auto operator<=>(const Decodings&) const = default;
};

/// "auto", "text", "raw" or the format's name, and " unwrapped" behind it: as a workspace keeps it.
[[nodiscard]] std::string decodingName(const Decoding& decoding);
/// Auto for a name that this program does not know.
[[nodiscard]] Decoding decodingFromName(std::string_view name);

} // namespace driftwood::browsing
