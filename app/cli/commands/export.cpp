#include "app/cli/commands/commands.h"
#include "app/cli/job_runner.h"
#include "app/cli/model_report.h"
#include "app/cli/option_kinds.h"
#include "base/files.h"
#include "base/safe_name.h"
#include "evaluation/export_job.h"
#include "model/exporters/exporter.h"
#include "ui/format/format.h"

#include <algorithm>
#include <set>

namespace driftwood::cli {
namespace {

struct ExportOptions {
    std::string model;
    std::string path;
    std::string format; ///< empty: by the suffix of the path
    bool force = false;
};

std::vector<std::string> exportNames() {
    std::vector<std::string> names;
    for (const model::Exporter* exporter : model::exporters())
        names.emplace_back(exporter->name);
    return names;
}

/// "TorchScript": all that there are, as people write them.
std::string formatTitles() {
    std::string titles;
    for (const model::Exporter* exporter : model::exporters())
        titles.append(titles.empty() ? "" : " or ").append(exporter->title);
    return titles;
}

/// By its name, or by the suffix of the file; without either, the usual one.
Result<const model::Exporter*> formatOf(const ExportOptions& options) {
    const auto all = model::exporters();
    if (!options.format.empty())
        return *std::ranges::find(all, options.format, &model::Exporter::name);
    if (options.path.empty())
        return all.front();
    const std::string suffix = std::filesystem::path(options.path).extension().string();
    const auto found = std::ranges::find(all, suffix, &model::Exporter::suffix);
    if (found != all.end())
        return *found;
    std::set<std::string_view> known; // formats may share one
    for (const model::Exporter* exporter : all)
        known.insert(exporter->suffix);
    std::string suffixes;
    for (const std::string_view one : known)
        suffixes.append(suffixes.empty() ? "" : ", ").append(one);
    return fail(ErrorCode::InvalidArgument, "the suffix of the file must be one of " + suffixes, options.path,
                "Name the format by --format to write it under another name.");
}

int exportModel(Context& context, const ExportOptions& options) {
    if (const Status possible = checkReplaceable(options.path); !possible)
        return context.report(possible.error());
    DRIFTWOOD_TRY(chosen, formatOf(options));
    const model::Exporter& exporter = *chosen;
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(row, workspace->model(options.model));
    const std::filesystem::path path =
        options.path.empty() ? safeName(row.name) + std::string(exporter.suffix) : options.path;
    if (const Status possible = checkReplaceable(path); !possible)
        return context.report(possible.error());
    Context::Origin origin;
    if (const auto dataset = workspace->dataset(row.datasetName))
        origin = Context::originOf(*dataset);
    DRIFTWOOD_TRY(connection, context.connect(origin));
    if (!options.force && std::filesystem::exists(path))
        return context.report(Error{ErrorCode::AlreadyExists, "the file already exists", path.string(),
                                    "Name another, or overwrite it with --force."});
    // Opening LibTorch takes seconds on a busy machine, and nothing is kept before the end.
    const HardStop hardStop;
    const auto report = runJob<evaluation::ExportReport, Progress>(
        [&](const auto&, const auto& stop) {
            return evaluation::exportModel(*connection, context.workspaceFolder(), row.id, exporter, path,
                                           stop);
        },
        [](std::vector<Progress>&&) {}, &hardStop);
    if (!report && report.error().code == ErrorCode::Cancelled)
        return context.report(
            Error{ErrorCode::Cancelled, "stopped by you", path.string(), "No file was written."});
    if (!report)
        return context.report(report.error());
    if (!report->notKept.empty())
        context.terminal().error(QStringLiteral("the export is not listed with the model: ") +
                                 shown(report->notKept));
    if (context.options.json) {
        nlohmann::ordered_json json{
            {"model", row.id}, {"format", report->format}, {"path", report->path.string()}};
        json.update(workspace::toJson(*report));
        json["not_kept"] =
            report->notKept.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(report->notKept);
        context.printJson(json);
        return kOk;
    }
    Terminal& out = context.terminal();
    out.paragraph(QStringLiteral("%1  %2, features inside the graph")
                      .arg(shown(report->path.string()), ui::formatBytes(static_cast<qint64>(report->bytes))),
                  2);
    out.paragraph(
        out.styled("verified", Style::Good) +
            QStringLiteral("  loaded back by %1 and compared on %2 rows: %3")
                .arg(shown(report->runtime), ui::formatCount(report->rowsCompared), differenceText(*report)),
        2);
    out.line(QStringLiteral("          on %1").arg(shown(report->comparedOn)));
    return kOk;
}

} // namespace

void addExport(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("export", "Export a model as " + formatTitles() + ", checked on real records");
    auto options = std::make_shared<ExportOptions>();
    command->add_option("model", options->model, "Id, beginning of an id, or name")->required();
    command->add_option("path", options->path,
                        "File to write; its suffix chooses the format (default: NAME" +
                            std::string(model::exporters().front()->suffix) + ")");
    addChoice(*command, "--format", options->format, exportNames(),
              "Format of the file, whatever its suffix");
    command->add_flag("--force", options->force, "Overwrite the file when it is there");
    command->callback([&context, options] {
        context.action = [&context, options] { return exportModel(context, *options); };
    });
}

} // namespace driftwood::cli
