#pragma once

#include "drift/drift_monitor.h"

#include <CLI/CLI.hpp>

namespace driftwood::cli {

/// Options of everything that watches drift; their defaults are the config's.
void addDriftOptions(CLI::App& command, drift::DriftConfig& config);

} // namespace driftwood::cli
