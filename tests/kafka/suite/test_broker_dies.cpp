// A broker that is killed and returns, and one that does not return.

#include "broker/connection.h"
#include "broker/topic_watch.h"
#include "kafka/suite/suite.h"
#include "kafka/support/log_admin.h"
#include "kafka/support/reading.h"
#include "support/result_check.h"

#include <QElapsedTimer>
#include <QtTest>

#include <algorithm>
#include <atomic>
#include <future>
#include <sys/resource.h>
#include <thread>

namespace driftwood::test {

using namespace std::chrono_literals;

class TestBrokerDies : public QObject {
    Q_OBJECT

  public:
    explicit TestBrokerDies(KafkaBed& bed)
        : m_bed(bed) {}

  private Q_SLOTS:
    /// 60 MB over three partitions: several times what a reader's queue holds.
    void initTestCase() {
        m_topic = freshTopic("survivor");
        LogAdmin admin(m_bed.address(Listener::Plaintext));
        VERIFY_OK(admin.createTopic(m_topic, 3));
        LogWriter writer(m_bed.address(Listener::Plaintext));
        const std::string filler(1000, '.');
        for (int i = 0; i < kRecords; ++i)
            VERIFY_OK(writer.write(m_topic, i % 3, TimestampMs(i), std::to_string(i % 100),
                                   std::to_string(i) + filler));
        VERIFY_OK(writer.flush());
        m_written = writer.acknowledged();
        auto opened = broker::Connection::open(profileFor(m_bed));
        VERIFY_OK(opened);
        m_connection = *opened;
    }

    void cleanupTestCase() { m_connection.reset(); }

    void aRestartInTheMiddleOfAReplayLosesAndDoublesNothing() {
        auto reader = open(60s);
        VERIFY_OK(reader);
        std::atomic<std::size_t> count = 0;
        std::vector<WrittenRecord> read;
        Status outcome;
        std::promise<void> killed;
        std::jthread reading([&, died = killed.get_future()] {
            while (outcome.has_value() && !(*reader)->finished()) {
                outcome = readOnce(**reader, read);
                count = read.size();
                if (count > kRecords / 10) // the rest is read after the broker was killed
                    died.wait();
            }
        });
        const bool enough = QTest::qWaitFor([&] { return count > kRecords / 10; }, 30000);
        m_bed.kill();
        killed.set_value();
        QVERIFY(enough);
        QVERIFY(count < kRecords);
        const Status restarted = m_bed.restart();
        reading.join();
        VERIFY_OK(restarted);
        VERIFY_OK(outcome);
        QVERIFY(byPartition(std::move(read)) == std::optional(m_written));
    }

    void aBrokerDownForGoodIsStalledAndTheRestCanBeReadLater() {
        auto reader = open(2s);
        VERIFY_OK(reader);
        std::vector<WrittenRecord> read;
        while (read.size() < kRecords / 10)
            VERIFY_OK(readOnce(**reader, read));
        m_bed.kill();
        auto outcome = within(60s, [&]() -> Status {
            for (;;)
                if (auto batch = readOnce(**reader, read); !batch || (*reader)->finished())
                    return batch;
        });
        const Status restarted = m_bed.restart();
        VERIFY_FAILS(outcome, ErrorCode::Stalled);
        VERIFY_OK(restarted);

        const auto rest = readAll(*m_connection, (*reader)->remaining());
        VERIFY_OK(rest);
        std::ranges::copy(*rest, std::back_inserter(read));
        QVERIFY(byPartition(std::move(read)) == std::optional(m_written));
    }

    void aTailWaitsAndGoesOn() {
        auto tail =
            m_connection->openTail(TopicName(m_topic), {{{PartitionId(1), Offset(kRecords / 3)}}}, {});
        VERIFY_OK(tail);
        VERIFY_OK((*tail)->next({}, 200ms));
        m_bed.kill();
        bool noticed = false;
        for (int i = 0; i < 100 && !noticed; ++i) {
            VERIFY_OK((*tail)->next({}, 100ms)); // not an error
            noticed = !(*tail)->connected();
        }
        VERIFY_OK(m_bed.restart());
        QVERIFY(noticed);

        LogWriter writer(m_bed.address(Listener::Plaintext));
        VERIFY_OK(writer.write(m_topic, 1, TimestampMs(1), "k", "after the restart"));
        VERIFY_OK(writer.flush());
        std::vector<WrittenRecord> read;
        for (int i = 0; i < 100 && (read.empty() || !(*tail)->connected()); ++i) {
            auto batch = (*tail)->next({}, 200ms);
            VERIFY_OK(batch);
            append(*batch, read);
        }
        QCOMPARE(read, writer.acknowledged());
        QVERIFY((*tail)->connected());
    }

    // While the broker is down, every failed connection makes a waiting request ask for another one.
    void aBrokerThatIsAwayIsNotConnectedToAllTheTime() {
#ifndef RDKAFKA_BACKS_OFF
        QSKIP("this librdkafka lacks packaging/patches: it connects in a busy loop");
#endif
        auto watch = m_connection->watchTopic(TopicName(m_topic), 100ms);
        VERIFY_OK(watch);
        bool told = false; // look() returns an answer only once, but the macro evaluates the condition again
        const auto answers = [&] { return told = told || (*watch)->look(); };
        QTRY_VERIFY_WITH_TIMEOUT(answers(), 30000);
        m_bed.kill();
        const auto occupied = [] {
            rusage use{};
            ::getrusage(RUSAGE_SELF, &use);
            const auto ms = [](const timeval& time) { return time.tv_sec * 1000 + time.tv_usec / 1000; };
            return ms(use.ru_utime) + ms(use.ru_stime);
        };
        const auto before = occupied();
        QElapsedTimer clock;
        for (clock.start(); clock.elapsed() < 5000; std::this_thread::sleep_for(50ms))
            static_cast<void>((*watch)->look());
        const auto used = occupied() - before;
        VERIFY_OK(m_bed.restart());
        qInfo("%ld ms of a processor in 5 s", used);
        QVERIFY2(used < 1000, qPrintable(QString::number(used)));
        told = false;
        QTRY_VERIFY_WITH_TIMEOUT(answers(), 30000);
    }

  private:
    static constexpr int kRecords = 60000;

    [[nodiscard]] Result<std::unique_ptr<broker::RangeReader>>
    open(std::chrono::milliseconds stallBudget) const {
        broker::TopicRanges whole{TopicName(m_topic), {}};
        for (int partition = 0; partition < 3; ++partition)
            whole.ranges.push_back({PartitionId(partition), Offset(0), Offset(kRecords / 3)});
        return m_connection->openRangeReader(whole, {.stallBudget = stallBudget});
    }

    static Status readOnce(broker::RangeReader& reader, std::vector<WrittenRecord>& read) {
        auto batch = reader.next({});
        if (!batch)
            return forward(batch);
        append(*batch, read);
        return {};
    }

    KafkaBed& m_bed;
    std::string m_topic;
    std::vector<WrittenRecord> m_written;
    std::shared_ptr<broker::Connection> m_connection;
};

std::unique_ptr<QObject> makeBrokerDiesTest(KafkaBed& bed) { return std::make_unique<TestBrokerDies>(bed); }

} // namespace driftwood::test

#include "test_broker_dies.moc"
