#pragma once

#include <optional>
#include <string>
#include <vector>

namespace driftwood::ui {

/// The candidate most similar to the misspelt `word`; none if all are too different.
[[nodiscard]] std::optional<std::string> nearestWord(const std::string& word,
                                                     const std::vector<std::string>& candidates);

} // namespace driftwood::ui
