#pragma once

#include <QObject>
#include <QString>
#include <QTimeZone>

namespace driftwood::ui {

/// The user's settings, kept in the platform's settings and saved at once.
class Preferences : public QObject {
    Q_OBJECT

  public:
    explicit Preferences(QObject* parent = nullptr);

    [[nodiscard]] bool timesAreUtc() const { return m_timesAreUtc; }
    void setTimesAreUtc(bool utc);
    /// UTC or the computer's zone, as set; used for every time that is shown.
    [[nodiscard]] QTimeZone zone() const;

    /// "system", "light" or "dark".
    [[nodiscard]] const QString& themeName() const { return m_theme; }
    void setThemeName(const QString& name);

    /// Factor for every font's size, 0.9 to 1.5.
    [[nodiscard]] double fontFactor() const { return m_fontFactor; }
    void setFontFactor(double factor);

    /// "" follows the system; otherwise "en" or "de". Takes effect at the next start.
    [[nodiscard]] const QString& language() const { return m_language; }
    void setLanguage(const QString& language);

  Q_SIGNALS:
    void changed();

  private:
    void remember(const QString& key, const QVariant& value);

    bool m_timesAreUtc = false;
    QString m_theme;
    double m_fontFactor = 1.0;
    QString m_language;
};

} // namespace driftwood::ui
