#pragma once

#include <QMenu>

namespace driftwood::session {
class AppContext;
}

namespace driftwood::ui {

/// The clusters a person knows, the demo, and leaving.
class ConnectionMenu : public QMenu {
    Q_OBJECT

  public:
    ConnectionMenu(session::AppContext& app, QWidget* parent);

  Q_SIGNALS:
    void newConnectionRequested();
};

} // namespace driftwood::ui
