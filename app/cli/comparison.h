#pragma once

#include "app/cli/terminal.h"
#include "evaluation/backtest_job.h"

namespace driftwood::cli {

/// Compares models on the same records: one column per model, one row per metric.
void printComparison(Terminal& terminal, const evaluation::BacktestOutcome& outcome);

} // namespace driftwood::cli
