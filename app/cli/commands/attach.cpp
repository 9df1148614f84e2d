#include "app/cli/attach_end.h"
#include "app/cli/attach_lines.h"
#include "app/cli/attach_view.h"
#include "app/cli/commands/commands.h"
#include "app/cli/drift_options.h"
#include "app/cli/job_runner.h"
#include "app/cli/option_kinds.h"
#include "app/cli/range_options.h"
#include "app/cli/registry_options.h"
#include "app/cli/start_option.h"
#include "base/safe_name.h"
#include "monitoring/attachment_job.h"
#include "monitoring/monitor_to_continue.h"
#include "monitoring/promotion.h"
#include "ui/format/format.h"

namespace driftwood::cli {
namespace {

struct AttachOptions {
    monitoring::AttachRequest request;
    DriftOptions drift;
    std::string source;
    std::string target;
    std::string deadLetter;
    std::string start = "stored";
    double seconds = 0;
    bool dryRun = false;
};

void fillIn(AttachOptions& options, const workspace::ModelRow& model) {
    auto& attachment = options.request.attachment;
    attachment.source = TopicName(options.source);
    attachment.target = TopicName(options.dryRun ? "" : options.target);
    if (!options.dryRun && options.target.empty())
        attachment.target = TopicName(options.source + ".predictions");
    if (!options.dryRun)
        attachment.deadLetter = TopicName(options.deadLetter);
    if (attachment.group.empty()) // a dry run also starts at the group's committed offsets
        attachment.group = "driftwood-" + safeName(model.name);
    if (options.start == "stored")
        attachment.startAt = scoring::StartAt::Committed;
    else if (options.start == "beginning")
        attachment.startAt = scoring::StartAt::Earliest;
    else
        attachment.startAt = scoring::StartAt::Latest; // or at the given positions
    options.request.modelId = model.id;
    options.request.drift = options.drift.config();
    options.request.maxDuration = std::chrono::ceil<std::chrono::milliseconds>(
        std::chrono::duration<double>(options.seconds)); // never 0, which would mean no limit
}

/// Describes what the attachment will do before it starts.
void announce(Terminal& out, const AttachOptions& options, const workspace::ModelRow& model) {
    const auto& attachment = options.request.attachment;
    const QString group = shown(attachment.group);
    out.line(QStringLiteral("%1 on %2").arg(out.heading(shown(model.name)), shown(options.source)));
    if (options.dryRun)
        out.paragraph(QStringLiteral("a dry run: nothing is published or committed%1; Ctrl-C stops")
                          .arg(attachment.startAt == scoring::StartAt::Committed
                                   ? QStringLiteral(", it begins where group %1 stands").arg(group)
                                   : QString()),
                      0);
    else
        out.paragraph(QStringLiteral("predictions to %1, positions under group %2; Ctrl-C stops")
                          .arg(shown(attachment.target.value), group),
                      0);
}

void announceResumed(Terminal& out, std::int64_t monitor, std::int64_t scoredBefore) {
    out.paragraph(
        QStringLiteral("resumes monitor %1 (%2 so far); alarms that it has raised are not raised again")
            .arg(monitor)
            .arg(counted(scoredBefore, "record")),
        0);
}

void printOutcome(Terminal& out, const AttachOptions& options, const monitoring::AttachOutcome& outcome,
                  const AttachTally& tally, const AlarmsLeft& alarms) {
    out.line(QStringLiteral("%1: %2 scored, %3 flagged as anomalous, %4 undecodable")
                 .arg(shown(monitoring::attachEndText(outcome.end)), counted(outcome.scored, "record"),
                      ui::formatCount(tally.anomalous), ui::formatCount(tally.undecodable)));
    if (tally.notFitting > 0)
        out.line(QStringLiteral("  %1 of the fields the model reads did not fit the types it reads them as, "
                                "and were missing to it")
                     .arg(counted(tally.notFitting, "value")));
    if (tally.unanswered > 0)
        out.paragraph(QStringLiteral("%1 got no class: the values are beyond what the model can compute with")
                          .arg(counted(tally.unanswered, "record")),
                      2);
    if (outcome.unpublished > 0)
        out.paragraph(
            out.styled(QStringLiteral("▲ "), Style::Bad) +
                unpublishedText(outcome, options.request.attachment.target.value, options.deadLetter),
            2);
    if (alarms.known > 0)
        out.paragraph(
            QStringLiteral("%1 raised earlier %2 still open and not acknowledged: monitors %3")
                .arg(counted(static_cast<qint64>(alarms.known), "alarm"), alarms.known == 1 ? "is" : "are")
                .arg(outcome.monitorId),
            2);
    if (options.dryRun)
        out.line("  nothing was published or committed");
    else
        for (const Position& p : outcome.committed)
            out.line("  committed " + shownPosition(p));
}

/// Lists the topics that the attachment will create.
void announceNewTopics(Context& context, broker::Connection& connection,
                       const scoring::AttachmentConfig& attachment) {
    for (const TopicName& topic : {attachment.target, attachment.deadLetter}) {
        if (topic.value.empty())
            continue;
        const auto known = connection.topic(topic);
        if (!known && known.error().code == ErrorCode::NotFound)
            context.terminal().error(
                QStringLiteral("topic %1 does not exist and will be created").arg(shown(topic.value)));
    }
}

std::string writeHint(const Context& context, const Context::Origin& origin) {
    if (!context.options.brokers.empty())
        return "Name their topic with --to, or unlock it with --allow-writes.";
    if (context.profileName() == origin.bootstrapServers)
        return "Name the cluster with --brokers and the topic with --to, or unlock it with --allow-writes.";
    return "Save it again with connect --writable, or unlock it this once with --allow-writes.";
}

int attach(Context& context, AttachOptions& options) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(model, workspace->model(options.request.modelId));
    fillIn(options, model);
    Context::Origin origin;
    if (const auto dataset = workspace->dataset(model.datasetName))
        origin = Context::originOf(*dataset);
    DRIFTWOOD_TRY(connection, context.connect(origin, !options.target.empty()));
    options.request.profileName = context.profileName();
    if (!options.dryRun && connection->profile().readOnly)
        return context.report(Error{ErrorCode::NotAuthorized,
                                    "predictions cannot be published: the connection is read-only",
                                    context.profileName(), writeHint(context, origin)});

    if (options.start != "stored" && options.start != "beginning" && options.start != "end") {
        DRIFTWOOD_TRY(positions, parseStart(*connection, TopicName(options.source), options.start));
        options.request.attachment.startPositions = std::move(positions);
    }
    DRIFTWOOD_TRY(earlier, monitoring::monitorToContinue(*workspace, options.request));
    options.request.resumeMonitorId = earlier ? earlier->id : 0;
    announceNewTopics(context, *connection, options.request.attachment);

    Terminal& out = context.terminal();
    if (!context.options.json)
        announce(out, options, model);
    AttachView view(out);
    AttachTally tally;
    AttachLines lines(options.dryRun);
    const HardStop hardStop;
    const auto outcome = runJob<monitoring::AttachOutcome, monitoring::AttachUpdate>(
        [&](const auto& sink, const auto& stop) {
            return monitoring::runAttachments(
                *connection, context.workspaceFolder(), options.request,
                [&](monitoring::AttachUpdate update) {
                    hardStop.noteKeeps(); // before that, the workspace contains nothing of the attachment
                    sink(std::move(update));
                },
                stop);
        },
        [&](std::vector<monitoring::AttachUpdate>&& updates) {
            for (const monitoring::AttachUpdate& update : updates) {
                tally.add(update);
                if (!update.notListed.empty())
                    out.error(QStringLiteral("%1: this dry run is not listed among the workspace's monitors")
                                  .arg(shown(update.notListed)));
                if (!context.options.json && update.scoredBefore && earlier &&
                    update.monitorId == earlier->id)
                    announceResumed(out, update.monitorId, *update.scoredBefore);
            }
            if (!context.options.json)
                view.show(std::move(updates));
            else
                for (const auto& line : lines.of(updates))
                    context.printJsonLine(line);
        },
        &hardStop);
    view.clear();
    if (!outcome && context.options.json && lines.hasBegun())
        context.printJsonLine(lines.end(outcome.error()));
    if (!outcome)
        return context.report(outcome.error());
    DRIFTWOOD_TRY(alarms, alarmsLeft(*workspace, *outcome));
    if (context.options.json)
        context.printJsonLine(lines.end(*outcome));
    else
        printOutcome(out, options, *outcome, tally, alarms);
    return exitCode(*outcome, alarms);
}

} // namespace

void addAttach(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("attach", "Score a live topic with a model and watch for drift");
    auto options = std::make_shared<AttachOptions>();
    auto& request = options->request;
    command->add_option("model", request.modelId, "Id, beginning of an id, or name")->required();
    command->add_option("topic", options->source, "Topic to score")->required();
    command
        ->add_option(
            "--to", options->target,
            "Topic for predictions (default: TOPIC.predictions); naming it allows writing with --brokers")
        ->check(notEmpty());
    command
        ->add_option("--dead-letter", options->deadLetter,
                     "Topic for predictions that the target refuses (too large, or a timestamp it rejects)")
        ->check(notEmpty());
    command
        ->add_option("-G,--group", request.attachment.group,
                     "Consumer group that offsets are committed under (default: driftwood-NAME)")
        ->check(notEmpty());
    command
        ->add_option("-o,--offset", options->start,
                     "Where to start: stored (where the group stands; the end for a new group), beginning, "
                     "end, N, -N (last N of each partition), s@TIME, or for each partition its own: "
                     "0:120,1:98")
        ->option_text("stored|beginning|end|N|-N|s@TIME|P:N,…");
    command->add_flag("--dry-run", options->dryRun, "Score and watch without publishing or committing");
    command
        ->add_option("-c,--count", request.maxRecords,
                     "Stop after reading this many records, undecodable ones included")
        ->check(positive());
    command->add_option("--seconds", options->seconds, "Stop after this time")->check(positive());
    command->add_flag("--until-alarm", request.untilAlarm, "Stop when the first alarm is raised");
    options->drift.addTo(*command);
    addRegistryOf(*command, context);
    command->footer(kAttachExitHelp);
    command->callback(
        [&context, options] { context.action = [&context, options] { return attach(context, *options); }; });
}

} // namespace driftwood::cli
