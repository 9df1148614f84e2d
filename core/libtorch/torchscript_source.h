#pragma once

#include "graph/graph.h"

#include <string>

namespace driftwood::libtorch {

/// The attribute with the categories of the one-hot operation of this number, in the order of the nodes.
[[nodiscard]] std::string categoriesName(std::size_t index);

/// TorchScript source of a graph: `features` gives what the network is given, `forward` the outputs. The
/// module needs the graph's tensors under their names, its named constants, and a table of categories for
/// each one-hot operation. The source contains numbers of the graph but no text from the log (field names,
/// categories), so text of a topic can never become code.
[[nodiscard]] std::string torchScriptSource(const graph::Graph& graph);

} // namespace driftwood::libtorch
