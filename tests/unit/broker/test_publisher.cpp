#include "embedded_topic.h"
#include "support/result_check.h"

using namespace driftwood;
using namespace driftwood::broker;
using namespace driftwood::test;
using namespace std::chrono_literals;

class TestPublisher : public QObject {
    Q_OBJECT

    EmbeddedTopic m_embedded;

    Status publish(Publisher& publisher, int count) {
        for (int i = 0; i < count; ++i)
            if (Status status = publisher.publish({.key = std::to_string(i), .value = "v", .headers = {}});
                !status)
                return status;
        return {};
    }

  private Q_SLOTS:
    void initTestCase() {
        auto embedded = EmbeddedTopic::start();
        VERIFY_OK(embedded);
        m_embedded = std::move(*embedded);
    }

    void aKeyGoesWhereKafkasOwnClientsPutIt_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<qint64>("hash");
        // The murmur2 values are those of Apache Kafka's own tests (UtilsTest.testMurmur2).
        QTest::newRow("21") << QByteArray("21") << qint64(-973932308);
        QTest::newRow("foobar") << QByteArray("foobar") << qint64(-790332482);
        QTest::newRow("a-little-bit-long-string")
            << QByteArray("a-little-bit-long-string") << qint64(-985981536);
        QTest::newRow("a-little-bit-longer-string")
            << QByteArray("a-little-bit-longer-string") << qint64(-1486304829);
        QTest::newRow("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8")
            << QByteArray("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8") << qint64(-58897971);
        QTest::newRow("abc") << QByteArray("abc") << qint64(479470107);
    }
    void aKeyGoesWhereKafkasOwnClientsPutIt() {
        QFETCH(QByteArray, key);
        QFETCH(qint64, hash);
        constexpr int kPartitions = 7;
        const TopicName topic("keyed-" + std::string(QTest::currentDataTag()));
        VERIFY_OK(m_embedded.broker->createTopic(topic, kPartitions));
        auto publisher = m_embedded.connection->openPublisher(topic);
        VERIFY_OK(publisher);
        VERIFY_OK((*publisher)->publish({.key = key.toStdString(), .value = "v", .headers = {}}));
        VERIFY_OK((*publisher)->flush(10s));
        auto marks = m_embedded.connection->watermarks(topic);
        VERIFY_OK(marks);
        // toPositive(hash) % partitions, like the Java producer
        const auto expected = static_cast<int>((hash & 0x7fffffff) % kPartitions);
        for (const Watermarks& mark : *marks)
            QCOMPARE(mark.high.value, mark.partition.value == expected ? 1 : 0);
    }

    void moreThanTheQueueHoldsIsDelivered() {
        ConnectionProfile profile = m_embedded.broker->profile();
        profile.extra["queue.buffering.max.messages"] = "100";
        auto connection = Connection::open(profile);
        VERIFY_OK(connection);
        const TopicName topic("queue");
        VERIFY_OK(m_embedded.broker->createTopic(topic, 1));
        auto publisher = (*connection)->openPublisher(topic);
        VERIFY_OK(publisher);
        VERIFY_OK(publish(**publisher, 5000));
        VERIFY_OK((*publisher)->flush(10s));
        QCOMPARE((*publisher)->delivered(), 5000);
        auto marks = (*connection)->watermarks(topic);
        VERIFY_OK(marks);
        QCOMPARE(marks->front().high.value, 5000);
    }

    void aBrokerThatIsAwayIsReportedAndLaterRecordsGoThrough() {
        const TopicName topic("away");
        VERIFY_OK(m_embedded.broker->createTopic(topic, 1));
        PublishOptions options;
        options.messageTimeout = 1000ms;
        auto publisher = m_embedded.connection->openPublisher(topic, options);
        VERIFY_OK(publisher);
        VERIFY_OK(publish(**publisher, 1));
        VERIFY_OK((*publisher)->flush(10s));
        VERIFY_OK(m_embedded.broker->setUp(false));
        VERIFY_OK(publish(**publisher, 10));
        auto flushed = (*publisher)->flush(20ms); // before the records' own timeout
        VERIFY_FAILS(flushed, ErrorCode::Unreachable);
        QVERIFY2(flushed.error().what.find("10 records are not acknowledged") != std::string::npos,
                 flushed.error().text().c_str());
        flushed = (*publisher)->flush(30s);
        VERIFY_OK(m_embedded.broker->setUp(true));
        VERIFY_FAILS(flushed, ErrorCode::Unreachable);
        QVERIFY2(flushed.error().what.find("record was not delivered") != std::string::npos,
                 flushed.error().text().c_str());
        QCOMPARE((*publisher)->delivered(), 1);
    }

    void anUnknownTopicIsRefusedAndNotMade() {
        VERIFY_FAILS(m_embedded.connection->openPublisher(TopicName("nowhere")), ErrorCode::NotFound);
        auto cluster = m_embedded.connection->cluster();
        VERIFY_OK(cluster);
        for (const TopicInfo& info : cluster->topics)
            QVERIFY(info.name.value != "nowhere");
    }

    void aReadOnlyConnectionIsNotWrittenTo() {
        ConnectionProfile profile = m_embedded.broker->profile();
        profile.readOnly = true;
        auto connection = Connection::open(profile);
        VERIFY_OK(connection);
        VERIFY_FAILS((*connection)->openPublisher(TopicName("queue")), ErrorCode::NotAuthorized);
        VERIFY_FAILS((*connection)->createTopic(TopicName("new"), 1), ErrorCode::NotAuthorized);
    }
};

QTEST_GUILESS_MAIN(TestPublisher)
#include "test_publisher.moc"
