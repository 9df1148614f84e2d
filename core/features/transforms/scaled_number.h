#pragma once

#include "features/running_moments.h"
#include "features/transforms/transform_kind.h"

namespace driftwood::features {

// The part that transforms of a number to one number share: output = (x - shift) * scale.

[[nodiscard]] Status checkNumber(const FeatureInput& input, records::FieldType type);
[[nodiscard]] std::size_t oneOutput(const FittedInput& fitted);
void appendPath(const FittedInput& fitted, std::vector<std::string>& names);
void encodeScaled(const FittedInput& fitted, const EncodedRows& to);
[[nodiscard]] LoweredInput lowerScaled(const FittedInput& fitted, graph::Graph& graph);
void checkReadScaled(JsonFields& fields, const FittedInput& fitted);
void earlierScaled(const FittedInput& earlier, const FittedInput& now,
                   std::span<std::optional<EarlierOutput>> out);

/// Fits shift and scale to the moments of the rows.
[[nodiscard]] Result<bool> fitAffine(FittedInput& fitted, const FieldRows& rows,
                                     Affine (*affine)(const RunningMoments& moments));
/// 1 / scale: the spread of the values; 0 where they are all equal.
[[nodiscard]] double spreadOf(const FittedInput& fitted);

} // namespace driftwood::features
