#pragma once

#include <QMenu>

namespace driftwood::session {
class Desk;
}

namespace driftwood::ui {

/// The clusters a person knows, the demo, and leaving.
class ConnectionMenu : public QMenu {
    Q_OBJECT

  public:
    ConnectionMenu(session::Desk& desk, QWidget* parent);

  Q_SIGNALS:
    void newConnectionRequested();
};

} // namespace driftwood::ui
