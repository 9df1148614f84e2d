#include "ui/models/model_exports.h"

#include "base/files.h"
#include "evaluation/export_job.h"
#include "ui/format/format.h"
#include "ui/page/job_link.h"

#include <QCoreApplication>
#include <filesystem>

namespace driftwood::ui {
namespace {

using Written = std::string;

tasks::Job* start(session::AppContext& app, const QString& name, tasks::ResultJob<Written>::Work work) {
    const QString title = QCoreApplication::translate("ModelExports", "Exporting %1").arg(name);
    tasks::Job* job = app.jobs.start(std::make_unique<tasks::ResultJob<Written>>(title, std::move(work)));
    setJobLink(*job, Link::toPage(kModelsPage));
    return job;
}

} // namespace

tasks::Job* startGraphExport(session::AppContext& app, const std::shared_ptr<broker::Connection>& connection,
                             const model::Exporter& exporter, const QString& modelId, const QString& path) {
    return start(app, qt(exporter.title),
                 [connection, &exporter, folder = app.store.folder(), id = modelId.toStdString(),
                  file = std::filesystem::path(path.toStdString())](
                     const ProgressSink&, const std::stop_token& stop) -> Result<Written> {
                     auto report = evaluation::exportModel(*connection, folder, id, exporter, file, stop);
                     if (!report)
                         return forward(report);
                     return report->path.string();
                 });
}

tasks::Job* startWeightsExport(session::AppContext& app, const std::string& bundle, const QString& path) {
    return start(app, QCoreApplication::translate("ModelExports", "weights"),
                 [bundle = std::filesystem::path(bundle), file = std::filesystem::path(path.toStdString())](
                     const ProgressSink&, const std::stop_token&) -> Result<Written> {
                     if (auto checked = model::loadBundle(bundle); !checked)
                         return forward(checked);
                     auto weights = readFile(bundle / "weights.safetensors");
                     if (!weights)
                         return forward(weights);
                     if (auto written = writeFileAtomically(file, *weights); !written)
                         return forward(written);
                     return file.string();
                 });
}

tasks::Job* startCardExport(session::AppContext& app, std::shared_ptr<const model::TrainedModel> model,
                            const QString& path) {
    return start(app, QCoreApplication::translate("ModelExports", "model card"),
                 [model = std::move(model), file = std::filesystem::path(path.toStdString())](
                     const ProgressSink&, const std::stop_token&) -> Result<Written> {
                     if (auto written = writeFileAtomically(file, model::modelCard(*model)); !written)
                         return forward(written);
                     return file.string();
                 });
}

} // namespace driftwood::ui
