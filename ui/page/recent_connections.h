#pragma once

#include <QDateTime>
#include <QString>

namespace driftwood::ui {

/// Stores when a saved connection was last used on this computer, in the platform's settings.
void noteConnectionUsed(const QString& name);
[[nodiscard]] QDateTime connectionLastUsed(const QString& name); ///< invalid if never

} // namespace driftwood::ui
