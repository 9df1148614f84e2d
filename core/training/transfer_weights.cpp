#include "training/transfer_weights.h"

#include "features/transforms/transform_kind.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace driftwood::training {
namespace {

using features::FittedInput;

/// The origin of a column of the new matrix: trained = factor * new + offset.
struct ColumnOrigin {
    std::size_t trained = 0;
    double factor = 1.0;
    double offset = 0.0;
};
using Origins =
    std::vector<std::optional<ColumnOrigin>>; ///< per new column; empty where the trained network lacks it

tl::unexpected<Error> differs(std::string what, const std::string& where) {
    return fail(ErrorCode::Mismatch, std::move(what), where);
}

std::string describe(const features::FittedInput& input) {
    return input.input.path + " (" + std::string(records::fieldTypeName(input.type)) + ", " +
           std::string(features::transformName(input.input.transform)) +
           (input.input.missingIndicator ? ", may be missing)" : ")");
}

Status sameInputs(const features::FittedFeatures& from, const features::FittedFeatures& to) {
    if (from.inputs().size() != to.inputs().size())
        return differs("it has " + std::to_string(from.inputs().size()) + " inputs, this run has " +
                           std::to_string(to.inputs().size()),
                       "features");
    for (std::size_t i = 0; i < from.inputs().size(); ++i) {
        const auto& one = from.inputs()[i];
        const auto& other = to.inputs()[i];
        if (one.input.path != other.input.path || one.input.transform != other.input.transform ||
            one.input.missingIndicator != other.input.missingIndicator ||
            (kindOf(one.input.transform).readAs == features::ReadAs::Category && // numeric types are equal
             one.type != other.type))
            return differs("its inputs are others: " + describe(one) + " there, " + describe(other) + " here",
                           other.input.path);
    }
    if (from.spec().labelPath != to.spec().labelPath || from.spec().labelKind != to.spec().labelKind)
        return differs("it predicts another label", to.spec().labelPath);
    if (from.classes() != to.classes())
        return differs("its classes are others", to.spec().labelPath);
    return {};
}

Status sameNetwork(const Network& from, const Network& to) {
    const bool same = &from.architecture() == &to.architecture() && from.activation() == to.activation() &&
                      from.sizes().size() == to.sizes().size() &&
                      std::equal(from.sizes().begin() + 1, from.sizes().end() - 1, to.sizes().begin() + 1);
    return same ? Status() : differs("its network has other hidden layers", "network");
}

Origins originsOf(const features::FittedFeatures& from, const features::FittedFeatures& to) {
    Origins origins(to.outputs());
    for (std::size_t i = 0; i < to.inputs().size(); ++i) {
        const FittedInput& trained = from.inputs()[i];
        const FittedInput& now = to.inputs()[i];
        const features::TransformKind& kind = kindOf(now.input.transform);
        std::vector<std::optional<features::EarlierOutput>> outputs(kind.outputs(now));
        kind.earlierOutputs(trained, now, outputs);
        for (std::size_t o = 0; o < outputs.size(); ++o)
            if (outputs[o])
                origins[now.firstOutput + o] = ColumnOrigin{trained.firstOutput + outputs[o]->output,
                                                            outputs[o]->factor, outputs[o]->offset};
        if (now.input.missingIndicator)
            origins[now.firstOutput + now.outputs - 1] =
                ColumnOrigin{trained.firstOutput + trained.outputs - 1};
    }
    return origins;
}

/// A dense layer in double precision: rows of `columns` weights, and one bias per row.
struct LayerWeights {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<double> weights;
    std::vector<double> biases;

    LayerWeights(std::size_t rowCount, std::size_t columnCount)
        : rows(rowCount)
        , columns(columnCount)
        , weights(rowCount * columnCount)
        , biases(rowCount) {}
    static LayerWeights of(const DenseLayer& layer, std::span<const float> weights) {
        LayerWeights out(static_cast<std::size_t>(layer.outputs), static_cast<std::size_t>(layer.inputs));
        std::copy_n(weights.begin() + static_cast<std::ptrdiff_t>(layer.weightOffset), out.weights.size(),
                    out.weights.begin());
        std::copy_n(weights.begin() + static_cast<std::ptrdiff_t>(layer.biasOffset), out.rows,
                    out.biases.begin());
        return out;
    }
    double& at(std::size_t row, std::size_t column) { return weights[row * columns + column]; }
};

LayerWeights withInputs(LayerWeights trained, const Origins& origins) {
    LayerWeights out(trained.rows, origins.size());
    out.biases = trained.biases;
    for (std::size_t column = 0; column < origins.size(); ++column)
        for (std::size_t row = 0; origins[column] && row < trained.rows; ++row) {
            const double weight = trained.at(row, origins[column]->trained);
            out.at(row, column) = weight * origins[column]->factor;
            out.biases[row] += weight * origins[column]->offset;
        }
    return out;
}

/// Converts the last layer of an autoencoder: outputs reproduce the inputs, so the conversion is inverse.
LayerWeights withReconstruction(LayerWeights trained, const Origins& origins) {
    LayerWeights out(origins.size(), trained.columns);
    for (std::size_t row = 0; row < origins.size(); ++row) {
        if (!origins[row] || origins[row]->factor == 0.0)
            continue;
        const ColumnOrigin& origin = *origins[row];
        for (std::size_t column = 0; column < trained.columns; ++column)
            out.at(row, column) = trained.at(origin.trained, column) / origin.factor;
        out.biases[row] = (trained.biases[origin.trained] - origin.offset) / origin.factor;
    }
    return out;
}

/// Converts the output, which is the label in units of its standard deviation over the training rows.
LayerWeights withLabelScale(LayerWeights trained, const features::FittedFeatures& from,
                            const features::FittedFeatures& to) {
    const double factor = from.labelScale() / to.labelScale();
    for (double& weight : trained.weights)
        weight *= factor;
    trained.biases[0] = trained.biases[0] * factor + (from.labelMean() - to.labelMean()) / to.labelScale();
    return trained;
}

} // namespace

Result<std::vector<float>> transferWeights(const TrainedNetwork& from,
                                           const features::FittedFeatures& toFeatures, const Network& to) {
    if (auto ok = sameInputs(from.features, toFeatures); !ok)
        return forward(ok);
    if (auto ok = sameNetwork(from.learned.network(), to); !ok)
        return forward(ok);
    const Origins origins = originsOf(from.features, toFeatures);
    const bool reconstructs = toFeatures.spec().labelKind == features::LabelKind::None;
    std::vector<float> out;
    out.reserve(to.parameterCount());
    const std::vector<DenseLayer>& layers = from.learned.network().layers();
    for (std::size_t layer = 0; layer < layers.size(); ++layer) {
        LayerWeights weights = LayerWeights::of(layers[layer], from.learned.weights());
        if (layer == 0)
            weights = withInputs(std::move(weights), origins);
        if (layer + 1 == layers.size() && reconstructs)
            weights = withReconstruction(std::move(weights), origins);
        else if (layer + 1 == layers.size() && toFeatures.spec().labelKind == features::LabelKind::Number)
            weights = withLabelScale(std::move(weights), from.features, toFeatures);
        for (const double weight : weights.weights)
            out.push_back(static_cast<float>(weight));
        for (const double bias : weights.biases)
            out.push_back(static_cast<float>(bias));
    }
    if (out.size() != to.parameterCount())
        return differs("its network has other outputs", "network");
    if (!std::ranges::all_of(out, [](float weight) { return std::isfinite(weight); }))
        return differs("its values are so much larger that its weights cannot be converted", "features");
    return out;
}

} // namespace driftwood::training
