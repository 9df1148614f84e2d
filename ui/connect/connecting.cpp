#include "ui/connect/connecting.h"

#include "broker/keychain.h"
#include "broker/typed_passwords.h"
#include "session/desk.h"
#include "ui/connect/password_dialog.h"

namespace driftwood::ui {

void connectAsking(session::Desk& desk, const broker::ConnectionProfile& profile, QWidget* parent) {
    const auto asked = broker::askedName(profile.passwordSource);
    if (!asked) {
        desk.connection.connectTo(profile);
        return;
    }
    using State = session::ConnectionSession::State;
    if (desk.connection.state() == State::Failed && desk.connection.profile() == profile)
        broker::forgetTypedPassword(*asked); // it may have been the reason
    if (broker::typedPassword(*asked)) {
        desk.connection.connectTo(profile);
        return;
    }
    auto* dialog = new PasswordDialog(profile, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &desk.connection, [&desk, profile, dialog, name = *asked] {
        broker::keepTypedPassword(name, dialog->password().toStdString());
        desk.connection.connectTo(profile);
    });
    dialog->open();
}

Status removeKeptPassword(const broker::ConnectionProfile& profile) {
    if (profile.passwordSource != "keychain:" + profile.name)
        return {};
    auto removed = broker::removeFromKeychain(profile.name);
    // Where there is no keychain, nothing was put into it.
    return !removed && removed.error().code == ErrorCode::Unsupported ? Status() : removed;
}

} // namespace driftwood::ui
