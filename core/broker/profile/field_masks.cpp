#include "broker/profile/field_masks.h"

#include <algorithm>
#include <array>
#include <iomanip>
#include <random>
#include <set>
#include <sstream>
#include <utility>

namespace driftwood::broker {
namespace {

constexpr std::array kNames{std::pair(MaskKind::Hide, std::string_view("hide")),
                            std::pair(MaskKind::Hash, std::string_view("hash")),
                            std::pair(MaskKind::LastFour, std::string_view("last4"))};

} // namespace

std::string_view maskName(MaskKind kind) {
    return std::ranges::find(kNames, kind, &std::pair<MaskKind, std::string_view>::first)->second;
}

std::optional<MaskKind> maskFromName(std::string_view name) {
    const auto* const row = std::ranges::find(kNames, name, &std::pair<MaskKind, std::string_view>::second);
    return row == kNames.end() ? std::nullopt : std::optional(row->first);
}

Result<FieldMask> maskFromText(std::string_view text) {
    const auto sign = text.rfind('=');
    const auto kind = sign == std::string_view::npos ? std::nullopt : maskFromName(text.substr(sign + 1));
    if (!kind || sign == 0)
        return fail(ErrorCode::InvalidArgument, "\"" + std::string(text) + "\" masks no field", {},
                    "Write FIELD=MASK, as user.email=hash; masks are hide, hash and last4.");
    const std::string_view path = text.substr(0, sign);
    if (path.starts_with('.') || path.starts_with("$.") || path.ends_with('.'))
        return fail(ErrorCode::InvalidArgument, "\"" + std::string(path) + "\" is no path of a field", {},
                    "Write the names alone, as user.email; an element of an array as list[*].name.");
    return FieldMask{std::string(path), *kind};
}

std::string newMaskSalt() {
    std::random_device random;
    std::ostringstream out;
    out << std::hex << std::setfill('0');
    for (int i = 0; i < 4; ++i)
        out << std::setw(8) << random();
    return out.str();
}

Status checkMasks(const FieldMasks& masks) {
    std::set<std::string_view> paths;
    for (const FieldMask& mask : masks.fields) {
        if (mask.path.empty())
            return fail(ErrorCode::InvalidArgument, "a mask has no field", "masks",
                        "Name the field by its path, as user.email.");
        if (!paths.insert(mask.path).second)
            return fail(ErrorCode::InvalidArgument, "two masks have the field '" + mask.path + "'", "masks");
        if (mask.kind == MaskKind::Hash && masks.salt.empty())
            return fail(ErrorCode::InvalidArgument, "there is no salt to hash '" + mask.path + "' with",
                        "masks");
    }
    return {};
}

} // namespace driftwood::broker
