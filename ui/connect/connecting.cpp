#include "ui/connect/connecting.h"

#include "base/log.h"
#include "broker/profile/connection_risks.h"
#include "broker/profile/keychain.h"
#include "broker/profile/typed_passwords.h"
#include "session/app_context.h"
#include "ui/connect/password_dialog.h"
#include "ui/page/recent_connections.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "workspace/known_connections.h"

#include <QCoreApplication>
#include <QPointer>
#include <utility>
#include <vector>

namespace driftwood::ui {

namespace {

/// A secret that the connection needs and that is typed each time.
struct Asked {
    std::string name;
    PasswordDialog::Question question;
};

/// Those of the profile that have not been typed yet.
std::vector<Asked> notTyped(const broker::ConnectionProfile& profile) {
    const QString connection = QString::fromStdString(profile.name);
    std::vector<Asked> out;
    const auto add = [&out](const std::string& source, const PasswordDialog::Question& question) {
        if (const auto name = broker::askedName(source); name && !broker::typedPassword(*name))
            out.push_back({*name, question});
    };
    const auto user = [](const std::string& name) {
        return QCoreApplication::translate("driftwood::ui::Connecting", "User %1")
            .arg(QString::fromStdString(name));
    };
    add(profile.passwordSource,
        {QCoreApplication::translate("driftwood::ui::Connecting", "Password for %1").arg(connection),
         user(profile.username)});
    add(profile.registry.passwordSource,
        {QCoreApplication::translate("driftwood::ui::Connecting", "Password for the schema registry of %1")
             .arg(connection),
         user(profile.registry.username)});
    add(profile.registry.tokenSource,
        {QCoreApplication::translate("driftwood::ui::Connecting", "Token for the schema registry of %1")
             .arg(connection),
         {}});
    return out;
}

/// Connects, after asking for each secret that is typed each time.
void connectTyped(session::AppContext& app, const broker::ConnectionProfile& profile,
                  const QPointer<QWidget>& parent) {
    const auto asked = notTyped(profile);
    if (asked.empty()) {
        app.connection.connectTo(profile);
        return;
    }
    auto* dialog = new PasswordDialog(asked.front().question, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &app.connection,
                     [&app, profile, dialog, parent, name = asked.front().name] {
                         broker::keepTypedPassword(name, dialog->password().toStdString());
                         connectTyped(app, profile, parent);
                     });
    dialog->open();
}

void connectKnown(session::AppContext& app, const broker::ConnectionProfile& profile, QWidget* parent) {
    using State = session::ConnectionSession::State;
    // A wrong password may have been the reason for a failure.
    if (app.connection.state() == State::Failed && app.connection.profile() == profile)
        if (const auto asked = broker::askedName(profile.passwordSource))
            broker::forgetTypedPassword(*asked);
    connectTyped(app, profile, parent);
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
        line(QCoreApplication::translate("driftwood::ui::Connecting", "It may publish and create topics."));
    constexpr std::string_view kFile = "file:";
    for (const std::string* source : {&profile.passwordSource, &profile.registry.secretSource()})
        if (source->starts_with(kFile))
            line(QCoreApplication::translate("driftwood::ui::Connecting",
                                             "The first line of %1 is sent to these servers as a password.")
                     .arg(QString::fromStdString(source->substr(kFile.size()))));
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
    const std::string ofRegistry = broker::registrySecretName(profile.name);
    for (const auto& [source, kept] : {std::pair(profile.passwordSource, profile.name),
                                       std::pair(profile.registry.secretSource(), ofRegistry)}) {
        if (source != "keychain:" + kept)
            continue;
        // Without a keychain there is no entry to remove, so that is no error.
        if (auto removed = broker::removeFromKeychain(kept);
            !removed && removed.error().code != ErrorCode::Unsupported)
            return removed;
    }
    return {};
}

} // namespace driftwood::ui
