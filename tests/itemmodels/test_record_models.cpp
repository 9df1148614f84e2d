#include "support/result_check.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/itemmodels/topics/partition_item_model.h"
#include "ui/itemmodels/topics/payload_item_model.h"
#include "ui/itemmodels/topics/record_item_model.h"
#include "ui/itemmodels/topics/topic_item_model.h"
#include "ui/widgets/lists/list_roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

// The item models of the Browse page keep Qt's rules while rows stream in, and show the log's content.

namespace driftwood::ui {

using Mode = QAbstractItemModelTester::FailureReportingMode;
using browsing::RecordBlock;
using browsing::RecordRef;

namespace {

browsing::RecordReading::Spec spec() {
    decoder::DecoderSpec spec;
    spec.schema.fields = {{"level", records::FieldType::Int64}, {"name", records::FieldType::Text}};
    return std::make_shared<const decoder::DecoderSpec>(spec);
}

struct Row {
    std::int64_t time;
    int partition;
    std::int64_t offset;
    const char* key = "k";
};

/// Rows with level = offset and name missing.
std::vector<RecordRef> refs(const browsing::RecordReading::Spec& spec, const std::vector<Row>& rows) {
    const auto schema = std::make_shared<const records::Schema>(spec->schema);
    auto block = std::make_shared<RecordBlock>(schema);
    records::RecordBatch decoded(schema);
    for (const Row& row : rows) {
        broker::RawRecord raw;
        raw.partition = PartitionId(row.partition);
        raw.offset = Offset(row.offset);
        raw.timestamp = TimestampMs(row.time);
        raw.hasKey = raw.hasValue = true;
        raw.key = row.key;
        raw.value = "{}";
        decoded.column(0).appendInt(row.offset);
        decoded.column(1).appendMissing();
        decoded.appendPosition(raw.partition, raw.offset, raw.timestamp, &raw.key);
        block->addDecoded(raw, {}, decoded, static_cast<std::uint32_t>(decoded.rows() - 1));
    }
    std::vector<RecordRef> out;
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        out.push_back({block, i});
    return out;
}

RecordRef raw(const broker::RawRecord& record, const std::string& reason = {}) {
    auto block = std::make_shared<RecordBlock>(std::make_shared<const records::Schema>(spec()->schema));
    block->addUndecoded(record, {}, reason);
    return {block, 0};
}

broker::RawRecord record(std::string_view value, bool hasValue = true) {
    broker::RawRecord out;
    out.timestamp = TimestampMs(5000);
    out.hasValue = hasValue;
    out.value = value;
    return out;
}

session::TopicFacts topic(const char* name, bool internal = false) {
    session::TopicFacts facts;
    facts.info.name = TopicName(name);
    facts.info.partitions = {PartitionId(0), PartitionId(1)};
    facts.info.internal = internal;
    facts.watermarks = {{PartitionId(0), Offset(0), Offset(30)}, {PartitionId(1), Offset(5), Offset(15)}};
    return facts;
}

QStringList topicNames(const TopicItemModel& model) {
    QStringList names;
    for (int row = 0; row < model.rowCount(model.clusterIndex()); ++row)
        names << model.index(row, 0, model.clusterIndex()).data().toString();
    return names;
}

} // namespace

class TestRecordModels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void rowsKeepTheOrderOfTimeWhileTheyStreamIn() {
        RecordItemModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.begin(spec(), true, false);
        model.setWindow(0, 20);
        QSignalSpy shifted(&model, &WindowedTableModel::shifted);
        QSignalSpy rearranged(&model, &RecordItemModel::rearranged);
        model.add(refs(spec(), {{10, 0, 0}, {30, 0, 1}}));
        model.add(refs(spec(), {{50, 1, 0}, {40, 1, 1}}));
        QCOMPARE(shifted.size(), 1);
        QCOMPARE(shifted.constFirst().constFirst().toLongLong(), 2);
        QVERIFY(rearranged.isEmpty());
        model.add(refs(spec(), {{20, 2, 7}}));
        QCOMPARE(rearranged.size(), 1);
        QList<qint64> times;
        for (qint64 row = 0; row < model.totalRows(); ++row)
            times << model.rows().at(row).timestamp().value;
        QCOMPARE(times, (QList<qint64>{50, 40, 30, 20, 10}));
        QCOMPARE(*model.rows().find({PartitionId(2), Offset(7)}), 3);
        QVERIFY(!model.rows().find({PartitionId(2), Offset(8)}));
    }

    void aValueThatDoesNotFitIsNotLikeAMissingOne() {
        const auto columns = spec();
        const auto schema = std::make_shared<const records::Schema>(columns->schema);
        auto block = std::make_shared<RecordBlock>(schema);
        records::RecordBatch decoded(schema);
        broker::RawRecord raw = record(R"({"level":1.5})");
        decoded.column(0).appendNoted(records::ValueNote::Fraction);
        decoded.column(1).appendMissing();
        decoded.appendPosition(raw.partition, raw.offset, raw.timestamp, nullptr);
        block->addDecoded(raw, {}, decoded, 0);
        RecordItemModel model;
        model.begin(columns, true, false);
        model.add({{block, 0}});
        constexpr int kLevel = RecordItemModel::FirstField;
        QCOMPARE(model.cell(0, kLevel, Qt::DisplayRole).toString(), QStringLiteral("does not fit"));
        QCOMPARE(model.cell(0, kLevel, Qt::ToolTipRole).toString(),
                 QStringLiteral("a fraction where a whole number is expected"));
        QVERIFY(model.cell(0, kLevel + 1, Qt::DisplayRole).toString().isEmpty());
    }

    void aRecordOfManyFieldsHasColumnsForSome() {
        decoder::DecoderSpec wide;
        for (int i = 0; i < 10'000; ++i)
            wide.schema.fields.push_back({"f" + std::to_string(i), records::FieldType::Int64});
        const auto columns = std::make_shared<const decoder::DecoderSpec>(wide);
        const auto schema = std::make_shared<const records::Schema>(wide.schema);
        auto block = std::make_shared<RecordBlock>(schema);
        records::RecordBatch decoded(schema);
        broker::RawRecord raw = record("{}");
        for (std::size_t i = 0; i < wide.schema.fields.size(); ++i)
            decoded.column(i).appendInt(static_cast<std::int64_t>(i));
        decoded.appendPosition(raw.partition, raw.offset, raw.timestamp, nullptr);
        block->addDecoded(raw, {}, decoded, 0);
        RecordItemModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.begin(columns, true, false);
        model.setWindow(0, 20);
        model.add({{block, 0}});
        const int last = model.columnCount() - 1;
        QCOMPARE(last, RecordItemModel::FirstField + RecordItemModel::kMostFieldColumns);
        QVERIFY(model.headerData(last, Qt::Horizontal).toString().contains(QStringLiteral("more field")));
        QVERIFY(model.cell(0, last, Qt::DisplayRole).toString().isEmpty());
        QCOMPARE(model.cell(0, last - 1, Qt::DisplayRole).toString(), QStringLiteral("499"));
    }

    void aRingLetsTheOldestGo() {
        RecordItemModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.begin(spec(), true, false);
        model.setRing(100);
        model.setWindow(10, 30);
        std::int64_t next = 0;
        for (int batch = 0; batch < 20; ++batch) {
            std::vector<Row> rows;
            for (int i = 0; i < 17; ++i, ++next)
                rows.push_back({next, 0, next});
            model.add(refs(spec(), rows));
        }
        QCOMPARE(model.totalRows(), 100);
        QCOMPARE(model.rows().at(0).position().offset.value, next - 1);
        QCOMPARE(model.rows().at(99).position().offset.value, next - 100);
    }

    void theBytesAreThoseOfTheRows() {
        RecordRows rows;
        rows.clear(true);
        const auto all = refs(spec(), {{1, 0, 0, "a"}, {2, 0, 1, "bcd"}, {3, 0, 2, "ef"}});
        const auto bytes = [&all](std::size_t i) {
            return qint64(all[i].block->keyBytes(all[i].row) + all[i].block->valueBytes(all[i].row));
        };
        rows.add(all);
        QVERIFY(bytes(1) > bytes(0) && bytes(0) > 0);
        QCOMPARE(rows.bytes(), bytes(0) + bytes(1) + bytes(2));
        rows.keepNewest(3);
        QCOMPARE(rows.bytes(), bytes(0) + bytes(1) + bytes(2));
        rows.keepNewest(1);
        QCOMPARE(rows.bytes(), bytes(2));
        rows.add({all[0]});
        QCOMPARE(rows.bytes(), bytes(0) + bytes(2));
        rows.clear(true);
        QCOMPARE(rows.bytes(), qint64(0));
    }

    void theWayToTheSameKeySkipsOthers() {
        RecordRows rows;
        rows.clear(true);
        rows.add(refs(spec(), {{1, 0, 0, "a"}, {2, 0, 1, "b"}, {3, 0, 2, "a"}}));
        QCOMPARE(*rows.sameKey(0, 1), 2);
        QCOMPARE(*rows.sameKey(2, -1), 0);
        QVERIFY(!rows.sameKey(1, 1));
    }

    void cellsShowWhatLiesInTheLog() {
        RecordItemModel model;
        model.begin(spec(), true, false);
        const auto cell = [&model](qint64 row, int column, int role = Qt::DisplayRole) {
            return model.cell(row, column, role);
        };
        model.add(refs(spec(), {{1777636800123, 3, 4301118, "machine-14"}}));
        QCOMPARE(cell(0, RecordItemModel::Time).toString(), QStringLiteral("05-01 12:00:00.123"));
        QCOMPARE(cell(0, RecordItemModel::Offset).toString(), QStringLiteral("4,301,118"));
        QCOMPARE(cell(0, RecordItemModel::Key).toString(), QStringLiteral("machine-14"));
        QCOMPARE(cell(0, RecordItemModel::FirstField).toString(), QStringLiteral("4,301,118"));
        QVERIFY2(!cell(0, RecordItemModel::FirstField + 1).isValid(),
                 "a missing value is nothing, not empty");

        model.begin(spec(), true, false);
        model.add({raw(record("<no json>"), "not JSON: expected a value at byte 0")});
        QVERIFY(cell(0, RecordItemModel::FirstField, ErrorTextRole).toString().startsWith("not JSON"));
        QVERIFY(!cell(0, RecordItemModel::Key).isValid());

        model.begin(spec(), true, false);
        model.add({raw(record({}, false))});
        QCOMPARE(cell(0, RecordItemModel::FirstField).toString(), QStringLiteral("null"));
        QVERIFY(!cell(0, RecordItemModel::FirstField, ErrorTextRole).isValid());
    }

    void timesAreShownAsTheirUnitSays_data() {
        QTest::addColumn<TimeUnit>("unit");
        QTest::addColumn<bool>("ofDay");
        QTest::addColumn<qint64>("number");
        QTest::addColumn<QString>("text");
        QTest::newRow("ms") << TimeUnit::Milliseconds << false << qint64(1796076504742)
                            << "2026-11-30 22:08:24.742Z";
        QTest::newRow("before 1970") << TimeUnit::Milliseconds << false << qint64(-1)
                                     << "1969-12-31 23:59:59.999Z";
        QTest::newRow("us") << TimeUnit::Microseconds << false << qint64(1796076504742003)
                            << "2026-11-30 22:08:24.742003Z";
        QTest::newRow("s") << TimeUnit::Seconds << false << qint64(0) << "1970-01-01 00:00:00Z";
        QTest::newRow("days") << TimeUnit::Days << false << qint64(18263) << "2020-01-02";
        QTest::newRow("of day") << TimeUnit::Nanoseconds << true << qint64(52200123456789)
                                << "14:30:00.123456789";
        QTest::newRow("no time of day") << TimeUnit::Seconds << true << qint64(90000) << "90,000";
        QTest::newRow("beyond the years")
            << TimeUnit::Seconds << false << qint64(999999999999) << "999,999,999,999";
        QTest::newRow("largest days")
            << TimeUnit::Days << false << std::numeric_limits<qint64>::max() << "9,223,372,036,854,775,807";
    }
    void timesAreShownAsTheirUnitSays() {
        QFETCH(TimeUnit, unit);
        QFETCH(bool, ofDay);
        QFETCH(qint64, number);
        QFETCH(QString, text);
        records::Field field;
        field.type = records::FieldType::Int64;
        field.unit = unit;
        field.isOfDay = ofDay;
        records::Column column(field.type);
        column.appendInt(number);
        column.appendMissing();
        QCOMPARE(cellText(field, column, 0), text);
        QCOMPARE(cellText(field, column, 1), QString());
    }

    void bytesThatAreNoTextAreShownAsSuch() {
        QCOMPARE(lineOfBytes("a\nb\tc"), QStringLiteral("a⏎b⇥c"));
        QCOMPARE(lineOfBytes(std::string_view("a\xFF\x01", 3)), QStringLiteral("a\\xFF\\x01"));
        QCOMPARE(lineOfBytes("Grüße"), QStringLiteral("Grüße"));
        QCOMPARE(lineOfBytes("\xEF\xBB\xBFk"), QStringLiteral("\\uFEFFk"));
        QCOMPARE(lineOfBytes(std::string(5000, 'x')).size(), 401);
    }

    void topicsComeAndGoOneByOne() {
        TopicItemModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setCluster("plant", {}, {});
        model.setTopics({topic("b"), topic("d"), topic("__offsets", true)});
        QCOMPARE(topicNames(model), (QStringList{"b", "d"}));
        const QPersistentModelIndex kept = model.indexOf("d");
        model.setTopics({topic("a"), topic("c"), topic("d"), topic("__offsets", true)});
        QCOMPARE(topicNames(model), (QStringList{"a", "c", "d"}));
        QCOMPARE(model.topicAt(kept), QStringLiteral("d"));
        model.setInternalShown(true);
        QCOMPARE(topicNames(model), (QStringList{"__offsets", "a", "c", "d"}));
        model.setFilter("C");
        QCOMPARE(topicNames(model), QStringList{"c"});
        QCOMPARE(model.total(), 4);
        model.setFilter({});
        model.setTopics({});
        QCOMPARE(model.rowCount(model.clusterIndex()), 0);
        QVERIFY(resets.isEmpty());
    }

    void aRecordIsATreeWithNumbersAsTheyAreWritten() {
        PayloadItemModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setRecord(raw(record("{\"id\":12345678901234567890,\"state\":{\"mode\":\"auto\",\"on\":true},"
                                   "\"list\":[1.50,null],\"gone\":null}")));
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(0, PayloadItemModel::Value).data().toString(),
                 QStringLiteral("12345678901234567890"));
        const QModelIndex state = model.index(1, 0);
        QCOMPARE(state.siblingAtColumn(PayloadItemModel::Type).data().toString(), QStringLiteral("object"));
        QCOMPARE(model.rowCount(state), 2);
        QCOMPARE(model.path(model.index(0, 0, state)), QStringLiteral("state.mode"));
        QCOMPARE(model.index(0, PayloadItemModel::Value, state).data().toString(),
                 QStringLiteral("\"auto\""));
        QCOMPARE(model.index(0, PayloadItemModel::Value, model.index(2, 0)).data().toString(),
                 QStringLiteral("1.50"));
        model.setRecord(raw(record({}, false)));
        QCOMPARE(model.rowCount(), 1);
        model.setRecord(std::nullopt);
        QCOMPARE(model.rowCount(), 0);
    }

    /// Only the beginning of a long record is kept; its tree uses the same words as that of a short one.
    // The number of elements is not stated for a node that may continue beyond the kept part.
    void whatALongRecordBreaksOffInIsNotCounted() {
        std::string value = R"({"few":[1,2],"items":[)";
        while (value.size() < browsing::RecordBlock::kKeptValueBytes + 1000)
            value += R"({"a":1,"b":2},)";
        value.back() = ']';
        value += '}';
        auto block = std::make_shared<RecordBlock>(std::make_shared<const records::Schema>());
        block->addUndecoded(record(value), {}, "no decoder");
        PayloadItemModel model;
        model.setRecord(RecordRef{block, 0});
        const auto valueAt = [&](int row) {
            return model.index(row, PayloadItemModel::Value).data().toString();
        };
        QCOMPARE(valueAt(0), QStringLiteral("2 elements"));
        QVERIFY2(valueAt(1).startsWith("at least ") && valueAt(1).endsWith(" elements"),
                 qPrintable(valueAt(1)));
    }

    void aLongRecordIsTheSameTreeAsAShortOne() {
        const std::string blob(browsing::RecordBlock::kKeptValueBytes, 'x');
        const std::string value =
            "{\"temperature\":21.5,\"on\":false,\"blob\":\"" + blob + "\",\"count\":7,\"site\":\"north\"}";
        decoder::DecoderSpec spec;
        spec.schema.fields = {{"temperature", records::FieldType::Float64},
                              {"on", records::FieldType::Bool},
                              {"count", records::FieldType::Int64},
                              {"site", records::FieldType::Text}};
        const auto schema = std::make_shared<const records::Schema>(spec.schema);
        auto block = std::make_shared<RecordBlock>(schema);
        records::RecordBatch decoded(schema);
        decoded.column(0).appendFloat(21.5);
        decoded.column(1).appendInt(0);
        decoded.column(2).appendInt(7);
        decoded.column(3).appendText("north");
        const broker::RawRecord raw = record(value);
        decoded.appendPosition(raw.partition, raw.offset, raw.timestamp, nullptr);
        block->addDecoded(raw, {}, decoded, 0);
        PayloadItemModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setRecord(RecordRef{block, 0});
        QStringList rows;
        for (int row = 0; row < model.rowCount(); ++row)
            rows << model.index(row, PayloadItemModel::Field).data().toString() + ' ' +
                        model.index(row, PayloadItemModel::Type).data().toString() + ' ' +
                        model.index(row, PayloadItemModel::Value).data().toString().left(8);
        QCOMPARE(rows.mid(0, 5),
                 QStringList({"temperature number 21.5", "on bool false", "blob string \"xxxxxxx",
                              "count integer 7", "site string \"north\""}));
        QVERIFY(rows.value(5).startsWith("…"));
    }

    void partitionsAddUpToTheTopic() {
        PartitionItemModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setTopic(topic("t"));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, PartitionItemModel::Records).data().toString(), QStringLiteral("30"));
        QCOMPARE(model.index(1, PartitionItemModel::Low).data().toString(), QStringLiteral("5"));
        QCOMPARE(model.index(0, PartitionItemModel::Share).data().toString(), QStringLiteral("75\u202F%"));
        QCOMPARE(model.index(0, PartitionItemModel::Rate).data().toString(), QStringLiteral("–"));
        model.setTopic(topic("t"));
        QCOMPARE(model.index(0, PartitionItemModel::Rate).data().toString(), QStringLiteral("0.0"));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
};

} // namespace driftwood::ui

QTEST_MAIN(driftwood::ui::TestRecordModels)
#include "test_record_models.moc"
