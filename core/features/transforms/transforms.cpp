#include "features/transforms/transform_kind.h"

#include <algorithm>
#include <array>

namespace driftwood::features {
namespace {

/// A transform is added as a file that defines it and a row here.
constexpr std::array<const TransformKind*, 6> kTransforms{&kStandardize, &kMinMax,     &kPassthrough,
                                                          &kOneHot,      &kCyclicHour, &kCyclicWeekday};

} // namespace

std::span<const TransformKind* const> transformKinds() { return kTransforms; }

const TransformKind& kindOf(Transform transform) {
    return **std::ranges::find(kTransforms, transform,
                               [](const TransformKind* row) { return row->transform; });
}

std::string_view transformName(Transform transform) { return kindOf(transform).name; }

std::optional<Transform> transformFromName(std::string_view name) {
    const auto row = std::ranges::find(kTransforms, name, [](const TransformKind* of) { return of->name; });
    return row == kTransforms.end() ? std::nullopt : std::optional((*row)->transform);
}

std::vector<Transform> suitingTransforms(records::FieldType type) {
    std::vector<Transform> suiting;
    for (const TransformKind* kind : kTransforms)
        if (kind->check({.path = {}, .transform = kind->transform}, type))
            suiting.push_back(kind->transform);
    return suiting;
}

Transform usualTransform(records::FieldType type) {
    return type == records::FieldType::Int64 || type == records::FieldType::Float64 ? Transform::Standardize
                                                                                    : Transform::OneHot;
}

} // namespace driftwood::features
