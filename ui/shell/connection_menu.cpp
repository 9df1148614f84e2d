#include "ui/shell/connection_menu.h"

#include "session/app_context.h"
#include "ui/connect/connecting.h"
#include "ui/page/demo_options.h"

namespace driftwood::ui {

ConnectionMenu::ConnectionMenu(session::AppContext& app, QWidget* parent)
    : QMenu(parent) {
    session::ConnectionSession& connection = app.connection;
    const bool connected = connection.state() != session::ConnectionSession::State::None;
    for (const auto& profile : app.store.snapshot().profiles) {
        QAction* action = addAction(QString::fromStdString(profile.name), this,
                                    [&app, profile, parent] { connectSaved(app, profile, parent); });
        action->setCheckable(true);
        action->setChecked(connected && connection.profile() == profile);
    }
    if (!isEmpty())
        addSeparator();
    QAction* demo = addAction(tr("Demo broker"), this, [&connection] { connection.openDemo(windowDemo()); });
    demo->setCheckable(true);
    demo->setChecked(connected && connection.isDemo());
    addAction(tr("New connection…"), this, &ConnectionMenu::newConnectionRequested);
    addSeparator();
    addAction(tr("Disconnect"), this, [&connection] { connection.disconnectFrom(); })->setEnabled(connected);
}

} // namespace driftwood::ui
