#include "broker/profile/connection_profile.h"
#include "broker/profile/keychain.h"
#include "support/result_check.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace driftwood;
using namespace driftwood::broker;

namespace {

/// A bus that starts no services itself: it would start a second keyring, which is locked.
constexpr const char* kBusConfig = R"(<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>)";

} // namespace

/// A real GNOME Keyring on a private message bus, with its files in a temporary folder.
class TestKeychain : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;
    QProcess m_bus;
    QProcess m_keyring;

  private Q_SLOTS:
    void initTestCase() {
        for (const char* program : {"dbus-daemon", "gnome-keyring-daemon"})
            if (QStandardPaths::findExecutable(program).isEmpty())
                QSKIP(qPrintable(QStringLiteral("there is no %1").arg(program)));
        if (const auto without = passwordFromKeychain("x");
            !without && without.error().what.find("this build") != std::string::npos)
            QSKIP("built without libsecret");
    }

    void init() {
        if (m_keyring.state() == QProcess::Running)
            return;
        qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8());
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
        QFile config(m_folder.filePath("bus.conf"));
        QVERIFY(config.open(QIODevice::WriteOnly) && config.write(kBusConfig) > 0);
        config.close();
        m_bus.start("dbus-daemon", {"--nofork", "--print-address", "--config-file=" + config.fileName()});
        QVERIFY(m_bus.waitForReadyRead(10000));
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
        m_keyring.start("gnome-keyring-daemon", {"--foreground", "--components=secrets", "--unlock"});
        m_keyring.write("master");
        m_keyring.closeWriteChannel();
        QVERIFY(m_keyring.waitForStarted(10000));
        // Before it has created its first keyring, a request would make it ask the user to create one.
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_folder.filePath("data/keyrings/login.keyring")), 10000);
    }

    void aPasswordComesBackUntilItIsRemoved() {
        QTRY_VERIFY_WITH_TIMEOUT(storeInKeychain("staging", "hunter2").has_value(), 10000);
        VERIFY_OK(passwordFromKeychain("staging"));
        QCOMPARE(*passwordFromKeychain("staging"), std::string("hunter2"));
        VERIFY_OK(storeInKeychain("staging", "grün 温度 \"'"));
        QCOMPARE(*resolveSecret("keychain:staging"), std::string("grün 温度 \"'"));
        VERIFY_OK(removeFromKeychain("staging"));
        VERIFY_FAILS(passwordFromKeychain("staging"), ErrorCode::NotFound);
        VERIFY_OK(removeFromKeychain("staging"));
    }

    void namesAreKeptApart() {
        VERIFY_OK(storeInKeychain("one", "1"));
        VERIFY_OK(storeInKeychain("two", "2"));
        QCOMPARE(*passwordFromKeychain("one"), std::string("1"));
        const auto missing = passwordFromKeychain("three");
        VERIFY_FAILS(missing, ErrorCode::NotFound);
        QCOMPARE(missing.error().where, std::string("keychain:three"));
    }

    void aServiceThatIsGoneIsNamedWithWhatToUseInstead() {
        m_keyring.kill();
        QVERIFY(m_keyring.waitForFinished(10000));
        m_bus.kill();
        QVERIFY(m_bus.waitForFinished(10000));
        const auto gone = passwordFromKeychain("one");
        VERIFY_FAILS(gone, ErrorCode::Unsupported);
        QVERIFY2(gone.error().hint.find("env:NAME") != std::string::npos, gone.error().text().c_str());
    }

    void cleanupTestCase() {
        for (QProcess* process : {&m_keyring, &m_bus}) {
            process->kill();
            process->waitForFinished(10000);
        }
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "test_keychain.moc"
