#pragma once

#include "ui/page/page.h"

#include <QObject>

namespace driftwood::ui {

/// The dialogs that ask before a model is renamed or removed, and make the change when it is agreed to.
class ModelQuestions : public QObject {
    Q_OBJECT

  public:
    /// Dialogs belong to the window of `parent`.
    ModelQuestions(session::AppContext& app, QWidget* parent);

    void rename(const QString& modelId);
    /// Says what depends on the model, and offers the removal only if the workspace would allow it.
    void remove(const QString& modelId);

  Q_SIGNALS:
    void noticed(const driftwood::ui::Notice& notice);

  private:
    session::AppContext& m_app;
    QWidget* m_parent;
};

} // namespace driftwood::ui
