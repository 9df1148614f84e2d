#include "features/running_moments.h"

#include "features/field_reader.h"

#include <nlohmann/json.hpp>

namespace driftwood::features {

RunningMoments momentsOf(const FieldRows& rows) {
    RunningMoments moments;
    rows.reader.forEachNumber(rows.batch, rows.begin, rows.end, [&](double value) { moments.add(value); });
    return moments;
}

Affine dividedBy(double shift, double spread) {
    const double scale = spread > 0.0 ? 1.0 / spread : 0.0;
    if (!std::isfinite(shift) || !std::isfinite(spread) || !std::isfinite(scale))
        return {0.0, 0.0};
    return {shift, scale};
}

Status checkSpread(const RunningMoments& moments, const Affine& affine, const std::string& path) {
    const bool areEqual = moments.count == 0 || moments.minimum == moments.maximum;
    if (areEqual || affine.scale != 0.0 || affine.shift != 0.0)
        return {};
    return fail(ErrorCode::InvalidArgument,
                "its numbers, from " + nlohmann::json(moments.minimum).dump() + " to " +
                    nlohmann::json(moments.maximum).dump() +
                    ", are too far apart to be scaled: their spread is beyond the largest number",
                path, "Leave the field out, or the records with a filter.");
}

Affine standardizing(const RunningMoments& moments) {
    return moments.count == 0 ? Affine{0.0, 0.0} : dividedBy(moments.mean, moments.standardDeviation());
}

} // namespace driftwood::features
