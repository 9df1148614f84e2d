#include "records/record_batch.h"

#include <QtTest>
#include <algorithm>
#include <cmath>

using namespace driftwood;
using namespace driftwood::records;

namespace {

std::shared_ptr<const Schema> schema() {
    return std::make_shared<const Schema>(Schema{{{"id", FieldType::Int64},
                                                  {"temperature", FieldType::Float64},
                                                  {"zone", FieldType::Text},
                                                  {"ok", FieldType::Bool}}});
}

void appendRow(RecordBatch& batch, int partition, std::int64_t offset, std::int64_t id, double temperature,
               std::string_view zone) {
    const std::string_view key = "k";
    batch.appendPosition(PartitionId(partition), Offset(offset), TimestampMs(1000 + offset), &key);
    batch.column(0).appendInt(id);
    batch.column(1).appendFloat(temperature);
    batch.column(2).appendText(zone);
    batch.column(3).appendMissing();
}

} // namespace

class TestRecords : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void sixtyFourBitIntegersStayExact() {
        RecordBatch batch(schema());
        appendRow(batch, 0, 9007199254740993, 9223372036854775807, 0.1, "a");
        QCOMPARE(batch.column(0).asText(0), std::string("9223372036854775807"));
        QCOMPARE(batch.position(0).offset.value, qint64(9007199254740993));
    }

    void missingIsNotANumber() {
        RecordBatch batch(schema());
        appendRow(batch, 0, 1, 1, 2.5, "a");
        QVERIFY(!batch.column(3).valid(0));
        QVERIFY(std::isnan(batch.column(3).number(0)));
        QCOMPARE(batch.column(3).asText(0), std::string());
        QVERIFY(std::isnan(batch.column(2).number(0)));
        QCOMPARE(batch.column(1).asText(0), std::string("2.5"));
    }

    void pseudoPathsAreFound() {
        RecordBatch batch(schema());
        appendRow(batch, 3, 7, 1, 2.5, "a");
        QCOMPARE(batch.number(kTimestampPath, 0), 1007.0);
        QCOMPARE(batch.number(kPartitionPath, 0), 3.0);
        QCOMPARE(batch.number(kOffsetPath, 0), 7.0);
        QCOMPARE(batch.find(kKeyPath)->text(0), std::string_view("k"));
        QVERIFY(batch.find("nothing") == nullptr);
        QVERIFY(std::isnan(batch.number("nothing", 0)));
    }

    void truncateUndoesAHalfDecodedRecord() {
        RecordBatch batch(schema());
        appendRow(batch, 0, 1, 1, 1.0, "first");
        const std::string_view key = "k";
        batch.appendPosition(PartitionId(0), Offset(2), TimestampMs(2), &key);
        batch.column(0).appendInt(2);
        batch.column(2).appendText("half");
        batch.truncate(1);
        appendRow(batch, 0, 3, 3, 3.0, "third");
        QCOMPARE(batch.rows(), std::size_t(2));
        QCOMPARE(batch.column(2).text(1), std::string_view("third"));
        QCOMPARE(batch.column(0).ints()[1], qint64(3));
    }

    void gatherReorders() {
        RecordBatch batch(schema());
        for (int i = 0; i < 4; ++i)
            appendRow(batch, i % 2, i, i * 10, i * 0.5, std::string(static_cast<std::size_t>(i), 'z'));
        RecordBatch out(batch.sharedSchema());
        const std::vector<std::uint32_t> order{3, 0, 2};
        out.gather(batch, order);
        QCOMPARE(out.rows(), std::size_t(3));
        QCOMPARE(out.position(0).offset.value, qint64(3));
        QCOMPARE(out.column(2).text(0), std::string_view("zzz"));
        QCOMPARE(out.column(2).text(1), std::string_view(""));
        QCOMPARE(out.column(0).ints()[2], qint64(20));
        QCOMPARE(out.keys().text(2), std::string_view("k"));
    }

    void partsAreJoinedInAnyOrder() {
        std::vector<RecordBatch> parts;
        RecordBatch all(schema());
        for (int part = 0; part < 3; ++part) {
            parts.emplace_back(schema());
            for (int i = 0; i <= part; ++i) {
                const int id = 10 * part + i;
                for (RecordBatch* batch : {&parts.back(), &all}) {
                    if (id == 20)
                        batch->column(1).noteNext(ValueNote::Repeated);
                    appendRow(*batch, part, id, id, id * 0.5, std::string(static_cast<std::size_t>(id), 'z'));
                }
            }
        }
        const std::vector<std::uint32_t> order{5, 0, 3, 4, 1, 2};
        RecordBatch expected(all.sharedSchema());
        expected.gather(all, order);
        const RecordBatch joined = RecordBatch::join(std::move(parts), order);
        QCOMPARE(joined.rows(), order.size());
        for (std::size_t row = 0; row < order.size(); ++row) {
            QVERIFY(joined.position(row) == expected.position(row));
            QCOMPARE(joined.timestampsMs()[row], expected.timestampsMs()[row]);
            QCOMPARE(joined.keys().text(row), expected.keys().text(row));
            for (std::size_t column = 0; column < 4; ++column) {
                QCOMPARE(joined.column(column).valid(row), expected.column(column).valid(row));
                QCOMPARE(joined.column(column).asText(row), expected.column(column).asText(row));
            }
        }
        QVERIFY(std::ranges::equal(joined.column(1).notes(), expected.column(1).notes()));
        QCOMPARE(joined.column(1).notes().front().row, std::uint32_t(2));
    }

    void rowsKeepTheirSourceWhereTheyAreGathered() {
        RecordBatch first(schema());
        RecordBatch second(schema(), SourceIndex(1));
        for (RecordBatch* batch : {&first, &second}) {
            appendRow(*batch, 0, 1, 1, 1.0, "one");
            appendRow(*batch, 0, 2, 2, 2.0, "two");
        }
        const auto position = [](int source, int offset) {
            return RowPosition{SourceIndex(static_cast<std::uint8_t>(source)), PartitionId(0),
                               Offset(offset)};
        };
        RecordBatch both(first.sharedSchema());
        both.append(second);
        both.append(first);
        appendRow(both, 0, 3, 3, 3.0, "three");
        QCOMPARE(both.position(0), position(1, 1));
        QCOMPARE(both.position(2), position(0, 1));
        QCOMPARE(both.position(4), position(0, 3)); // appended here, and not gathered
        both.truncate(2);
        QCOMPARE(both.sources().size(), std::size_t(2));
        QVERIFY(position(0, 2) < position(1, 1)); // the source comes first

        std::vector<RecordBatch> parts{first, second};
        const std::vector<std::uint32_t> order{2, 0, 1, 3};
        const RecordBatch joined = RecordBatch::join(std::move(parts), order);
        QCOMPARE(joined.position(0), position(1, 1));
        QCOMPARE(joined.position(1), position(0, 1));
        QCOMPARE(joined.position(3), position(1, 2));
    }

    void fieldTypesHaveNames() {
        for (const auto type : {FieldType::Bool, FieldType::Int64, FieldType::Float64, FieldType::Text})
            QCOMPARE(fieldTypeFromName(fieldTypeName(type)).value(), type);
        QVERIFY(!fieldTypeFromName("decimal"));
    }
};

QTEST_GUILESS_MAIN(TestRecords)
#include "test_records.moc"
