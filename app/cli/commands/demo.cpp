#include "app/cli/commands/commands.h"
#include "app/cli/demo_server.h"
#include "app/cli/demo_tour.h"
#include "app/cli/job_runner.h"
#include "app/cli/option_kinds.h"
#include "base/files.h"
#include "ui/format/format.h"

#include <QDateTime>

namespace driftwood::cli {
namespace {

struct DemoCommandOptions {
    demo::DemoOptions feed;
    bool serve = false;
    std::int64_t driftAfterSeconds = 0;
};

std::filesystem::path tourFolder(const Context& context) {
    if (!context.options.workspace.empty())
        return context.options.workspace;
    const QString name = QDateTime::currentDateTimeUtc().toString("'demo-'yyyyMMdd-HHmmss");
    return workspace::defaultFolder().parent_path() / "driftwood-demo" / name.toStdString();
}

int runDemo(Context& context, DemoCommandOptions& options) {
    options.feed.driftAfter = std::chrono::seconds(options.driftAfterSeconds);
    Terminal& out = context.terminal();
    if (context.options.json && !options.serve)
        return context.report(
            {ErrorCode::InvalidArgument, "the demo's tour has no JSON output", "--json",
             "Leave --json out, or use demo --serve --json and run the commands it shows."});
    if (!context.options.json)
        out.line(out.styled("Starting an embedded broker with a day of history …", Style::Dim));
    DRIFTWOOD_TRY(feed, demo::DemoFeed::start(options.feed));
    if (options.serve)
        return serveDemo(context, *feed);
    const std::filesystem::path folder = tourFolder(context);
    if (const auto made = makeFolder(folder); !made)
        return context.report(made.error());
    Interrupt::instance().expectMoreJobs();
    auto done = DemoTour(out, *feed, {options.feed.seed, folder}).run();
    if (!done && done.error().code == ErrorCode::Cancelled)
        done = fail(ErrorCode::Cancelled, "stopped by you", folder.string(),
                    "Results so far are kept. Inspect them with driftwood-cli -w FOLDER runs, models or "
                    "dataset list.");
    return done ? kOk : context.report(done.error());
}

} // namespace

void addDemo(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "demo", "The whole workflow in two minutes, on an embedded broker with simulated data");
    auto options = std::make_shared<DemoCommandOptions>();
    auto* serve = command->add_flag(
        "--serve", options->serve,
        "Only keep the broker running and print its address; takes drift and rate N on standard input");
    command->add_option("--seed", options->feed.seed, "Seed of the simulated world")->capture_default_str();
    command->add_option("--rate", options->feed.liveRate, "Factor on the live rate (with --serve)")
        ->capture_default_str()
        ->needs(serve)
        ->check(notNegative());
    command
        ->add_option("--drift-after", options->driftAfterSeconds,
                     "Seconds until the drift sets in (with --serve); 0: never")
        ->capture_default_str()
        ->needs(serve)
        ->check(notNegative());
    command->callback(
        [&context, options] { context.action = [&context, options] { return runDemo(context, *options); }; });
}

} // namespace driftwood::cli
