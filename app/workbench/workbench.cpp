#include "app/workbench/workbench.h"

#include "app/workbench/pages.h"
#include "base/log.h"
#include "base/version.h"
#include "model/torch_backend.h"
#include "ui/connect/connection_dialog.h"
#include "ui/theme/theme_names.h"

#include <QMessageBox>

namespace driftwood::workbench {

Workbench::Workbench(QApplication& application, const std::filesystem::path& workspaceFolder)
    : m_language(m_preferences.language())
    , m_theme(application, ui::themeNamed(m_preferences.themeName()))
    , m_app(workspaceFolder) {
    applyPreferences();
    m_window = std::make_unique<ui::MainWindow>(ui::PageContext{m_app, m_preferences}, pages());
    connect(&m_preferences, &ui::Preferences::changed, this, &Workbench::applyPreferences);
    connect(m_window.get(), &ui::MainWindow::firstFrameShown, this, &Workbench::afterFirstFrame);
    connect(m_window.get(), &ui::MainWindow::connectRequested, this, &Workbench::askForConnection);
    connect(m_window.get(), &ui::MainWindow::aboutRequested, this, &Workbench::showAbout);
    m_window->go(ui::Link::toPage(ui::kStartPage));
}

Workbench::~Workbench() = default;

void Workbench::show() { m_window->show(); }

void Workbench::applyPreferences() {
    m_theme.setChoice(ui::themeNamed(m_preferences.themeName()));
    ui::setFontFactor(qRound(m_preferences.fontFactor() * 100.0));
}

/// Starts slow work only after the first frame: the workspace, the desktop's theme, LibTorch.
void Workbench::afterFirstFrame() {
    m_app.store.refresh();
    m_theme.start();
    m_loadingTorch = m_app.background.run<bool>(
        [](const std::stop_token&) {
            const auto backend = model::torchBackend();
            if (!backend)
                log::info("LibTorch: " + backend.error().text());
            return backend.has_value();
        },
        [](bool) {});
}

void Workbench::askForConnection() {
    auto* dialog = new ui::ConnectionDialog(m_app, {}, m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void Workbench::showAbout() {
    QMessageBox::about(
        m_window.get(), tr("About Driftwood"),
        tr("Driftwood %1\n\nA workbench for models on the log. The log is the training set, and the "
           "model runs where the events flow.\n\nGPL-3.0-or-later. Built on Qt, librdkafka, LibTorch "
           "and QCustomPlot.")
            .arg(QString::fromStdString(version())));
}

} // namespace driftwood::workbench
