#include "decoder/field_limits.h"
#include "decoder/formats/format.h"
#include "decoder/payload_text.h"
#include "decoder/schema_inference.h"
#include "decoder/wrapping/compression.h"
#include "support/counted_memory.h"
#include "support/result_check.h"
#include "unit/decoder/payloads.h"

#include <QFile>
#include <QtTest>
#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::test;
using decoder::Compression;
using decoder::DecoderSpec;
using decoder::FailureKind;
using decoder::PayloadFormat;
using records::FieldType;

namespace {

std::string bytesOf(const std::string& hex) {
    return QByteArray::fromHex(QByteArray::fromStdString(hex)).toStdString();
}

/// Written by Python's gzip and by zstandard (tests/fixtures/compressed/make_fixtures.py).
const nlohmann::json& fixtures() {
    static const nlohmann::json kAll = [] {
        QFile file(QStringLiteral(DRIFTWOOD_FIXTURES "/compressed/payloads.json"));
        if (!file.open(QIODevice::ReadOnly))
            throw std::runtime_error("tests/fixtures/compressed/payloads.json cannot be read");
        return nlohmann::json::parse(file.readAll().toStdString());
    }();
    return kAll;
}

std::string payload(const std::string& name) {
    for (const auto& one : fixtures()["cases"])
        if (one["name"] == name)
            return bytesOf(one["payload"]);
    throw std::runtime_error("no payload is called " + name);
}

std::string plain(const std::string& name) {
    for (const auto& one : fixtures()["cases"])
        if (one["name"] == name)
            return bytesOf(one["plain"]);
    throw std::runtime_error("no payload is called " + name);
}

/// Small payloads that become this many MiB.
std::string bomb(const std::string& name, int mebibytes) {
    const std::string member = bytesOf(fixtures()["members"][name]);
    std::string out;
    for (int i = 0; i < mebibytes; ++i)
        out += member;
    return out;
}

DecoderSpec machines() {
    DecoderSpec spec = jsonSpec(
        {{"machine", FieldType::Text}, {"temperature", FieldType::Float64}, {"count", FieldType::Int64}});
    spec.unpack = decoder::allCompressions();
    return spec;
}

std::vector<std::string> reasons(const Decoded& decoded) {
    std::vector<std::string> out;
    for (const decoder::DecodeFailure& failure : decoded.failures)
        out.push_back(std::to_string(failure.position.offset.value) + " " + failure.reason);
    return out;
}

} // namespace

class TestCompression : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void otherLibrariesPayloadsAreDecompressed_data() {
        QTest::addColumn<QString>("name");
        for (const auto& one : fixtures()["cases"]) {
            const std::string name = one["name"];
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
        }
    }
    void otherLibrariesPayloadsAreDecompressed() {
        QFETCH(const QString, name);
        const std::string packed = payload(name.toStdString());
        const auto compression = decoder::compressionOf(packed);
        QVERIFY(compression);
        QVERIFY(name.startsWith(QString::fromStdString(std::string(decoder::compressionName(*compression)))));
        decoder::Unpacker unpacker;
        std::string out = "before ";
        for (int time = 0; time < 2; ++time) { // the second with what the first has left
            out.resize(7);
            VERIFY_OK(unpacker.unpack(*compression, packed, out));
            QCOMPARE(out, "before " + plain(name.toStdString()));
        }
        // Cut anywhere or with something behind, it is damaged, and what was before is left alone. A cut
        // between two members or frames leaves a whole payload.
        for (std::size_t size = 4; size < packed.size(); ++size) {
            const bool isCut = !unpacker.unpack(*compression, packed.substr(0, size), out);
            QVERIFY(isCut || name.contains("of two"));
            if (isCut)
                QCOMPARE(out, "before " + plain(name.toStdString()));
            else
                out = "before " + plain(name.toStdString());
        }
        const Status followed = unpacker.unpack(*compression, packed + "{}", out);
        QVERIFY(!followed);
        QCOMPARE(followed.error().code, ErrorCode::CorruptData);
    }

    void otherPayloadsAreNotCompressed() {
        for (const std::string& other : {std::string(), std::string("{}"), std::string("\x1F\x8B", 2),
                                         std::string("\x28\xB5\x2F", 3), std::string("\0\0\0\0\1", 5)})
            QVERIFY(!decoder::compressionOf(other));
    }

    void compressedAndOtherRecordsShareRows() {
        const std::string damaged = payload("gzip").substr(0, 30);
        const Decoded decoded =
            decodeAll(machines(), {payload("gzip"), R"({"temperature": 2})", damaged, std::nullopt,
                                   payload("zstd"), "[]", payload("gzip of a registry's frame")});
        QCOMPARE(texts(decoded, "temperature"), (Texts{"71.25", "2", "71.25", "71.25"}));
        QCOMPARE(texts(decoded, "count"),
                 (Texts{"9007199254740993", "-", "9007199254740993", "9007199254740993"}));
        const auto offsets = decoded.rows.offsets();
        QCOMPARE(std::vector(offsets.begin(), offsets.end()),
                 (std::vector<std::int64_t>{100, 101, 104, 106}));
        QCOMPARE(reasons(decoded), (Texts{"102 gzip: it ends before its data does", "103 tombstone",
                                          "105 JSON, but not an object"}));
        QCOMPARE(decoded.failures[0].kind, FailureKind::NotThisFormat);
        QCOMPARE(decoded.failures[1].kind, FailureKind::Tombstone);
    }

    void onlyWhatTheSpecNamesIsDecompressed() {
        DecoderSpec spec = machines();
        spec.unpack = {Compression::Zstd};
        const Decoded decoded = decodeAll(spec, {payload("gzip"), payload("zstd")});
        QCOMPARE(texts(decoded, "machine"), Texts{"press-4"});
        QCOMPARE(decoded.failures.size(), 1U);
        QVERIFY(reasons(decoded)[0].starts_with("100 not JSON"));
    }

    void aBombIsRefusedWithLittleMemory_data() {
        QTest::addColumn<QByteArray>("payload");
        const auto add = [](const std::string& name, const std::string& of) {
            QTest::newRow(name.c_str()) << QByteArray::fromStdString(of);
        };
        for (const auto& [name, member] : fixtures()["members"].items())
            add(name, bomb(name, 65));
        for (const auto& [name, whole] : fixtures()["too_large"].items())
            add(name, bytesOf(whole));
    }
    void aBombIsRefusedWithLittleMemory() {
        QFETCH(const QByteArray, payload);
        QVERIFY(payload.size() < 100'000);
        resetPeak();
        const std::size_t before = heldBytes();
        const Decoded decoded =
            decodeAll(machines(), {payload.toStdString(), ::payload("zstd"), payload.toStdString()});
        QCOMPARE(texts(decoded, "machine"), Texts{"press-4"});
        QCOMPARE(decoded.failures.size(), 2U);
        for (const decoder::DecodeFailure& failure : decoded.failures) {
            QVERIFY(failure.reason.ends_with("more than 64 MiB when decompressed"));
            QCOMPARE(failure.kind, FailureKind::TooLarge);
        }
        QVERIFY2(peakBytes() - before < 3 * decoder::kMostUnpackedBytes,
                 std::to_string(peakBytes() - before).c_str());
    }

    void manyLargePayloadsAreNotHeldTogether() {
        const std::string large = bomb("gzip of a MiB of zeros", 16);
        resetPeak();
        const std::size_t before = heldBytes();
        const Decoded decoded = decodeAll(machines(), std::vector<std::optional<std::string>>(20, large));
        QCOMPARE(decoded.failures.size(), 20U); // zeros are no JSON
        QVERIFY2(peakBytes() - before < 3 * decoder::kMostUnpackedBytes,
                 std::to_string(peakBytes() - before).c_str());
    }

    void aSampleSaysWhatIsAroundTheFormat() {
        decoder::SchemaInference inference;
        inference.add(batchOf({payload("gzip"), payload("gzip stored"), R"({"machine": "a"})",
                               payload("zstd"), payload("gzip").substr(0, 40)}));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QCOMPARE(inferred->spec.format, PayloadFormat::Json);
        QCOMPARE(inferred->spec.unpack, decoder::allCompressions());
        QVERIFY(inferred->spec.schema.indexOf("temperature"));
        QCOMPARE(inferred->undecodable, 1);
        const decoder::Detection seen = inference.values();
        QCOMPARE(seen.payloads, 5);
        QCOMPARE(seen.formats, (std::vector<decoder::FormatSeen>{{PayloadFormat::Json, 4}}));
        QCOMPARE(seen.compressed,
                 (std::vector<decoder::CompressionSeen>{{Compression::Gzip, 2}, {Compression::Zstd, 1}}));
        QCOMPARE(seen.compressionNames(), std::string("gzip, zstd"));
        QCOMPARE(seen.problem, std::string("gzip: it ends before its data does"));
    }

    void withoutCompressionASpecIsAsBefore() {
        decoder::SchemaInference inference;
        inference.add(batchOf({R"({"machine": "a"})"}));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QVERIFY(inferred->spec.unpack.empty());
        QVERIFY(inference.values().compressed.empty());
    }

    void binaryFormatsAreFoundBehindIt() {
        decoder::SchemaInference inference;
        inference.add(batchOf({payload("gzip of CBOR"), payload("zstd of CBOR")}));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QCOMPARE(inferred->spec.format, PayloadFormat::Cbor);
        const Decoded decoded = decodeAll(inferred->spec, {payload("zstd of CBOR")});
        QCOMPARE(texts(decoded, "count"), Texts{"9007199254740993"});
    }

    void aBombInTheSampleIsCountedAsSuch() {
        decoder::SchemaInference inference;
        inference.add(batchOf({bomb("gzip of a MiB of zeros", 65), payload("gzip")}));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QCOMPARE(inferred->undecodable, 1);
        QVERIFY(inference.values().problem.find("64 MiB") != std::string::npos);
    }

    /// A sample of bombs only takes no time without end.
    void samplesAreDecompressedUpToABound() {
        decoder::SchemaInference inference;
        inference.add(
            batchOf(std::vector<std::optional<std::string>>(40, bomb("zstd of a MiB of zeros", 65))));
        QVERIFY(!inference.finish());
        QCOMPARE(inference.values().payloads, 8);
    }

    void keysAreDecompressedWithTheirFormat() {
        const std::string key = payload("gzip");
        const std::string value = R"({"a": 1})";
        broker::RawRecord record;
        record.hasKey = record.hasValue = true;
        record.key = key;
        record.value = value;
        const broker::RawBatch batch = broker::RawBatch::view({record});
        decoder::SchemaInference inference({}, std::nullopt, {}, decoder::KeyFormat::found());
        inference.add(batch);
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QVERIFY(inferred->spec.key && inferred->spec.key->format == PayloadFormat::Json);
        QCOMPARE(inferred->spec.key->unpack, decoder::allCompressions());
        QVERIFY(inferred->spec.unpack.empty());
        Decoded decoded{records::RecordBatch(std::make_shared<const records::Schema>(inferred->spec.schema)),
                        {}};
        (*decoder::Decoder::create(inferred->spec))->decode(batch, decoded.rows, decoded.failures);
        QCOMPARE(texts(decoded, "@key.machine"), Texts{"press-4"});
    }

    void textIsReadWithoutTheCompression() {
        auto reader = decoder::PayloadText::of(machines(), false);
        VERIFY_OK(reader);
        broker::RawRecord record;
        const std::string packed = payload("zstd with a checksum");
        record.hasValue = true;
        record.value = packed;
        QCOMPARE(reader->read(record, {}).text, plain("zstd"));
        const std::string large = bomb("gzip of a MiB of zeros", 65);
        record.value = large;
        QCOMPARE(reader->read(record, {}).problem, std::string("gzip: more than 64 MiB when decompressed"));
    }
};

QTEST_APPLESS_MAIN(TestCompression)
#include "test_compression.moc"
