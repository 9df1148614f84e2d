#include "ui/page/nameless_settings.h"

#include <QSettings>

namespace driftwood::ui {

void takeOverNamelessSettings() {
    QSettings ours;
    if (!ours.allKeys().isEmpty())
        return;
    const QSettings before(ours.format(), ours.scope(), QStringLiteral("Unknown Organization"),
                           QStringLiteral("driftwood"));
    for (const QString& key : before.allKeys())
        ours.setValue(key, before.value(key));
}

} // namespace driftwood::ui
