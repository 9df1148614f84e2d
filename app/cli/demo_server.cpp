#include "app/cli/demo_server.h"

#include "app/cli/job_runner.h"
#include "app/cli/progress_line.h"
#include "app/cli/standard_input.h"

#include <QString>
#include <cmath>

namespace driftwood::cli {
namespace {

constexpr std::chrono::milliseconds kServeUpdate{500};

/// Messages from the broker's thread.
struct ServeUpdate {
    Progress progress;
    std::optional<Result<std::string>> answer; ///< answer to a typed line
};

/// The embedded broker cannot create topics by request, so create the topics for predictions beforehand.
Status makePredictionTopics(demo::DemoFeed& feed) {
    for (const auto& [source, partitions] :
         {std::pair{"plant.machines", 4}, {"city.trips", 3}, {"shop.orders", 3}})
        if (auto s = feed.broker().createTopic(TopicName(std::string(source) + ".predictions"), partitions);
            !s)
            return s;
    return {};
}

void sayHowToLook(Terminal& out, const QString& brokers, const QString& registry) {
    out.line("The demo's broker is at " + out.heading(brokers));
    out.line(
        "  sources  plant.machines, plant.alarms, city.trips, shop.orders: a day of history, and growing");
    out.line(
        "  targets  plant.machines.predictions, city.trips.predictions, shop.orders.predictions: for attach");
    out.line("  schemas  of shop.orders, which is in Avro: at " + registry);
    out.line("It keeps the latest 5 MiB of a partition: in some 20 minutes the machines' day is gone.");
    out.line("Look at it from another terminal, Ctrl-C here ends it:");
    out.line(QStringLiteral("  driftwood-cli -b %1 topics").arg(brokers));
    out.line(QStringLiteral("  driftwood-cli -b %1 peek plant.machines -o s@-2h -c 5").arg(brokers));
    out.line(
        QStringLiteral("  driftwood-cli -b %1 peek shop.orders -c 3 --registry %2").arg(brokers, registry));
    out.line(QStringLiteral("  kcat -b %1 -Ceq -t plant.machines -o -5 -X fetch.wait.max.ms=5").arg(brokers));
    out.line("(kcat's own -o s@MILLISECONDS needs an index of times, which this broker lacks.)");
    out.line(
        "Type here: drift starts the sensors' drift, rate 5 sends five times as many records, rate 0 none.");
}

} // namespace

Result<std::string> obey(demo::DemoFeed& feed, const std::string& line) {
    const QStringList words = QString::fromStdString(line).simplified().split(' ');
    if (words == QStringList{"drift"}) {
        const bool already = feed.drifting();
        feed.startDrift();
        return std::string(already ? "the sensors drift already" : "the sensors drift from now on");
    }
    bool isNumber = false;
    const double rate = words.size() == 2 && words[0] == "rate" ? words[1].toDouble(&isNumber) : 0.0;
    if (!isNumber || !(rate >= 0.0) || std::isinf(rate))
        return fail(ErrorCode::InvalidArgument, "\"" + line + "\" is not understood", {},
                    "Type drift, or rate and a factor, as rate 2.5.");
    feed.setLiveRate(rate);
    return rate > 0.0 ? "records come at " + words[1].toStdString() + " times the usual rate"
                      : std::string("no more records come");
}

int serveDemo(Context& context, demo::DemoFeed& feed) {
    if (const auto made = makePredictionTopics(feed); !made)
        return context.report(made.error());
    if (context.options.json) {
        context.printJson({{"brokers", feed.bootstrapServers()}, {"registry", feed.registryAddress()}});
    } else {
        sayHowToLook(context.terminal(), shown(feed.bootstrapServers()), shown(feed.registryAddress()));
    }
    ProgressLine line(context.terminal());
    const auto served = runJob<bool, ServeUpdate>(
        [&](const auto& sink, const auto& stop) -> Result<bool> {
            StandardInput input;
            const auto say = [&](std::optional<Result<std::string>> answer) {
                sink({{feed.drifting() ? "serving, drifting" : "serving", feed.produced(), 0, "records", {}},
                      std::move(answer)});
            };
            while (!stop.stop_requested()) {
                if (auto s = feed.status(); !s)
                    return forward(s);
                say(std::nullopt);
                for (const std::string& typed : input.lines(kServeUpdate))
                    if (typed.find_first_not_of(" \t") != std::string::npos)
                        say(obey(feed, typed));
            }
            return true;
        },
        [&](std::vector<ServeUpdate>&& updates) {
            for (const ServeUpdate& update : updates)
                if (update.answer && !*update.answer)
                    context.report(update.answer->error());
                else if (update.answer && context.options.json)
                    context.printJsonLine({{"said", **update.answer}});
                else if (update.answer)
                    context.terminal().line(shown(**update.answer));
            line.show(updates.back().progress);
        });
    line.clear();
    return served ? kStopped : context.report(served.error());
}

} // namespace driftwood::cli
