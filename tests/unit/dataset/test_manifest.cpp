#include "dataset/manifest.h"

#include "broker/peek.h"
#include "dataset/dataset.h"
#include "dataset/digest.h"
#include "support/fake_connection.h"
#include "support/result_check.h"

#include <QtTest>
#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::dataset;
using nlohmann::ordered_json;

namespace {

/// One partition that grows by a record with every request.
/// Either five more records or none wait behind an open transaction.
class GrowingTopic final : public test::FakeConnection {
  public:
    explicit GrowingTopic(std::int64_t open)
        : m_open(open) {}
    [[nodiscard]] Result<std::vector<broker::Watermarks>> watermarks(const TopicName&,
                                                                     broker::Isolation isolation) override {
        const std::int64_t end = 100 + ++m_asked;
        const bool committed = isolation == broker::Isolation::ReadCommitted;
        return std::vector{
            broker::Watermarks{PartitionId(0), Offset(0), Offset(end - (committed ? m_open : 0))}};
    }

  private:
    std::int64_t m_open;
    std::int64_t m_asked = 0;
};

Manifest example() {
    Manifest manifest;
    manifest.name = "a day of machines";
    manifest.clusterId = "cluster";
    manifest.topic = TopicName("plant.machines");
    manifest.topicId = "id";
    manifest.orderRule = kHeadTimestampOrder; // the rule of the first manifests
    manifest.isolation = broker::Isolation::ReadUncommitted;
    manifest.partitions = {{{PartitionId(0), Offset(10), Offset(20)},
                            9,
                            1000,
                            TimestampMs(5),
                            TimestampMs(9),
                            1,
                            sha256Hex("zero")},
                           {{PartitionId(3), Offset(7), Offset(7)}, 0, 0, {}, {}, 0, sha256Hex("")}};
    manifest.decoder.format = decoder::PayloadFormat::Csv;
    manifest.decoder.csvDelimiter = ';';
    manifest.decoder.csvColumns = {"a", "b"};
    manifest.decoder.schema.fields = {{"b", records::FieldType::Int64}};
    manifest.filter = Filter::parse("b > 3").value();
    manifest.split = {0.25, 60000};
    manifest.rows = 6;
    manifest.undecodable = 2;
    manifest.filteredOut = 1;
    manifest.createdAt = "2026-05-01T14:30:00.000Z";
    manifest.createdBy = "driftwood 0.1.0";
    manifest.fingerprint = computeFingerprint(manifest);
    return manifest;
}

/// The example with one change to its JSON; the fingerprint is unchanged.
Result<Manifest> changed(const std::function<void(ordered_json&)>& change) {
    ordered_json json = ordered_json::parse(toJson(example()));
    change(json);
    return manifestFromJson(json.dump(), "file.json");
}

} // namespace

class TestManifest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void isReadBackAsItWasWritten() {
        const auto again = manifestFromJson(toJson(example()), "file.json");
        VERIFY_OK(again);
        QVERIFY(*again == example());
        QCOMPARE(again->ranges().span(), qint64(10));
        QCOMPARE(again->records(), qint64(9));
    }

    void aChangeOfWhatCountsChangesTheFingerprint() {
        const std::string fingerprint = computeFingerprint(example());
        const auto differs = [&](const std::function<void(Manifest&)>& change) {
            Manifest other = example();
            change(other);
            return computeFingerprint(other) != fingerprint;
        };
        QVERIFY(differs([](Manifest& m) { m.topic.value = "other"; }));
        QVERIFY(differs([](Manifest& m) { m.partitions[0].sha256 = sha256Hex("one"); }));
        QVERIFY(differs([](Manifest& m) { m.filter.conditions.clear(); }));
        QVERIFY(differs([](Manifest& m) { m.split.gapMs = 1; }));
        QVERIFY(differs([](Manifest& m) { m.decoder.schema.fields[0].type = records::FieldType::Text; }));
        QVERIFY(!differs([](Manifest& m) { m.name = "another name"; }));
        QVERIFY(!differs([](Manifest& m) { m.createdAt = "later"; }));
    }

    void severalRangesOfAPartitionAreVersion2() {
        Manifest manifest = example();
        PartitionManifest later = manifest.partitions[0];
        later.range = {PartitionId(0), Offset(20), Offset(30)};
        manifest.partitions.insert(manifest.partitions.begin() + 1, later);
        manifest.rows += later.records;
        QCOMPARE(versionFor(manifest), 2);
        manifest.fingerprint = computeFingerprint(manifest);
        VERIFY_FAILS(manifestFromJson(toJson(manifest), "file.json"), ErrorCode::CorruptData);

        manifest.version = 2;
        manifest.fingerprint = computeFingerprint(manifest);
        const auto again = manifestFromJson(toJson(manifest), "file.json");
        VERIFY_OK(again);
        QVERIFY(*again == manifest);

        manifest.partitions[1].range = {PartitionId(0), Offset(21), Offset(31)};
        QVERIFY(computeFingerprint(manifest) != manifest.fingerprint);
        manifest.partitions[1].range = {PartitionId(0), Offset(19), Offset(29)};
        manifest.fingerprint = computeFingerprint(manifest);
        VERIFY_FAILS(manifestFromJson(toJson(manifest), "file.json"), ErrorCode::CorruptData);
    }

    void aSecondTopicIsVersion6AndRefused() {
        QCOMPARE(toJson(example()).find("source"), std::string::npos); // one topic is written as before
        Manifest manifest = example();
        const std::string before = computeFingerprint(manifest);
        manifest.partitions[1].source = SourceIndex(1);
        QCOMPARE(versionFor(manifest), 6);
        QVERIFY(computeFingerprint(manifest) != before);
        manifest.version = 6;
        manifest.notes = {
            {"b", records::ValueNote::NotANumber, 1, {{SourceIndex(1), PartitionId(3), Offset(7)}}}};
        manifest.fingerprint = computeFingerprint(manifest);
        QCOMPARE(manifest.ranges().ranges.size(), std::size_t(1)); // those of the first topic

        const ordered_json json = ordered_json::parse(toJson(manifest));
        QVERIFY(!json["partitions"][0].contains("source"));
        QCOMPARE(json["partitions"][1]["source"], 1);
        QCOMPARE(json["notes"][0]["first"][0]["source"], 1);
        const auto refused = manifestFromJson(json.dump(), "file.json");
        VERIFY_FAILS(refused, ErrorCode::Unsupported);
        QCOMPARE(refused.error().what,
                 std::string("the rows of this data set come from several topics (version 6); version 5, the "
                             "newest known here, has one topic"));
        QCOMPARE(refused.error().where, std::string("file.json, partitions"));
        // Neither is it read under the number of an older version.
        VERIFY_FAILS(changed([](ordered_json& older) { older["partitions"][1]["source"] = 1; }),
                     ErrorCode::Unsupported);
    }

    void decodedKeysAreVersion4() {
        QVERIFY(toJson(example()).find("\"key\"") ==
                std::string::npos); // keys as text are not mentioned, as before
        Manifest manifest = example();
        manifest.decoder.key = decoder::KeySpec{decoder::PayloadFormat::Csv, '|', {"site", "line"}};
        manifest.decoder.schema.fields.push_back({"@key.line", records::FieldType::Int64});
        QCOMPARE(versionFor(manifest), 4);
        manifest.fingerprint = computeFingerprint(manifest);
        VERIFY_FAILS(manifestFromJson(toJson(manifest), "file.json"), ErrorCode::CorruptData);

        manifest.version = 4;
        manifest.fingerprint = computeFingerprint(manifest);
        const auto again = manifestFromJson(toJson(manifest), "file.json");
        VERIFY_OK(again);
        QVERIFY(*again == manifest);

        Manifest other = manifest;
        other.decoder.key->csvDelimiter = ';';
        QVERIFY(computeFingerprint(other) != manifest.fingerprint);
        other.decoder.key->csvColumns = {"site"}; // has no column of the field's name
        other.fingerprint = computeFingerprint(other);
        VERIFY_FAILS(manifestFromJson(toJson(other), "file.json"), ErrorCode::CorruptData);
    }

    void unitsOfTimeAreVersion5() {
        Manifest manifest = example();
        manifest.decoder.schema.fields[0].unit = TimeUnit::Days;
        QCOMPARE(versionFor(manifest), 5);
        QVERIFY(computeFingerprint(manifest) != computeFingerprint(example()));
        manifest.fingerprint = computeFingerprint(manifest);
        VERIFY_FAILS(manifestFromJson(toJson(manifest), "file.json"), ErrorCode::CorruptData);
        manifest.version = 5;
        for (const bool isOfDay : {false, true}) {
            manifest.decoder.schema.fields[0].isOfDay = isOfDay;
            manifest.fingerprint = computeFingerprint(manifest);
            QCOMPARE(ordered_json::parse(toJson(manifest))["decoder"]["fields"][0]["unit"], "days");
            const auto again = manifestFromJson(toJson(manifest), "file.json");
            VERIFY_OK(again);
            QVERIFY(*again == manifest);
        }
        QVERIFY(!manifestFromJson(toJson(example()), "file.json")->decoder.schema.fields[0].unit);
        VERIFY_FAILS(
            changed([](ordered_json& other) { other["decoder"]["fields"][0]["unit"] = "fortnights"; }),
            ErrorCode::CorruptData);
        VERIFY_FAILS(changed([](ordered_json& other) { other["decoder"]["fields"][0]["ofDay"] = true; }),
                     ErrorCode::CorruptData);
    }

    void aTypeOfRecordIsVersion5() {
        Manifest manifest = example();
        manifest.decoder.format = decoder::PayloadFormat::Avro;
        manifest.decoder.csvDelimiter = ',';
        manifest.decoder.csvColumns.clear();
        manifest.decoder.schemas = {
            {"id:1", R"({"type":"record","name":"R","fields":[{"name":"b","type":"long"}]})"}};
        manifest.version = 4;
        QCOMPARE(versionFor(manifest), 4);
        manifest.fingerprint = computeFingerprint(manifest);
        const auto older = manifestFromJson(toJson(manifest), "file.json");
        VERIFY_OK(older);
        QCOMPARE(older->decoder.recordType, std::string()); // all records give rows, as they did

        manifest.decoder.recordType = "R";
        QCOMPARE(versionFor(manifest), 5);
        manifest.version = 5;
        manifest.fingerprint = computeFingerprint(manifest);
        const auto again = manifestFromJson(toJson(manifest), "file.json");
        VERIFY_OK(again);
        QVERIFY(*again == manifest);
    }

    void compressedPayloadsAreVersion5() {
        QVERIFY(toJson(example()).find("unpack") == std::string::npos); // fingerprints of before stay
        Manifest manifest = example();
        manifest.decoder.unpack = {decoder::Compression::Zstd};
        manifest.decoder.key = decoder::KeySpec{};
        manifest.decoder.key->unpack = decoder::allCompressions();
        manifest.version = 5;
        QCOMPARE(versionFor(manifest), 5);
        manifest.fingerprint = computeFingerprint(manifest);
        const auto again = manifestFromJson(toJson(manifest), "file.json");
        VERIFY_OK(again);
        QVERIFY(*again == manifest);

        manifest.decoder.key.reset();
        QCOMPARE(versionFor(manifest), 5);
        ordered_json json = ordered_json::parse(toJson(manifest));
        QCOMPARE(json["decoder"]["unpack"].dump(), std::string(R"(["zstd"])"));
        json["decoder"]["unpack"] = {"brotli"};
        VERIFY_FAILS(manifestFromJson(json.dump(), "file.json"), ErrorCode::CorruptData);
    }

    void aFilterThatComparesByValueIsVersion3() {
        Manifest manifest = example();
        manifest.decoder.schema.fields = {{"b", records::FieldType::Text}};
        manifest.filter = Filter::parse("b > 3").value(); // a text field: now compared as a number
        QCOMPARE(versionFor(manifest), 3);
        manifest.version = 2;
        manifest.fingerprint = computeFingerprint(manifest);
        const auto older = manifestFromJson(toJson(manifest), "file.json");
        VERIFY_OK(older);
        QVERIFY(older->filter.rules == Filter::Rules::ByText); // so that the rows stay the same
        QCOMPARE(older->fingerprint, manifest.fingerprint);

        manifest.version = 3;
        manifest.fingerprint = computeFingerprint(manifest);
        const auto newer = manifestFromJson(toJson(manifest), "file.json");
        VERIFY_OK(newer);
        QVERIFY(*newer == manifest);
        QVERIFY(newer->filter.rules == Filter::Rules::ByValue);

        manifest.filter = Filter::parse("b is missing or not b contains 'x'").value();
        manifest.fingerprint = computeFingerprint(manifest);
        const auto again = manifestFromJson(toJson(manifest), "file.json");
        VERIFY_OK(again);
        QVERIFY(*again == manifest);
        manifest.version = 2; // version 2 cannot express it, so no program wrote it
        manifest.fingerprint = computeFingerprint(manifest);
        const auto odd = manifestFromJson(toJson(manifest), "file.json");
        VERIFY_OK(odd);
        QVERIFY(odd->filter.rules == Filter::Rules::ByText);
    }

    void aManifestOfVersion1KeepsItsFingerprint() {
        // SHA-256 of the documented JSON, computed by another program.
        QCOMPARE(example().fingerprint,
                 std::string("20bd357170a4febb1648f40439646b8036cfe702b31c37e57fd159e05430bf9c"));
    }

    void whatIsWrongIsNamed_data() {
        QTest::addColumn<std::function<void(ordered_json&)>>("change");
        QTest::addColumn<QString>("named");
        using Change = std::function<void(ordered_json&)>;
        const auto row = [](const char* named, const Change& change) {
            QTest::newRow(named) << change << QString(named);
        };
        row("partitions[1].end", [](ordered_json& json) { json["partitions"][1]["end"] = 6; });
        row("partitions[0].sha256", [](ordered_json& json) { json["partitions"][0]["sha256"] = "00"; });
        row("partitions[0].holes", [](ordered_json& json) { json["partitions"][0]["holes"] = 0; });
        row("partitions", [](ordered_json& json) { json["partitions"][1]["partition"] = 0; });
        row("decoder.fields[0].type",
            [](ordered_json& json) { json["decoder"]["fields"][0]["type"] = "decimal"; });
        row("decoder.schema", [](ordered_json& json) { json["decoder"]["fields"][0]["path"] = "z"; });
        row("decoder.csvDelimiter", [](ordered_json& json) { json["decoder"]["csvDelimiter"] = ""; });
        row("filter", [](ordered_json& json) { json["filter"] = "b >"; });
        row("no such field: q", [](ordered_json& json) { json["filter"] = "q > 1"; });
        row("split.gapMs", [](ordered_json& json) { json["split"]["gapMs"] = -1; });
        row("isolation", [](ordered_json& json) { json["isolation"] = "serializable"; });
        row("orderRule", [](ordered_json& json) { json["orderRule"] = "by-hand"; });
        row("createdBy", [](ordered_json& json) { json.erase("createdBy"); });
        row("surprise", [](ordered_json& json) { json["surprise"] = 1; });
        row("do not add up", [](ordered_json& json) { json["rows"] = 7; });
    }

    void whatIsWrongIsNamed() {
        QFETCH(std::function<void(ordered_json&)>, change);
        QFETCH(QString, named);
        const auto read = changed(change);
        VERIFY_FAILS(read, ErrorCode::CorruptData);
        const QString text = QString::fromStdString(read.error().text());
        QVERIFY2(text.contains(named) && text.contains("file.json"), qPrintable(text));
    }

    void anEditedManifestIsRefused() {
        VERIFY_FAILS(changed([](ordered_json& json) { json["split"]["gapMs"] = 1; }), ErrorCode::Mismatch);
        VERIFY_FAILS(changed([](ordered_json& json) { json["version"] = 6; }), ErrorCode::Unsupported);
        VERIFY_FAILS(manifestFromJson("{", "file.json"), ErrorCode::CorruptData);
        VERIFY_FAILS(manifestFromJson("[]", "file.json"), ErrorCode::CorruptData);
    }

    void shaIsTheStandards() {
        // FIPS 180-2, appendix B.
        QCOMPARE(sha256Hex("abc"),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        Sha256 million;
        for (int i = 0; i < 1000; ++i)
            million.update(std::string(1000, 'a'));
        QCOMPARE(million.finish(),
                 std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
        Sha256 large;
        large.update(std::string(1'000'000, 'a'));
        QCOMPARE(large.finish(),
                 std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }

    void whatIsWrittenMeanwhileIsNoOpenTransaction() {
        const broker::TopicRanges whole{TopicName("t"), {{PartitionId(0), Offset(0), Offset(102)}}};
        GrowingTopic growing(0);
        QVERIFY(topicNotes(growing, whole, broker::Isolation::ReadCommitted).empty());
        GrowingTopic open(50);
        const auto notes = topicNotes(open, whole, broker::Isolation::ReadCommitted);
        QCOMPARE(notes.size(), std::size_t(1));
        QCOMPARE(notes.front(),
                 std::string("partition 0: 49 offsets (52 to 100) wait behind an open transaction "
                             "and are not read"));
        GrowingTopic held(1);
        QVERIFY(broker::heldBack(held, TopicName("t"))->empty()); // written between the two questions
        GrowingTopic peeked(3);
        const std::vector<broker::OffsetRange> waiting{{PartitionId(0), Offset(99), Offset(101)}};
        QCOMPARE(broker::heldBack(peeked, TopicName("t")).value(), waiting);
    }

    void aRecordsDigestIsOverItsDocumentedBytes() {
        broker::RawRecord record;
        record.partition = PartitionId(2);
        record.offset = Offset(258);
        record.timestamp = TimestampMs(-1);
        record.hasValue = true;
        record.value = "v";
        Sha256 digest;
        updateWithRecord(digest, record);
        std::string bytes("\x02\0\0\0", 4);
        bytes.append("\x02\x01\0\0\0\0\0\0", 8).append(8, '\xFF').append(8, '\xFF');
        bytes.append("\x01\0\0\0\0\0\0\0", 8).append("v");
        QCOMPARE(digest.finish(), sha256Hex(bytes));
    }
};

QTEST_GUILESS_MAIN(TestManifest)
#include "test_manifest.moc"
