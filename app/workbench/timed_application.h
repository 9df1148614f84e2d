#pragma once

#include <QApplication>

#include <chrono>
#include <functional>
#include <vector>

namespace driftwood::workbench {

struct SlowEvent {
    QString what; ///< the event's type and who received it
    std::chrono::milliseconds took{0};
    /// The part of `took` in which the window's thread computed; the rest it waited, as for a processor on
    /// a busy machine.
    std::chrono::milliseconds computed{0};
};

/// An application that measures how long each event occupies the window's thread, and reports those that take
/// at least `atLeast`. An event that is delivered within another counts with that one; an event that runs an
/// event loop of its own, as a dialog may, is not reported itself, since the window answers meanwhile.
class TimedApplication : public QApplication {
  public:
    using Report = std::function<void(const SlowEvent&)>;

    TimedApplication(int& argc, char** argv, std::chrono::milliseconds atLeast, Report report);

    bool notify(QObject* receiver, QEvent* event) override;

  private:
    struct Delivery {
        int loopLevel = 0;
        bool ranLoop = false;
    };

    std::chrono::milliseconds m_atLeast;
    Report m_report;
    std::vector<Delivery> m_deliveries; ///< under way, the outermost first
};

} // namespace driftwood::workbench
