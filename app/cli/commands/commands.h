#pragma once

#include "app/cli/app_description.h"
#include "app/cli/context.h"

#include <CLI/CLI.hpp>

namespace driftwood::cli {

/// Each function adds one command with its options to the app; parsing sets context.action. Help, man pages
/// and shell completion are all derived from this.
void addConnect(CLI::App& app, Context& context);
void addTopics(CLI::App& app, Context& context);
void addPeek(CLI::App& app, Context& context);
void addSchemas(CLI::App& app, Context& context);
void addTimeline(CLI::App& app, Context& context);
void addDataset(CLI::App& app, Context& context);
void addTrain(CLI::App& app, Context& context);
void addRuns(CLI::App& app, Context& context);
void addModels(CLI::App& app, Context& context);
void addExport(CLI::App& app, Context& context);
void addAttach(CLI::App& app, Context& context);
void addPromote(CLI::App& app, Context& context);
void addMonitors(CLI::App& app, Context& context);
void addDrift(CLI::App& app, Context& context);
void addBacktest(CLI::App& app, Context& context);
void addDemo(CLI::App& app, Context& context);
void addCompletion(CLI::App& app,
                   Context& context); ///< and "man": both print what is derived from the app itself
/// Prints the candidates for a shell's completion script, one per line (see completion.h). `arguments`: the
/// shell's name, followed for bash by COMP_WORDBREAKS and the line up to the cursor, for the other shells by
/// the words up to the cursor.
int complete(Context& context, const std::vector<CommandDescription>& commands,
             std::vector<std::string> arguments);

} // namespace driftwood::cli
