#include "ui/theme/theme_watch.h"

#include "ui/theme/theme_data.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>

namespace driftwood::ui {

namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kNameSpace = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");
constexpr int kTimeoutMs = 200;
constexpr uint kPrefersDark = 1;
constexpr uint kPrefersLight = 2;

/// `Read` returns a variant within a variant.
QVariant unwrapped(QVariant value) {
    while (value.userType() == qMetaTypeId<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

/// Talks to the portal. It is a separate class, because moc must see the complete types of a D-Bus slot.
class Portal : public QObject {
    Q_OBJECT

  public:
    Portal(const QDBusConnection& bus, QObject* parent)
        : QObject(parent)
        , m_bus(bus) {
        qRegisterMetaType<QDBusVariant>(); // Qt finds the slot's types by name
        // No sender is given: with the service's name Qt would ask the bus for its owner and wait for the
        // answer.
        if (!m_bus.connect(QString(), kPath, kInterface, QStringLiteral("SettingChanged"), this,
                           SLOT(settingChanged(QString, QString, QDBusVariant))))
            qWarning("changes of the desktop's theme cannot be followed");
    }

    void ask() {
        QDBusMessage call =
            QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
        call << kNameSpace << kKey;
        auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, kTimeoutMs), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
            watcher->deleteLater();
            const QDBusMessage reply = watcher->reply();
            if (reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty())
                Q_EMIT answered(unwrapped(reply.arguments().constFirst()));
        });
    }

  Q_SIGNALS:
    void answered(const QVariant& colorScheme);

  private Q_SLOTS:
    void settingChanged(const QString& nameSpace, const QString& key, const QDBusVariant& value) {
        if (nameSpace == kNameSpace && key == kKey)
            Q_EMIT answered(unwrapped(value.variant()));
    }

  private:
    QDBusConnection m_bus;
};

} // namespace

ThemeWatch::ThemeWatch(QApplication& app, ThemeChoice choice, QObject* parent)
    : QObject(parent)
    , m_app(app)
    , m_choice(choice) {}

void ThemeWatch::setChoice(ThemeChoice choice) {
    m_choice = choice;
    applyTheme(m_app, m_choice);
    Q_EMIT themeChanged();
}

void ThemeWatch::start() {
    if (std::exchange(m_started, true))
        return;
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    auto* portal = new Portal(bus, this);
    connect(portal, &Portal::answered, this, &ThemeWatch::take);
    portal->ask();
}

void ThemeWatch::take(const QVariant& colorScheme) {
    switch (colorScheme.toUInt()) {
    case kPrefersDark:
        setDesktopDark(true);
        break;
    case kPrefersLight:
        setDesktopDark(false);
        break;
    default:
        forgetDesktop();
    }
    if (m_choice != ThemeChoice::System)
        return;
    applyTheme(m_app, m_choice);
    Q_EMIT themeChanged();
}

} // namespace driftwood::ui

#include "theme_watch.moc"
