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

/// Asks for the password where it is typed each time, then connects.
void connectKnown(session::AppContext& app, const broker::ConnectionProfile& profile, QWidget* parent) {
    const auto asked = broker::askedName(profile.passwordSource);
    if (!asked) {
        app.connection.connectTo(profile);
        return;
    }
    using State = session::ConnectionSession::State;
    if (app.connection.state() == State::Failed && app.connection.profile() == profile)
        broker::forgetTypedPassword(*asked); // it may have been the reason
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

/// All that it does, a line each, under the names that librdkafka has for it.
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
        app.connection.state() != State::None && app.connection.profile() == profile; // the demo's, too
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
            log::warning(noted.error().text()); // it is asked about again the next time
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
    // Where there is no keychain, nothing was put into it.
    return !removed && removed.error().code == ErrorCode::Unsupported ? Status() : removed;
}

} // namespace driftwood::ui
