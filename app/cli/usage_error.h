#pragma once

#include "base/error.h"

#include <CLI/CLI.hpp>

namespace driftwood::cli {

/// The error of the command line in our own words, with the nearest valid alternative.
[[nodiscard]] Error usageError(const CLI::App& program, const CLI::ParseError& error);

} // namespace driftwood::cli
