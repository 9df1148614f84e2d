#include "training/grow_network.h"

#include <algorithm>

namespace driftwood::training {
namespace {

/// For every position of the wider layer its position before, -1 for a new one.
std::vector<std::ptrdiff_t> origins(std::size_t before, const std::vector<std::size_t>& newPlaces) {
    std::vector<std::ptrdiff_t> from(before + newPlaces.size());
    std::ptrdiff_t next = 0;
    for (std::size_t place = 0; place < from.size(); ++place)
        from[place] = std::ranges::binary_search(newPlaces, place) ? -1 : next++;
    return from;
}

} // namespace

std::vector<float> grownParameters(std::span<const float> parameters, const Network& network,
                                   const Network& wider, const NetworkGrowth& growth, NewOutputs newOutputs) {
    std::vector<float> out(wider.parameterCount(), 0.0F);
    for (std::size_t l = 0; l < network.layers().size(); ++l) {
        const DenseLayer& layer = network.layers()[l];
        const DenseLayer& widerLayer = wider.layers()[l];
        const bool last = l + 1 == network.layers().size();
        const auto columnsBefore = static_cast<std::size_t>(layer.inputs);
        const auto rowsBefore = static_cast<std::size_t>(layer.outputs);
        const auto columns = origins(columnsBefore, l == 0 ? growth.inputs : std::vector<std::size_t>());
        const auto rows = origins(rowsBefore, last ? growth.outputs : std::vector<std::size_t>());
        const auto weight = [&](std::ptrdiff_t row, std::ptrdiff_t column) {
            return parameters[layer.weightOffset + static_cast<std::size_t>(row) * columnsBefore +
                              static_cast<std::size_t>(column)];
        };
        const auto bias = [&](std::ptrdiff_t row) {
            return parameters[layer.biasOffset + static_cast<std::size_t>(row)];
        };
        // A single logit stands for two classes, of which the first has the logit 0.
        const double others = static_cast<double>(rowsBefore == 1 ? 2 : rowsBefore);
        const auto meanOfRows = [&](auto value) {
            double sum = 0.0;
            for (std::size_t row = 0; row < rowsBefore; ++row)
                sum += static_cast<double>(value(static_cast<std::ptrdiff_t>(row)));
            return static_cast<float>(sum / others);
        };
        // When a single logit is split, the first class keeps the logit 0.
        const auto isMean = [&](std::size_t row) {
            return rows[row] < 0 && newOutputs == NewOutputs::MeanOfOthers && !(rowsBefore == 1 && row == 0);
        };
        for (std::size_t row = 0; row < rows.size(); ++row) {
            float* const weights = out.data() + widerLayer.weightOffset + row * columns.size();
            for (std::size_t column = 0; column < columns.size(); ++column) {
                if (columns[column] < 0)
                    continue;
                if (rows[row] >= 0)
                    weights[column] = weight(rows[row], columns[column]);
                else if (isMean(row))
                    weights[column] =
                        meanOfRows([&](std::ptrdiff_t other) { return weight(other, columns[column]); });
            }
            if (rows[row] >= 0)
                out[widerLayer.biasOffset + row] = bias(rows[row]);
            else if (isMean(row))
                out[widerLayer.biasOffset + row] = meanOfRows(bias);
        }
    }
    return out;
}

std::vector<float> withNewColumns(std::span<const float> rows, std::size_t columns,
                                  const std::vector<std::size_t>& places) {
    if (places.empty() || columns == 0)
        return {rows.begin(), rows.end()};
    const auto from = origins(columns, places);
    std::vector<float> out;
    out.reserve(rows.size() / columns * from.size());
    for (std::size_t begin = 0; begin < rows.size(); begin += columns)
        for (const std::ptrdiff_t place : from)
            out.push_back(place < 0 ? 0.0F : rows[begin + static_cast<std::size_t>(place)]);
    return out;
}

} // namespace driftwood::training
