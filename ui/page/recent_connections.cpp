#include "ui/page/recent_connections.h"

#include <QSettings>
#include <QUrl>

namespace driftwood::ui {
namespace {

/// Replaces slashes, because QSettings would make a group of the name.
QString keyOf(const QString& name) {
    return QStringLiteral("connections/") + QString::fromLatin1(QUrl::toPercentEncoding(name));
}

} // namespace

void noteConnectionUsed(const QString& name) {
    QSettings().setValue(keyOf(name), QDateTime::currentDateTimeUtc());
}

QDateTime connectionLastUsed(const QString& name) { return QSettings().value(keyOf(name)).toDateTime(); }

} // namespace driftwood::ui
