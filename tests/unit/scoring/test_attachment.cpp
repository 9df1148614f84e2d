#include "scoring/attachment.h"

#include "plant_topic.h"
#include "support/memory_cluster.h"
#include "support/result_check.h"
#include "support/sample_model.h"

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

using namespace driftwood;
using namespace std::chrono_literals;
using scoring::Attachment;
using scoring::AttachmentConfig;
using scoring::StartAt;
using training::Task;

namespace {

constexpr auto kWait = 100ms;
constexpr int kMostTurns = 300; // with kWait half a minute

// The results of an attachment over some steps.
struct Harvest {
    std::map<Position, double> values;
    std::size_t failures = 0;
    std::size_t latencies = 0;
    int disconnectedTurns = 0;

    void take(const scoring::AttachmentBatch& batch) {
        for (std::size_t row = 0; row < batch.rows.rows(); ++row)
            values[batch.rows.position(row).inOnlyTopic()] = batch.predictions.values[row];
        failures += batch.failures.size();
        latencies += batch.latencyMs.size();
        disconnectedTurns += batch.connected ? 0 : 1;
    }
};

// Steps until `scored` records were scored and `failures` failed; the caller checks the counts.
Status turnUntil(Attachment& attachment, Harvest& harvest, std::size_t scored, std::size_t failures = 0) {
    for (int turn = 0; turn < kMostTurns; ++turn) {
        if (harvest.values.size() >= scored && harvest.failures >= failures)
            return {};
        const auto batch = attachment.step({}, kWait);
        if (!batch)
            return tl::unexpected(batch.error());
        harvest.take(*batch);
    }
    return {};
}

} // namespace

class TestAttachment : public QObject {
    Q_OBJECT

  private:
    test::PlantBroker m_plant = test::PlantBroker::inMemory();
    std::shared_ptr<const model::TrainedModel> m_model;
    records::RecordBatch m_rows = test::plantRows(600, 77); // on three partitions

    // Fresh topics, so that cases do not see each other's records.
    AttachmentConfig freshTopics(int targetPartitions = 3) const {
        const std::string name = QTest::currentTestFunction();
        AttachmentConfig config;
        config.source = TopicName(name);
        config.target = TopicName(name + ".predictions");
        config.group = name + ".group";
        config.startAt = StartAt::Earliest;
        static_cast<void>(m_plant.createTopic(config.source, 3));
        static_cast<void>(m_plant.createTopic(config.target, targetPartitions));
        return config;
    }

    // The result of replaying the source topic, by position.
    Result<std::map<Position, double>> replay(const TopicName& topic) {
        auto records = m_plant.readAll(topic);
        if (!records)
            return forward(records);
        std::vector<broker::RawRecord> raw;
        for (const auto& record : *records)
            raw.push_back({record.position.partition, record.position.offset, record.timestamp,
                           !record.key.empty(), true, record.key, record.value});
        auto decoder = decoder::Decoder::create(m_model->lineage.dataset.decoder);
        auto scorer = scoring::Scorer::create(m_model);
        if (!decoder || !scorer)
            return fail(ErrorCode::Internal, "no decoder or scorer");
        records::RecordBatch rows(std::make_shared<records::Schema>(m_model->lineage.dataset.decoder.schema));
        std::vector<decoder::DecodeFailure> failures;
        (*decoder)->decode(broker::RawBatch::view(std::move(raw)), rows, failures);
        auto predictions = (*scorer)->score(rows);
        if (!predictions)
            return forward(predictions);
        std::map<Position, double> values;
        for (std::size_t row = 0; row < rows.rows(); ++row)
            values[rows.position(row).inOnlyTopic()] = predictions->values[row];
        return values;
    }

  private Q_SLOTS:
    void initTestCase() {
        m_model = std::make_shared<const model::TrainedModel>(test::plantModel(Task::AnomalyDetection));
    }

    // For a backlog, and for records that arrive later in one batch.
    void aLimitIsKeptExactly() {
        for (const bool live : {false, true}) {
            auto config = freshTopics();
            config.source = TopicName(config.source.value + (live ? ".live" : ".backlog"));
            config.group += live ? ".live" : ".backlog";
            VERIFY_OK(m_plant.createTopic(config.source, 3));
            config.maxRecords = 37;
            if (!live)
                VERIFY_OK(m_plant.append(config.source, m_rows, 0, 400));
            auto attachment = Attachment::open(*m_plant.connection, m_model, config);
            VERIFY_OK(attachment);
            if (live)
                VERIFY_OK(m_plant.append(config.source, m_rows, 0, 400));
            Harvest harvest;
            VERIFY_OK(turnUntil(**attachment, harvest, 37));
            VERIFY_OK((*attachment)->step({}, kWait));
            QCOMPARE((*attachment)->scored(), 37);
            // The committed positions match what was scored: every record before them and none behind.
            std::int64_t before = 0;
            for (const Position& position : (*attachment)->committedPositions())
                before += position.offset.value;
            QCOMPARE(before, 37);
        }
    }

    // If every third record cannot be decoded, and if none can.
    void aLimitCountsWhatCannotBeDecoded() {
        for (const bool live : {false, true}) {
            auto config = freshTopics();
            config.source = TopicName(config.source.value + (live ? ".live" : ".backlog"));
            config.group += live ? ".live" : ".backlog";
            VERIFY_OK(m_plant.createTopic(config.source, 3));
            config.maxRecords = 12;
            const auto write = [&]() -> Status {
                for (std::size_t i = 0; i < 40; ++i)
                    if (auto done = i % 3 == 0 ? m_plant.appendText(config.source, PartitionId(1), "not JSON")
                                               : m_plant.append(config.source, m_rows, i, i + 1);
                        !done)
                        return done;
                return {};
            };
            if (!live)
                VERIFY_OK(write());
            auto attachment = Attachment::open(*m_plant.connection, m_model, config);
            VERIFY_OK(attachment);
            if (live)
                VERIFY_OK(write());
            Harvest harvest;
            for (int turn = 0; turn < kMostTurns && (*attachment)->read() < 12; ++turn) {
                const auto batch = (*attachment)->step({}, kWait);
                VERIFY_OK(batch);
                harvest.take(*batch);
                std::int64_t before = 0;
                for (const Position& position : (*attachment)->committedPositions())
                    before += position.offset.value;
                QCOMPARE(before, (*attachment)->read());
            }
            QCOMPARE((*attachment)->read(), 12);
            QCOMPARE(harvest.values.size() + harvest.failures, std::size_t(12));
            QVERIFY(live || harvest.failures > 0); // a live attachment may start with either partition
        }
    }

    void everyRecordGetsOnePredictionInOrderWithItsSource() {
        const auto config = freshTopics();
        VERIFY_OK(m_plant.append(config.source, m_rows, 0, 400));
        auto attachment = Attachment::open(*m_plant.connection, m_model, config);
        VERIFY_OK(attachment);
        Harvest harvest;
        VERIFY_OK(turnUntil(**attachment, harvest, 400));
        // The rest is produced while the model is attached.
        VERIFY_OK(m_plant.append(config.source, m_rows, 400, 600));
        VERIFY_OK(turnUntil(**attachment, harvest, 600));
        QCOMPARE(harvest.values.size(), std::size_t{600});
        QCOMPARE(harvest.latencies, std::size_t{600});
        QCOMPARE((*attachment)->scored(), 600);

        const auto sources = m_plant.readAll(config.source);
        const auto predictions = m_plant.readAll(config.target);
        VERIFY_OK(sources);
        VERIFY_OK(predictions);
        QCOMPARE(predictions->size(), std::size_t{600});
        // Predictions are in the same partition and order as their records.
        for (std::size_t i = 0; i < 600; ++i) {
            const auto& source = (*sources)[i];
            const auto& prediction = (*predictions)[i];
            QVERIFY(prediction.position == source.position);
            QCOMPARE(prediction.key, source.key);
            QCOMPARE(prediction.timestamp.value, source.timestamp.value);
            QCOMPARE(prediction.header(scoring::kSourceTopicHeader), config.source.value);
            QCOMPARE(prediction.header(scoring::kSourcePartitionHeader),
                     std::to_string(source.position.partition.value));
            QCOMPARE(prediction.header(scoring::kSourceOffsetHeader),
                     std::to_string(source.position.offset.value));
            QCOMPARE(prediction.header(scoring::kModelIdHeader), m_model->id);
            QCOMPARE(nlohmann::json::parse(prediction.value).at("value").get<double>(),
                     harvest.values.at(source.position));
        }
        const auto committed = m_plant.connection->committed(config.group, config.source);
        VERIFY_OK(committed);
        QVERIFY(*committed == (*attachment)->committedPositions());
        std::int64_t total = 0;
        for (const Position& position : *committed)
            total += position.offset.value;
        QCOMPARE(total, 600);
    }

    void liveAndReplayAgreeBitByBit() {
        const auto config = freshTopics();
        auto attachment = Attachment::open(*m_plant.connection, m_model, config);
        VERIFY_OK(attachment);
        Harvest harvest;
        // In small portions, so that live batches differ from the replay's single batch.
        for (std::size_t begin = 0; begin < 60; begin += 7) {
            VERIFY_OK(m_plant.append(config.source, m_rows, begin, std::min<std::size_t>(begin + 7, 60)));
            VERIFY_OK(turnUntil(**attachment, harvest, std::min<std::size_t>(begin + 7, 60)));
        }
        const auto replayed = replay(config.source);
        VERIFY_OK(replayed);
        QCOMPARE(replayed->size(), std::size_t{60});
        QVERIFY(harvest.values == *replayed);
    }

    void aSecondRunGoesOnWhereTheFirstCommitted() {
        auto config = freshTopics();
        config.startAt = StartAt::Committed;
        config.startPositions = {
            {PartitionId(0), Offset(0)}, {PartitionId(1), Offset(0)}, {PartitionId(2), Offset(0)}};
        VERIFY_OK(m_plant.append(config.source, m_rows, 0, 100));
        {
            auto attachment = Attachment::open(*m_plant.connection, m_model, config);
            VERIFY_OK(attachment);
            Harvest harvest;
            VERIFY_OK(turnUntil(**attachment, harvest, 100));
            QCOMPARE(harvest.values.size(), std::size_t{100});
        }
        VERIFY_OK(m_plant.append(config.source, m_rows, 100, 150));
        config.startPositions.clear();
        auto attachment = Attachment::open(*m_plant.connection, m_model, config);
        VERIFY_OK(attachment);
        Harvest harvest;
        VERIFY_OK(turnUntil(**attachment, harvest, 50));
        QCOMPARE(harvest.values.size(), std::size_t{50});
        const auto predictions = m_plant.readAll(config.target);
        VERIFY_OK(predictions);
        QCOMPARE(predictions->size(), std::size_t{150});
    }

    void withoutCommittedPositionsItBeginsAtTheEnd() {
        auto config = freshTopics();
        config.startAt = StartAt::Committed;
        VERIFY_OK(m_plant.append(config.source, m_rows, 0, 30));
        auto attachment = Attachment::open(*m_plant.connection, m_model, config);
        VERIFY_OK(attachment);
        VERIFY_OK(m_plant.append(config.source, m_rows, 30, 40));
        Harvest harvest;
        VERIFY_OK(turnUntil(**attachment, harvest, 10));
        QCOMPARE(harvest.values.size(), std::size_t{10});
        const auto more = (*attachment)->step({}, kWait);
        VERIFY_OK(more);
        QVERIFY(more->rows.empty());
    }

    void aBrokerThatGoesAwayLosesNothing() {
        auto started = test::PlantBroker::start(); // one that can be made unreachable
        VERIFY_OK(started);
        test::PlantBroker& plant = *started;
        const auto config = freshTopics();
        VERIFY_OK(plant.createTopic(config.source, 3));
        VERIFY_OK(plant.createTopic(config.target, 3));
        VERIFY_OK(plant.append(config.source, m_rows, 0, 200));
        auto attachment = Attachment::open(*plant.connection, m_model, config);
        VERIFY_OK(attachment);
        Harvest harvest;
        VERIFY_OK(turnUntil(**attachment, harvest, 1));
        VERIFY_OK(plant.broker->setUp(false));
        Status waited;
        for (int turn = 0; turn < kMostTurns && waited && harvest.disconnectedTurns < 3; ++turn)
            if (auto batch = (*attachment)->step({}, kWait))
                harvest.take(*batch);
            else
                waited = tl::unexpected(batch.error());
        VERIFY_OK(plant.broker->setUp(true));
        VERIFY_OK(waited);
        QVERIFY(harvest.disconnectedTurns >= 3);
        VERIFY_OK(turnUntil(**attachment, harvest, 200));
        VERIFY_OK(plant.append(config.source, m_rows, 200, 260));
        VERIFY_OK(turnUntil(**attachment, harvest, 260));
        QCOMPARE(harvest.values.size(), std::size_t{260});
        const auto predictions = plant.readAll(config.target);
        VERIFY_OK(predictions);
        std::set<std::pair<std::string, std::string>> sources;
        for (const auto& prediction : *predictions)
            sources.emplace(prediction.header(scoring::kSourcePartitionHeader),
                            prediction.header(scoring::kSourceOffsetHeader));
        QCOMPARE(sources.size(), std::size_t{260});
    }

    void undecodableRecordsAreReportedAndPassed() {
        const auto config = freshTopics();
        VERIFY_OK(m_plant.append(config.source, m_rows, 0, 10));
        VERIFY_OK(m_plant.appendText(config.source, PartitionId(1), "not JSON"));
        VERIFY_OK(m_plant.append(config.source, m_rows, 10, 20));
        auto attachment = Attachment::open(*m_plant.connection, m_model, config);
        VERIFY_OK(attachment);
        Harvest harvest;
        VERIFY_OK(turnUntil(**attachment, harvest, 20, 1));
        QCOMPARE(harvest.values.size(), std::size_t{20});
        QCOMPARE(harvest.failures, std::size_t{1});
        std::int64_t total = 0;
        for (const Position& position : (*attachment)->committedPositions())
            total += position.offset.value;
        QCOMPARE(total, 21);
    }

    void withoutATargetNothingIsPublishedOrCommitted() {
        auto config = freshTopics();
        config.target = TopicName();
        VERIFY_OK(m_plant.append(config.source, m_rows, 0, 20));
        auto attachment = Attachment::open(*m_plant.connection, m_model, config);
        VERIFY_OK(attachment);
        Harvest harvest;
        VERIFY_OK(turnUntil(**attachment, harvest, 20));
        QCOMPARE(harvest.values.size(), std::size_t{20});
        const auto committed = m_plant.connection->committed(config.group, config.source);
        VERIFY_OK(committed);
        QVERIFY(committed->empty());
    }

    void aTargetWithFewerPartitionsTakesTheRestByKey() {
        const auto config = freshTopics(1);
        VERIFY_OK(m_plant.append(config.source, m_rows, 0, 60));
        auto attachment = Attachment::open(*m_plant.connection, m_model, config);
        VERIFY_OK(attachment);
        Harvest harvest;
        VERIFY_OK(turnUntil(**attachment, harvest, 60));
        const auto predictions = m_plant.readAll(config.target);
        VERIFY_OK(predictions);
        QCOMPARE(predictions->size(), std::size_t{60});
    }

    void whatMakesNoSenseIsRefused() {
        auto config = freshTopics();
        config.target = config.source;
        VERIFY_FAILS(Attachment::open(*m_plant.connection, m_model, config), ErrorCode::InvalidArgument);
        config = freshTopics();
        config.group.clear();
        VERIFY_FAILS(Attachment::open(*m_plant.connection, m_model, config), ErrorCode::InvalidArgument);
        config = freshTopics();
        config.startPositions = {{PartitionId(9), Offset(0)}};
        VERIFY_FAILS(Attachment::open(*m_plant.connection, m_model, config), ErrorCode::NotFound);
        config = freshTopics();
        config.source = TopicName("no such topic");
        VERIFY_FAILS(Attachment::open(*m_plant.connection, m_model, config), ErrorCode::NotFound);
    }

    void aReadOnlyConnectionDoesNotPublish() {
        const auto cluster = test::MemoryCluster::create();
        const auto config = freshTopics();
        QVERIFY(cluster->createTopic(config.source, 3));
        QVERIFY(cluster->createTopic(config.target, 3));
        VERIFY_FAILS(Attachment::open(*cluster->connect(true), m_model, config), ErrorCode::NotAuthorized);
    }

    void aStopIsNoticed() {
        const auto config = freshTopics();
        auto attachment = Attachment::open(*m_plant.connection, m_model, config);
        VERIFY_OK(attachment);
        std::stop_source stop;
        stop.request_stop();
        VERIFY_FAILS((*attachment)->step(stop.get_token(), 10s), ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestAttachment)
#include "test_attachment.moc"
