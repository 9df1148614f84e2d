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

/// `Read` answers a variant in a variant.
QVariant unwrapped(QVariant value) {
    while (value.userType() == qMetaTypeId<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

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
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(portalChanged(QString, QString, QDBusVariant)));
    ask();
}

void ThemeWatch::ask() {
    QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    call << kNameSpace << kKey;
    auto* watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, kTimeoutMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusMessage reply = watcher->reply();
        if (reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty())
            take(unwrapped(reply.arguments().constFirst()));
    });
}

void ThemeWatch::portalChanged(const QString& nameSpace, const QString& key, const QDBusVariant& value) {
    if (nameSpace == kNameSpace && key == kKey)
        take(unwrapped(value.variant()));
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
