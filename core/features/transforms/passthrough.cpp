#include "features/transforms/fitted_parts.h"
#include "features/transforms/scaled_number.h"

namespace driftwood::features {

constinit const TransformKind kPassthrough{
    .transform = Transform::Passthrough,
    .name = "passthrough",
    .readAs = ReadAs::Number,
    .centresOnMean = false,
    .check = checkNumber,
    .fit = [](FittedInput& /*fitted*/, const FieldRows& rows) -> Result<bool> {
        return momentsOf(rows).count > 0;
    },
    .outputs = oneOutput,
    .appendNames = appendPath,
    .encode = encodeScaled, // by 1
    .lower = lowerScaled,
    .affine = nullptr,
    .resume = nullptr,
    .write = writeNothing,
    .checkRead =
        [](JsonFields& fields, const FittedInput& fitted) {
            checkReadScaled(fields, fitted);
            refuseScale(fields, fitted);
        },
    .earlierOutputs = earlierScaled,
    .words = [](const FittedInput& /*fitted*/) { return FittedWords{"passthrough"}; },
};

} // namespace driftwood::features
