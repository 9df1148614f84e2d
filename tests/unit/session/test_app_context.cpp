#include "session/app_context.h"
#include "support/result_check.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <limits>
#include <thread>

using namespace driftwood;
using namespace driftwood::session;
using namespace driftwood::tasks;
using namespace std::chrono_literals;

namespace {

constexpr int kPatienceMs = 20000;

broker::ConnectionProfile profileNamed(const std::string& name) {
    broker::ConnectionProfile profile;
    profile.name = name;
    profile.bootstrapServers = "127.0.0.1:1";
    return profile;
}

/// Counts to a total, then succeeds.
ResultJob<int>::Work countTo(int total) {
    return [total](const ProgressSink& report, const std::stop_token&) -> Result<int> {
        for (int i = 1; i <= total; ++i)
            report({"counting", i, total, "steps", {}});
        return total;
    };
}

/// Works until it is stopped; `working` is true meanwhile.
ResultJob<int>::Work workWithoutEnd(std::atomic<bool>& working) {
    return [&working](const ProgressSink& report, const std::stop_token& stop) -> Result<int> {
        working = true;
        for (int i = 1; !stop.stop_requested(); ++i) {
            report({"counting", i, std::numeric_limits<int>::max(), "steps", {}});
            std::this_thread::sleep_for(1ms);
        }
        working = false;
        return fail(ErrorCode::Cancelled, "stopped");
    };
}

} // namespace

class TestAppContext : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void anAnswerArrivesInTheThreadThatAsked() {
        Background background;
        QThread* worked = nullptr;
        QThread* told = nullptr;
        int answer = 0;
        const PendingQuery query = background.run<int>(
            [&worked](const std::stop_token&) {
                worked = QThread::currentThread();
                return 42;
            },
            [&](int value) {
                answer = value;
                told = QThread::currentThread();
            });
        QVERIFY(query.pending());
        QTRY_COMPARE_WITH_TIMEOUT(answer, 42, kPatienceMs);
        QVERIFY(!query.pending());
        QVERIFY(worked != told);
        QCOMPARE(told, QThread::currentThread());
    }

    void aDroppedQuestionIsStoppedAndNeverAnswered() {
        Background background;
        std::atomic<bool> stopped = false;
        bool answered = false;
        {
            const PendingQuery query = background.run<int>(
                [&stopped](const std::stop_token& stop) {
                    while (!stop.stop_requested())
                        std::this_thread::sleep_for(1ms);
                    stopped = true;
                    return 1;
                },
                [&answered](int) { answered = true; });
        }
        QTRY_VERIFY_WITH_TIMEOUT(stopped, kPatienceMs);
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }

    void theStoreShowsWhatWasChanged() {
        const QTemporaryDir folder;
        Store store(folder.path().toStdString());
        QVERIFY(!store.loaded());
        QSignalSpy changed(&store, &Store::changed);
        Status outcome = fail(ErrorCode::Internal, "not called");
        store.change([](workspace::Workspace& w) { return w.saveProfile(profileNamed("lab")); },
                     [&outcome](const Status& status) { outcome = status; });
        QTRY_VERIFY_WITH_TIMEOUT(!store.snapshot().profiles.empty(), kPatienceMs);
        VERIFY_OK(outcome);
        QVERIFY(store.loaded());
        QVERIFY(changed.count() >= 1);
        QCOMPARE(store.snapshot().profiles.front().name, std::string("lab"));
    }

    void aChangeIsMadeEvenWhenTheStoreGoesAtOnce() {
        const QTemporaryDir folder;
        {
            Store store(folder.path().toStdString());
            for (int i = 0; i < 20; ++i)
                store.change([i](workspace::Workspace& w) {
                    return w.saveProfile(profileNamed(QStringLiteral("p%1").arg(i).toStdString()));
                });
        }
        auto reopened = workspace::Workspace::open(folder.path().toStdString());
        VERIFY_OK(reopened);
        QCOMPARE((*reopened)->profiles().value().size(), std::size_t(20));
    }

    void whatAnotherProgramWritesAppearsByItself() {
        const QTemporaryDir folder;
        Store store(folder.path().toStdString());
        QSignalSpy changed(&store, &Store::changed);
        store.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(store.loaded(), kPatienceMs);
        auto elsewhere = workspace::Workspace::open(folder.path().toStdString());
        VERIFY_OK(elsewhere);
        VERIFY_OK((*elsewhere)->saveProfile(profileNamed("lab")));
        QTRY_COMPARE_WITH_TIMEOUT(store.snapshot().profiles.size(), std::size_t(1), kPatienceMs);
        const auto run = (*elsewhere)->addRun({.name = "theirs", .status = workspace::RunStatus::Finished});
        VERIFY_OK(run);
        QTRY_VERIFY_WITH_TIMEOUT(store.snapshot().run(*run) != nullptr, kPatienceMs);

        // Curves are in no snapshot: nobody is told when they are written.
        changed.clear();
        VERIFY_OK((*elsewhere)->addMetrics(*run, {{1, "train/loss", 0.5}}));
        VERIFY_OK((*elsewhere)->saveProfile(profileNamed("second")));
        QTRY_COMPARE_WITH_TIMEOUT(store.snapshot().profiles.size(), std::size_t(2), kPatienceMs);
        QCOMPARE(changed.count(), 1);
    }

    void aBrokenWorkspaceIsReportedOnceAndUsedWhenMended() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("in the way");
        QFile inTheWay(path);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        Store store(path.toStdString());
        QSignalSpy failed(&store, &Store::failed);
        store.refresh();
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kPatienceMs);
        store.refresh();
        bool answered = false; // requests are answered in order: the refresh comes first
        const PendingQuery query = store.ask<int>([](workspace::Workspace&) -> Result<int> { return 1; },
                                                  [&answered](const Result<int>&) { answered = true; });
        QTRY_VERIFY_WITH_TIMEOUT(answered, kPatienceMs);
        QCOMPARE(failed.count(), 1);
        QVERIFY(inTheWay.remove());
        store.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(store.loaded(), kPatienceMs);
    }

    void aJobReportsAndEnds() {
        JobBoard board;
        QSignalSpy ended(&board, &JobBoard::ended);
        auto* job = board.start(std::make_unique<ResultJob<int>>("count", countTo(50)));
        QVERIFY(board.anyRunning());
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatienceMs);
        QCOMPARE(job->state(), Job::State::Finished);
        QCOMPARE(job->outcome().value(), 50);
        QCOMPARE(job->progress().done, 50);
        QVERIFY(!board.anyRunning());
    }

    void aStoppedJobSaysSoAndAFailedOneWhy() {
        JobBoard board;
        std::atomic<bool> working = false;
        auto* long_ = board.start(std::make_unique<ResultJob<int>>("count", workWithoutEnd(working)));
        QTRY_VERIFY_WITH_TIMEOUT(working, kPatienceMs);
        long_->stop();
        QTRY_COMPARE_WITH_TIMEOUT(long_->state(), Job::State::Stopped, kPatienceMs);
        QVERIFY(!long_->outcome().has_value());

        auto* failing = board.start(std::make_unique<ResultJob<int>>(
            "fail", [](const ProgressSink&, const std::stop_token&) -> Result<int> {
                return fail(ErrorCode::NoSpace, "the disk is full", "/data");
            }));
        QTRY_COMPARE_WITH_TIMEOUT(failing->state(), Job::State::Failed, kPatienceMs);
        QCOMPARE(failing->error()->code, ErrorCode::NoSpace);
    }

    void destroyingTheBoardStopsAndJoinsAll() {
        std::atomic<bool> first = false;
        std::atomic<bool> second = false;
        {
            JobBoard board;
            board.start(std::make_unique<ResultJob<int>>("one", workWithoutEnd(first)));
            board.start(std::make_unique<ResultJob<int>>("two", workWithoutEnd(second)));
            QTRY_VERIFY_WITH_TIMEOUT(first && second, kPatienceMs);
        }
        QVERIFY(!first && !second);
    }

    void aBrokerThatIsNotThereIsSaidToBeUnreachable() {
        Background background;
        ConnectionSession connection(background);
        connection.connectTo(profileNamed("nowhere"));
        QCOMPARE(connection.state(), ConnectionSession::State::Connecting);
        QTRY_COMPARE_WITH_TIMEOUT(connection.state(), ConnectionSession::State::Failed, kPatienceMs);
        QCOMPARE(connection.error()->code, ErrorCode::Unreachable);
        QVERIFY(!connection.connection());
    }

    void theDemoIsFoundLostAndFoundAgain() {
        Background background;
        ConnectionSession connection(background);
        demo::DemoOptions options;
        options.history = std::chrono::hours(1);
        connection.openDemo(options);
        QTRY_COMPARE_WITH_TIMEOUT(connection.state(), ConnectionSession::State::Connected, kPatienceMs);
        QVERIFY(connection.isDemo());
        const TopicName machines("plant.machines");
        QTRY_VERIFY_WITH_TIMEOUT(connection.topic(machines) != nullptr, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(connection.topic(machines)->recordsPerSec > 0.0, kPatienceMs);
        QVERIFY(connection.topic(machines)->records() > 0);

        VERIFY_OK(connection.demo()->broker().setUp(false));
        QTRY_COMPARE_WITH_TIMEOUT(connection.state(), ConnectionSession::State::Lost, 60000);
        QVERIFY(connection.error().has_value());
        VERIFY_OK(connection.demo()->broker().setUp(true));
        QTRY_COMPARE_WITH_TIMEOUT(connection.state(), ConnectionSession::State::Connected, 60000);
    }
};

QTEST_GUILESS_MAIN(TestAppContext)
#include "test_app_context.moc"
