#pragma once

#include <QMenu>

namespace driftwood::session {
class AppContext;
}

namespace driftwood::ui {

/// Saved clusters, the demo, and disconnecting.
class ConnectionMenu : public QMenu {
    Q_OBJECT

  public:
    ConnectionMenu(session::AppContext& app, QWidget* parent);

  Q_SIGNALS:
    void newConnectionRequested();
};

} // namespace driftwood::ui
