#pragma once

#include <QDateTime>
#include <QString>

namespace driftwood::ui {

/// When a saved connection was used last on this computer; kept in the platform's settings.
void noteConnectionUsed(const QString& name);
[[nodiscard]] QDateTime connectionLastUsed(const QString& name); ///< invalid: never

} // namespace driftwood::ui
