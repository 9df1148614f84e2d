#include "tasks/background.h"
#include "tasks/detached_channel.h"
#include "tasks/job_board.h"

#include <QSignalSpy>
#include <QtTest>
#include <latch>
#include <thread>

using namespace driftwood;
using namespace driftwood::tasks;
using State = Job::State;

namespace {

using NumberJob = ResultJob<int>;

Status waitForStop(const std::stop_token& stop) {
    std::latch stopped(1);
    const std::stop_callback wake(stop, [&] { stopped.count_down(); });
    stopped.wait();
    return fail(ErrorCode::Cancelled, "stopped by you", "job");
}

std::unique_ptr<NumberJob> untilStopped() {
    return std::make_unique<NumberJob>(QStringLiteral("waits"),
                                       [](const ProgressSink&, const std::stop_token& stop) -> Result<int> {
                                           return tl::unexpected(waitForStop(stop).error());
                                       });
}

std::unique_ptr<NumberJob> answering(int number) {
    return std::make_unique<NumberJob>(
        QStringLiteral("answers"),
        [number](const ProgressSink&, const std::stop_token&) -> Result<int> { return number; });
}

/// Work that is held at its first step.
class HeldJob final : public Job {
  public:
    HeldJob()
        : Job(QStringLiteral("held")) {}
    ~HeldJob() override {
        letGo();
        join();
    }
    using Job::setPaused;
    void letGo() {
        if (!std::exchange(m_isLetGo, true))
            m_go.count_down();
    }

  protected:
    Status work(const ProgressSink& report, const std::stop_token&) override {
        report({"reading", 40, 100, "rows", {}});
        m_go.wait();
        report({"reading", 100, 100, "rows", {}});
        return {};
    }

  private:
    std::latch m_go{1};
    bool m_isLetGo = false;
};

} // namespace

/// Jobs, the board that owns them, and queries that may be dropped.
class TestJobs : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aJobKeepsItsResult() {
        auto job = answering(42);
        QCOMPARE(job->state(), State::Waiting);
        QSignalSpy ended(job.get(), &Job::ended);
        job->start();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(job->state(), State::Finished);
        QVERIFY(job->over());
        QCOMPARE(job->outcome(), std::optional(42));
        QVERIFY(!job->error());
        const auto elapsed = job->elapsed();
        job->stop(); // an ended job stays as it ended
        QCOMPARE(job->state(), State::Finished);
        QCOMPARE(job->elapsed(), elapsed);
    }

    void aJobThatFailsSaysWhyAndOneThatIsStoppedDoesNot() {
        NumberJob failing(QStringLiteral("fails"),
                          [](const ProgressSink&, const std::stop_token&) -> Result<int> {
                              return fail(ErrorCode::NoSpace, "the disk is full", "/data");
                          });
        failing.start();
        QTRY_COMPARE(failing.state(), State::Failed);
        QCOMPARE(failing.error()->what, std::string("the disk is full"));
        QVERIFY(!failing.outcome());

        auto stopped = untilStopped();
        stopped->start();
        stopped->stop();
        QCOMPARE(stopped->state(), State::Stopping);
        QTRY_COMPARE(stopped->state(), State::Stopped);
        QVERIFY(!stopped->error());
    }

    void aJobThatRunsOutOfMemoryFails() {
        NumberJob job(
            QStringLiteral("large"),
            [](const ProgressSink&, const std::stop_token&) -> Result<int> { throw std::bad_alloc(); });
        job.start();
        QTRY_COMPARE(job.state(), State::Failed);
        QCOMPARE(job.error()->code, ErrorCode::NoMemory);
    }

    void pausesDoNotCountAsTimeAndNothingIsEstimatedMeanwhile() {
        HeldJob job;
        QVERIFY(!job.remaining());
        job.setPaused(true); // nothing to pause yet
        QCOMPARE(job.state(), State::Waiting);
        job.start();
        QTRY_COMPARE(job.progress().done, std::int64_t(40));
        // The work before the first report took none of this session's time, so there is nothing to
        // extrapolate.
        QVERIFY(!job.remaining());
        job.setPaused(true);
        QCOMPARE(job.state(), State::Paused);
        const auto elapsed = job.elapsed();
        for (const auto then = std::chrono::steady_clock::now(); // until the clock has moved on
             std::chrono::steady_clock::now() - then < std::chrono::milliseconds(2);)
            std::this_thread::yield();
        QCOMPARE(job.elapsed(), elapsed);
        job.setPaused(false);
        QCOMPARE(job.state(), State::Running);
        job.letGo();
        QTRY_COMPARE(job.state(), State::Finished);
        QCOMPARE(job.progress().done, std::int64_t(100)); // the last report arrives before the end
    }

    void theBoardKeepsJobsInTheirOrderUntilTheyAreDismissed() {
        JobBoard board;
        QSignalSpy added(&board, &JobBoard::added);
        QSignalSpy ended(&board, &JobBoard::ended);
        QSignalSpy removed(&board, &JobBoard::removed);
        NumberJob* waiting = board.start(untilStopped());
        NumberJob* answer = board.start(answering(7));
        QCOMPARE(added.count(), 2);
        QCOMPARE(board.jobs(), (QList<Job*>{waiting, answer}));
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(board.anyRunning());
        board.dismiss(waiting); // it is not over
        QCOMPARE(board.jobs().size(), 2);
        QCOMPARE(board.newest<NumberJob>([](const NumberJob& job) { return job.over(); }), answer);
        QVERIFY(board.newest<HeldJob>([](const HeldJob&) { return true; }) == nullptr);
        board.dismiss(answer);
        QCOMPARE(removed.count(), 1);
        board.dismiss(answer); // it is no longer there
        QCOMPARE(removed.count(), 1);
        board.stopAll();
        QTRY_VERIFY(!board.anyRunning());
        QCOMPARE(waiting->state(), State::Stopped);
    }

    void aBoardThatIsDestroyedStopsItsJobs() {
        auto board = std::make_unique<JobBoard>();
        for (int i = 0; i < 3; ++i)
            board->start(untilStopped());
        board.reset(); // would wait forever for a job that is not stopped
    }

    void anAnswerThatWasDroppedIsNotDelivered() {
        Background background;
        int answered = 0;
        std::latch begun(1);
        {
            auto dropped = background.run<int>(
                [&](const std::stop_token& stop) {
                    begun.count_down();
                    (void)waitForStop(stop);
                    return 1;
                },
                [&](int) { ++answered; });
            begun.wait();
            QVERIFY(dropped.pending());
        } // also requests the stop, without which the work would never end
        int last = 0;
        auto kept = background.run<int>([](const std::stop_token&) { return 2; },
                                        [&](int answer) {
                                            ++answered;
                                            last = answer;
                                        });
        QTRY_COMPARE(last, 2);
        QVERIFY(!kept.pending());
        QCOMPARE(answered, 1);
    }

    void valuesForAListenerThatIsGoneAreDropped() {
        std::vector<int> got;
        std::optional<DetachedChannel<int>::Sender> sender;
        {
            DetachedChannel<int> channel(std::chrono::milliseconds(1), [&](std::vector<int>&& batch) {
                got.insert(got.end(), batch.begin(), batch.end());
            });
            sender = channel.sender();
            std::jthread([&] {
                sender->push(1);
                sender->push(2);
                sender->flush();
            }).join();
            QTRY_COMPARE(got, (std::vector<int>{1, 2}));
        }
        std::jthread([&] {
            sender->push(3);
            sender->flush();
        }).join();
        sender.reset();
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        QCOMPARE(got.size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestJobs)
#include "test_jobs.moc"
