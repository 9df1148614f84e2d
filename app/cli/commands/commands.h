#pragma once

#include "app/cli/app_description.h"
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
void addPromote(CLI::App& app, Context& context);
void addMonitors(CLI::App& app, Context& context);
void addDrift(CLI::App& app, Context& context);
void addBacktest(CLI::App& app, Context& context);
void addDemo(CLI::App& app, Context& context);
void addCompletion(CLI::App& app,
                   Context& context); ///< and "man": both print what they make of the app itself
/// What a shell's completion script asks for at every TAB, a candidate a line (see completion.h): `arguments`
/// are the shell's name, for bash COMP_WORDBREAKS and the line up to the cursor, for the others the words up
/// to there.
int complete(Context& context, const std::vector<CommandDescription>& commands,
             std::vector<std::string> arguments);

} // namespace driftwood::cli
