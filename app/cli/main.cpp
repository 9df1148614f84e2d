#include "app/cli/commands/commands.h"
#include "app/cli/help_formatter.h"
#include "app/cli/job_runner.h"
#include "app/cli/json_text.h"
#include "app/cli/option_kinds.h"
#include "app/cli/usage_error.h"
#include "base/core_dumps.h"
#include "base/log.h"
#include "base/number_locale.h"
#include "base/version.h"
#include "tasks/leave.h"

#include <QCoreApplication>
#include <algorithm>
#include <sstream>

namespace driftwood::cli {
namespace {

void addGlobalOptions(CLI::App& app, GlobalOptions& options) {
    app.add_option("-w,--workspace", options.workspace, "Folder of the workspace")
        ->envname("DRIFTWOOD_WORKSPACE");
    app.add_option("--profile", options.profile, "Saved connection to use (see connect)")
        ->envname("DRIFTWOOD_PROFILE");
    app.add_option("-b,--brokers", options.brokers, "Bootstrap servers, HOST:PORT[,…], instead of a profile")
        ->check(notEmpty());
    app.add_flag("--allow-writes", options.allowWrites,
                 "Let this command publish and create topics on a read-only connection");
    app.add_flag("--trust", options.trust,
                 "Use a saved connection that came with somebody else's workspace without asking");
    app.add_flag("--json", options.json, "Machine-readable output with stable fields");
    app.add_flag("--no-color", options.noColour, "No colour (also: NO_COLOR in the environment)");
    app.add_flag("-v,--verbose", options.verbose, "Diagnostics on standard error");
}

/// Prints --help and --version, which CLI11 reports as errors.
int printAnswer(const CLI::App& app, const CLI::ParseError& asked, Terminal& terminal) {
    std::ostringstream answer;
    app.exit(asked, answer, answer);
    terminal.line(QString::fromStdString(answer.str()).trimmed());
    return terminal.failure() ? kFailed : kOk;
}

bool asksForJson(int argc, char** argv) {
    return std::ranges::find(argv, argv + argc, std::string_view("--json")) != argv + argc;
}

/// The error of a command that Ctrl-C ends while it has nothing to report, as in waiting for a broker.
std::string stoppedLine() {
    const Error stopped{.code = ErrorCode::Cancelled, .what = "stopped by you", .where = {}, .hint = {}};
    return jsonLine({{"error", errorJson(stopped)}}).toStdString() + '\n';
}

int run(int argc, char** argv) {
    Context context;
    CLI::App app("Models on the Kafka log: browse topics, take offset ranges as data sets, train, export, "
                 "attach to the live topic, watch drift, train again. Start with: driftwood-cli demo",
                 "driftwood-cli");
    app.set_version_flag("--version", "driftwood-cli " + version());
    app.require_subcommand(1);
    app.fallthrough(); // global options may follow the command
    app.formatter(std::make_shared<HelpFormatter>(Terminal(false).width()));

    addGlobalOptions(app, context.options);
    addConnect(app, context);
    addTopics(app, context);
    addPeek(app, context);
    addSchemas(app, context);
    addTimeline(app, context);
    addDataset(app, context);
    addTrain(app, context);
    addRuns(app, context);
    addModels(app, context);
    addExport(app, context);
    addAttach(app, context);
    addPromote(app, context);
    addMonitors(app, context);
    addDrift(app, context);
    addBacktest(app, context);
    addDemo(app, context);
    addCompletion(app, context);

    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (!arguments.empty() &&
        arguments.front() == "complete") // called by a shell's completion, without options of its own
        return complete(context, describe(app), {arguments.begin() + 1, arguments.end()});
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return printAnswer(app, error, context.terminal());
        // Parsing may have stopped before that option.
        context.options.json = asksForJson(argc, argv);
        return context.report(usageError(app, error));
    }
    if (context.options.json)
        log::useJsonLines();
    if (context.options.verbose)
        log::setLevel(log::Level::Debug);
    const int code = context.action();
    if (context.terminal().failure())
        return context.report(*context.terminal().failure());
    return code;
}

} // namespace
} // namespace driftwood::cli

int main(int argc, char** argv) {
    driftwood::keepSecretsOutOfCoreDumps();
    driftwood::cli::Interrupt interrupt;
    if (driftwood::cli::asksForJson(argc, argv)) // before anything else: a signal may come at any time
        interrupt.setLastLine(driftwood::cli::stoppedLine());
    QCoreApplication::setApplicationName("driftwood");
    const QCoreApplication application(argc,
                                       argv); // sets the locale, which determines the widths of characters
    driftwood::useDecimalPoint();
    const int code = driftwood::cli::run(argc, argv);
    // After Ctrl-C the user does not want to wait.
    return code == driftwood::cli::kStopped ? driftwood::tasks::leaveSoon(code)
                                            : driftwood::tasks::leave(code);
}
