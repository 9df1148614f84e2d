#pragma once

#include "base/time_text.h"
#include "features/feature_spec.h"

#include <string>
#include <vector>

namespace driftwood::features {

/// One input after fitting on the training rows.
struct FittedInput {
    FeatureInput input;
    records::FieldType type = records::FieldType::Float64; ///< type of the source field
    double shift = 0.0;                                    ///< Standardize: mean; MinMax: minimum
    double scale = 1.0; ///< output = (x - shift) * scale; a constant field gets scale 0
    TimeUnit timeUnit = TimeUnit::Milliseconds; ///< cyclic: unit of a number; text is ISO 8601
    std::vector<std::string> categories;        ///< OneHot, as Column::asText gives them
    std::size_t firstOutput = 0; ///< its matrix columns are [firstOutput, firstOutput + outputs)
    std::size_t outputs = 1;     ///< includes the missing indicator, which comes last
    bool operator==(const FittedInput&) const = default;
};

} // namespace driftwood::features
