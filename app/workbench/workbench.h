#pragma once

#include "app/workbench/language.h"
#include "session/desk.h"
#include "ui/page/preferences.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme_watch.h"

#include <QApplication>
#include <filesystem>
#include <memory>

namespace driftwood::workbench {

/// Creates and connects the window's parts: theme, preferences, desk, pages.
/// The program and the tour use the same class.
class Workbench : public QObject {
    Q_OBJECT

  public:
    Workbench(QApplication& app, const std::filesystem::path& workspaceFolder);
    ~Workbench() override;

    void show();
    [[nodiscard]] ui::MainWindow& window() { return *m_window; }
    [[nodiscard]] session::Desk& desk() { return m_desk; }
    [[nodiscard]] ui::Preferences& preferences() { return m_preferences; }

  private:
    void applyPreferences();
    void afterFirstFrame();
    void showAbout();
    void askForConnection();

    QApplication& m_app;
    ui::Preferences m_preferences;
    Language m_language; ///< created before any widget
    ui::ThemeWatch m_theme;
    session::Desk m_desk;
    std::unique_ptr<ui::MainWindow> m_window; ///< destroyed first: pages use the desk
    tasks::Ticket m_loadingTorch;
};

} // namespace driftwood::workbench
