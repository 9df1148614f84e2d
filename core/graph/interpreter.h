#pragma once

#include "graph/graph.h"

#include <optional>

namespace driftwood::graph {

/// The fields of some records, row-major, in the order of the graph's fields.
struct Inputs {
    std::size_t rows = 0;
    std::vector<double> numbers;                   ///< NaN where missing
    std::vector<std::optional<std::string>> texts; ///< nothing where missing
};

/// A value for every row and column, row-major. A bool is 1 or 0.
struct Block {
    std::size_t columns = 1;
    std::vector<double> values;
};

/// Computes the graph's outputs, one block each. It is the plain reading of the operations: float32 results
/// are rounded, sums are in double. InvalidArgument when the inputs do not have the graph's fields.
[[nodiscard]] Result<std::vector<Block>> run(const Graph& graph, const Inputs& inputs);

} // namespace driftwood::graph
