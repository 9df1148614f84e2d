#include "features/running_moments.h"

namespace driftwood::features {
namespace {

Affine dividedBy(double shift, double spread) {
    const double scale = spread > 0.0 ? 1.0 / spread : 0.0;
    if (!std::isfinite(shift) || !std::isfinite(spread) || !std::isfinite(scale))
        return {0.0, 0.0};
    return {shift, scale};
}

} // namespace

Affine affineOf(Transform transform, const RunningMoments& moments) {
    if (transform != Transform::Standardize && transform != Transform::MinMax)
        return {};
    if (moments.count == 0)
        return {0.0, 0.0};
    if (transform == Transform::MinMax)
        return dividedBy(moments.minimum, moments.maximum - moments.minimum);
    return dividedBy(moments.mean, moments.standardDeviation());
}

} // namespace driftwood::features
