#include "dataset/dataset.h"
#include "dataset/load_rows.h"
#include "dataset/type_survey.h"
#include "support/memory_cluster.h"
#include "support/result_check.h"

#include <QtTest>
#include <cmath>

using namespace driftwood;
using namespace driftwood::dataset;
using records::FieldType;
using records::ValueNote;

namespace {

constexpr int kRecords = 12'000;

/// A record's payload, by its number. The sample of a partition reads the first, middle and last thousand.
using Payload = std::function<std::string(int)>;

std::string brief(const std::vector<FieldNotes>& notes) {
    std::string out;
    for (const FieldNotes& note : notes) {
        out += (out.empty() ? "" : "; ") + note.path + " " + std::string(valueNoteName(note.note)) + " " +
               std::to_string(note.count) + " at";
        for (const RowPosition& position : note.first)
            out +=
                " " + std::to_string(position.partition.value) + "/" + std::to_string(position.offset.value);
    }
    return out;
}

FieldStatistics statisticsOf(const LoadedDataset& data, const std::string& path) {
    for (const FieldStatistics& field : fieldStatistics(data.rows, 0, data.rows.rows()))
        if (field.field.path == path)
            return field;
    return {};
}

} // namespace

/// A type inferred from a sample is a guess: the values of the other rows decide.
class TestDatasetTypes : public QObject {
    Q_OBJECT

    std::shared_ptr<broker::Connection> m_connection = driftwood::test::MemoryCluster::create()->connect();

    Status fill(const TopicName& topic, const Payload& payload, int records = kRecords, int partitions = 1) {
        if (Status made = m_connection->createTopic(topic, partitions); !made)
            return made;
        auto publisher = m_connection->openPublisher(topic);
        if (!publisher)
            return forward(publisher);
        for (int i = 0; i < records; ++i) {
            const std::string value = payload(i);
            broker::OutgoingRecord record;
            record.partition = PartitionId(i % partitions);
            record.timestamp = TimestampMs(1'000'000 + i);
            record.value = value;
            if (auto sent = (*publisher)->publish(record); !sent)
                return sent;
        }
        return (*publisher)->flush(std::chrono::seconds(20));
    }

    DatasetRequest whole(const TopicName& topic, int partitions = 1) {
        DatasetRequest request;
        request.name = topic.value;
        request.ranges.topic = topic;
        for (int partition = 0; partition < partitions; ++partition)
            request.ranges.ranges.push_back({PartitionId(partition), Offset(0), Offset(1'000'000)});
        return request;
    }

    Result<LoadedDataset> make(const TopicName& topic, const Payload& payload, int partitions = 1) {
        if (Status filled = fill(topic, payload, kRecords, partitions); !filled)
            return forward(filled);
        return createDataset(*m_connection, whole(topic, partitions), {}, {});
    }

  private Q_SLOTS:
    void wholeNumbersBecomeFractionsExactly() {
        double sum = 0;
        for (int i = 2000; i < 4000; ++i)
            sum += (i % 900) / 10.0 + 10;
        const auto made = make(TopicName("sampled"), [](int i) {
            const bool odd = i >= 2000 && i < 4000;
            return R"({"load":)" +
                   (odd ? QString::number((i % 900) / 10.0 + 10, 'f', 1).toStdString() : "0") + R"(,"w":1})";
        });
        VERIFY_OK(made);
        const FieldStatistics load = statisticsOf(*made, "load");
        QCOMPARE(load.field.type, FieldType::Float64);
        QCOMPARE(load.missing, qint64(0));
        QCOMPARE(load.notFitting, qint64(0));
        QVERIFY(std::abs(load.mean - sum / kRecords) < 1e-9);
        QCOMPARE(statisticsOf(*made, "w").field.type, FieldType::Int64);
        QVERIFY(made->manifest.notes.empty());
        QCOMPARE(made->notices.size(), std::size_t(1));
        // The manifest stores the result: reading it again needs no guess.
        const auto again = loadDataset(*m_connection, made->manifest, {}, {});
        VERIFY_OK(again);
        QVERIFY(again->manifest == made->manifest);
        QCOMPARE(statisticsOf(*again, "load").mean, load.mean);
    }

    void aFilterSeesWhatTheSampleDidNot() {
        VERIFY_OK(fill(TopicName("filtered"), [](int i) {
            return R"({"v":)" + std::string(i == 2500 || i == 2501 ? "12.5" : "12") + "}";
        }));
        DatasetRequest request = whole(TopicName("filtered"));
        request.filter = Filter::parse("v > 12").value();
        request.split.validationFraction = 0.0; // a fifth of two rows is empty
        const auto made = createDataset(*m_connection, request, {}, {});
        VERIFY_OK(made);
        QCOMPARE(made->manifest.rows, qint64(2));
        QCOMPARE(made->rows.find("v")->floats()[0], 12.5);
    }

    void aFewHugeIntegersDoNotFit() {
        const auto made = make(TopicName("bigint"), [](int i) {
            return i == 2000 || i == 2001 ? std::string(R"({"id":99999999999999999999})")
                                          : R"({"id":)" + std::to_string(i) + "}";
        });
        VERIFY_OK(made);
        const FieldStatistics id = statisticsOf(*made, "id");
        QCOMPARE(id.field.type, FieldType::Int64);
        QCOMPARE(id.notFitting, qint64(2));
        QCOMPARE(id.missing, qint64(0));
        QCOMPARE(brief(made->manifest.notes), std::string("id inexact 2 at 0/2000 0/2001"));
        const auto kept = manifestFromJson(toJson(made->manifest), "test");
        VERIFY_OK(kept);
        QVERIFY(*kept == made->manifest);
        // The fingerprint does not cover notes: a manifest from before they existed has the same one.
        Manifest bare = made->manifest;
        bare.notes.clear();
        QCOMPARE(computeFingerprint(bare), made->manifest.fingerprint);
        QVERIFY(toJson(bare).find("notes") == std::string::npos);
        const auto old = loadDataset(*m_connection, bare, {}, {});
        VERIFY_OK(old);
        QVERIFY(old->manifest == made->manifest);
    }

    void numbersBeyondAllDoublesDoNotFit() {
        // Within the sample, and in records that only the other rows have.
        for (const int first : {0, 2000}) {
            const TopicName topic("beyond" + std::to_string(first));
            for (const bool whole : {false, true}) {
                const TopicName one(topic.value + (whole ? "whole" : "fraction"));
                const auto made = make(one, [&](int i) {
                    return i >= first && i < first + 900
                               ? std::string(i % 2 == 0 ? R"({"v":1e999})" : R"({"v":-2.5e400})")
                               : R"({"v":)" + std::to_string(i) + (whole ? "}" : ".5}");
                });
                VERIFY_OK(made);
                const FieldStatistics v = statisticsOf(*made, "v");
                QCOMPARE(v.field.type, FieldType::Float64);
                QCOMPARE(v.notFitting, qint64(900));
                QCOMPARE(v.missing, qint64(0));
                QCOMPARE(v.max, kRecords - (whole ? 1.0 : 0.5));
                QCOMPARE(made->manifest.notes.size(), std::size_t(1));
                QCOMPARE(made->manifest.notes.front().count, qint64(900));
            }
        }
    }

    void muchTextMakesText() {
        const auto made = make(TopicName("texts"), [](int i) {
            return i >= 2000 && i < 4000 ? std::string(R"({"v":"n/a"})")
                                         : R"({"v":)" + std::to_string(i) + "}";
        });
        VERIFY_OK(made);
        QCOMPARE(statisticsOf(*made, "v").field.type, FieldType::Text);
        QCOMPARE(statisticsOf(*made, "v").missing, qint64(0));
        QCOMPARE(made->notices.front(),
                 std::string("v looked like int64 in a sample and is text: 2000 values need it, the first at "
                             "0/2000"));
    }

    void aStatedTypeIsNeverWidened() {
        VERIFY_OK(fill(TopicName("stated"),
                       [](int i) { return R"({"v":)" + std::string(i % 2 == 0 ? "1.5" : "2") + "}"; }));
        DatasetRequest request = whole(TopicName("stated"));
        request.decoder.schema.fields = {{"v", FieldType::Int64}};
        const auto made = createDataset(*m_connection, request, {}, {});
        VERIFY_OK(made);
        const FieldStatistics v = statisticsOf(*made, "v");
        QCOMPARE(v.field.type, FieldType::Int64);
        QCOMPARE(v.notFitting, qint64(kRecords / 2));
        QCOMPARE(v.missing, qint64(0));
        QCOMPARE(made->manifest.notes.front().count, qint64(kRecords / 2));
        QCOMPARE(made->manifest.notes.front().first.size(), kNamedPositions);
    }

    void notANumberIsARowAndCounted() {
        const auto made = make(TopicName("nan"), [](int i) {
            return R"({"a":)" + std::string(i % 10 == 3 ? "NaN" : "5") + R"(,"b":)" +
                   (i == 50 ? "Infinity" : std::to_string(i)) + "}";
        });
        VERIFY_OK(made);
        QCOMPARE(made->manifest.rows, qint64(kRecords));
        const FieldStatistics a = statisticsOf(*made, "a");
        QCOMPARE(a.field.type, FieldType::Int64);
        QCOMPARE(a.missing, qint64(kRecords / 10));
        QCOMPARE(a.notANumber, qint64(kRecords / 10));
        QCOMPARE(a.notFitting, qint64(0));
        QCOMPARE(statisticsOf(*made, "b").field.type, FieldType::Int64);
        QCOMPARE(statisticsOf(*made, "b").notANumber, qint64(1));
    }

    // Partitions are read concurrently, so the order of batches is arbitrary.
    void theTypesDoNotDependOnTheOrder() {
        const records::Schema schema{{{"v", FieldType::Int64}}};
        const auto typeOf = [&](const std::vector<std::vector<double>>& batches) {
            TypeSurvey survey(schema, {"v"});
            for (const auto& batch : batches) {
                records::RecordBatch rows(std::make_shared<const records::Schema>(schema));
                for (const double value : batch) {
                    if (value != std::trunc(value))
                        rows.column(0).appendNoted(ValueNote::Fraction);
                    else
                        rows.column(0).appendInt(value == 1 ? 9007199254740993 : 2);
                    rows.appendPosition(PartitionId(0), Offset(0), TimestampMs(0), nullptr);
                }
                survey.add(rows, 0, rows.rows());
            }
            const auto widened = survey.widened();
            return widened.empty() ? FieldType::Int64 : widened.front().type;
        };
        QCOMPARE(typeOf({{2, 2}, {2.5}}), FieldType::Float64);
        QCOMPARE(typeOf({{2.5}, {2, 2}}), FieldType::Float64);
        // Integers that a double does not hold, next to fractions: neither numeric type holds both.
        QCOMPARE(typeOf({{1, 1}, {2.5}}), FieldType::Text);
        QCOMPARE(typeOf({{2.5}, {1, 1}}), FieldType::Text);
        QCOMPARE(typeOf({std::vector<double>(500, 1.0), {2.5}}), FieldType::Int64);
        QCOMPARE(typeOf({{2.5}, std::vector<double>(500, 1.0)}), FieldType::Int64);
    }

    void bothWritingsOfOnePathAreRead() {
        const auto made = make(TopicName("dotted"), [](int i) {
            const std::string flat = R"("m.max":)" + std::to_string(i);
            const std::string nested = R"("m":{"max":-1})";
            return "{" + (i % 2 == 0 ? flat + "," + nested : nested + "," + flat) + "}";
        });
        VERIFY_OK(made);
        QCOMPARE(statisticsOf(*made, "m.max").mean, -1.0);
        QCOMPARE(statisticsOf(*made, R"(["m.max"])").mean, (kRecords - 1) / 2.0);
        QVERIFY(made->notices.front().find("m.max twice") != std::string::npos);
        DatasetRequest request = whole(TopicName("dotted"));
        request.decoder.schema.fields = {{"m.max", FieldType::Int64}};
        const auto one = createDataset(*m_connection, request, {}, {});
        VERIFY_OK(one);
        QCOMPARE(one->manifest.notes.front().note, ValueNote::Repeated);
        QCOMPARE(one->manifest.notes.front().count, qint64(kRecords));
    }

    void manyFieldsAreAllThere() {
        VERIFY_OK(fill(
            TopicName("wide"),
            [](int i) {
                std::string payload = "{";
                for (int field = 0; field < 1500; ++field)
                    payload += "\"f" + std::to_string(field) + "\":" + std::to_string(i + field) + ",";
                return payload + R"("label":)" + std::to_string(i % 2) + "}";
            },
            200));
        const auto made = createDataset(*m_connection, whole(TopicName("wide")), {}, {});
        VERIFY_OK(made);
        QCOMPARE(made->rows.schema().fields.size(), std::size_t(1501));
        QCOMPARE(statisticsOf(*made, "f1499").max, 199.0 + 1499.0);
        QCOMPARE(statisticsOf(*made, "label").mean, 0.5);
    }
};

QTEST_GUILESS_MAIN(TestDatasetTypes)
#include "test_dataset_types.moc"
