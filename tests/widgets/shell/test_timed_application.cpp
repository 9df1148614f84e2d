#include "app/workbench/timed_application.h"

#include <QTimer>
#include <QtTest>

#include <chrono>
#include <ctime>
#include <thread>

namespace driftwood::test {

using namespace std::chrono_literals;

namespace {

/// Handles a custom event with the function it is given.
class Receiver : public QObject {
  public:
    explicit Receiver(std::function<void()> work)
        : m_work(std::move(work)) {
        setObjectName(QStringLiteral("receiver"));
    }
    bool event(QEvent* event) override {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        m_work();
        return true;
    }

  private:
    std::function<void()> m_work;
};

void deliver(QObject& receiver) {
    QEvent event(QEvent::User);
    QCoreApplication::sendEvent(&receiver, &event);
}

} // namespace

class TestTimedApplication : public QObject {
    Q_OBJECT

  public:
    explicit TestTimedApplication(std::vector<workbench::SlowEvent>& reported)
        : m_reported(reported) {}

  private Q_SLOTS:
    void init() { m_reported.clear(); }

    void aSlowEventIsReportedWithItsReceiver() {
        Receiver slow([] { std::this_thread::sleep_for(60ms); });
        deliver(slow);
        QCOMPARE(m_reported.size(), std::size_t(1));
        QVERIFY(m_reported.front().took >= 60ms);
        QCOMPARE(m_reported.front().what, QStringLiteral("User to QObject \"receiver\""));
    }

    // On a busy machine an event takes long without computing much.
    void waitingIsToldFromComputing() {
        Receiver waiting([] { std::this_thread::sleep_for(60ms); });
        deliver(waiting);
        Receiver computing([] {
            const std::clock_t until = std::clock() + CLOCKS_PER_SEC * 60 / 1000;
            while (std::clock() < until) {
            }
        });
        deliver(computing);
        QCOMPARE(m_reported.size(), std::size_t(2));
        QVERIFY(m_reported[0].computed < 30ms);
        QVERIFY(m_reported[1].computed >= 50ms);
        QVERIFY(m_reported[1].computed <= m_reported[1].took);
    }

    void aQuickOneIsNot() {
        Receiver quick([] {});
        deliver(quick);
        QVERIFY(m_reported.empty());
    }

    void anEventWithinAnotherCountsWithIt() {
        Receiver inner([] { std::this_thread::sleep_for(60ms); });
        Receiver outer([&] { deliver(inner); });
        deliver(outer);
        QCOMPARE(m_reported.size(), std::size_t(1));
    }

    // A dialog's own event loop handles input while the event that opened it is still being delivered.
    void oneThatRunsALoopIsNotButWhatTheLoopDeliversIs() {
        Receiver inner([] { std::this_thread::sleep_for(60ms); });
        std::chrono::nanoseconds whole{};
        Receiver outer([&] {
            const auto begin = std::chrono::steady_clock::now();
            QEventLoop loop;
            QTimer::singleShot(150ms, &loop, &QEventLoop::quit);
            QCoreApplication::postEvent(&inner, new QEvent(QEvent::User));
            loop.exec();
            whole = std::chrono::steady_clock::now() - begin;
        });
        QEventLoop loop;
        QTimer::singleShot(0, &loop, [&] {
            deliver(outer);
            loop.quit();
        });
        loop.exec();
        QCOMPARE(m_reported.size(), std::size_t(1));
        QVERIFY(m_reported.front().took < whole);
    }

  private:
    std::vector<workbench::SlowEvent>& m_reported;
};

} // namespace driftwood::test

int main(int argc, char** argv) {
    std::vector<driftwood::workbench::SlowEvent> reported;
    const driftwood::workbench::TimedApplication application(
        argc, argv, std::chrono::milliseconds(50),
        [&](const driftwood::workbench::SlowEvent& slow) { reported.push_back(slow); });
    driftwood::test::TestTimedApplication test(reported);
    return QTest::qExec(&test, argc, argv);
}

#include "test_timed_application.moc"
