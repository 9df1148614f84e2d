#include "app/cli/commands/commands.h"
#include "app/cli/model_report.h"
#include "app/cli/table.h"
#include "evaluation/stored_model.h"
#include "ui/format/format.h"
#include "workspace/removal.h"

#include <filesystem>

namespace driftwood::cli {
namespace {

/// A model's stored metrics without those of its baselines.
nlohmann::ordered_json ownMetrics(const workspace::ModelRow& row) {
    auto json = nlohmann::ordered_json::parse(row.quality.text(), nullptr, false);
    if (!json.is_object())
        return json;
    auto own = nlohmann::ordered_json::object();
    for (const auto& [name, value] : json.items())
        if (!training::isOfBaseline(name))
            own[name] = value;
    return own;
}

/// "worse than last_value 2.4"; empty if the model is not worse.
QString worseText(const workspace::ModelRow& row) {
    const auto task = training::taskFromName(row.task);
    const workspace::StoredQuality quality = row.quality.valueOrNone();
    const auto beside =
        task ? training::compareWithBaselines(*task, quality.evaluation, quality.baselines) : std::nullopt;
    if (!beside || beside->standing != training::BaselineComparison::Standing::Worse)
        return {};
    return QStringLiteral("worse than %1 %2")
        .arg(shown(training::baselineWords(beside->baseline)), ui::formatNumber(beside->best));
}

int listModels(Context& context) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(models, workspace->models());
    if (context.options.json) {
        auto json = nlohmann::ordered_json::array();
        for (const auto& m : models) {
            const workspace::StoredQuality quality = m.quality.valueOrNone();
            json.push_back({{"model", m.id},
                            {"name", m.name},
                            {"task", m.task},
                            {"dataset", m.datasetName},
                            {"run", m.runId > 0 ? nlohmann::ordered_json(m.runId) : nullptr}, // removed
                            {"parent", m.parentModelId},
                            {"bundle", m.bundlePath},
                            {"metrics", ownMetrics(m)},
                            {"created_at", m.createdAt}});
            if (const auto task = training::taskFromName(m.task))
                addBaselines(json.back(), *task, quality.evaluation, quality.baselines);
        }
        context.printJson({{"models", json}});
        return kOk;
    }
    Table table({{"MODEL"},
                 {"NAME", false, Table::Fit::Cut},
                 {"TASK"},
                 {"METRICS", false, Table::Fit::Cut},
                 {"DATA SET", false, Table::Fit::LeaveOut},
                 {"CREATED", false, Table::Fit::LeaveOut}});
    for (const auto& m : models) {
        const auto metrics = ownMetrics(m);
        QStringList parts;
        if (const QString worse = worseText(m); !worse.isEmpty())
            parts << worse;
        if (metrics.is_object())
            for (const auto& [name, value] : metrics.items())
                if (value.is_number() && !training::countsRows(name.substr(name.rfind('/') + 1)))
                    parts << QStringLiteral("%1 %2").arg(shown(name), ui::formatNumber(value.get<double>()));
        table.add({shown(m.id), shown(m.name), shown(m.task), parts.join("  "), shown(m.datasetName),
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
    DRIFTWOOD_TRY(model, evaluation::loadStoredModel(*workspace, name));
    DRIFTWOOD_TRY(exports, workspace->exports(model->id));
    if (context.options.json) {
        auto json = modelJson(*model);
        json["exports"] = nlohmann::ordered_json::array();
        for (const auto& e : exports)
            json["exports"].push_back(
                {{"format", e.format},
                 {"path", e.path},
                 {"report", nlohmann::ordered_json::parse(e.comparison.text(), nullptr, false)},
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

int removeModel(Context& context, const std::string& name) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(model, workspace->model(name));
    if (const auto removed = workspace::removeModelAndBundle(*workspace, model.id); !removed)
        return context.report(removed.error());
    return context.reportRemoved("model", model.id);
}

int renameModel(Context& context, const std::string& name, const std::string& newName) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(model, workspace->model(name));
    if (const auto renamed = workspace->renameModel(model.id, newName); !renamed)
        return context.report(renamed.error());
    return showModel(context, model.id, false);
}

int takeInModels(Context& context, const std::vector<std::string>& bundles) {
    DRIFTWOOD_TRY(workspace, context.workspaceToWrite());
    auto json = nlohmann::ordered_json::array();
    for (const std::string& bundle : bundles) {
        DRIFTWOOD_TRY(taken, evaluation::takeInModel(*workspace, bundle));
        const model::TrainedModel& model = *taken.model;
        if (context.options.json)
            json.push_back({{"model", model.id},
                            {"name", model.name},
                            {"verified", model.isVerified},
                            {"known", taken.wasKnown}});
        else
            context.terminal().line(QStringLiteral("%1 model %2, %3%4")
                                        .arg(taken.wasKnown ? "known already:" : "imported", shown(model.id),
                                             shown(model.name),
                                             model.isVerified ? "" : " (unverified: no digest)"));
    }
    if (context.options.json)
        context.printJson({{"imported", json}});
    return kOk;
}

} // namespace

void addModels(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "models", "List models, show one with metrics and lineage, import, rename or remove one");
    auto name = std::make_shared<std::string>();
    auto card = std::make_shared<bool>(false);
    command->add_option("model", *name, "Id, beginning of an id, or name");
    command->add_flag("--card", *card, "Print the model card (Markdown)");
    auto* remove = command->add_subcommand("remove", "Forget a model and delete its bundle (exports stay)");
    auto removed = std::make_shared<std::string>();
    remove->add_option("model", *removed, "Id, beginning of an id, or name")->required();
    auto* rename = command->add_subcommand("rename", "Give a model another name");
    auto renamed = std::make_shared<std::pair<std::string, std::string>>();
    rename->add_option("model", renamed->first, "Id, beginning of an id, or name")->required();
    rename->add_option("name", renamed->second, "New name")->required();
    auto* import = command->add_subcommand(
        "import", "Import model bundles: of models that the workspace no longer lists, or from elsewhere");
    auto bundles = std::make_shared<std::vector<std::string>>();
    import->add_option("bundle", *bundles, "Folders of bundles, each with a model.json")->required();
    command->callback([&context, name, card, remove, removed, rename, renamed, import, bundles] {
        if (import->parsed()) {
            context.action = [&context, bundles] { return takeInModels(context, *bundles); };
            return;
        }
        if (rename->parsed()) {
            context.action = [&context, renamed] {
                return renameModel(context, renamed->first, renamed->second);
            };
            return;
        }
        if (remove->parsed()) {
            context.action = [&context, removed] { return removeModel(context, *removed); };
            return;
        }
        context.action = [&context, name, card] {
            return name->empty() ? listModels(context) : showModel(context, *name, *card);
        };
    });
}

} // namespace driftwood::cli
