#include "decoder/masking/check_masked.h"

#include "decoder/masking/masks.h"
#include "decoder/wrapping/envelope.h"

#include <algorithm>

namespace driftwood::decoder {
namespace {

/// Whether the spec has it, with the same salt where that matters.
bool hasMask(const DecoderSpec& spec, const broker::FieldMask& mask, const std::string& salt) {
    return std::ranges::find(spec.masks.fields, mask) != spec.masks.fields.end() &&
           (mask.kind != broker::MaskKind::Hash || spec.masks.salt == salt);
}

bool shows(const DecoderSpec& spec, const broker::FieldMask& mask) {
    if (mask.path == records::kKeyPath)
        return true; // the key is there beside all fields
    const Masks one({{mask}, {}});
    return std::ranges::any_of(spec.schema.fields, [&](const records::Field& field) {
        const auto isTouched = [&](const std::string& path) {
            return one.of(path) || (field.type == records::FieldType::Text && one.areWithin(path));
        };
        const bool isOfKey = field.path.starts_with(records::kKeyFieldPrefix);
        return isTouched(field.path) || (!isOfKey && isTouched(wrappedPath(spec.unwrap, field.path)));
    });
}

} // namespace

bool areKeysMasked(const broker::FieldMasks& masks) {
    return std::ranges::any_of(masks.fields, [](const broker::FieldMask& mask) {
        return mask.path == records::kKeyPath || mask.path.starts_with(records::kKeyFieldPrefix);
    });
}

Status checkMasked(const DecoderSpec& spec, const broker::FieldMasks& connection, const std::string& what) {
    for (const broker::FieldMask& mask : connection.fields)
        if (!hasMask(spec, mask, connection.salt) && shows(spec, mask))
            return fail(ErrorCode::NotAuthorized,
                        "the connection masks " + mask.path + ", and " + what + " was made without that mask",
                        {}, "Make it again through this connection.");
    return {};
}

} // namespace driftwood::decoder
