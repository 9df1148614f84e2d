#include "ui/theme/theme_names.h"

#include <algorithm>

namespace driftwood::ui {

QStringList themeNames() {
    return {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")};
}

ThemeChoice themeNamed(const QString& name) {
    return static_cast<ThemeChoice>(std::max<qsizetype>(0, themeNames().indexOf(name)));
}

} // namespace driftwood::ui
