#pragma once

#include "session/app_context.h"
#include "session/training_session.h"
#include "support/demo_dataset.h"
#include "support/step_gate.h"
#include "ui/page/page.h"
#include "ui/training/new_run_form.h"

#include <QTemporaryDir>
#include <memory>

namespace driftwood::test {

/// The Training page in a window, with its header's actions as buttons, over an application context that is
/// connected to the demo and has the data set "shift".
class TrainingBench {
  public:
    /// Waits for connection and workspace. The folder must have the data set.
    TrainingBench(const DemoBench& demo, const std::filesystem::path& folder);
    ~TrainingBench();

    session::AppContext& app() { return *m_app; }
    ui::Page& page() { return *m_page; }
    QWidget& window() { return *m_window; }
    /// The only visible widget of this type and accessible name; null otherwise.
    template <class W>
    W* named(const QString& name) const {
        W* found = nullptr;
        for (W* widget : m_window->findChildren<W*>())
            if (widget->isVisible() && widget->accessibleName() == name)
                found = found == nullptr ? widget : nullptr;
        return found;
    }
    /// Runs started from now on wait at this gate after this number of steps.
    StepGate& holdRunsAt(std::int64_t stepsDone);
    /// Clicks the visible button with this text.
    bool click(const QString& text);
    /// Presses Tab until the control with this accessible name has the focus, then replaces its text.
    bool typeInto(const QString& name, const QString& text);
    ui::NewRunForm& form() { return *m_window->findChild<ui::NewRunForm*>(); }
    /// The newest run of this session; null without one.
    [[nodiscard]] session::TrainingSession* session() const;
    /// Opens the form for the data set and waits until it is filled in.
    bool openForm();
    /// Starts a run with this many epochs and waits until the workspace contains it; null where it does not.
    session::TrainingSession* beginRun(const QString& epochs);
    /// The same, but the run waits at the gate, first after one step, then after `steps`, when the page has
    /// received steps.
    session::TrainingSession* beginHeldRun(const StepGate& gate, std::int64_t steps);
    /// Stores a run that was trained elsewhere; returns its number.
    std::int64_t addStoredRun(workspace::RunRow row);
    [[nodiscard]] const QList<ui::Notice>& notices() const { return m_notices; }
    [[nodiscard]] const QList<ui::Link>& links() const { return m_links; }

  private:
    std::filesystem::path m_folder;
    std::unique_ptr<StepGate> m_gate;
    std::unique_ptr<session::AppContext> m_app;
    ui::Preferences m_preferences;
    std::unique_ptr<QWidget> m_window;
    QWidget* m_header;
    ui::Page* m_page;
    QList<ui::Notice> m_notices;
    QList<ui::Link> m_links;
};

/// Waits until the run is over.
bool ended(const session::TrainingSession* run);

} // namespace driftwood::test
