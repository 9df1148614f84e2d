#include "ui/models/model_exporter.h"

#include "session/app_context.h"
#include "ui/format/format.h"
#include "ui/models/model_exports.h"

#include <QDir>
#include <QFileDialog>
#include <QSettings>

namespace driftwood::ui {
namespace {

constexpr auto kFolderKey = "models/exportFolder";

} // namespace

ModelExporter::ModelExporter(session::AppContext& app, QWidget* parent)
    : QObject(parent)
    , m_app(app)
    , m_parent(parent) {}

QString ModelExporter::askForFile(const QString& suffix, const QString& filter) {
    QSettings settings;
    const QString folder = settings.value(kFolderKey, QDir::homePath()).toString();
    QString name = qt(m_model->name);
    name.replace('/', '-');
    const QString path =
        QFileDialog::getSaveFileName(m_parent, tr("Export %1").arg(qt(m_model->name)),
                                     QStringLiteral("%1/%2%3").arg(folder, name, suffix), filter);
    if (!path.isEmpty())
        settings.setValue(kFolderKey, QFileInfo(path).absolutePath());
    return path;
}

void ModelExporter::exportGraph(const model::Exporter& exporter) {
    const auto connection = m_app.connection.connection();
    if (!connection) {
        sayFailed(tr("Not exported"),
                  Error{ErrorCode::Unreachable,
                        "an export is compared with our own scoring on records of the log",
                        m_model->lineage.dataset.topic.value, "Connect to the cluster that has the topic."});
        return;
    }
    const QString title = qt(exporter.title);
    const QString suffix = qt(exporter.suffix);
    const QString path = askForFile(suffix, QStringLiteral("%1 (*%2)").arg(title, suffix));
    if (path.isEmpty())
        return;
    follow(startGraphExport(m_app, connection, exporter, qt(m_model->id), path), title, path);
}

void ModelExporter::exportWeights() {
    const QString path = askForFile(QStringLiteral(".safetensors"), tr("safetensors (*.safetensors)"));
    if (path.isEmpty())
        return;
    const auto* row = m_app.store.snapshot().model(m_model->id);
    follow(startWeightsExport(m_app, row != nullptr ? row->bundlePath : std::string(), path), tr("Weights"),
           path);
}

void ModelExporter::exportCard() {
    const QString path = askForFile(QStringLiteral(".md"), tr("Markdown (*.md)"));
    if (path.isEmpty())
        return;
    follow(startCardExport(m_app, m_model, path), tr("Model card"), path);
}

void ModelExporter::follow(tasks::Job* job, const QString& what, const QString& path) {
    connect(job, &tasks::Job::ended, this, [this, job, what, path] {
        if (job->error())
            sayFailed(tr("%1 not written").arg(what), *job->error());
        else if (job->state() == tasks::Job::State::Finished)
            Q_EMIT noticed({Notice::Kind::Done, tr("%1 written").arg(what), path, {}, {}, {}});
    });
}

void ModelExporter::sayFailed(const QString& what, const Error& error) {
    Q_EMIT noticed({Notice::Kind::Error, what, {}, {}, {}, error});
}

} // namespace driftwood::ui
