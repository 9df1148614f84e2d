#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace driftwood::cli {

/// An option whose argument lists names of fields, separated by commas. A name that holds a comma, a colon or
/// a question mark stands in backticks, as in a filter: `c,d`. The names are kept as written
/// (base/quoted_names.h).
CLI::Option* addNamesOption(CLI::App& command, const std::string& names, std::vector<std::string>& values,
                            const std::string& text);

} // namespace driftwood::cli
