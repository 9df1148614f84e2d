#include "ui/page/manifest_files.h"

#include "base/files.h"

#include <QFile>
#include <QFileDialog>

namespace driftwood::ui {
namespace {

Result<dataset::Manifest> readManifest(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, "the file cannot be read: " + file.errorString().toStdString(),
                    path.toStdString());
    return dataset::manifestFromJson(file.readAll().toStdString(), path.toStdString());
}

} // namespace

ManifestFiles::ManifestFiles(session::AppContext& app, QWidget* parent)
    : QObject(parent)
    , m_app(app)
    , m_parent(parent) {}

void ManifestFiles::askToOpen() {
    auto* dialog = new QFileDialog(m_parent, tr("Open manifest"), {}, tr("Manifests (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_file = m_app.background.run<Result<dataset::Manifest>>(
            [path](const std::stop_token&) { return readManifest(path); },
            [this](const Result<dataset::Manifest>& manifest) {
                if (manifest)
                    Q_EMIT opened(*manifest);
                else
                    say(Notice::Kind::Error, tr("The manifest could not be opened"), {}, manifest.error());
            });
    });
    dialog->open();
}

void ManifestFiles::askToWrite(const dataset::Manifest& manifest) {
    auto* dialog = new QFileDialog(m_parent, tr("Export manifest"),
                                   QString::fromStdString(manifest.name) + QStringLiteral(".json"),
                                   tr("Manifests (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, json = dataset::toJson(manifest)](const QString& path) {
                m_file = m_app.background.run<Status>(
                    [path, json](const std::stop_token&) {
                        return writeFileAtomically(path.toStdString(), json);
                    },
                    [this, path](const Status& written) {
                        if (written)
                            say(Notice::Kind::Done, tr("Manifest written"), path, {});
                        else
                            say(Notice::Kind::Error, tr("The manifest could not be written"), {},
                                written.error());
                    });
            });
    dialog->open();
}

void ManifestFiles::say(Notice::Kind kind, const QString& title, const QString& text,
                        const std::optional<Error>& error) {
    Notice notice;
    notice.kind = kind;
    notice.title = title;
    notice.text = text;
    notice.error = error;
    Q_EMIT noticed(notice);
}

} // namespace driftwood::ui
