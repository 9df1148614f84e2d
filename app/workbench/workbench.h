#pragma once

#include "app/workbench/language.h"
#include "session/app_context.h"
#include "ui/page/preferences.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme_watch.h"

#include <QApplication>
#include <filesystem>
#include <memory>

namespace driftwood::workbench {

/// Creates and connects the window's parts: theme, preferences, application context, pages.
/// The program and the tour use the same class.
class Workbench : public QObject {
    Q_OBJECT

  public:
    Workbench(QApplication& application, const std::filesystem::path& workspaceFolder);
    ~Workbench() override;

    void show();
    [[nodiscard]] ui::MainWindow& window() { return *m_window; }
    [[nodiscard]] session::AppContext& app() { return m_app; }
    [[nodiscard]] ui::Preferences& preferences() { return m_preferences; }

  private:
    void applyPreferences();
    void afterFirstFrame();
    void showAbout();
    void askForConnection();

    ui::Preferences m_preferences;
    Language m_language; ///< created before any widget
    ui::ThemeWatch m_theme;
    session::AppContext m_app;
    std::unique_ptr<ui::MainWindow> m_window; ///< destroyed first: pages use the context
    tasks::PendingQuery m_loadingTorch;
};

} // namespace driftwood::workbench
