// Tests the test broker itself, on which the other tests rely.

#include "kafka/suite/suite.h"
#include "kafka/support/log_admin.h"
#include "kafka/support/log_writer.h"
#include "support/result_check.h"

#include <QtTest>

namespace driftwood::test {

class TestBed : public QObject {
    Q_OBJECT

  public:
    explicit TestBed(KafkaBed& bed)
        : m_bed(bed) {}

  private Q_SLOTS:
    void acknowledgesWhatIsWritten() {
        const std::string topic = freshTopic("bed");
        LogAdmin admin(m_bed.address(Listener::Plaintext));
        VERIFY_OK(admin.createTopic(topic, 2));
        LogWriter writer(m_bed.address(Listener::Plaintext));
        for (int i = 0; i < 10; ++i)
            VERIFY_OK(writer.write(topic, i % 2, TimestampMs(1000 + i), "k", std::to_string(i)));
        VERIFY_OK(writer.flush());
        const auto written = writer.acknowledged();
        QCOMPARE(written.size(), std::size_t(10));
        QCOMPARE(written[4].position, (Position{PartitionId(0), Offset(4)}));
        QCOMPARE(written[4].timestamp, TimestampMs(1008));
        VERIFY_OK(admin.deleteTopic(topic));
    }

    void makesTransactions() {
        const std::string topic = freshTopic("transactions");
        LogAdmin admin(m_bed.address(Listener::Plaintext));
        VERIFY_OK(admin.createTopic(topic, 1));
        LogWriter writer(m_bed.address(Listener::Plaintext), "writer-of-" + topic);
        for (int round = 0; round < 3; ++round) {
            VERIFY_OK(writer.begin());
            VERIFY_OK(writer.write(topic, 0, TimestampMs(1), "k", "v"));
            VERIFY_OK(writer.commit());
        }
        // Every commit writes a marker, which takes one offset.
        QCOMPARE(writer.acknowledged().back().position.offset, Offset(4));
    }

  private:
    KafkaBed& m_bed;
};

std::unique_ptr<QObject> makeBedTest(KafkaBed& bed) { return std::make_unique<TestBed>(bed); }

} // namespace driftwood::test

#include "test_bed.moc"
