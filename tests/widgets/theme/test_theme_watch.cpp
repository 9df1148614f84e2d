#include "ui/theme/theme_watch.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDBusVariant>
#include <QProcess>
#include <QStandardPaths>
#include <QtTest>

using namespace driftwood::ui;

// A desktop's settings portal, simulated by this process on a private bus.
class FakePortal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

  public:
    uint scheme = 0;
    int asked = 0;

  public Q_SLOTS:
    QDBusVariant Read(const QString& nameSpace, const QString& key) {
        ++asked;
        const bool known = nameSpace == "org.freedesktop.appearance" && key == "color-scheme";
        // The real portal wraps the value twice.
        return QDBusVariant(QVariant::fromValue(QDBusVariant(known ? QVariant(scheme) : QVariant())));
    }

  Q_SIGNALS:
    void SettingChanged(const QString& nameSpace, const QString& key, const QDBusVariant& value);
};

class TestThemeWatch : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        const QString daemon = QStandardPaths::findExecutable("dbus-daemon");
        if (daemon.isEmpty())
            QSKIP("dbus-daemon is not installed: the whole test needs a bus");
        m_bus.start(daemon, {"--session", "--nofork", "--print-address"});
        QVERIFY(m_bus.waitForReadyRead(5000));
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
        // A second connection, so that the watch's calls really use the bus.
        QDBusConnection desktop = QDBusConnection::connectToBus(QDBusConnection::SessionBus, "desktop");
        QVERIFY(desktop.registerObject("/org/freedesktop/portal/desktop", &m_portal,
                                       QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(desktop.registerService("org.freedesktop.portal.Desktop"));
    }

    void cleanupTestCase() {
        QDBusConnection::disconnectFromBus("desktop");
        m_bus.kill();
        m_bus.waitForFinished();
    }

    void theDesktopsThemeIsTakenAndFollowed() {
        applyTheme(*qApp, ThemeChoice::Light);
        m_portal.scheme = 1;
        ThemeWatch watch(*qApp, ThemeChoice::System);
        QSignalSpy changed(&watch, &ThemeWatch::themeChanged);
        watch.start();
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(isDark());
        Q_EMIT m_portal.SettingChanged("org.freedesktop.appearance", "color-scheme", QDBusVariant(2U));
        QTRY_COMPARE(changed.size(), 2);
        QVERIFY(!isDark());
    }

    void aChosenThemeStaysWhateverTheDesktopSays() {
        m_portal.scheme = 1;
        ThemeWatch watch(*qApp, ThemeChoice::Light);
        watch.setChoice(ThemeChoice::Light);
        const int before = m_portal.asked;
        watch.start();
        QTRY_VERIFY(m_portal.asked > before);
        QDBusMessage ping = QDBusMessage::createMethodCall("org.freedesktop.portal.Desktop",
                                                           "/org/freedesktop/portal/desktop",
                                                           "org.freedesktop.DBus.Peer", "Ping");
        const QDBusPendingCall pong = QDBusConnection::sessionBus().asyncCall(ping);
        QTRY_VERIFY(pong.isFinished()); // the answer to the watch has arrived before it
        QCoreApplication::processEvents();
        QVERIFY(!isDark());
        watch.setChoice(ThemeChoice::System); // a change in the meantime is not lost
        QVERIFY(isDark());
    }

    void anotherSettingChangesNothing() {
        ThemeWatch watch(*qApp, ThemeChoice::System);
        m_portal.scheme = 2;
        watch.start();
        QTRY_VERIFY(!isDark());
        QSignalSpy changed(&watch, &ThemeWatch::themeChanged);
        Q_EMIT m_portal.SettingChanged("org.freedesktop.appearance", "accent-color", QDBusVariant(1U));
        Q_EMIT m_portal.SettingChanged("org.freedesktop.appearance", "color-scheme", QDBusVariant(1U));
        QTRY_COMPARE(changed.size(), 1); // the second one only
        QVERIFY(isDark());
    }

  private:
    QProcess m_bus;
    FakePortal m_portal;
};

QTEST_MAIN(TestThemeWatch)
#include "test_theme_watch.moc"
