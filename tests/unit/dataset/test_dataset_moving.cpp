#include "dataset/dataset.h"
#include "support/fake_connection.h"
#include "support/moving_topic.h"
#include "support/result_check.h"

using namespace driftwood;
using namespace driftwood::dataset;
using driftwood::test::MovingTopic;

namespace {

const TopicName kTopic("moving");
constexpr int kPartitions = 3;
constexpr int kTries = 6; ///< a single try may succeed by chance

} // namespace

/// Data sets of a topic whose beginning moves while they are created.
class TestDatasetMoving : public QObject {
    Q_OBJECT

    std::unique_ptr<MovingTopic> m_topic;

    /// All records at this moment.
    DatasetRequest everything() {
        DatasetRequest request;
        request.name = "moving";
        request.ranges.topic = kTopic;
        if (const auto marks = m_topic->connection().watermarks(kTopic))
            for (const auto& mark : *marks)
                request.ranges.ranges.push_back({mark.partition, mark.low, mark.high});
        return request;
    }

  private Q_SLOTS:
    // If a range is gone because the topic was recreated, the error says so.
    void aRangeOfATopicMadeAnewIsNotJustGone() {
        class MadeAnew final : public test::FakeConnection {
          public:
            [[nodiscard]] Result<broker::TopicInfo> topic(const TopicName& name) override {
                return broker::TopicInfo{.name = name, .topicId = m_asked++ == 0 ? "first" : "second"};
            }
            [[nodiscard]] Result<std::vector<broker::Watermarks>> watermarks(const TopicName&,
                                                                             broker::Isolation) override {
                return std::vector{broker::Watermarks{PartitionId(0), Offset(100), Offset(200)}};
            }

          private:
            int m_asked = 0;
        } topic;
        DatasetRequest request;
        request.name = "anew";
        request.ranges = {kTopic, {{PartitionId(0), Offset(0), Offset(150)}}};
        request.decoder.schema.fields = {{"level", records::FieldType::Float64}};
        const auto made = createDataset(topic, request, {}, {});
        VERIFY_FAILS(made, ErrorCode::TopicGone);
        QVERIFY2(made.error().what.find("re-created") != std::string::npos, made.error().text().c_str());
    }

    void initTestCase() {
        auto topic = MovingTopic::start(kTopic, kPartitions);
        VERIFY_OK(topic);
        m_topic = std::move(*topic);
    }

    void fromTheBeginningIsFromWhereItIsByThen() {
        int read = 0;
        for (int i = 0; i < kTries; ++i) {
            DatasetRequest request = everything();
            request.beginMayMove = true;
            request.split.validationFraction = 0.0; // a busy machine may leave a single row
            const auto made = createDataset(m_topic->connection(), request, {}, {});
            if (!made &&
                made.error().code == ErrorCode::RangeGone) { // the log was faster than a busy machine
                QVERIFY2(made.error().what.find("dropped all") != std::string::npos,
                         made.error().text().c_str());
                continue;
            }
            VERIFY_OK(made);
            ++read;
            QVERIFY(made->manifest.rows > 0);
            QCOMPARE(made->manifest.rows, made->manifest.records());
            QCOMPARE(made->manifest.partitions.size(), std::size_t(kPartitions));
            std::int64_t leftOut = 0;
            for (std::size_t p = 0; p < request.ranges.ranges.size(); ++p) {
                const broker::OffsetRange& asked = request.ranges.ranges[p];
                const broker::OffsetRange& got = made->manifest.partitions[p].range;
                QVERIFY(got.begin >= asked.begin);
                QCOMPARE(got.end, std::max(asked.end, got.begin));
                leftOut += std::min(got.begin, asked.end) - asked.begin;
            }
            // The number of records that retention deleted meanwhile is reported.
            const auto said = std::ranges::find_if(made->notices, [](const std::string& notice) {
                return notice.find("are left out") != std::string::npos;
            });
            QCOMPARE(said != made->notices.end(), leftOut > 0);
            if (leftOut > 0)
                QVERIFY2(said->find(" " + std::to_string(leftOut) + " of the ") != std::string::npos,
                         said->c_str());
        }
        QVERIFY2(read > 0, "the log was always faster");
    }

    void theDecoderIsInferredFromWhatIsLeft() {
        int read = 0;
        for (int i = 0; i < kTries; ++i) {
            const auto spec = inferDecoder(m_topic->connection(), everything().ranges, {}, {});
            if (!spec && spec.error().code == ErrorCode::RangeGone) // the log was faster than a busy machine
                continue;
            VERIFY_OK(spec);
            ++read;
            QVERIFY(spec->schema.indexOf("level"));
        }
        QVERIFY2(read > 0, "the log was always faster");
    }

    void exactOffsetsStayExact() {
        DatasetRequest request = everything();
        for (broker::OffsetRange& range : request.ranges.ranges)
            range.begin = Offset(0);
        VERIFY_FAILS(createDataset(m_topic->connection(), request, {}, {}), ErrorCode::RangeGone);
    }
};

QTEST_GUILESS_MAIN(TestDatasetMoving)
#include "test_dataset_moving.moc"
