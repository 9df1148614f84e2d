#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace driftwood::cli {

/// Adds an option whose argument is a comma-separated list of field names.
/// A name with a comma, a colon or a question mark must be in backticks, as in a filter: `c,d`.
/// The names are kept as written (base/quoted_names.h).
CLI::Option* addNamesOption(CLI::App& command, const std::string& names, std::vector<std::string>& values,
                            const std::string& text);

} // namespace driftwood::cli
