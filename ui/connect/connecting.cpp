#include "ui/connect/connecting.h"

#include "base/log.h"
#include "broker/connection_risks.h"
#include "broker/keychain.h"
#include "broker/typed_passwords.h"
#include "session/app_context.h"
#include "ui/connect/password_dialog.h"
#include "ui/page/recent_connections.h"
#include "ui/widgets/confirm_dialog.h"
#include "workspace/known_connections.h"

#include <QCoreApplication>
#include <QPointer>

namespace driftwood::ui {

namespace {

/// Connects, after asking for the password if it is typed each time.
void connectKnown(session::AppContext& app, const broker::ConnectionProfile& profile, QWidget* parent) {
    const auto asked = broker::askedName(profile.passwordSource);
    if (!asked) {
        app.connection.connectTo(profile);
        return;
    }
    using State = session::ConnectionSession::State;
    if (app.connection.state() == State::Failed && app.connection.profile() == profile)
        broker::forgetTypedPassword(*asked); // a wrong password may have been the reason for the failure
    if (broker::typedPassword(*asked)) {
        app.connection.connectTo(profile);
        return;
    }
    auto* dialog = new PasswordDialog(profile, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &app.connection, [&app, profile, dialog, name = *asked] {
        broker::keepTypedPassword(name, dialog->password().toStdString());
        app.connection.connectTo(profile);
    });
    dialog->open();
}

/// Describes the profile completely, one setting per line, under librdkafka's names.
RichText whatItDoes(const broker::ConnectionProfile& profile) {
    RichText text(QCoreApplication::translate("driftwood::ui::Connecting",
                                              "It came with the workspace: you have not saved it on this "
                                              "machine. What it does:"));
    for (const auto& [name, value] : broker::asProperties(profile))
        text.add(plain(QString(QChar::LineSeparator)))
            .add(mono(QString::fromStdString(name) + " = " + QString::fromStdString(value)));
    const auto line = [&text](const QString& sentence) {
        text.add(plain(QString(QChar::LineSeparator) + sentence));
    };
    if (!profile.readOnly)
        line(QCoreApplication::translate("driftwood::ui::Connecting", "It may publish and make topics."));
    if (constexpr std::string_view kFile = "file:"; profile.passwordSource.starts_with(kFile))
        line(QCoreApplication::translate("driftwood::ui::Connecting",
                                         "The first line of %1 is sent to these servers as a password.")
                 .arg(QString::fromStdString(profile.passwordSource.substr(kFile.size()))));
    return text;
}

} // namespace

void connectAsking(session::AppContext& app, const broker::ConnectionProfile& profile, QWidget* parent) {
    using State = session::ConnectionSession::State;
    const bool inUse =
        app.connection.state() != State::None && app.connection.profile() == profile; // also for the demo's
    if (inUse || workspace::isKnownConnection(profile)) {
        connectKnown(app, profile, parent);
        return;
    }
    ConfirmDialog::Question question;
    question.title = QCoreApplication::translate("driftwood::ui::Connecting", "Use the connection %1?")
                         .arg(QString::fromStdString(profile.name));
    question.text = whatItDoes(profile);
    question.action = QCoreApplication::translate("driftwood::ui::Connecting", "Use it");
    auto* dialog = new ConfirmDialog(question, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &app.connection, [&app, profile, parent = QPointer(parent)] {
        if (const auto noted = workspace::rememberConnection(profile); !noted)
            log::warning(noted.error().text()); // the user will be asked again the next time
        connectKnown(app, profile, parent);
    });
    dialog->open();
}

void connectSaved(session::AppContext& app, const broker::ConnectionProfile& profile, QWidget* parent) {
    noteConnectionUsed(QString::fromStdString(profile.name));
    connectAsking(app, profile, parent);
}

Status removeKeptPassword(const broker::ConnectionProfile& profile) {
    if (profile.passwordSource != "keychain:" + profile.name)
        return {};
    auto removed = broker::removeFromKeychain(profile.name);
    // Without a keychain there is no entry to remove, so that is no error.
    return !removed && removed.error().code == ErrorCode::Unsupported ? Status() : removed;
}

} // namespace driftwood::ui
