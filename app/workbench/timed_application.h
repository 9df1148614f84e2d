#pragma once

#include <QApplication>

#include <chrono>
#include <functional>
#include <vector>

namespace driftwood::workbench {

struct SlowEvent {
    QString what; ///< the event's type and its receiver
    std::chrono::milliseconds took{0};
    /// The part of `took` in which the window's thread was computing; in the rest it waited, for example for
    /// a processor on a busy machine.
    std::chrono::milliseconds computed{0};
};

/// An application that measures how long each event occupies the window's thread, and reports those that take
/// at least `atLeast`. A nested event counts as part of the outer one. An event that runs its own event loop,
/// for example with a dialog, is not reported, because the window responds meanwhile.
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
    std::vector<Delivery> m_deliveries; ///< events being delivered, the outermost first
};

} // namespace driftwood::workbench
