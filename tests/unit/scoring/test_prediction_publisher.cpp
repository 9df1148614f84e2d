#include "scoring/prediction_publisher.h"

#include "support/result_check.h"
#include "support/sample_model.h"

#include <deque>

using namespace driftwood;
using namespace std::chrono_literals;
using scoring::PredictionPublisher;
using training::Task;

namespace {

// What a producer does, as a test wants it: each flush takes the next word of the script, or acknowledges.
class ScriptedPublisher final : public broker::Publisher {
  public:
    enum class Flush : unsigned char { StillWaiting, GiveUpOnOne, Refuse, Acknowledge };
    struct Log {
        std::deque<Flush> script;
        std::vector<std::optional<PartitionId>> published;
        std::size_t refusePublishAfter = static_cast<std::size_t>(-1);
    };

    explicit ScriptedPublisher(std::shared_ptr<Log> log)
        : m_log(std::move(log)) {}

    Status publish(const broker::OutgoingRecord& record) override {
        if (m_log->published.size() == m_log->refusePublishAfter) {
            m_log->refusePublishAfter = static_cast<std::size_t>(-1);
            return fail(ErrorCode::Unreachable, "broker did not answer in time");
        }
        m_log->published.push_back(record.partition);
        ++m_queued;
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
            m_delivered += m_queued - 1;
            m_queued = 0;
            return fail(ErrorCode::Unreachable, "record was not delivered");
        case Flush::Refuse:
            return fail(ErrorCode::NotAuthorized, "this user may not use the topic");
        case Flush::Acknowledge:
            break;
        }
        m_delivered += m_queued;
        m_queued = 0;
        return {};
    }
    std::int64_t delivered() const override { return m_delivered; }

  private:
    std::shared_ptr<Log> m_log;
    std::int64_t m_queued = 0;
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

    void aBatchWithALostRecordIsPublishedAgainWhole() {
        auto predictions = publisher();
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        m_log->script = {Flush::GiveUpOnOne, Flush::Acknowledge, Flush::GiveUpOnOne};
        QCOMPARE(wait(predictions).value(), true);
        // Twice one of twenty was lost; each time all twenty were published again.
        QCOMPARE(m_log->published.size(), std::size_t{60});
        // The next batch starts from a clean count.
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        QCOMPARE(wait(predictions).value(), true);
        QCOMPARE(m_log->published.size(), std::size_t{80});
    }

    void aBatchThatCouldOnlyBeQueuedInPartIsMadeUpFor() {
        auto predictions = publisher();
        m_log->refusePublishAfter = 7;
        VERIFY_OK(predictions.queue(m_rows, m_predictions));
        QCOMPARE(m_log->published.size(), std::size_t{7});
        QCOMPARE(wait(predictions).value(), true);
        QCOMPARE(m_log->published.size(), std::size_t{27});
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
