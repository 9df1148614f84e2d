#pragma once

#include "broker/profile/field_masks.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// The masks of a connection, ready to be applied.
class Masks {
  public:
    explicit Masks(const broker::FieldMasks& masks);

    /// The mask of the field at this path: its own, or that of a field around it. An element of an array
    /// ("spectrum[3]") has the array's mask.
    [[nodiscard]] std::optional<broker::MaskKind> of(std::string_view path) const;
    /// Whether something within the field at this path is masked; the empty path is the whole value.
    [[nodiscard]] bool areWithin(std::string_view path) const;

    /// A value as it may be shown.
    [[nodiscard]] std::string masked(broker::MaskKind kind, std::string_view value) const;
    /// JSON in which what is masked is replaced, all else as it is written; `path` is that of the field that
    /// holds it, empty for a whole value. Nothing for what is no JSON.
    [[nodiscard]] std::optional<std::string> maskedJson(std::string_view json,
                                                        std::string_view path = {}) const;

  private:
    std::vector<broker::FieldMask> m_masks; ///< with paths as pathOf() writes them
    std::string m_salt;
};

/// Shown where a value is hidden.
inline constexpr std::string_view kHidden = "(hidden)";

} // namespace driftwood::decoder
