#include "app/workbench/timed_application.h"

#include <QMetaEnum>
#include <QThread>

#include <ctime>

namespace driftwood::workbench {
namespace {

using SteadyClock = std::chrono::steady_clock;

std::chrono::nanoseconds threadTime() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

std::chrono::milliseconds inMs(std::chrono::nanoseconds span) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(span);
}

/// Describes the event before it is delivered, because its receiver may be destroyed by it.
QString describe(const QObject& receiver, const QEvent& event) {
    const char* type = QMetaEnum::fromType<QEvent::Type>().valueToKey(event.type());
    QString text = (type != nullptr ? QString::fromLatin1(type)
                                    : QStringLiteral("event %1").arg(static_cast<int>(event.type()))) +
                   QStringLiteral(" to ") + QString::fromLatin1(receiver.metaObject()->className());
    if (!receiver.objectName().isEmpty())
        text += QStringLiteral(" \"%1\"").arg(receiver.objectName());
    return text;
}

} // namespace

TimedApplication::TimedApplication(int& argc, char** argv, std::chrono::milliseconds atLeast, Report report)
    : QApplication(argc, argv)
    , m_atLeast(atLeast)
    , m_report(std::move(report)) {}

bool TimedApplication::notify(QObject* receiver, QEvent* event) {
    if (receiver == nullptr || event == nullptr || QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    const int level = thread()->loopLevel();
    const bool within = !m_deliveries.empty() && m_deliveries.back().loopLevel == level;
    if (within)
        return QApplication::notify(receiver, event);
    for (Delivery& outer : m_deliveries)
        outer.ranLoop = true;
    const QString what = describe(*receiver, *event);
    m_deliveries.push_back({level, false});
    const auto begun = SteadyClock::now();
    const auto computedBefore = threadTime();
    const bool accepted = QApplication::notify(receiver, event);
    const auto computed = inMs(threadTime() - computedBefore);
    const auto took = inMs(SteadyClock::now() - begun);
    const bool ranLoop = m_deliveries.back().ranLoop;
    m_deliveries.pop_back();
    if (!ranLoop && took >= m_atLeast)
        m_report({what, took, computed});
    return accepted;
}

} // namespace driftwood::workbench
