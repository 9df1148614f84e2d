#pragma once

#include "app/cli/context.h"

#include <CLI/CLI.hpp>

namespace driftwood::cli {

/// Each adds one command with its options to the app; parsing sets context.action. One source for --help, the
/// man pages and shell completion.
void addConnect(CLI::App& app, Context& context);
void addTopics(CLI::App& app, Context& context);
void addPeek(CLI::App& app, Context& context);
void addTimeline(CLI::App& app, Context& context);
void addDataset(CLI::App& app, Context& context);
void addTrain(CLI::App& app, Context& context);
void addRuns(CLI::App& app, Context& context);
void addModels(CLI::App& app, Context& context);
void addExport(CLI::App& app, Context& context);
void addAttach(CLI::App& app, Context& context);
void addDrift(CLI::App& app, Context& context);
void addBacktest(CLI::App& app, Context& context);
void addDemo(CLI::App& app, Context& context);
void addCompletion(CLI::App& app,
                   Context& context); ///< and "man": both print what they make of the app itself
void addNames(CLI::App& app, Context& context);

} // namespace driftwood::cli
