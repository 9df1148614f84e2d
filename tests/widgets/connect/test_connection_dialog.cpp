#include "broker/embedded_broker.h"
#include "broker/profile/typed_passwords.h"
#include "session/app_context.h"
#include "support/http_double.h"
#include "support/result_check.h"
#include "ui/connect/connecting.h"
#include "ui/connect/connection_dialog.h"
#include "ui/connect/password_dialog.h"
#include "ui/theme/appearance.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "ui/widgets/messages/on_screen.h"
#include "workspace/known_connections.h"

#include <QComboBox>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

// Typed passwords of a new connection are stored in the keychain or in this process's memory, never in the
// workspace.

using namespace driftwood;
using namespace driftwood::ui;

namespace {

constexpr int kWaitMs = 60'000;
constexpr int kTriedMs = 20'000; ///< for an address without a listener
constexpr const char* kSecret = "tr0ub4dor-and-3";

template <class W>
W* named(const QWidget& root, const QString& name) {
    for (W* widget : root.findChildren<W*>())
        if (widget->accessibleName() == name)
            return widget;
    return nullptr;
}

QPushButton* button(const QWidget& root, const QString& text) {
    for (auto* candidate : root.findChildren<QPushButton*>())
        if (candidate->text() == text)
            return candidate;
    return nullptr;
}

bool says(const QWidget& root, const QString& words) {
    for (const auto* label : root.findChildren<QLabel*>())
        if (label->isVisible() && label->text().contains(words))
            return true;
    return false;
}

} // namespace

class TestConnectionDialog : public QObject {
    Q_OBJECT

    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<session::AppContext> m_app;
    std::unique_ptr<QWidget> m_window;
    ConnectionDialog* m_dialog = nullptr;

    void type(const QString& name, const QString& text) {
        auto* line = named<QLineEdit>(*m_dialog, name);
        QVERIFY2(line != nullptr && line->isVisible(), qPrintable(name));
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    void choose(const QString& name, const QString& entry) {
        auto* combo = named<QComboBox>(*m_dialog, name);
        QVERIFY2(combo != nullptr, qPrintable(name));
        combo->setCurrentIndex(combo->findText(entry));
        QCOMPARE(combo->currentText(), entry);
    }
    void fillIn() {
        type("Name", "staging");
        type("Bootstrap servers", "127.0.0.1:1");
        choose("Security", "SASL_PLAINTEXT");
        type("User", "me");
    }
    /// Saves a connection to an address without a listener: the test fails, the dialog says so, and then the
    /// connection can be saved anyway.
    void saveAllTheSame(const QString& said = "127.0.0.1:1") {
        QTest::mouseClick(button(*m_dialog, "Save and connect"), Qt::LeftButton);
        auto* anyway = button(*m_dialog, "Save all the same");
        QTRY_VERIFY_WITH_TIMEOUT(anyway->isVisible(), kTriedMs);
        QVERIFY(m_dialog->isVisible());
        QVERIFY(!saved().has_value());
        QVERIFY(says(*m_dialog, said));
        QCOMPARE(named<QLineEdit>(*m_dialog, "Bootstrap servers")->text(), QString("127.0.0.1:1"));
        QTest::mouseClick(anyway, Qt::LeftButton);
    }
    std::optional<broker::ConnectionProfile> saved() const {
        const auto& profiles = m_app->store.snapshot().profiles;
        return profiles.empty() ? std::nullopt : std::optional(profiles.front());
    }
    bool liesInTheFolder(const QByteArray& bytes) const {
        QDirIterator files(m_folder->path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
                return true;
        }
        return false;
    }

  private Q_SLOTS:
    void initTestCase() {
        // Uses no keychain, so that no real one is changed.
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/driftwood-test");
        QCoreApplication::setOrganizationName("driftwood-test");
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        qputenv("XDG_CONFIG_HOME", m_settings.path().toUtf8()); // has the list of known connections
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_app = std::make_unique<session::AppContext>(m_folder->path().toStdString());
        m_app->store.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(m_app->store.loaded(), kWaitMs);
        m_window = std::make_unique<QWidget>();
        m_window->show();
        m_dialog = new ConnectionDialog(*m_app, {}, m_window.get());
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
        broker::forgetTypedPassword("staging");
    }
    void cleanup() {
        m_window.reset();
        m_app.reset();
    }

    void aPasswordAskedForEachTimeIsKeptByTheProcessAlone() {
        fillIn();
        choose("Where the password is kept", "asked for each time");
        type("Password", kSecret);
        QCOMPARE(named<QLineEdit>(*m_dialog, "Password")->echoMode(), QLineEdit::Password);
        saveAllTheSame();
        QTRY_VERIFY_WITH_TIMEOUT(saved().has_value(), kWaitMs);
        QCOMPARE(saved()->passwordSource, std::string("ask:staging"));
        QCOMPARE(broker::typedPassword("staging").value(), std::string(kSecret));
        QCOMPARE(broker::resolvePassword(*saved()).value(), std::string(kSecret));
        QVERIFY(!liesInTheFolder(kSecret));
        QVERIFY(m_window->findChild<PasswordDialog*>() == nullptr); // the password has just been typed
    }

    // The focus must not move to Cancel: the next Space would discard all typed text.
    void afterAFailureTheKeyboardIsOnThePressedButton() {
        fillIn();
        choose("Where the password is kept", "asked for each time");
        type("Password", kSecret);
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
        for (const char* pressed : {"Try", "Save and connect"}) {
            QPushButton* pressedButton = button(*m_dialog, pressed);
            pressedButton->setFocus();
            QTest::keyClick(pressedButton, Qt::Key_Space);
            QVERIFY(!pressedButton->isEnabled());
            QTRY_VERIFY_WITH_TIMEOUT(pressedButton->isEnabled(), 30'000);
            QCOMPARE(m_dialog->focusWidget(), pressedButton);
        }
        // If the user has moved the focus meanwhile, it stays there.
        QPushButton* save = button(*m_dialog, "Save and connect");
        QTest::keyClick(save, Qt::Key_Space);
        auto* name = named<QLineEdit>(*m_dialog, "Password");
        name->setFocus();
        QTRY_VERIFY_WITH_TIMEOUT(save->isEnabled(), 30'000);
        QCOMPARE(m_dialog->focusWidget(), name);
    }

    void itIsAskedForWhenTheConnectionIsOpenedAgain() {
        broker::ConnectionProfile profile;
        profile.name = "staging";
        profile.bootstrapServers = "127.0.0.1:1";
        profile.security = broker::Security::SaslPlaintext;
        profile.username = "me";
        profile.passwordSource = "ask:staging";
        VERIFY_FAILS(broker::resolvePassword(profile), ErrorCode::NotFound);
        VERIFY_OK(workspace::rememberConnection(profile));
        connectAsking(*m_app, profile, m_window.get());
        auto* asks = m_window->findChild<PasswordDialog*>();
        QVERIFY(asks != nullptr);
        QTRY_VERIFY(asks->isVisible());
        QCOMPARE(m_app->connection.state(), session::ConnectionSession::State::None);
        QVERIFY(!button(*asks, "Connect")->isEnabled());
        QTest::keyClicks(asks->findChild<QLineEdit*>(), kSecret);
        QTest::keyClick(asks->findChild<QLineEdit*>(), Qt::Key_Return);
        QTRY_COMPARE(broker::typedPassword("staging").value_or(""), std::string(kSecret));
        QVERIFY(m_app->connection.state() != session::ConnectionSession::State::None);
        // It fails, because nothing listens, so the next attempt asks again.
        QTRY_COMPARE_WITH_TIMEOUT(m_app->connection.state(), session::ConnectionSession::State::Failed,
                                  30'000);
        QTRY_VERIFY(m_window->findChild<PasswordDialog*>() == nullptr);
        connectAsking(*m_app, profile, m_window.get());
        QVERIFY(m_window->findChild<PasswordDialog*>() != nullptr);
    }

    void withoutAKeychainItIsSaidAndAskedForInstead() {
        fillIn();
        QTest::mouseClick(button(*m_dialog, "Save and connect"), Qt::LeftButton);
        QVERIFY(says(*m_dialog, "Type the password")); // no password was typed
        type("Password", kSecret);
        QVERIFY(!says(*m_dialog, "Type the password")); // the message refers to the old contents
        saveAllTheSame();
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_dialog, "asked for it each time instead"), kWaitMs);
        QVERIFY(!saved().has_value());
        QCOMPARE(named<QComboBox>(*m_dialog, "Where the password is kept")->currentText(),
                 QString("asked for each time"));
        QTest::mouseClick(button(*m_dialog, "Save all the same"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(saved().has_value(), kWaitMs);
        QCOMPARE(saved()->passwordSource, std::string("ask:staging"));
        QVERIFY(!liesInTheFolder(kSecret));
    }

    void elsewhereNamesThePlace() {
        fillIn();
        choose("Where the password is kept", "in a variable, a file or the keychain");
        QVERIFY(!named<QLineEdit>(*m_dialog, "Password")->isVisible());
        type("Password is in", "hunter2");
        QTest::mouseClick(button(*m_dialog, "Save and connect"), Qt::LeftButton);
        QVERIFY(says(*m_dialog, "Say where the password is"));
        type("Password is in", "env:STAGING");
        saveAllTheSame("STAGING"); // the environment variable is empty
        QTRY_VERIFY_WITH_TIMEOUT(saved().has_value(), kWaitMs);
        QCOMPARE(saved()->passwordSource, std::string("env:STAGING"));
    }

    void aConnectionFromElsewhereIsShownBeforeItIsUsed() {
        m_dialog->reject();
        broker::ConnectionProfile profile;
        profile.name = "theirs";
        profile.bootstrapServers = "127.0.0.1:1";
        profile.security = broker::Security::SaslPlaintext;
        profile.username = "me";
        profile.passwordSource = "file:/etc/other-secret";
        profile.readOnly = false;
        using State = session::ConnectionSession::State;
        connectAsking(*m_app, profile, m_window.get());
        auto* asks = m_window->findChild<ConfirmDialog*>();
        QVERIFY(asks != nullptr);
        QTRY_VERIFY(asks->isVisible());
        for (const char* seen : {"bootstrap.servers = 127.0.0.1:1", "sasl.password = file:/etc/other-secret",
                                 "is sent to these servers as a password", "It may publish"})
            QVERIFY2(says(*asks, seen), seen);
        QTest::mouseClick(button(*asks, "Cancel"), Qt::LeftButton);
        QTRY_VERIFY(m_window->findChild<ConfirmDialog*>() == nullptr);
        QCOMPARE(m_app->connection.state(), State::None);
        QVERIFY(!workspace::isKnownConnection(profile));

        connectAsking(*m_app, profile, m_window.get());
        asks = m_window->findChild<ConfirmDialog*>();
        QTRY_VERIFY(asks->isVisible());
        QTest::mouseClick(button(*asks, "Use it"), Qt::LeftButton);
        QTRY_VERIFY(m_app->connection.state() != State::None);
        QVERIFY(workspace::isKnownConnection(profile));
        QTRY_VERIFY(m_window->findChild<ConfirmDialog*>() == nullptr);
        connectAsking(*m_app, profile, m_window.get()); // accepted before
        QVERIFY(m_window->findChild<ConfirmDialog*>() == nullptr);
    }

    void risksAreSaidWhileTheFormIsFilledIn() {
        fillIn();
        QVERIFY(!says(*m_dialog, "unencrypted"));
        choose("Mechanism", "PLAIN");
        QVERIFY(says(*m_dialog, "unencrypted"));
        choose("Security", "SASL_SSL");
        QVERIFY(!says(*m_dialog, "unencrypted"));
        auto* extra = named<QPlainTextEdit>(*m_dialog, "Further properties");
        extra->setFocus();
        QTest::keyClicks(extra, "enable.ssl.certificate.verification=false");
        QVERIFY(says(*m_dialog, "certificates are not verified"));
    }

    void aNameThatCannotBeSavedIsRefusedHere() {
        type("Bootstrap servers", "127.0.0.1:1");
        for (const char* name : {"prod/eu", "Building <b>A</b>", ".hidden", "-x"}) {
            type("Name", name);
            QTest::keyClick(named<QLineEdit>(*m_dialog, "Name"), Qt::Key_Return);
            QVERIFY2(says(*m_dialog, "A connection cannot have a name"), name);
            QVERIFY(m_dialog->isVisible());
            QCOMPARE(named<QLineEdit>(*m_dialog, "Name")->text(), QString(name));
        }
        QVERIFY(button(*m_dialog, "Save and connect")->isEnabled()); // nothing was tried
        QCOMPARE(named<QLineEdit>(*m_dialog, "Bootstrap servers")->text(), "127.0.0.1:1");
    }

    void whatLoadsALibraryIsRefusedByName() {
        type("Name", "evil");
        type("Bootstrap servers", "127.0.0.1:1");
        auto* extra = named<QPlainTextEdit>(*m_dialog, "Further properties");
        extra->setFocus();
        QTest::keyClicks(extra, "plugin.library.paths=/tmp/evil.so");
        for (const char* with : {"Try", "Save and connect"}) {
            QTest::mouseClick(button(*m_dialog, with), Qt::LeftButton);
            QVERIFY(says(*m_dialog, "plugin.library.paths"));
            QVERIFY(says(*m_dialog, "load a library"));
        }
        QVERIFY(!saved().has_value());
        extra->clear();
        type("Bootstrap servers", "me:hunter2@127.0.0.1:1");
        QTest::mouseClick(button(*m_dialog, "Save and connect"), Qt::LeftButton);
        QVERIFY(says(*m_dialog, "fields of their own"));
        QVERIFY(!says(*m_dialog, "hunter2"));
        QVERIFY(!saved().has_value());
    }

    void theRegistryIsFoldedInAndSaysWhatIsSet() {
        auto* address = named<QLineEdit>(*m_dialog, "Registry address");
        QVERIFY(!address->isVisible());
        QVERIFY(says(*m_dialog, "none; it has the schemas"));
        auto* fold = m_dialog->findChild<QPushButton*>("registryFold");
        QTest::mouseClick(fold, Qt::LeftButton);
        QVERIFY(address->isVisible());
        QVERIFY(!named<QLineEdit>(*m_dialog, "Registry user")->isVisible());
        choose("Registry log-in", "user and password");
        QVERIFY(named<QLineEdit>(*m_dialog, "Registry user")->isVisible());
        choose("Registry log-in", "bearer token");
        QVERIFY(!named<QLineEdit>(*m_dialog, "Registry user")->isVisible());
        QVERIFY(named<QLineEdit>(*m_dialog, "Password or token")->isVisible());
        type("Registry address", "http://127.0.0.1:1");
        QVERIFY(says(*m_dialog, "log in to the schema registry") ||
                says(*m_dialog, "credentials for the schema registry"));
        fold->setFocus();
        QTest::keyClick(fold, Qt::Key_Space);
        QVERIFY(!address->isVisible());
        QVERIFY(says(*m_dialog, "http://127.0.0.1:1"));
    }

    void whatIsWrongWithTheRegistryIsSaidAtItsField() {
        type("Name", "staging");
        type("Bootstrap servers", "127.0.0.1:1");
        auto* fold = m_dialog->findChild<QPushButton*>("registryFold");
        QTest::mouseClick(fold, Qt::LeftButton);
        type("Registry address", "registry:8081");
        QTest::mouseClick(fold, Qt::LeftButton); // folded: the field is shown again
        auto* address = named<QLineEdit>(*m_dialog, "Registry address");
        QVERIFY(!address->isVisible());
        QTest::mouseClick(button(*m_dialog, "Try"), Qt::LeftButton);
        QVERIFY(says(*m_dialog, "http://host:8081"));
        QVERIFY(address->isVisible() && hasFieldError(*address));
        QTRY_COMPARE(m_dialog->focusWidget(), address);
        type("Registry address", "https://me:hunter2@registry:8081");
        QTest::mouseClick(button(*m_dialog, "Try"), Qt::LeftButton);
        QVERIFY(says(*m_dialog, "fields of their own"));
        type("Registry address", "https://registry:8081");
        QVERIFY(!hasFieldError(*address));
        type("Registry client certificate", "/a.pem");
        QTest::mouseClick(button(*m_dialog, "Try"), Qt::LeftButton);
        QVERIFY(says(*m_dialog, "its key go together"));
        type("Registry client certificate", "");
        choose("Registry log-in", "user and password");
        QTest::mouseClick(button(*m_dialog, "Try"), Qt::LeftButton);
        QVERIFY(says(*m_dialog, "Type the password"));
        QVERIFY(hasFieldError(*named<QLineEdit>(*m_dialog, "Password or token")));
    }

    /// The cluster answers; the registry refuses, is gone, and answers.
    void theRegistryIsTriedWithTheConnection() {
        auto broker = broker::EmbeddedBroker::start();
        VERIFY_OK(broker);
        const test::HttpDouble registry([](const test::HttpDouble::Request& request, QTcpSocket& socket) {
            if (request.headers["authorization"] != "Bearer " + QByteArray(kSecret))
                return test::HttpDouble::reply(socket, R"({"message":"wrong token"})", "401 Unauthorized");
            test::HttpDouble::reply(socket, R"(["a","b","c"])");
        });
        type("Name", "staging");
        type("Bootstrap servers", QString::fromStdString((*broker)->bootstrapServers()));
        QTest::mouseClick(m_dialog->findChild<QPushButton*>("registryFold"), Qt::LeftButton);
        type("Registry address", QString::fromStdString(registry.address()));
        QTest::mouseClick(button(*m_dialog, "Try"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_dialog, "its schema registry does not"), kWaitMs);
        auto* address = named<QLineEdit>(*m_dialog, "Registry address");
        QVERIFY(hasFieldError(*address));
        choose("Registry log-in", "bearer token");
        choose("Where the registry's password or token is kept", "asked for each time");
        type("Password or token", kSecret);
        type("Registry address", QString::fromStdString(registry.address()));
        QTest::mouseClick(button(*m_dialog, "Try"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_dialog, "schema registry, 3 subjects"), kWaitMs);
        QVERIFY(!hasFieldError(*address));
        QTest::mouseClick(button(*m_dialog, "Save and connect"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(saved().has_value(), kWaitMs);
        QCOMPARE(saved()->registry.addresses, std::vector<std::string>{registry.address()});
        QCOMPARE(saved()->registry.tokenSource, std::string("ask:staging/registry"));
        QVERIFY(!liesInTheFolder(kSecret));
        QVERIFY(m_window->findChild<PasswordDialog*>() == nullptr); // it has just been typed

        // Opened again, the form has it, and the token is asked for by name.
        ConnectionDialog again(*m_app, *saved(), nullptr);
        again.show();
        QVERIFY(says(again, QString::fromStdString(registry.address())));
        broker::forgetTypedPassword("staging/registry");
        connectAsking(*m_app, *saved(), m_window.get());
        auto* asks = m_window->findChild<PasswordDialog*>();
        QVERIFY(asks != nullptr && asks->windowTitle().contains("Token for the schema registry"));
        broker::forgetTypedPassword("staging/registry");
    }

    void theDialogStaysOnTheScreen() {
        const DialogsOnScreen keeper;
        const QRect room = m_dialog->screen()->availableGeometry();
        choose("Security", "SASL_SSL"); // the variant with the most rows
        m_dialog->move(room.right() - 60, room.bottom() - 40);
        m_dialog->resize(m_dialog->width() + 40, 3000);
        QTRY_VERIFY(room.contains(m_dialog->frameGeometry()));
        auto* save = button(*m_dialog, "Save and connect");
        QVERIFY(room.contains(QRect(save->mapToGlobal(QPoint()), save->size())));
    }
};

QTEST_MAIN(TestConnectionDialog)
#include "test_connection_dialog.moc"
