#pragma once

#include "base/result.h"
#include "features/transforms/transform.h"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::features {

/// The role of a data set's field in training.
enum class FieldRole : unsigned char {
    Feature, ///< an input of the network
    Label,   ///< the value to predict; at most one field
    Key,     ///< identifies the subject of the record; not an input
    Time,    ///< the record's time in milliseconds; an input as sine and cosine
    Ignore,
};
[[nodiscard]] std::string_view fieldRoleName(FieldRole role); ///< "feature", "label", …
[[nodiscard]] std::optional<FieldRole> fieldRoleFromName(std::string_view name);

/// The user's choice for one field of a data set, as the workspace keeps it.
struct KeptRole {
    std::string path;
    FieldRole role = FieldRole::Feature;
    Transform transform = Transform::Standardize;
    bool operator==(const KeptRole&) const = default;
};
using KeptRoles = std::vector<KeptRole>;

[[nodiscard]] nlohmann::json toJson(const KeptRoles& roles);
/// Errors with `where`: Unsupported for a newer version, CorruptData for any role that is not known here.
[[nodiscard]] Result<KeptRoles> keptRolesFromJson(const nlohmann::json& json, const std::string& where);

} // namespace driftwood::features
