#include "features/transforms/scaled_number.h"

#include "features/transforms/fitted_parts.h"

#include <cmath>

namespace driftwood::features {

Status checkNumber(const FeatureInput& input, records::FieldType type) {
    if (type != records::FieldType::Text)
        return {};
    return fail(ErrorCode::InvalidArgument,
                "text cannot be transformed by " + std::string(transformName(input.transform)), input.path,
                "Use one-hot, or leave the field out.");
}

std::size_t oneOutput(const FittedInput& /*fitted*/) { return 1; }

void appendPath(const FittedInput& fitted, std::vector<std::string>& names) {
    names.push_back(fitted.input.path);
}

void encodeScaled(const FittedInput& fitted, const EncodedRows& to) {
    const bool marksMissing = fitted.input.missingIndicator;
    const FieldRows& rows = to.rows;
    rows.reader.forEachNumber(rows.batch, rows.begin, rows.end,
                              [=, shift = fitted.shift, scale = fitted.scale, out = to.out,
                               stride = to.stride](double value) mutable {
                                  if (!std::isnan(value))
                                      out[0] = toFloat((value - shift) * scale);
                                  else if (marksMissing)
                                      out[1] = 1.0F;
                                  out += stride;
                              });
}

LoweredInput lowerScaled(const FittedInput& fitted, graph::Graph& graph) {
    constexpr double most = std::numeric_limits<float>::max();
    const graph::Value x = graph.number(fitted.input.path);
    const graph::Value shifted = graph.subtract(x, graph.constant(fitted.shift));
    const graph::Value scaled =
        graph.clip(graph.multiply(shifted, graph.constant(fitted.scale)), -most, most);
    return {zeroWhereMissing(graph, x, scaled), x};
}

void checkReadScaled(JsonFields& fields, const FittedInput& fitted) {
    refuseTimeUnit(fields, fitted);
    fields.require(fitted.type != records::FieldType::Text, "type", "cannot be text for this transform");
    refuseCategories(fields, fitted);
}

void earlierScaled(const FittedInput& earlier, const FittedInput& now,
                   std::span<std::optional<EarlierOutput>> out) {
    // value = new / now.scale + now.shift; earlier = (value - earlier.shift) * earlier.scale
    out[0] = EarlierOutput{.factor = now.scale > 0.0 ? earlier.scale / now.scale : 0.0,
                           .offset = (now.shift - earlier.shift) * earlier.scale};
}

Result<bool> fitAffine(FittedInput& fitted, const FieldRows& rows,
                       Affine (*affine)(const RunningMoments& moments)) {
    const RunningMoments moments = momentsOf(rows);
    const Affine found = affine(moments);
    fitted.shift = found.shift;
    fitted.scale = found.scale;
    if (Status sound = checkSpread(moments, found, fitted.input.path); !sound)
        return forward(sound);
    return moments.count > 0;
}

double spreadOf(const FittedInput& fitted) { return fitted.scale > 0.0 ? 1.0 / fitted.scale : 0.0; }

} // namespace driftwood::features
