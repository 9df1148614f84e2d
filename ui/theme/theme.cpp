#include "ui/theme/theme.h"

#include "ui/theme/appearance_refresh.h"
#include "ui/theme/driftwood_style.h"
#include "ui/theme/theme_data.h"
#include "ui/theme/type.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QToolTip>
#include <array>
#include <optional>
#include <utility>

namespace driftwood::ui {

namespace {

constexpr std::array kDriftSteps{0.0, 0.1, 0.2, 0.5, 1.0};

struct State {
    bool dark = false;
    std::optional<bool> desktopDark;  ///< from the desktop portal
    std::optional<bool> platformDark; ///< from the platform's palette before ours replaced it
    int fontFactor = 100;
};

State& state() {
    static State instance;
    return instance;
}

QPalette themePalette(bool dark) {
    const auto c = [dark](Token token) { return color(token, dark); };
    QPalette p;
    const std::pair<QPalette::ColorRole, Token> roles[] = {
        {QPalette::Window, Token::Window},
        {QPalette::WindowText, Token::Ink},
        {QPalette::Base, Token::Surface},
        {QPalette::AlternateBase, Token::Raised},
        {QPalette::Text, Token::Ink},
        {QPalette::Button, Token::Surface},
        {QPalette::ButtonText, Token::Ink},
        {QPalette::BrightText, Token::Error},
        {QPalette::Highlight, Token::AccentSoft},
        {QPalette::HighlightedText, Token::Ink},
        {QPalette::Link, Token::Accent},
        {QPalette::LinkVisited, Token::Accent},
        {QPalette::PlaceholderText, Token::Ink3},
        {QPalette::ToolTipBase, Token::Surface},
        {QPalette::ToolTipText, Token::Ink},
        {QPalette::Light, Token::Hover},
        {QPalette::Midlight, Token::Line},
        {QPalette::Mid, Token::Line2},
        {QPalette::Dark, Token::Control},
        {QPalette::Shadow, Token::Ink2},
    };
    for (const auto& [role, token] : roles)
        p.setColor(role, c(token));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, c(Token::Ink3));
    for (const auto role : {QPalette::Base, QPalette::Button})
        p.setColor(QPalette::Disabled, role, c(Token::Window));
    return p;
}

bool wantsDark(ThemeChoice choice) {
    if (choice != ThemeChoice::System)
        return choice == ThemeChoice::Dark;
    return state().desktopDark.value_or(state().platformDark.value_or(false));
}

template <class T>
T at(const QList<T>& list, int index) {
    const int n = static_cast<int>(list.size());
    return list[((index % n) + n) % n];
}

} // namespace

QColor color(Token token, bool dark) { return themeData(dark).tokens[static_cast<size_t>(token)]; }
QColor color(Token token) { return color(token, state().dark); }
bool isDark() { return state().dark; }

QColor partitionColor(int partition) { return at(themeData(isDark()).partitions, partition); }
QColor categoryColor(int category) { return at(themeData(isDark()).categories, category); }

QList<double> driftSteps() { return {kDriftSteps.begin(), kDriftSteps.end()}; }

QColor driftColor(double psi) {
    int step = 0;
    while (step + 1 < static_cast<int>(kDriftSteps.size()) &&
           psi >= kDriftSteps[static_cast<size_t>(step) + 1])
        ++step;
    return themeData(isDark()).drift[step];
}

QColor clusterColor(const QString& name) {
    const auto& clusters = themeData(isDark()).clusters;
    return clusters.value(name, clusters.value(QStringLiteral("other")));
}

QStringList clusterColorNames() { return themeData(isDark()).clusters.keys(); }

void setDesktopDark(bool dark) { state().desktopDark = dark; }
void forgetDesktop() { state().desktopDark.reset(); }

void applyTheme(QApplication& app, ThemeChoice choice) {
    if (qobject_cast<DriftwoodStyle*>(QApplication::style()) == nullptr) {
        state().platformDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
        QApplication::setStyle(new DriftwoodStyle);
    }
    state().dark = wantsDark(choice);
    app.setFont(font(TextStyle::Body));
    const QPalette palette = themePalette(state().dark);
    app.setPalette(palette);
    QToolTip::setPalette(palette);
    QToolTip::setFont(font(TextStyle::Small));
    refreshAppearance();
}

void setFontFactor(int percent) {
    const int before = std::exchange(state().fontFactor, std::clamp(percent, 90, 150));
    if (qApp == nullptr)
        return;
    QApplication::setFont(font(TextStyle::Body));
    QToolTip::setFont(font(TextStyle::Small));
    refreshAppearance();
    if (before != state().fontFactor)
        rescaleSizes(static_cast<double>(state().fontFactor) / before);
}

int fontFactor() { return state().fontFactor; }

} // namespace driftwood::ui
