#pragma once

#include "ui/theme/tokens.h"

#include <QColor>
#include <QMap>
#include <QStringList>
#include <array>

namespace driftwood::ui {

/// The contents of one theme file. Internal to this room; others use theme.h.
struct ThemeData {
    std::array<QColor, kTokenCount> tokens; ///< invalid if the file lacks one
    QList<QColor> partitions;
    QList<QColor> categories;
    QList<QColor> drift;
    QMap<QString, QColor> clusters;
};

[[nodiscard]] const ThemeData& themeData(bool dark);

/// Stores the desktop's last known setting; it is unknown before the first call.
void setDesktopDark(bool dark);
void forgetDesktop();

} // namespace driftwood::ui
