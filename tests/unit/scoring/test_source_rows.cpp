// Rows of a followed topic, while a schema registry does not answer.
#include "plant_topic.h"
#include "scoring/source_rows.h"
#include "support/result_check.h"

#include <thread>

using namespace driftwood;
using namespace driftwood::test;
using namespace std::chrono_literals;

namespace {

const TopicName kTopic("readings");

/// Gives the length of each value; the record "new" only after some tries.
class LateSchema final : public decoder::Decoder {
  public:
    explicit LateSchema(int tries)
        : m_tries(tries) {}
    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<decoder::DecodeFailure>& failures) override {
        for (const broker::RawRecord& record : batch.records()) {
            if (record.value == "new" && m_tries-- > 0)
                failures.push_back({{record.partition, record.offset},
                                    "no schema registry answered",
                                    decoder::FailureKind::Unanswered});
            else if (record.value == "bad")
                failures.push_back({{record.partition, record.offset}, "damaged"});
            else
                appendRow(rows, record);
        }
    }

  private:
    static void appendRow(records::RecordBatch& rows, const broker::RawRecord& record) {
        rows.appendPosition(record.partition, record.offset, record.timestamp, nullptr);
        rows.column(0).appendInt(static_cast<std::int64_t>(record.value.size()));
    }
    int m_tries;
};

} // namespace

class TestSourceRows : public QObject {
    Q_OBJECT

    PlantBroker m_plant = PlantBroker::inMemory();

    scoring::SourceRows rowsWith(int tries, std::chrono::milliseconds patience) {
        auto tail = m_plant.connection->openTail(kTopic, {{{PartitionId(0), Offset(0)}}, {}}, "group",
                                                 broker::Isolation::ReadCommitted);
        auto schema = std::make_shared<records::Schema>();
        schema->fields = {{"length", records::FieldType::Int64}};
        return {std::move(*tail), std::make_unique<LateSchema>(tries), schema, {}, 100, patience};
    }

  private Q_SLOTS:
    void initTestCase() {
        VERIFY_OK(m_plant.createTopic(kTopic, 1));
        for (const char* value : {"a", "bad", "new", "bb"})
            VERIFY_OK(m_plant.appendText(kTopic, PartitionId(0), value));
    }

    void aSchemaThatComesLateLosesNothing() {
        auto source = rowsWith(3, 30s);
        std::vector<decoder::DecodeFailure> failures;
        const auto rows = source.next({}, 1s, failures);
        VERIFY_OK(rows);
        QCOMPARE(rows->rows(), std::size_t(3));
        QCOMPARE(failures.size(), std::size_t(1));
        QCOMPARE(failures.front().position.offset.value, 1);
    }

    void aSilentRegistryEndsItWithNothingGivenOut() {
        auto source = rowsWith(1'000'000, 20ms);
        std::vector<decoder::DecodeFailure> failures;
        const auto rows = source.next({}, 1s, failures);
        VERIFY_FAILS(rows, ErrorCode::Unreachable);
        QCOMPARE(rows.error().where, std::string("P0 @ 2"));
        QVERIFY(failures.empty());
        // The reader is behind them: they must not be passed over with the next call.
        VERIFY_OK(m_plant.appendText(kTopic, PartitionId(0), "later"));
        VERIFY_FAILS(source.next({}, 1s, failures), ErrorCode::Unreachable);
    }

    void waitingCanBeStopped() {
        auto source = rowsWith(1'000'000, 1h);
        std::stop_source stop;
        std::jthread stopper([&] { stop.request_stop(); });
        std::vector<decoder::DecodeFailure> failures;
        VERIFY_FAILS(source.next(stop.get_token(), 1s, failures), ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestSourceRows)
#include "test_source_rows.moc"
