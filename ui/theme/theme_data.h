#pragma once

#include "ui/theme/tokens.h"

#include <QColor>
#include <QMap>
#include <QStringList>
#include <array>

namespace driftwood::ui {

/// One theme file, read. Room-internal: everyone else asks theme.h.
struct ThemeData {
    std::array<QColor, kTokenCount> tokens; ///< invalid where the file lacks one
    QList<QColor> partitions;
    QList<QColor> categories;
    QList<QColor> drift;
    QMap<QString, QColor> clusters;
};

[[nodiscard]] const ThemeData& themeData(bool dark);

/// What the desktop said last; nothing was said before the first call.
void setDesktopDark(bool dark);
void forgetDesktop();

} // namespace driftwood::ui
