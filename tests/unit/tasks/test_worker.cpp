#include "tasks/worker.h"

#include <QSignalSpy>
#include <QtTest>
#include <atomic>
#include <future>

using namespace driftwood::tasks;
using namespace std::chrono_literals;

class TestWorker : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void workRunsElsewhereAndFinishesHere() {
        Worker worker;
        QSignalSpy finished(&worker, &Worker::finished);
        QThread* workThread = nullptr;
        QThread* finishThread = nullptr;
        QObject::connect(&worker, &Worker::finished, &worker,
                         [&] { finishThread = QThread::currentThread(); });
        worker.start([&](const std::stop_token&) { workThread = QThread::currentThread(); });
        QVERIFY(worker.running());
        QVERIFY(finished.wait(5000));
        QVERIFY(!worker.running());
        QVERIFY(workThread != QThread::currentThread());
        QCOMPARE(finishThread, QThread::currentThread());
    }

    void destructionStopsAndJoins() {
        std::atomic<bool> sawStop = false;
        {
            Worker worker;
            std::atomic<bool> started = false;
            worker.start([&](const std::stop_token& stop) {
                started = true;
                while (!stop.stop_requested())
                    std::this_thread::sleep_for(1ms);
                sawStop = true;
            });
            QTRY_VERIFY(started);
        }
        QVERIFY(sawStop);
    }

    void everyValueArrivesOnceAndInOrder() {
        constexpr int kValues = 100000;
        std::vector<int> received;
        int batches = 0;
        QObject receiver;
        BatchChannel<int> channel(&receiver, 1ms, [&](std::vector<int>&& batch) {
            received.insert(received.end(), batch.begin(), batch.end());
            ++batches;
        });
        Worker worker;
        QSignalSpy finished(&worker, &Worker::finished);
        worker.start([&](const std::stop_token&) {
            for (int i = 0; i < kValues; ++i)
                channel.push(i);
            channel.flush();
        });
        QVERIFY(finished.wait(10000));
        QTRY_COMPARE(received.size(), std::size_t(kValues));
        for (int i = 0; i < kValues; ++i)
            QCOMPARE(received[static_cast<std::size_t>(i)], i);
        QVERIFY2(batches < kValues / 10, "values were sent one by one");
    }

    void aBusyReceiverGetsOneLargerBatchNotAQueue() {
        std::vector<std::size_t> sizes;
        QObject receiver;
        BatchChannel<int> channel(&receiver, 0ms,
                                  [&](std::vector<int>&& batch) { sizes.push_back(batch.size()); });
        Worker worker;
        std::promise<void> pushed;
        worker.start([&](const std::stop_token&) {
            for (int i = 0; i < 1000; ++i)
                channel.push(i);
            channel.flush();
            pushed.set_value();
        });
        pushed.get_future().wait(); // without returning to the event loop: this thread is the busy receiver
        QVERIFY(sizes.empty());
        QTRY_COMPARE(std::accumulate(sizes.begin(), sizes.end(), std::size_t(0)), std::size_t(1000));
        QVERIFY2(sizes.size() <= 2, "more than one batch was on its way");
    }

    void theLastValuesDoNotWaitForTheInterval() {
        std::vector<int> received;
        QObject receiver;
        BatchChannel<int> channel(&receiver, 1h, [&](std::vector<int>&& batch) {
            received.insert(received.end(), batch.begin(), batch.end());
        });
        channel.push(1); // the first value is sent at once, the others wait for the interval of an hour
        QTRY_COMPARE(received, std::vector<int>{1});
        channel.push(2);
        channel.push(3);
        QCoreApplication::processEvents(); // would run what push() has posted
        QCOMPARE(received.size(), std::size_t(1));
        channel.flush();
        QTRY_COMPARE(received, (std::vector<int>{1, 2, 3}));
    }
};

QTEST_GUILESS_MAIN(TestWorker)
#include "test_worker.moc"
