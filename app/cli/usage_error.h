#pragma once

#include "base/error.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::cli {

/// The candidate that `word` most likely is a typing error of; none where all are too far away.
[[nodiscard]] std::optional<std::string> nearestWord(const std::string& word,
                                                     const std::vector<std::string>& candidates);

/// What was wrong with the command line, in our own words, with the nearest thing that would be right.
[[nodiscard]] Error usageError(const CLI::App& program, const CLI::ParseError& error);

} // namespace driftwood::cli
