#include "app/cli/commands/commands.h"
#include "app/cli/demo_tour.h"
#include "app/cli/job_runner.h"
#include "app/cli/option_kinds.h"
#include "app/cli/progress_line.h"
#include "base/files.h"
#include "ui/format/format.h"

#include <QDateTime>
#include <thread>

namespace driftwood::cli {
namespace {

constexpr std::chrono::milliseconds kServeUpdate{500};

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

/// The embedded broker takes no request to make a topic, so the ones predictions go to are made beforehand.
Status makePredictionTopics(demo::DemoFeed& feed) {
    for (const auto& [source, partitions] : {std::pair{"plant.machines", 4}, std::pair{"city.trips", 3}})
        if (auto s = feed.broker().createTopic(TopicName(std::string(source) + ".predictions"), partitions);
            !s)
            return s;
    return {};
}

void sayHowToLook(Terminal& out, const QString& brokers) {
    out.line("The demo's broker is at " + out.heading(brokers));
    out.line("  sources  plant.machines, plant.alarms, city.trips: a day of history, and growing");
    out.line("  targets  plant.machines.predictions, city.trips.predictions: for attach");
    out.line("It keeps the latest 5 MiB of a partition: in some 12 minutes the history is gone.");
    out.line("Look at it from another terminal, Ctrl-C here ends it:");
    out.line(QStringLiteral("  driftwood-cli -b %1 topics").arg(brokers));
    out.line(QStringLiteral("  driftwood-cli -b %1 peek plant.machines -o s@-2h -c 5").arg(brokers));
    out.line(QStringLiteral("  kcat -b %1 -Ceq -t plant.machines -o -5 -X fetch.wait.max.ms=5").arg(brokers));
    out.line("(kcat's own -o s@MILLISECONDS needs an index of times, which this broker lacks.)");
}

int serve(Context& context, demo::DemoFeed& feed) {
    if (const auto made = makePredictionTopics(feed); !made)
        return context.report(made.error());
    if (context.options.json) {
        context.printJson({{"brokers", feed.bootstrapServers()}});
    } else {
        sayHowToLook(context.terminal(), shown(feed.bootstrapServers()));
    }
    ProgressLine line(context.terminal());
    const auto served = runJob<bool, Progress>(
        [&](const auto& sink, const auto& stop) -> Result<bool> {
            while (!stop.stop_requested()) {
                if (auto s = feed.status(); !s)
                    return forward(s);
                sink({feed.drifting() ? "serving, drifting" : "serving", feed.produced(), 0, "records", {}});
                std::this_thread::sleep_for(kServeUpdate);
            }
            return true;
        },
        [&](std::vector<Progress>&& updates) { line.show(updates.back()); });
    line.clear();
    return served ? kStopped : context.report(served.error());
}

int runDemo(Context& context, DemoCommandOptions& options) {
    options.feed.driftAfter = std::chrono::seconds(options.driftAfterSeconds);
    Terminal& out = context.terminal();
    if (context.options.json && !options.serve)
        return context.report(
            {ErrorCode::InvalidArgument, "the demo is told to people", "--json",
             "Leave --json out, or take demo --serve --json and run the commands it shows."});
    if (!context.options.json)
        out.line(out.styled("Starting an embedded broker with a day of history …", Style::Dim));
    DRIFTWOOD_TRY(feed, demo::DemoFeed::start(options.feed));
    if (options.serve)
        return serve(context, *feed);
    const std::filesystem::path folder = tourFolder(context);
    if (const auto made = makeFolder(folder); !made)
        return context.report(made.error());
    auto done = DemoTour(out, *feed, {options.feed.seed, folder}).run();
    if (!done && done.error().code == ErrorCode::Cancelled)
        done = fail(
            ErrorCode::Cancelled, "stopped by you", folder.string(),
            "What was made up to here is kept there: driftwood-cli -w FOLDER runs, models, dataset list.");
    return done ? kOk : context.report(done.error());
}

} // namespace

void addDemo(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "demo", "The whole river in two minutes, on an embedded broker with simulated data");
    auto options = std::make_shared<DemoCommandOptions>();
    auto* serve =
        command->add_flag("--serve", options->serve, "Only keep the broker running, and print its address");
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
