#pragma once

#include "ui/widgets/messages/banner.h"

namespace driftwood::session {
class AppContext;
}

namespace driftwood::ui {

class MonitorBook;
class ShownMonitor;
struct MonitorEntry;

/// The banner of the Monitor page: why the monitor that is shown does not run, and what it has lost. Its
/// action is to resume.
class MonitorBanner : public Banner {
    Q_OBJECT

  public:
    MonitorBanner(session::AppContext& app, MonitorBook& book, ShownMonitor& shown,
                  QWidget* parent = nullptr);

    void refresh();

  private:
    void refreshRunning();
    /// Says who has the place of the shown monitor, and whether anything is scored there.
    void showSuccessor(const MonitorEntry& other);
    [[nodiscard]] QString lossOfShown() const;

    session::AppContext& m_app;
    MonitorBook& m_book;
    ShownMonitor& m_shown;
};

} // namespace driftwood::ui
