#include "app/cli/commands/commands.h"
#include "app/cli/job_runner.h"
#include "base/log.h"
#include "base/version.h"

#include <QCoreApplication>
#include <clocale>

namespace driftwood::cli {
namespace {

void addGlobalOptions(CLI::App& app, GlobalOptions& options) {
    app.add_option("-w,--workspace", options.workspace, "Folder of the workspace")
        ->envname("DRIFTWOOD_WORKSPACE");
    app.add_option("--profile", options.profile, "Saved connection to use (see connect)")
        ->envname("DRIFTWOOD_PROFILE");
    app.add_option("-b,--brokers", options.brokers, "Bootstrap servers, HOST:PORT[,…], instead of a profile");
    app.add_flag("--json", options.json, "Machine-readable output with stable fields");
    app.add_flag("--no-color", options.noColour, "No colour (also: NO_COLOR in the environment)");
    app.add_flag("-v,--verbose", options.verbose, "Diagnostics on standard error");
}

int run(int argc, char** argv) {
    CLI::App app("Models on the Kafka log: browse topics, take offset ranges as data sets, train, export, "
                 "attach to the\n"
                 "live topic, watch drift, train again. Start with: driftwood-cli demo",
                 "driftwood-cli");
    app.set_version_flag("--version", "driftwood-cli " + version());
    app.require_subcommand(1);
    app.fallthrough(); // global options may stand behind the command
    app.get_formatter()->column_width(34);

    Context context;
    addGlobalOptions(app, context.options);
    addConnect(app, context);
    addTopics(app, context);
    addPeek(app, context);
    addTimeline(app, context);
    addDataset(app, context);
    addTrain(app, context);
    addRuns(app, context);
    addModels(app, context);
    addExport(app, context);
    addAttach(app, context);
    addDrift(app, context);
    addBacktest(app, context);
    addDemo(app, context);
    addCompletion(app, context);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? kOk : kUsage;
    }
    if (context.options.verbose)
        log::setLevel(log::Level::Debug);
    return context.action();
}

} // namespace
} // namespace driftwood::cli

int main(int argc, char** argv) {
    std::setlocale(LC_CTYPE, ""); // for the width of characters on the terminal, and for nothing else
    const driftwood::cli::Interrupt interrupt;
    QCoreApplication::setApplicationName("driftwood");
    const QCoreApplication application(argc, argv);
    return driftwood::cli::run(argc, argv);
}
