#pragma once

#include "app/cli/terminal.h"
#include "session/backtest_job.h"

namespace driftwood::cli {

/// Models side by side on the same records: a column each, a row per metric.
void printComparison(Terminal& terminal, const session::BacktestOutcome& outcome);

} // namespace driftwood::cli
