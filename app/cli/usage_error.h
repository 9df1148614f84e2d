#pragma once

#include "base/error.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::cli {

/// The candidate most similar to the misspelt `word`; none if all are too different.
[[nodiscard]] std::optional<std::string> nearestWord(const std::string& word,
                                                     const std::vector<std::string>& candidates);

/// The error of the command line in our own words, with the nearest valid alternative.
[[nodiscard]] Error usageError(const CLI::App& program, const CLI::ParseError& error);

} // namespace driftwood::cli
