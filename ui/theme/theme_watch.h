#pragma once

#include "ui/theme/theme.h"

#include <QObject>

class QVariant;

namespace driftwood::ui {

/// Keeps the application in the chosen theme or, with ThemeChoice::System, in the desktop's. The settings
/// portal is asked once after the first frame, without waiting, and changes are followed. Without a portal
/// the lightness of the platform's own palette decides.
class ThemeWatch : public QObject {
    Q_OBJECT

  public:
    ThemeWatch(QApplication& app, ThemeChoice choice, QObject* parent = nullptr);

    /// Asks the portal and listens to it. Call after the first frame; a second call does nothing.
    void start();
    void setChoice(ThemeChoice choice);
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }

  Q_SIGNALS:
    /// Emitted after every widget has been recoloured.
    void themeChanged();

  private:
    void take(const QVariant& colorScheme);

    QApplication& m_app;
    ThemeChoice m_choice;
    bool m_started = false;
};

} // namespace driftwood::ui
