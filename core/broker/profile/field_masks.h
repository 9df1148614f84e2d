#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::broker {

/// How a field's values are replaced.
enum class MaskKind : std::uint8_t {
    Hide,     ///< nothing: the field is missing
    Hash,     ///< the same for the same value, which it does not tell
    LastFour, ///< "…4242", of values with more than eight characters
};

[[nodiscard]] std::string_view maskName(MaskKind kind); ///< "hide", "hash", "last4"
[[nodiscard]] std::optional<MaskKind> maskFromName(std::string_view name);

/// A field, with everything within it, that is masked: "user.email"; "@key" is the whole key, "@key.id" a
/// field of it.
struct FieldMask {
    std::string path;
    MaskKind kind = MaskKind::Hide;
    bool operator==(const FieldMask&) const = default;
};

/// The masks of a connection, applied where its records are decoded: before they are shown, searched, counted
/// and exported.
struct FieldMasks {
    std::vector<FieldMask> fields;
    /// Part of what is hashed, so that hashes of two connections differ. It keeps no secret: who has it and
    /// guesses a value can tell whether the guess is right.
    std::string salt;

    [[nodiscard]] bool empty() const { return fields.empty(); }
    bool operator==(const FieldMasks&) const = default;
};

/// "user.email=hash". InvalidArgument for other text.
[[nodiscard]] Result<FieldMask> maskFromText(std::string_view text);
/// 128 random bits, for the masks of one connection.
[[nodiscard]] std::string newMaskSalt();
/// InvalidArgument for a path that is empty or there twice, and for a hash without a salt.
[[nodiscard]] Status checkMasks(const FieldMasks& masks);

} // namespace driftwood::broker
