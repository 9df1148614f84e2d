#include "scoring/prediction_publisher.h"

#include "scoring/attachment.h"
#include "support/result_check.h"
#include "support/sample_model.h"

#include <algorithm>
#include <deque>
#include <set>

using namespace driftwood;
using namespace std::chrono_literals;
using scoring::PredictionPublisher;
using training::Task;

namespace {

// A producer whose behaviour a test determines: each flush takes the next step of the script, or
// acknowledges.
class ScriptedPublisher final : public broker::Publisher {
  public:
    enum class Flush : unsigned char { StillWaiting, GiveUpOnOne, Refuse, Acknowledge };
    struct Log {
        std::deque<Flush> script;
        std::vector<std::optional<PartitionId>> published;
        std::vector<std::uint64_t> tags; ///< of the published records
        std::vector<std::optional<std::string>> keys;
        std::size_t refusePublishAfter = static_cast<std::size_t>(-1);
        std::set<std::uint64_t> bad;      ///< rows that the topic refuses, together with their whole batch
        std::vector<std::string> reasons; ///< from the headers of the published records
    };

    explicit ScriptedPublisher(std::shared_ptr<Log> log)
        : m_log(std::move(log)) {}

    Status publish(const broker::OutgoingRecord& record) override {
        if (m_log->published.size() == m_log->refusePublishAfter) {
            m_log->refusePublishAfter = static_cast<std::size_t>(-1);
            return fail(ErrorCode::Unreachable, "broker did not answer in time");
        }
        m_log->published.push_back(record.partition);
        m_log->tags.push_back(record.tag);
        m_log->keys.push_back(record.key ? std::optional<std::string>(*record.key) : std::nullopt);
        m_queued.push_back(record.tag);
        for (const auto& [name, value] : record.headers)
            if (name == scoring::kReasonHeader)
                m_log->reasons.push_back(value.value_or(""));
        return {};
    }
    Status flush(std::chrono::milliseconds) override {
        Flush word = Flush::Acknowledge;
        if (!m_log->script.empty()) {
            word = m_log->script.front();
            m_log->script.pop_front();
        }
        switch (word) {
        case Flush::StillWaiting:
            return fail(ErrorCode::Unreachable, "records are not acknowledged yet");
        case Flush::GiveUpOnOne: // the others arrive
            m_undelivered.push_back({m_queued.back(), broker::DeliveryFault::Passing,
                                     Error{ErrorCode::Unreachable, "record was not delivered", {}, {}}});
            m_queued.pop_back();
            break;
        case Flush::Refuse:
            return fail(ErrorCode::NotAuthorized, "this user may not use the topic");
        case Flush::Acknowledge:
            break;
        }
        const bool refused =
            std::ranges::any_of(m_queued, [this](std::uint64_t tag) { return m_log->bad.contains(tag); });
        for (const std::uint64_t tag : refused ? m_queued : std::vector<std::uint64_t>())
            m_undelivered.push_back({tag, broker::DeliveryFault::OfTheRecord,
                                     Error{ErrorCode::InvalidArgument, "too large", {}, {}}});
        if (!refused)
            m_delivered += static_cast<std::int64_t>(m_queued.size());
        m_queued.clear();
        return {};
    }
    std::int64_t delivered() const override { return m_delivered; }
    std::vector<broker::Undelivered> takeUndelivered() override { return std::exchange(m_undelivered, {}); }

  private:
    std::shared_ptr<Log> m_log;
    std::vector<std::uint64_t> m_queued;
    std::vector<broker::Undelivered> m_undelivered;
    std::int64_t m_delivered = 0;
};

} // namespace

class TestPredictionPublisher : public QObject {
    Q_OBJECT

  private:
    using Flush = ScriptedPublisher::Flush;
    std::shared_ptr<const model::TrainedModel> m_model;
    records::RecordBatch m_rows = test::plantRows(20, 3);
    scoring::Predictions m_predictions;
    std::shared_ptr<ScriptedPublisher::Log> m_log;

    PredictionPublisher publisher(std::set<PartitionId> partitions = {PartitionId(0), PartitionId(1),
                                                                      PartitionId(2)}) {
        m_log = std::make_shared<ScriptedPublisher::Log>();
        return {std::make_unique<ScriptedPublisher>(m_log), m_model, TopicName("plant"),
                std::move(partitions)};
    }
    Result<bool> wait(PredictionPublisher& publisher, std::chrono::milliseconds time = 5s) {
        return publisher.waitForDelivery(m_rows, m_predictions, {}, time);
    }

  private Q_SLOTS:
    void initTestCase() {
        m_model = std::make_shared<const model::TrainedModel>(test::plantModel(Task::Regression));
        auto scorer = scoring::Scorer::create(m_model);
        VERIFY_OK(scorer);
        auto predictions = (*scorer)->score(m_rows);
        VERIFY_OK(predictions);
        m_predictions = std::move(*predictions);
    }

    void anAcknowledgedBatchIsPublishedOnce() {
        auto predictions = publisher();
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        m_log->script = {Flush::StillWaiting, Flush::StillWaiting};
        QCOMPARE(wait(predictions).value(), true);
        QCOMPARE(m_log->published.size(), std::size_t{20});
    }

    void onlyTheLostRecordIsPublishedAgain() {
        auto predictions = publisher();
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        m_log->script = {Flush::GiveUpOnOne, Flush::Acknowledge, Flush::GiveUpOnOne};
        QCOMPARE(wait(predictions).value(), true);
        QCOMPARE(m_log->published.size(), std::size_t{21});
        // The next batch starts from a clean count.
        m_log->script.clear();
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        QCOMPARE(wait(predictions).value(), true);
        QCOMPARE(m_log->published.size(), std::size_t{41});
    }

    // The broker refuses the whole batch because of two records; only those two are set aside.
    void whatTheTopicRefusesHoldsUpNoOther() {
        auto predictions = publisher();
        m_log->bad = {3, 11};
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        QCOMPARE(wait(predictions).value(), true);
        QCOMPARE(m_log->published.size(), std::size_t{40}); // together, then one by one
        QVERIFY(std::is_sorted(m_log->tags.begin() + 20, m_log->tags.end()));
        const auto unpublished = predictions.takeUnpublished();
        QCOMPARE(unpublished.size(), std::size_t{2});
        QCOMPARE(unpublished[0].row, std::size_t{3});
        QCOMPARE(unpublished[1].row, std::size_t{11});
        QCOMPARE(unpublished[1].error.what, std::string("too large"));
        m_log->bad.clear();
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        QCOMPARE(wait(predictions).value(), true);
        QVERIFY(predictions.takeUnpublished().empty());
    }

    void whatIsRefusedGoesToTheDeadLetters() {
        m_log = std::make_shared<ScriptedPublisher::Log>();
        m_log->bad = {5};
        auto letters = std::make_shared<ScriptedPublisher::Log>();
        PredictionPublisher predictions(std::make_unique<ScriptedPublisher>(m_log), m_model,
                                        TopicName("plant"), {PartitionId(0)},
                                        std::make_unique<ScriptedPublisher>(letters));
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        letters->script = {Flush::StillWaiting, Flush::StillWaiting};
        QCOMPARE(wait(predictions).value(), true);
        QCOMPARE(letters->published.size(), std::size_t{1});
        QCOMPARE(letters->reasons, std::vector<std::string>{"too large"});
        auto unpublished = predictions.takeUnpublished();
        QCOMPARE(unpublished.size(), std::size_t{1});
        QVERIFY(unpublished.front().inDeadLetters);
        // The dead-letter topic refuses it too, so neither topic has it.
        letters->bad = {0};
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        QCOMPARE(wait(predictions).value(), true);
        unpublished = predictions.takeUnpublished();
        QCOMPARE(unpublished.size(), std::size_t{1});
        QVERIFY(!unpublished.front().inDeadLetters);
        QVERIFY(unpublished.front().error.what.find("dead letter was not delivered") != std::string::npos);
    }

    void aBatchThatCouldOnlyBeQueuedInPartIsMadeUpFor() {
        auto predictions = publisher();
        m_log->refusePublishAfter = 7;
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        QCOMPARE(m_log->published.size(), std::size_t{7});
        QCOMPARE(wait(predictions).value(), true);
        QCOMPARE(m_log->published.size(), std::size_t{20});
    }

    void withoutAnAcknowledgementItIsNotDelivered() {
        auto predictions = publisher();
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        m_log->script = {Flush::StillWaiting};
        QCOMPARE(wait(predictions, 0ms).value(), false);
        QCOMPARE(wait(predictions).value(), true);
    }

    void aStopEndsTheWait() {
        auto predictions = publisher();
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        m_log->script.assign(1000, Flush::StillWaiting);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(predictions.waitForDelivery(m_rows, m_predictions, stop.get_token(), 1h).value(), false);
        QCOMPARE(m_log->script.size(), std::size_t{999});
    }

    void whatCannotBeWaitedOutIsAnError() {
        auto predictions = publisher();
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        m_log->script = {Flush::Refuse};
        VERIFY_FAILS(wait(predictions), ErrorCode::NotAuthorized);
    }

    /// A key that was decoded would be another one: whoever joins by it would find nothing.
    void aPredictionHasTheBytesOfItsRecordsKey() {
        records::Schema schema = m_rows.schema();
        schema.fields.push_back({std::string(records::kKeyBytesPath), records::FieldType::Text});
        records::RecordBatch rows(std::make_shared<const records::Schema>(std::move(schema)));
        const std::string_view decoded = R"({"id":7})";
        const std::string bytes("\0\0\0\0\x01\x0e", 6);
        for (std::size_t row = 0; row < 2; ++row) {
            rows.appendPosition(PartitionId(0), Offset(static_cast<std::int64_t>(row)), TimestampMs(1),
                                row == 0 ? &decoded : nullptr);
            const std::array from{static_cast<std::uint32_t>(row)};
            for (std::size_t i = 0; i < m_rows.schema().fields.size(); ++i)
                rows.column(i).gather(m_rows.column(i), from);
        }
        rows.column(rows.schema().fields.size() - 1).appendText(bytes);
        rows.column(rows.schema().fields.size() - 1).appendMissing();
        auto scorer = scoring::Scorer::create(m_model);
        VERIFY_OK(scorer);
        const auto scored = (*scorer)->score(rows);
        VERIFY_OK(scored);
        auto predictions = publisher();
        VERIFY_OK(predictions.queue(rows, *scored));
        const std::vector<std::optional<std::string>> keys{bytes, std::nullopt};
        QCOMPARE(m_log->keys, keys);
    }

    void partitionsTheTargetLacksAreLeftToTheKey() {
        auto predictions = publisher({PartitionId(1)});
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        for (std::size_t row = 0; row < m_rows.rows(); ++row)
            QVERIFY(m_log->published[row] ==
                    (m_rows.partitions()[row] == 1 ? std::optional(PartitionId(1)) : std::nullopt));
    }
};

QTEST_GUILESS_MAIN(TestPredictionPublisher)
#include "test_prediction_publisher.moc"
