#pragma once

#include "features/transforms/transform_kind.h"

#include <string>
#include <string_view>
#include <vector>

namespace driftwood::features {

// The part that transforms of a time to a point on a circle share: its sine and its cosine.

inline constexpr double kDayMs = 86'400'000.0;

[[nodiscard]] Status checkTime(const FeatureInput& input, records::FieldType type);
[[nodiscard]] Result<bool> fitTime(FittedInput& fitted, const FieldRows& rows);
[[nodiscard]] std::size_t twoOutputs(const FittedInput& fitted);
void appendCircleNames(const FittedInput& fitted, const char* what, std::vector<std::string>& names);
/// `phase` gives the fraction of the circle, in [0, 1), at a time in milliseconds since 1970.
void encodeTimes(const FittedInput& fitted, const EncodedRows& to, double (*phase)(double timestampMs));
/// `turns` gives the number of times around, of which encodeTimes()'s phase is the fraction.
[[nodiscard]] LoweredInput lowerTimes(const FittedInput& fitted, graph::Graph& graph,
                                      graph::Value (*turns)(graph::Graph& graph, graph::Value timestampMs));
void writeTimeUnit(const FittedInput& fitted, nlohmann::json& entry);
void checkReadTime(JsonFields& fields, const FittedInput& fitted);
void earlierCircle(const FittedInput& earlier, const FittedInput& now,
                   std::span<std::optional<EarlierOutput>> out);
[[nodiscard]] FittedWords timeInWords(const FittedInput& fitted);

/// The row of such a transform. `Circle` has a static `kUnit`, which is in the outputs' names, and the
/// functions `phase` and `turns`, see above.
template <class Circle>
constexpr TransformKind timeOnCircle(Transform transform, std::string_view name) {
    return {
        .transform = transform,
        .name = name,
        .readAs = ReadAs::Time,
        .centresOnMean = false,
        .check = checkTime,
        .fit = fitTime,
        .outputs = twoOutputs,
        .appendNames =
            [](const FittedInput& fitted, std::vector<std::string>& names) {
                appendCircleNames(fitted, Circle::kUnit, names);
            },
        .encode = [](const FittedInput& fitted,
                     const EncodedRows& to) { encodeTimes(fitted, to, Circle::phase); },
        .lower = [](const FittedInput& fitted,
                    graph::Graph& graph) { return lowerTimes(fitted, graph, Circle::turns); },
        .affine = nullptr,
        .resume = nullptr,
        .write = writeTimeUnit,
        .checkRead = checkReadTime,
        .earlierOutputs = earlierCircle,
        .words = timeInWords,
    };
}

} // namespace driftwood::features
