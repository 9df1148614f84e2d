#pragma once

#include "base/result.h"

#include <QDir>
#include <QList>
#include <QString>

class QApplication;
class QWidget;

namespace driftwood::ui {
class Preferences;
}

namespace driftwood::tour {

/// Numbered screenshots of the window in both themes, and a page that shows them with captions.
class Album {
  public:
    explicit Album(const QString& folder)
        : m_folder(folder) {}

    [[nodiscard]] Status prepare();
    /// Takes the screenshot in the light and in the dark theme, including a dialog over the window.
    [[nodiscard]] Status take(const QString& title, const QString& caption, QWidget& window,
                              ui::Preferences& preferences);
    [[nodiscard]] Status writePage(const QString& verdict) const;
    [[nodiscard]] QString pagePath() const { return m_folder.filePath(QStringLiteral("index.html")); }
    [[nodiscard]] int count() const { return static_cast<int>(m_pictures.size()); }

  private:
    struct Picture {
        QString title;
        QString caption;
        QString light;
        QString dark;
    };
    QDir m_folder;
    QList<Picture> m_pictures;
};

} // namespace driftwood::tour
