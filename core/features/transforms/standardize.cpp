#include "features/transforms/fitted_parts.h"
#include "features/transforms/scaled_number.h"

namespace driftwood::features {
namespace {

RunningMoments resumeStandardized(const FittedInput& fitted, std::int64_t rows) {
    const double deviation = spreadOf(fitted); // the extremes are unknown
    return {
        {rows, fitted.shift, deviation * deviation * static_cast<double>(rows)}, fitted.shift, fitted.shift};
}

FittedWords standardizedWords(const FittedInput& fitted) {
    if (fitted.scale == 0.0)
        return {"standardize: mean %1, constant", {fitted.shift}};
    return {"standardize: mean %1, standard deviation %2", {fitted.shift, 1.0 / fitted.scale}};
}

} // namespace

constinit const TransformKind kStandardize{
    .transform = Transform::Standardize,
    .name = "standardize",
    .readAs = ReadAs::Number,
    .centresOnMean = true,
    .check = checkNumber,
    .fit = [](FittedInput& fitted, const FieldRows& rows) { return fitAffine(fitted, rows, standardizing); },
    .outputs = oneOutput,
    .appendNames = appendPath,
    .encode = encodeScaled,
    .lower = lowerScaled,
    .affine = standardizing,
    .resume = resumeStandardized,
    .write = writeNothing,
    .checkRead = checkReadScaled,
    .earlierOutputs = earlierScaled,
    .words = standardizedWords,
};

} // namespace driftwood::features
