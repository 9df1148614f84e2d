#include "features/transforms/fitted_parts.h"
#include "features/transforms/scaled_number.h"

namespace driftwood::features {
namespace {

Affine betweenExtremes(const RunningMoments& moments) {
    return moments.count == 0 ? Affine{0.0, 0.0}
                              : dividedBy(moments.minimum, moments.maximum - moments.minimum);
}

RunningMoments resumeExtremes(const FittedInput& fitted, std::int64_t rows) {
    return {{rows, fitted.shift, 0.0}, fitted.shift, fitted.shift + spreadOf(fitted)}; // no mean is known
}

FittedWords extremesInWords(const FittedInput& fitted) {
    if (fitted.scale == 0.0)
        return {"min-max: from %1, constant", {fitted.shift}};
    return {"min-max: from %1 to %2", {fitted.shift, fitted.shift + 1.0 / fitted.scale}};
}

} // namespace

constinit const TransformKind kMinMax{
    .transform = Transform::MinMax,
    .name = "min-max",
    .readAs = ReadAs::Number,
    .centresOnMean = false,
    .check = checkNumber,
    .fit = [](FittedInput& fitted,
              const FieldRows& rows) { return fitAffine(fitted, rows, betweenExtremes); },
    .outputs = oneOutput,
    .appendNames = appendPath,
    .encode = encodeScaled,
    .lower = lowerScaled,
    .affine = betweenExtremes,
    .resume = resumeExtremes,
    .write = writeNothing,
    .checkRead = checkReadScaled,
    .earlierOutputs = earlierScaled,
    .words = extremesInWords,
};

} // namespace driftwood::features
