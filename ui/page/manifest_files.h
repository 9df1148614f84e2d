#pragma once

#include "dataset/manifest.h"
#include "session/app_context.h"
#include "ui/page/page.h"

#include <QObject>

namespace driftwood::ui {

/// Manifests in files: asks for the file, and reads or writes it in the background.
class ManifestFiles : public QObject {
    Q_OBJECT

  public:
    /// Dialogs belong to `parent`.
    ManifestFiles(session::AppContext& app, QWidget* parent);

    void askToOpen();
    void askToWrite(const dataset::Manifest& manifest);

  Q_SIGNALS:
    void opened(const driftwood::dataset::Manifest& manifest);
    void noticed(const driftwood::ui::Notice& notice);

  private:
    void say(Notice::Kind kind, const QString& title, const QString& text, const std::optional<Error>& error);

    session::AppContext& m_app;
    QWidget* m_parent;
    tasks::PendingQuery m_file;
};

} // namespace driftwood::ui
