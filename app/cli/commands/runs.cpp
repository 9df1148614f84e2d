#include "app/cli/commands/commands.h"
#include "app/cli/model_report.h"
#include "app/cli/table.h"
#include "app/cli/training_view.h"
#include "runs/kept_metrics.h"
#include "runs/run_history.h"
#include "runs/run_names.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "workspace/removal.h"

namespace driftwood::cli {
namespace {

int listRuns(Context& context) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(runs, workspace->runs());
    if (context.options.json) {
        auto json = nlohmann::ordered_json::array();
        for (const auto& run : runs)
            json.push_back({{"run", run.id},
                            {"name", run.name},
                            {"dataset", run.datasetName},
                            {"task", run.task},
                            {"status", workspace::runStatusName(run.status)},
                            {"stop_reason", run.stopReason},
                            {"incremental", run.learnerType().incremental},
                            {"engine", run.engine},
                            {"steps", run.steps},
                            {"model", run.modelId},
                            {"started_at", run.startedAt},
                            {"finished_at", run.finishedAt}});
        context.printJson({{"runs", json}});
        return kOk;
    }
    Table table({{"RUN", true},
                 {"NAME", false, Table::Fit::Cut},
                 {"STATUS"},
                 {"STEPS", true},
                 {"DATA SET", false, Table::Fit::Cut},
                 {"MODEL"},
                 {"TASK", false, Table::Fit::LeaveOut},
                 {"STARTED", false, Table::Fit::LeaveOut}});
    for (const auto& run : runs)
        table.add({QString::number(run.id), shown(run.name), shown(workspace::runStatusName(run.status)),
                   ui::formatCount(run.steps), shown(run.datasetName), shown(run.modelId), shown(run.task),
                   shown(run.startedAt)});
    if (table.empty())
        context.terminal().line("No run yet. Start one with: driftwood-cli train DATASET");
    else
        table.print(context.terminal());
    for (const auto& run : runs)
        if (run.status == workspace::RunStatus::Failed)
            context.terminal().paragraph(
                QStringLiteral("run %1 failed: ").arg(run.id) + shown(run.stopReason), 2);
    return kOk;
}

/// Metrics at the best epoch; for a one-pass run, since its first row.
training::Evaluation qualityOf(const runs::RunHistory& history, training::Task task,
                               const training::LearnerType& learner) {
    training::Evaluation quality;
    for (const training::MetricKind& metric : training::objectiveOf(task).metrics) {
        const std::string name(metric.name);
        if (const auto value = history.atBest(learner.qualityName(name)))
            quality.values[name] = *value;
    }
    return quality;
}

int showRun(Context& context, std::int64_t id) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(run, workspace->run(id));
    DRIFTWOOD_TRY(metrics, runs::keptMetrics(*workspace, run));
    runs::RunHistory history;
    history.add(metrics);
    const auto* best = history.bestEpoch() ? &history.epochs()[*history.bestEpoch()] : nullptr;
    if (context.options.json) {
        auto series = nlohmann::ordered_json::object();
        for (const auto& metric : metrics)
            series[metric.name].push_back({metric.step, metric.value});
        nlohmann::ordered_json json = {
            {"run", run.id},
            {"name", run.name},
            {"status", workspace::runStatusName(run.status)},
            {"stop_reason", run.stopReason},
            {"features", nlohmann::ordered_json::parse(run.features.text(), nullptr, false)},
            {"training", nlohmann::ordered_json::parse(run.training.text(), nullptr, false)},
            {"model", run.modelId},
            {"metrics", series},
            {"best_epoch", best ? nlohmann::ordered_json(best->epoch) : nlohmann::ordered_json()}};
        if (const auto task = training::taskFromName(run.task))
            addBaselines(json, *task, qualityOf(history, *task, run.learnerType()), history.baselines());
        context.printJson(json);
        return kOk;
    }
    Terminal& out = context.terminal();
    out.line(out.heading(QStringLiteral("run %1  %2").arg(run.id).arg(shown(run.name))));
    QString state = shown(workspace::runStatusName(run.status));
    if (!run.stopReason.empty())
        state += ": " + shown(run.stopReason);
    out.paragraph(QStringLiteral("%1, %2 on %3").arg(state, counted(run.steps, "step"), shown(run.engine)),
                  2);
    std::map<std::string, ChartLine> curves;
    for (const auto& metric : metrics)
        addMetric(curves, metric);
    for (const QString& row : lossChart(curves, out.width()))
        out.line(row);
    if (const auto task = training::taskFromName(run.task))
        printBaselines(out, *task, qualityOf(history, *task, run.learnerType()), history.baselines());
    // The model has the weights of the best epoch, so its metrics come first.
    std::vector<Table::Column> columns{{"METRIC"}};
    if (best != nullptr)
        columns.push_back({QStringLiteral("EPOCH %1, THE BEST").arg(best->epoch), true});
    columns.push_back({"LAST", true});
    columns.push_back({"POINTS", true});
    Table table(columns);
    for (const auto& [name, line] : curves) {
        QStringList cells{shown(name)};
        if (best != nullptr) {
            const auto value = history.metric(name).measuredAt(static_cast<double>(best->step));
            cells << (value ? ui::formatNumber(*value) : QString());
        }
        cells << ui::formatNumber(line.y.back()) << ui::formatCount(static_cast<qint64>(line.y.size()));
        table.add(cells);
    }
    table.print(out);
    return kOk;
}

int removeRun(Context& context, std::int64_t id) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    if (const auto removed = workspace::removeRunAndCheckpoint(*workspace, id); !removed)
        return context.report(removed.error());
    return context.reportRemoved("run", std::to_string(id));
}

int renameRun(Context& context, std::int64_t id, const std::string& name) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    if (const auto renamed = runs::renameRun(*workspace, id, name); !renamed)
        return context.report(renamed.error());
    return showRun(context, id);
}

} // namespace

void addRuns(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("runs", "List training runs, show one with its curves, rename or remove one");
    auto id = std::make_shared<std::int64_t>(0);
    command->add_option("run", *id, "Number of a run");
    auto* remove =
        command->add_subcommand("remove", "Forget a run with its curves and checkpoint (its model stays)");
    auto removed = std::make_shared<std::int64_t>(0);
    remove->add_option("run", *removed, "Number of a run")->required();
    auto* rename = command->add_subcommand("rename", "Give a run that has ended another name");
    auto renamed = std::make_shared<std::pair<std::int64_t, std::string>>();
    rename->add_option("run", renamed->first, "Number of a run")->required();
    rename->add_option("name", renamed->second, "New name")->required();
    command->callback([&context, id, remove, removed, rename, renamed] {
        if (rename->parsed()) {
            context.action = [&context, renamed] {
                return renameRun(context, renamed->first, renamed->second);
            };
            return;
        }
        if (remove->parsed()) {
            context.action = [&context, removed] { return removeRun(context, *removed); };
            return;
        }
        context.action = [&context, id] { return *id == 0 ? listRuns(context) : showRun(context, *id); };
    });
}

} // namespace driftwood::cli
