#include "dataset/dataset.h"

#include "support/memory_cluster.h"
#include "support/result_check.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::dataset;
using records::FieldType;

namespace {

const TopicName kTopic("readings");
constexpr int kPartitions = 3;
constexpr int kPerPartition = 400;

/// Record i of a partition: mostly JSON, every 50th broken, every 77th a tombstone.
/// The partitions' clocks differ.
struct Written {
    std::optional<std::string> value;
    std::int64_t time = 0;
};

Written recordAt(int partition, int i) {
    Written out;
    out.time = 10'000 + i * 10 + partition * 3;
    if (i % 77 == 5)
        return out;
    out.value = R"({"id":)" + std::to_string(partition * 1000 + i) + R"(,"sensor":{"level":)" +
                std::to_string(i) + R"(.5},"even":)" + (i % 2 == 0 ? "true" : "false");
    if (i % 50 != 7)
        *out.value += "}";
    return out;
}

bool isBroken(int i) { return i % 77 == 5 || i % 50 == 7; }

Status fill(const broker::Connection& connection, const TopicName& topic, const std::string& instead = {}) {
    auto publisher = connection.openPublisher(topic);
    if (!publisher)
        return forward(publisher);
    for (int partition = 0; partition < kPartitions; ++partition) {
        for (int i = 0; i < kPerPartition; ++i) {
            const Written written = recordAt(partition, i);
            const std::string key = std::string("k").append(std::to_string(i % 10));
            broker::OutgoingRecord record;
            record.partition = PartitionId(partition);
            record.key = key;
            record.timestamp = TimestampMs(written.time);
            if (written.value)
                record.value = partition == 1 && i == 200 && !instead.empty() ? instead : *written.value;
            if (auto sent = (*publisher)->publish(record); !sent)
                return sent;
        }
    }
    return (*publisher)->flush(std::chrono::seconds(20));
}

DatasetRequest wholeTopic(const TopicName& topic = kTopic) {
    DatasetRequest request;
    request.name = "test";
    request.ranges.topic = topic;
    for (int partition = 0; partition < kPartitions; ++partition)
        request.ranges.ranges.push_back({PartitionId(partition), Offset(0), Offset(1'000'000)});
    return request;
}

/// A connection to a cluster where the topic is deleted and recreated after the first request for it.
class RemakingConnection final : public test::MemoryConnection {
  public:
    using MemoryConnection::MemoryConnection;
    Result<broker::TopicInfo> topic(const TopicName& name) override {
        auto info = MemoryConnection::topic(name);
        if (info)
            info->topicId = std::to_string(++m_asked);
        return info;
    }

  private:
    int m_asked = 0;
};

bool sameColumns(const records::RecordBatch& a, const records::RecordBatch& b) {
    if (!(a.schema() == b.schema()) || a.rows() != b.rows())
        return false;
    for (std::size_t row = 0; row < a.rows(); ++row) {
        if (a.position(row) != b.position(row) || a.timestampsMs()[row] != b.timestampsMs()[row] ||
            a.keys().asText(row) != b.keys().asText(row))
            return false;
        for (std::size_t c = 0; c < a.schema().fields.size(); ++c) {
            if (a.column(c).valid(row) != b.column(c).valid(row) ||
                a.column(c).asText(row) != b.column(c).asText(row))
                return false;
        }
    }
    return true;
}

} // namespace

class TestDataset : public QObject {
    Q_OBJECT

    std::shared_ptr<test::MemoryCluster> m_cluster = test::MemoryCluster::create();
    std::shared_ptr<broker::Connection> m_connection = m_cluster->connect();
    const ProgressSink m_quiet;
    const std::stop_token m_never;

    Result<LoadedDataset> create(DatasetRequest request) {
        return createDataset(*m_connection, request, m_quiet, m_never);
    }
    Result<LoadedDataset> load(const Manifest& manifest) {
        return loadDataset(*m_connection, manifest, m_quiet, m_never);
    }

  private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_cluster->createTopic(kTopic, kPartitions));
        VERIFY_OK(fill(*m_connection, kTopic));
    }

    void everyRecordIsARowOrAFailure() {
        const auto made = create(wholeTopic());
        VERIFY_OK(made);
        const Manifest& manifest = made->manifest;
        QCOMPARE(manifest.records(), qint64(kPartitions * kPerPartition));
        QCOMPARE(manifest.rows + manifest.undecodable, manifest.records());
        QCOMPARE(qint64(made->failures.size()), manifest.undecodable);
        for (const decoder::DecodeFailure& failure : made->failures)
            QVERIFY(isBroken(static_cast<int>(failure.position.offset.value)));
        QCOMPARE(manifest.partitions[2].range.end.value, qint64(kPerPartition)); // clamped to the log's end
        QCOMPARE(manifest.decoder.schema.fields,
                 (std::vector<records::Field>{{"id", FieldType::Int64},
                                              {"sensor.level", FieldType::Float64},
                                              {"even", FieldType::Bool}}));
        std::int64_t before = 0;
        for (std::size_t row = 0; row < made->rows.rows(); ++row) {
            const RowPosition at = made->rows.position(row);
            QCOMPARE(made->rows.find("id")->ints()[row], at.partition.value * 1000 + at.offset.value);
            QCOMPARE(made->rows.find("sensor.level")->floats()[row],
                     static_cast<double>(at.offset.value) + 0.5);
            QVERIFY(made->rows.timestampsMs()[row] >= before);
            before = made->rows.timestampsMs()[row];
        }
        QCOMPARE(made->trainRows, manifest.rows - std::llround(0.2 * static_cast<double>(manifest.rows)));
    }

    void theSameManifestGivesTheSameRowsAgain() {
        DatasetRequest request = wholeTopic();
        request.filter = Filter::parse("even == true and sensor.level < 300").value();
        const auto made = create(request);
        VERIFY_OK(made);
        QVERIFY(made->manifest.filteredOut > 0);
        const auto written = manifestFromJson(toJson(made->manifest), "manifest");
        VERIFY_OK(written);
        for (int time = 0; time < 2; ++time) {
            const auto again = load(*written);
            VERIFY_OK(again);
            QVERIFY(again->manifest == made->manifest);
            QVERIFY(sameColumns(again->rows, made->rows));
            QCOMPARE(again->trainRows, made->trainRows);
        }
        // Created again from the same records, it is the same data set except for its creation time.
        const auto twin = create(request);
        VERIFY_OK(twin);
        QCOMPARE(twin->manifest.fingerprint, made->manifest.fingerprint);
    }

    void aPartOfTheRangeIsExactlyThatPart() {
        DatasetRequest request = wholeTopic();
        request.ranges.ranges = {{PartitionId(1), Offset(100), Offset(110)},
                                 {PartitionId(2), Offset(30), Offset(30)}};
        const auto made = create(request);
        VERIFY_OK(made);
        QCOMPARE(made->manifest.records(), qint64(10));
        QCOMPARE(made->manifest.partitions[0].firstTimestamp.value, qint64(recordAt(1, 100).time));
        QCOMPARE(made->manifest.partitions[0].lastTimestamp.value, qint64(recordAt(1, 109).time));
        QCOMPARE(made->manifest.partitions[1].records, qint64(0));
    }

    void severalStretchesOfAPartitionAreOneDataSet() {
        DatasetRequest request = wholeTopic();
        request.ranges.ranges = {{PartitionId(1), Offset(300), Offset(310)},
                                 {PartitionId(1), Offset(100), Offset(110)},
                                 {PartitionId(1), Offset(110), Offset(112)},
                                 {PartitionId(2), Offset(30), Offset(40)}};
        const auto made = create(request);
        VERIFY_OK(made);
        const Manifest& manifest = made->manifest;
        QCOMPARE(manifest.version, 2);
        QCOMPARE(manifest.partitions.size(), std::size_t(4));
        QCOMPARE(manifest.partitions[0].range.begin.value, qint64(100));
        for (const PartitionManifest& partition : manifest.partitions) {
            QCOMPARE(partition.records, qint64(partition.range.span()));
            QCOMPARE(
                partition.firstTimestamp.value,
                qint64(recordAt(partition.range.partition.value, int(partition.range.begin.value)).time));
        }
        std::vector<std::int64_t> offsets;
        for (std::size_t row = 0; row < made->rows.rows(); ++row)
            if (made->rows.partitions()[row] == 1)
                offsets.push_back(made->rows.offsets()[row]);
        QVERIFY(std::ranges::is_sorted(offsets));
        QCOMPARE(offsets.front(), std::int64_t(100));
        QCOMPARE(offsets.back(), std::int64_t(309));
        const auto again = load(manifest);
        VERIFY_OK(again);
        QVERIFY(sameColumns(made->rows, again->rows));
    }

    void anEmptyPartIsRefused() {
        DatasetRequest request = wholeTopic();
        request.split.gapMs = 1'000'000; // longer than the time span of all records
        const auto all = create(request);
        VERIFY_FAILS(all, ErrorCode::InvalidArgument);
        QVERIFY2(all.error().what.find("no row is left for training") != std::string::npos &&
                     all.error().what.find("gap") != std::string::npos,
                 all.error().what.c_str());
        request.split.gapMs = 1000;
        const auto some = create(request);
        VERIFY_OK(some);
        QVERIFY(some->trainRows > 0 && some->trainRows < some->validationBegin);
        const std::int64_t begin = some->rows.timestampsMs()[static_cast<std::size_t>(some->validationBegin)];
        for (std::int64_t row = 0; row < some->validationBegin; ++row)
            QCOMPARE(begin - some->rows.timestampsMs()[static_cast<std::size_t>(row)] > 1000,
                     row < some->trainRows);
        request = wholeTopic();
        request.ranges.ranges = {{PartitionId(0), Offset(0), Offset(2)}};
        VERIFY_FAILS(create(request), ErrorCode::InvalidArgument); // a fifth of two rows is empty
        request.split.validationFraction = 0;
        VERIFY_OK(create(request));
    }

    void anOlderOrderIsKept() {
        auto made = create(wholeTopic());
        VERIFY_OK(made);
        QCOMPARE(made->manifest.orderRule, std::string(kOrderRule));
        Manifest older = made->manifest;
        older.orderRule = kHeadTimestampOrder;
        older.fingerprint = computeFingerprint(older);
        const auto read = manifestFromJson(toJson(older), "manifest");
        VERIFY_OK(read);
        const auto again = load(*read);
        VERIFY_OK(again);
        QCOMPARE(again->manifest.orderRule, std::string(kHeadTimestampOrder));
        QCOMPARE(again->manifest.fingerprint, older.fingerprint);
    }

    void otherRecordsThanTheManifestsAreRefused() {
        const auto made = create(wholeTopic());
        VERIFY_OK(made);
        const TopicName other("otherReadings");
        QVERIFY(m_cluster->createTopic(other, kPartitions));
        std::string altered = recordAt(1, 200).value.value();
        altered[6] = '9'; // same length as before
        VERIFY_OK(fill(*m_connection, other, altered));
        Manifest manifest = made->manifest;
        manifest.topic = other;
        manifest.topicId.clear();
        const auto refused = load(manifest);
        VERIFY_FAILS(refused, ErrorCode::Mismatch);
        const std::string& what = refused.error().what;
        QVERIFY2(what.find("partition 1: as many records and bytes, but other ones") != std::string::npos &&
                     what.find("partition 0") == std::string::npos,
                 what.c_str());
    }

    void whatIsNoLongerThereIsNamed() {
        const auto made = create(wholeTopic());
        VERIFY_OK(made);
        Manifest manifest = made->manifest;
        manifest.partitions[1].range.end = Offset(450);
        auto replayability = checkReplayable(*m_connection, manifest);
        VERIFY_OK(replayability);
        QVERIFY(!replayability->replayable);
        QCOMPARE(
            replayability->problems,
            std::vector<std::string>{"partition 1: offsets 400 to 449 are not there (the log ends at 400)"});
        VERIFY_FAILS(load(manifest), ErrorCode::RangeGone);

        manifest = made->manifest;
        manifest.topic = TopicName("neverMade");
        VERIFY_FAILS(load(manifest), ErrorCode::TopicGone);

        replayability = checkReplayable(*m_connection, made->manifest);
        VERIFY_OK(replayability);
        QVERIFY(replayability->replayable);
    }

    void aTopicMadeAnewWhileItIsReadIsNoticed() {
        RemakingConnection remade(m_cluster);
        const auto made = createDataset(remade, wholeTopic(), m_quiet, m_never);
        VERIFY_FAILS(made, ErrorCode::TopicGone);
        QVERIFY(made.error().what.find("re-created") != std::string::npos);
    }

    void aTopicMadeAnewSinceCannotBeReplayed() {
        const auto made = create(wholeTopic());
        VERIFY_OK(made);
        Manifest manifest = made->manifest;
        manifest.topicId = "an earlier one";
        RemakingConnection remade(m_cluster);
        VERIFY_FAILS(loadDataset(remade, manifest, m_quiet, m_never), ErrorCode::TopicGone);
    }

    void aDataSetWithoutRowsIsRefused() {
        DatasetRequest request = wholeTopic();
        request.filter = Filter::parse("sensor.level > 100000").value();
        auto made = create(request);
        VERIFY_FAILS(made, ErrorCode::NotFound);
        const QString what = QString::fromStdString(made.error().what);
        QVERIFY2(what.contains("1200 records") && what.contains("filtered out"), qPrintable(what));
        QVERIFY(made.error().hint.find("sensor.level") != std::string::npos);

        request = wholeTopic();
        request.ranges.ranges = {{PartitionId(0), Offset(5), Offset(6)}}; // a tombstone
        request.decoder = create(wholeTopic())->manifest.decoder;
        made = create(request);
        VERIFY_FAILS(made, ErrorCode::NotFound);
        QVERIFY(made.error().what.find("tombstone") != std::string::npos);

        request.ranges.ranges = {{PartitionId(0), Offset(400), Offset(500)}}; // beyond the end
        VERIFY_FAILS(create(request), ErrorCode::NotFound);
    }

    void impossibleRequestsAreRefused() {
        DatasetRequest request = wholeTopic();
        request.ranges.ranges.push_back({PartitionId(0), Offset(0), Offset(5)});
        VERIFY_FAILS(create(request), ErrorCode::InvalidArgument);
        request = wholeTopic();
        request.ranges.ranges[0].partition = PartitionId(17);
        VERIFY_FAILS(create(request), ErrorCode::InvalidArgument);
        request = wholeTopic();
        request.filter = Filter::parse("colour == 'red'").value();
        VERIFY_FAILS(create(request), ErrorCode::InvalidArgument);
        request = wholeTopic();
        request.split.validationFraction = 1.0;
        VERIFY_FAILS(create(request), ErrorCode::InvalidArgument);
        VERIFY_FAILS(create(wholeTopic(TopicName("neverMade"))), ErrorCode::NotFound);
    }

    void stoppingStops() {
        std::stop_source source;
        source.request_stop();
        VERIFY_FAILS(createDataset(*m_connection, wholeTopic(), m_quiet, source.get_token()),
                     ErrorCode::Cancelled);
    }

    void progressEndsWithEveryRecord() {
        Progress last;
        const ProgressSink sink = [&](const Progress& progress) {
            QVERIFY(progress.done >= last.done);
            last = progress;
        };
        VERIFY_OK(createDataset(*m_connection, wholeTopic(), sink, m_never));
        QCOMPARE(last.done, qint64(kPartitions * kPerPartition));
        QCOMPARE(last.total, last.done);
        QCOMPARE(last.stage, std::string("reading"));
    }
};

QTEST_GUILESS_MAIN(TestDataset)
#include "test_dataset.moc"
