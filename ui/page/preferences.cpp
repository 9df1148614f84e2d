#include "ui/page/preferences.h"

#include <QSettings>
#include <QVariant>
#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr auto kUtcKey = "preferences/timesAreUtc";
constexpr auto kThemeKey = "preferences/theme";
constexpr auto kFontKey = "preferences/fontFactor";
constexpr auto kLanguageKey = "preferences/language";
constexpr double kSmallestFont = 0.9;
constexpr double kLargestFont = 1.5;

} // namespace

Preferences::Preferences(QObject* parent)
    : QObject(parent) {
    const QSettings settings;
    m_timesAreUtc = settings.value(kUtcKey, false).toBool();
    m_theme = settings.value(kThemeKey, "system").toString();
    m_fontFactor = std::clamp(settings.value(kFontKey, 1.0).toDouble(), kSmallestFont, kLargestFont);
    m_language = settings.value(kLanguageKey).toString();
}

QTimeZone Preferences::zone() const { return m_timesAreUtc ? QTimeZone::utc() : QTimeZone::systemTimeZone(); }

void Preferences::setTimesAreUtc(bool utc) {
    m_timesAreUtc = utc;
    remember(kUtcKey, utc);
}

void Preferences::setThemeName(const QString& name) {
    m_theme = name;
    remember(kThemeKey, name);
}

void Preferences::setFontFactor(double factor) {
    m_fontFactor = std::clamp(factor, kSmallestFont, kLargestFont);
    remember(kFontKey, m_fontFactor);
}

void Preferences::setLanguage(const QString& language) {
    m_language = language;
    remember(kLanguageKey, language);
}

void Preferences::remember(const QString& key, const QVariant& value) {
    QSettings().setValue(key, value);
    Q_EMIT changed();
}

} // namespace driftwood::ui
