#include "app/cli/commands/commands.h"
#include "app/cli/model_report.h"
#include "app/cli/table.h"
#include "session/stored_model.h"
#include "ui/format/format.h"

namespace driftwood::cli {
namespace {

int listModels(Context& context) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(models, workspace->models());
    if (context.options.json) {
        auto json = nlohmann::ordered_json::array();
        for (const auto& m : models)
            json.push_back({{"model", m.id},
                            {"name", m.name},
                            {"task", m.task},
                            {"dataset", m.datasetName},
                            {"run", m.runId},
                            {"parent", m.parentModelId},
                            {"bundle", m.bundlePath},
                            {"metrics", nlohmann::ordered_json::parse(m.metricsJson, nullptr, false)},
                            {"created_at", m.createdAt}});
        context.printJson({{"models", json}});
        return kOk;
    }
    Table table({{"MODEL"}, {"NAME"}, {"TASK"}, {"DATA SET"}, {"METRICS"}, {"CREATED"}});
    for (const auto& m : models) {
        const auto metrics = nlohmann::json::parse(m.metricsJson, nullptr, false);
        QStringList parts;
        if (metrics.is_object())
            for (const auto& [name, value] : metrics.items())
                if (value.is_number() && name != "rows")
                    parts << QStringLiteral("%1 %2").arg(shown(name), ui::formatNumber(value.get<double>()));
        table.add({shown(m.id), shown(m.name), shown(m.task), shown(m.datasetName), parts.join("  "),
                   shown(m.createdAt)});
    }
    if (table.empty())
        context.terminal().line("No model yet. Train one with: driftwood-cli train DATASET");
    else
        table.print(context.terminal());
    return kOk;
}

int showModel(Context& context, const std::string& name, bool card) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(model, session::loadStoredModel(*workspace, name));
    DRIFTWOOD_TRY(exports, workspace->exports(model->id));
    if (context.options.json) {
        auto json = modelJson(*model);
        json["exports"] = nlohmann::ordered_json::array();
        for (const auto& e : exports)
            json["exports"].push_back(
                {{"format", e.format},
                 {"path", e.path},
                 {"report", nlohmann::ordered_json::parse(e.reportJson, nullptr, false)},
                 {"created_at", e.createdAt}});
        context.printJson(json);
        return kOk;
    }
    Terminal& out = context.terminal();
    if (card) {
        for (const QString& line : QString::fromStdString(model::modelCard(*model)).split('\n'))
            out.line(ui::escapeControls(line));
        return kOk;
    }
    printModel(out, *model);
    for (const auto& e : exports)
        out.line(QStringLiteral("exported    %1  %2").arg(shown(e.format), shown(e.path)));
    return kOk;
}

} // namespace

void addModels(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("models", "List models, or show one with metrics and lineage");
    auto name = std::make_shared<std::string>();
    auto card = std::make_shared<bool>(false);
    command->add_option("model", *name, "Id, beginning of an id, or name");
    command->add_flag("--card", *card, "Print the model card (Markdown)");
    command->callback([&context, name, card] {
        context.action = [&context, name, card] {
            return name->empty() ? listModels(context) : showModel(context, *name, *card);
        };
    });
}

} // namespace driftwood::cli
