#pragma once

#include "graph/graph.h"

#include <cstdint>
#include <string>
#include <vector>

namespace driftwood::model {

/// How texts are given to a file that takes none: as places in the vocabulary of their field, or one of
/// these.
inline constexpr std::int64_t kUnknownText = -1;
inline constexpr std::int64_t kNoText = -2;

/// The texts that a graph tells apart, for each of its text fields.
[[nodiscard]] std::vector<std::vector<std::string>> vocabularies(const graph::Graph& graph);

} // namespace driftwood::model
