#include "app/cli/commands/commands.h"
#include "app/cli/comparison.h"
#include "app/cli/dataset_report.h"
#include "app/cli/drift_options.h"
#include "app/cli/job_runner.h"
#include "app/cli/json_printer.h"
#include "app/cli/json_text.h"
#include "app/cli/model_report.h"
#include "app/cli/progress_line.h"
#include "app/cli/range_options.h"
#include "app/cli/registry_options.h"
#include "drift/drift_json.h"
#include "evaluation/backtest_job.h"
#include "evaluation/stored_model.h"

namespace driftwood::cli {
namespace {

/// Shared by drift and backtest:
/// both replay records through scorer and drift monitor but show different results.
struct ReplayOptions {
    evaluation::BacktestRequest request;
    std::string topic;
    RangeOptions range;
    DriftOptions drift;
};

Result<evaluation::BacktestOutcome> replay(Context& context, ReplayOptions& options) {
    auto workspace = context.workspace();
    if (!workspace)
        return forward(workspace);
    auto first = (*workspace)->model(options.request.models.front());
    if (!first)
        return forward(first);
    const std::string datasetName =
        options.request.dataset.empty() ? first->datasetName : options.request.dataset;
    Context::Origin origin;
    std::string trainedOn = options.topic;
    if (const auto dataset = (*workspace)->dataset(datasetName)) {
        origin = Context::originOf(*dataset);
        if (trainedOn.empty())
            trainedOn = dataset->manifest.topic.value;
    }
    if (trainedOn.empty()) { // the data set was removed from the list, but the model contains its manifest
        auto model = evaluation::loadStoredModel(**workspace, first->id);
        if (!model)
            return forward(model);
        trainedOn = (*model)->lineage.dataset.topic.value;
    }
    auto connection = context.connect(origin);
    if (!connection)
        return forward(connection);
    if (options.request.dataset.empty()) {
        auto ranges = options.range.resolve(**connection, TopicName(trainedOn));
        if (!ranges)
            return forward(ranges);
        if (const std::string late = options.range.lateNote(**connection, *ranges); !late.empty())
            context.terminal().error(shown(late));
        options.request.ranges = std::move(*ranges);
        options.request.beginMayMove = options.range.beginMayMove();
    }
    options.request.drift = options.drift.config();
    ProgressLine line(context.terminal());
    auto outcome = runJob<evaluation::BacktestOutcome, Progress>(
        [&](const auto& sink, const auto& stop) {
            return evaluation::runBacktest(**connection, context.workspaceFolder(), options.request, sink,
                                           stop);
        },
        [&](std::vector<Progress>&& updates) { line.show(updates.back()); });
    line.clear();
    if (!outcome && outcome.error().code == ErrorCode::Cancelled)
        return fail(ErrorCode::Cancelled, "stopped by you", trainedOn,
                    "A replay keeps no results until it ends; run it again.");
    return outcome;
}

void printResult(JsonPrinter& out, const evaluation::BacktestResult& result) {
    out.beginObject();
    out.fields({{"model", result.model->id},
                {"name", result.model->name},
                {"metrics", toJson(result.evaluation)},
                {"unknown_classes", toJson(result.evaluation.unknownClasses)},
                {"row_notes", training::rowNotes(result.evaluation, false)},
                {"familiar_rows", result.familiarRows},
                {"predictions_sha256", result.predictionsSha256},
                {"records_per_sec", numberOrNull(result.recordsPerSec)}});
    out.beginList("windows");
    for (const auto& report : result.reports)
        out.element(nlohmann::ordered_json(drift::toJson(report)));
    out.end();
    out.beginList("alarms");
    for (const auto& alarm : result.alarms)
        out.element(nlohmann::ordered_json(drift::toJson(alarm)));
    out.end();
    nlohmann::ordered_json baselines;
    addBaselines(baselines, result.model->task, result.evaluation, result.baselines);
    out.fields(baselines);
    out.end();
}

/// Window by window: ten million records have ten thousand.
void printOutcome(Context& context, const evaluation::BacktestOutcome& outcome) {
    JsonPrinter out([&](const QString& text) { context.terminal().line(text); });
    out.beginObject();
    out.fields({{"ranges", toJson(outcome.records.ranges())},
                {"rows", outcome.rows},
                {"undecodable", outcome.records.undecodable},
                {"failures", failuresJson(outcome.failures)},
                {"fingerprint", outcome.records.fingerprint},
                {"notes", notesJson(outcome.records)},
                {"not_kept", outcome.notKept.empty() ? nlohmann::ordered_json()
                                                     : nlohmann::ordered_json(outcome.notKept)}});
    out.beginList("results");
    for (const auto& result : outcome.results)
        printResult(out, result);
    out.end();
    out.end();
}

/// Prints which records the figures do not cover.
void printLeftOut(Terminal& terminal, const evaluation::BacktestOutcome& outcome) {
    printNotes(terminal, outcome.records);
    if (outcome.records.undecodable > 0)
        printFailures(terminal, outcome.records.undecodable, outcome.failures, kShownFailures);
}

int showDrift(Context& context, ReplayOptions& options) {
    DRIFTWOOD_TRY(outcome, replay(context, options));
    const evaluation::BacktestResult& result = outcome.results.front();
    if (context.options.json) {
        printOutcome(context, outcome);
    } else {
        Terminal& out = context.terminal();
        out.line(out.heading(shown(result.model->name)) +
                 QStringLiteral(" against %1").arg(shown(outcome.records.topic.value)));
        printDriftReports(out, result.reports);
        if (!result.reports.empty()) {
            out.line();
            printDriftReport(out, result.reports.back(), options.request.drift);
        }
        printAlarms(out, result.alarms);
        printLeftOut(out, outcome);
    }
    return result.alarms.empty() ? kOk : kFoundDrift;
}

int showBacktest(Context& context, ReplayOptions& options) {
    DRIFTWOOD_TRY(outcome, replay(context, options));
    if (context.options.json)
        printOutcome(context, outcome);
    else {
        printComparison(context.terminal(), outcome);
        printLeftOut(context.terminal(), outcome);
    }
    if (!outcome.notKept.empty())
        context.terminal().error("the back-test is not kept: " + shown(outcome.notKept));
    return kOk;
}

/// Returns the option that names a data set.
CLI::Option* addReplayOptions(CLI::App& command, Context& context,
                              const std::shared_ptr<ReplayOptions>& options) {
    command.add_option("--topic", options->topic,
                       "Topic to replay (default: the one the model was trained on)");
    auto* dataset = command.add_option("--dataset", options->request.dataset,
                                       "Data set to replay instead of a range of a topic");
    for (CLI::Option* ofRange : options->range.addTo(command))
        dataset->excludes(ofRange);
    dataset->excludes("--topic");
    options->drift.addTo(command);
    addRegistryOf(command, context);
    return dataset;
}

} // namespace

void addDrift(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("drift", "Compare a range of the log with what a model was trained on");
    auto options = std::make_shared<ReplayOptions>();
    options->request.models.resize(1);
    options->request.keep = false; // the drift command is not a test of the model
    command->add_option("model", options->request.models.front(), "Id, beginning of an id, or name")
        ->required();
    addReplayOptions(*command, context, options);
    command->callback([&context, options] {
        context.action = [&context, options] { return showDrift(context, *options); };
    });
}

void addBacktest(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("backtest", "Replay records through models and compare them");
    auto options = std::make_shared<ReplayOptions>();
    command
        ->add_option("models", options->request.models,
                     "One or more models: ids, beginnings of ids, or names")
        ->required();
    auto* dataset = addReplayOptions(*command, context, options);
    command
        ->add_flag("--validation-only", options->request.validationOnly,
                   "Only the data set's validation part")
        ->needs(dataset);
    command->callback([&context, options] {
        context.action = [&context, options] { return showBacktest(context, *options); };
    });
}

} // namespace driftwood::cli
