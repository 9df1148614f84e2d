#include "features/running_moments.h"

#include "features/field_reader.h"

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

Affine standardizing(const RunningMoments& moments) {
    return moments.count == 0 ? Affine{0.0, 0.0} : dividedBy(moments.mean, moments.standardDeviation());
}

} // namespace driftwood::features
