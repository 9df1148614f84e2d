#include "app/cli/attach_view.h"
#include "app/cli/commands/commands.h"
#include "app/cli/drift_options.h"
#include "app/cli/job_runner.h"
#include "app/cli/json_text.h"
#include "app/cli/option_kinds.h"
#include "base/safe_name.h"
#include "drift/drift_json.h"
#include "session/attachment_job.h"
#include "ui/format/format.h"

namespace driftwood::cli {
namespace {

struct AttachOptions {
    session::AttachRequest request;
    std::string source;
    std::string target;
    std::string start = "stored";
    double seconds = 0;
    bool dryRun = false;
};

Status fillIn(AttachOptions& options, const workspace::ModelRow& model) {
    auto& attachment = options.request.attachment;
    attachment.source = TopicName(options.source);
    attachment.target = TopicName(options.dryRun ? "" : options.target);
    if (!options.dryRun && options.target.empty())
        attachment.target = TopicName(options.source + ".predictions");
    if (attachment.group.empty() && !options.dryRun)
        attachment.group = "driftwood-" + safeName(model.name);
    if (options.start == "stored")
        attachment.startAt = scoring::StartAt::Committed;
    else if (options.start == "beginning")
        attachment.startAt = scoring::StartAt::Earliest;
    else if (options.start == "end")
        attachment.startAt = scoring::StartAt::Latest;
    else
        return fail(ErrorCode::InvalidArgument, "\"" + options.start + "\" is not a place to start",
                    "--offset", "Use stored, beginning or end.");
    options.request.modelId = model.id;
    options.request.maxDuration =
        std::chrono::milliseconds(static_cast<std::int64_t>(options.seconds * 1000));
    return {};
}

nlohmann::ordered_json outcomeJson(const session::AttachOutcome& outcome) {
    auto committed = nlohmann::ordered_json::array();
    for (const Position& p : outcome.committed)
        committed.push_back({{"partition", p.partition.value}, {"offset", p.offset.value}});
    auto alarms = nlohmann::ordered_json::array();
    for (const auto& alarm : outcome.alarms)
        alarms.push_back(nlohmann::ordered_json(drift::toJson(alarm)));
    return {{"end", session::attachEndText(outcome.end)},
            {"monitor", outcome.monitorId},
            {"scored", outcome.scored},
            {"committed", std::move(committed)},
            {"alarms", std::move(alarms)}};
}

int attach(Context& context, AttachOptions& options) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(model, workspace->model(options.request.modelId));
    if (const auto filled = fillIn(options, model); !filled)
        return context.report(filled.error());
    std::string profile;
    if (const auto dataset = workspace->dataset(model.datasetName))
        profile = dataset->profileName;
    DRIFTWOOD_TRY(connection, context.connect(profile));
    options.request.profileName = context.profileName();

    const auto& attachment = options.request.attachment;
    Terminal& out = context.terminal();
    if (!context.options.json) {
        out.line(QStringLiteral("%1 on %2%3")
                     .arg(out.heading(shown(model.name)), shown(options.source),
                          options.dryRun ? QStringLiteral(", publishing nothing") : QString()));
        if (!options.dryRun)
            out.line(QStringLiteral("predictions to %1, positions under group %2; Ctrl-C stops")
                         .arg(shown(attachment.target.value), shown(attachment.group)));
    }
    AttachView view(out);
    const auto outcome = runJob<session::AttachOutcome, session::AttachUpdate>(
        [&](const auto& sink, const auto& stop) {
            return session::runAttachment(*connection, context.workspaceFolder(), options.request, sink,
                                          stop);
        },
        [&](std::vector<session::AttachUpdate>&& updates) {
            if (!context.options.json)
                view.show(std::move(updates));
        });
    view.clear();
    if (!outcome)
        return context.report(outcome.error());
    if (context.options.json) {
        context.printJson(outcomeJson(*outcome));
    } else {
        out.line(QStringLiteral("%1: %2 records scored")
                     .arg(shown(session::attachEndText(outcome->end)), ui::formatCount(outcome->scored)));
        for (const Position& p : outcome->committed)
            out.line("  committed " + ui::formatPosition(p.partition.value, p.offset.value));
    }
    if (outcome->end == session::AttachEnd::StoppedByUser)
        return kStopped;
    return outcome->alarms.empty() ? kOk : kFoundDrift;
}

} // namespace

void addAttach(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("attach", "Score a live topic with a model and watch for drift");
    auto options = std::make_shared<AttachOptions>();
    auto& request = options->request;
    command->add_option("model", request.modelId, "Id, beginning of an id, or name")->required();
    command->add_option("topic", options->source, "Topic to score")->required();
    command->add_option("--to", options->target, "Topic for predictions (default: TOPIC.predictions)");
    command->add_option("-G,--group", request.attachment.group,
                        "Group positions are committed under (default: driftwood-NAME)");
    command->add_option("-o,--offset", options->start, "Where to start: stored, beginning or end")
        ->capture_default_str();
    command->add_flag("--dry-run", options->dryRun, "Score and watch, publish and commit nothing");
    command->add_option("-c,--count", request.maxRecords, "Stop after so many records")->check(positive());
    command->add_option("--seconds", options->seconds, "Stop after so long")->check(positive());
    command->add_flag("--until-alarm", request.untilAlarm, "Stop when the first alarm is raised");
    addDriftOptions(*command, request.drift);
    command->callback(
        [&context, options] { context.action = [&context, options] { return attach(context, *options); }; });
}

} // namespace driftwood::cli
