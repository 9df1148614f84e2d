#pragma once

#include "base/result.h"
#include "features/field_reader.h"
#include "features/fitted_input.h"
#include "graph/graph.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace driftwood {
class JsonFields;
}

namespace driftwood::features {

struct Affine;
struct RunningMoments;
class CategoryIndex;

/// How a transform interprets the values of a field.
enum class ReadAs : unsigned char { Number, Category, Time };

/// Rows of one input and the place of their outputs: row i starts at out[i * stride].
struct EncodedRows {
    const FieldRows& rows;
    const CategoryIndex& categories; ///< of the input
    float* out;
    std::size_t stride;
};

/// Where an output of an input comes from in an earlier fit of it: earlier = factor * new + offset.
struct EarlierOutput {
    std::size_t output = 0; ///< counted from the input's first one
    double factor = 1.0;
    double offset = 0.0;
};

/// A fitted input as operations of a graph.
struct LoweredInput {
    graph::Value outputs; ///< float64 [N, outputs], 0 where the input is missing
    graph::Value value;   ///< what is missing where the input is
};

/// A description of a fitted input, as a sentence with "%1" … for its pieces. Whoever shows it translates the
/// sentence, writes the numbers as its reader does, and takes names for text from the log.
struct FittedWords {
    using Names = std::vector<std::string>;
    using Piece = std::variant<double, std::int64_t, std::string, Names>;
    std::string sentence;
    std::vector<Piece> pieces{};
};

/// A way to transform an input: a row of a table, a file each. Whoever depends on the transform asks this
/// row. Outputs are counted without the missing indicator, which the pipeline adds.
struct TransformKind {
    Transform transform;
    std::string_view name; ///< "standardize": in files, on the command line
    ReadAs readAs;
    bool centresOnMean; ///< shift is the mean of the training rows, 1 / scale their standard deviation

    /// InvalidArgument when a field of this type, or the input's options, cannot be transformed so.
    Status (*check)(const FeatureInput& input, records::FieldType type);
    /// Fits on the rows; false when the input has no value in any of them.
    Result<bool> (*fit)(FittedInput& fitted, const FieldRows& rows);
    std::size_t (*outputs)(const FittedInput& fitted);
    void (*appendNames)(const FittedInput& fitted, std::vector<std::string>& names);
    /// Writes the outputs of rows that have a value, and 1 into the missing indicator, if the input has one,
    /// of rows that have none. The target is zeroed.
    void (*encode)(const FittedInput& fitted, const EncodedRows& to);
    /// The same as operations, for exports.
    LoweredInput (*lower)(const FittedInput& fitted, graph::Graph& graph);

    /// One-pass learning: shift and scale after some rows, and the reverse, as far as it is known, for
    /// features that were fitted on so many rows. Null for a transform that has neither.
    Affine (*affine)(const RunningMoments& moments);
    RunningMoments (*resume)(const FittedInput& fitted, std::int64_t rows);

    /// Adds to a fitted input in JSON what only this transform has, and refuses what it cannot have.
    void (*write)(const FittedInput& fitted, nlohmann::json& entry);
    void (*checkRead)(JsonFields& fields, const FittedInput& fitted);

    /// One entry for each output now, empty where the earlier fit lacks it.
    void (*earlierOutputs)(const FittedInput& earlier, const FittedInput& now,
                           std::span<std::optional<EarlierOutput>> out);
    FittedWords (*words)(const FittedInput& fitted);
};

/// All transforms, in the order in which they are offered.
[[nodiscard]] std::span<const TransformKind* const> transformKinds();
/// Those that suit a field of this type, in that order.
[[nodiscard]] std::vector<Transform> suitingTransforms(records::FieldType type);
/// The one for a field of which nothing else is known: numbers are standardised, text and flags one-hot.
[[nodiscard]] Transform usualTransform(records::FieldType type);

extern const TransformKind kStandardize;
extern const TransformKind kMinMax;
extern const TransformKind kPassthrough;
extern const TransformKind kOneHot;
extern const TransformKind kCyclicHour;
extern const TransformKind kCyclicWeekday;

} // namespace driftwood::features
