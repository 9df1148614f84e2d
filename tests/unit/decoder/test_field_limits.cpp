#include "unit/decoder/payloads.h"

#include "decoder/field_limits.h"
#include "decoder/field_path.h"
#include "decoder/payload_tree.h"
#include "decoder/schema_inference.h"
#include "support/counted_memory.h"
#include "support/result_check.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;
using decoder::SchemaInference;
using records::FieldType;

namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20U;

/// "a.a.a" with this many names.
std::string pathOf(std::size_t names) {
    std::string path;
    for (std::size_t i = 0; i < names; ++i)
        path += i == 0 ? "a" : ".a";
    return path;
}

std::string nested(int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i)
        text += "{\"a\":";
    return text + "1" + std::string(static_cast<std::size_t>(depth), '}');
}

/// Peak memory of inference and of the resulting decoder for one record.
std::size_t mostHeldFor(const std::string& payload, std::string& warning) {
    resetPeak();
    const std::size_t before = heldBytes();
    {
        SchemaInference inference;
        inference.add(batchOf({payload}));
        const auto inferred = inference.finish();
        warning = inferred ? inferred->warning : inferred.error().text();
        if (inferred)
            decodeAll(inferred->spec, {payload, payload});
    }
    return peakBytes() - before;
}

} // namespace

class TestFieldLimits : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void oneRecordTakesLittleMemory_data() {
        QTest::addColumn<QString>("payload");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const std::string& payload, const char* said) {
            QTest::newRow(name) << QString::fromStdString(payload) << said;
        };
        const char* const tooLong = "only paths of up to 1024 bytes and 32 names are found by themselves";
        row("4 KB of dots", "{\"b\":1,\"" + pathOf(2048) + "\":1}", tooLong);
        row("100 KB of dots", "{\"b\":1,\"" + pathOf(50'000) + "\":1}", tooLong);
        row("dots alone", "{\"b\":1,\"" + std::string(100'000, '.') + "\":1}", tooLong);
        row("1,020 levels", "{\"b\":1,\"c\":" + nested(1020) + "}", tooLong);
        std::string many = "{";
        for (int i = 0; i < 10'000; ++i)
            many += (i == 0 ? "\"x" : ",\"x") + std::to_string(i) + "." + pathOf(30) + "\":1";
        row("many long paths", many + "}", "");
        std::string wide = "{\"" + std::string(900, 'w') + "\":{\"b\":1";
        for (int i = 0; i < 10'000; ++i)
            wide += ",\"" + std::to_string(i) + "\":1";
        row("a long name above many", wide + "}}", "1000 or more fields: ");
    }
    void oneRecordTakesLittleMemory() {
        QFETCH(QString, payload);
        QFETCH(QString, said);
        std::string warning;
        const std::size_t most = mostHeldFor(payload.toStdString(), warning);
        QVERIFY2(most < 150 * kMiB, std::to_string(most / kMiB).c_str());
        if (payload.size() < 100'000)
            QVERIFY2(most < (payload.size() < 10'000 ? 4 : 16) * kMiB, std::to_string(most / 1024).c_str());
        QVERIFY2(QString::fromStdString(warning).contains(said), warning.c_str());
        QVERIFY2(warning.size() < 10'000, "what is left out is named in short");
    }

    void aLongPathThatWasAskedForIsKept() {
        const std::string path = pathOf(100);
        SchemaInference inference({}, {}, {path});
        const std::string payload = nested(100);
        inference.add(batchOf({payload}));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QCOMPARE(inferred->fields.front().field.path, path);
        QCOMPARE(texts(decodeAll(inferred->spec, {payload, "{\"" + path + "\":2}"}), path),
                 (Texts{"1", "2"}));
    }

    void pathsBeyondAnyUseAreRefused() {
        for (const std::string& path : {pathOf(50'000), pathOf(1025), std::string(8193, 'a')}) {
            const auto made = decoder::Decoder::create(jsonSpec({{path, FieldType::Float64}}));
            QVERIFY(!made);
            QCOMPARE(made.error().code, ErrorCode::InvalidArgument);
            QVERIFY(made.error().text().size() < 300);
        }
        std::vector<records::Field> fields;
        for (std::size_t i = 0; i <= decoder::kMostSchemaFields; ++i)
            fields.push_back({"f" + std::to_string(i), FieldType::Float64});
        QVERIFY(!decoder::Decoder::create(jsonSpec(fields)));
    }

    void bracketsThatNothingClosesBelongToTheName() {
        const std::string unclosed = "[\"a";
        const std::string inner = "x[\"y.z";
        const std::string closed = "x[\"y.z\"].w";
        const Texts names{"x[\"y", "z"};
        const Texts ofClosed{"x", "y.z", "w"};
        QCOMPARE(decoder::parseFieldPath(unclosed).names, Texts{unclosed});
        QCOMPARE(decoder::parseFieldPath(inner).names, names);
        QCOMPARE(decoder::parseFieldPath(closed).names, ofClosed);
        const auto decoded = decodeAll(jsonSpec({{unclosed, FieldType::Int64}}), {"{\"[\\\"a\":7}"});
        QCOMPARE(texts(decoded, unclosed), Texts{"7"});
    }

    void anExactNameIsNotReadAsTheDottedPathOfAnother() {
        const auto spec = jsonSpec({{"a.b", FieldType::Int64}, {"[\"a.b\"]", FieldType::Int64}});
        const auto decoded = decodeAll(spec, {"{\"a\":{\"b\":1},\"a.b\":2}"});
        QCOMPARE(texts(decoded, "a.b"), (Texts{"1"}));
        QCOMPARE(texts(decoded, "[\"a.b\"]"), (Texts{"2"}));
        const auto dots = decodeAll(jsonSpec({{"a.b.c", FieldType::Int64}}),
                                    {"{\"a.b\":{\"c\":1}}", "{\"a\":{\"b.c\":2}}", "{\"a.b.c\":3}",
                                     "{\"a\":{\"b\":{\"c\":4}}}", "{\"a.b\":4}", "{\"a..b.c\":4}"});
        QCOMPARE(texts(dots, "a.b.c"), (Texts{"1", "2", "3", "4", "-", "-"}));
        const auto exact = decodeAll(jsonSpec({{"[\"q.r\"].x.y", FieldType::Int64}}),
                                     {"{\"q.r\":{\"x\":{\"y\":1}}}", "{\"q.r\":{\"x.y\":2}}"});
        QCOMPARE(texts(exact, "[\"q.r\"].x.y"), (Texts{"1", "-"}));
    }

    void namesThatAreDataAreNotRememberedForEver() {
        const auto spec = jsonSpec({{"a", FieldType::Int64}});
        auto decoder = decoder::Decoder::create(spec);
        VERIFY_OK(decoder);
        records::RecordBatch rows(std::make_shared<const records::Schema>(spec.schema));
        std::vector<decoder::DecodeFailure> failures;
        const std::size_t before = heldBytes();
        int name = 0;
        for (int record = 0; record < 200; ++record) {
            std::string payload = "{\"a\":1";
            for (int i = 0; i < 1000; ++i)
                payload += ",\"" + std::string(200, 'n') + std::to_string(name++) + "\":1";
            (*decoder)->decode(batchOf({payload + "}"}), rows, failures);
        }
        QCOMPARE(rows.rows(), std::size_t(200));
        QVERIFY(heldBytes() - before < 64 * kMiB);
    }

    void aPayloadOfManyValuesIsShownInPart() {
        std::string payload = "[";
        for (int i = 0; i < 500'000; ++i)
            payload += "1,";
        resetPeak();
        const std::size_t before = heldBytes();
        const auto tree = decoder::jsonTree(payload + "NaN]");
        QVERIFY(peakBytes() - before < 32 * kMiB);
        QCOMPARE(tree.problem, std::string());
        QVERIFY(tree.isCut);
        QVERIFY(!tree.strict);
        QCOMPARE(tree.root.children.size(), decoder::kMostTreeValues - 1);
        QVERIFY(!decoder::jsonTree(payload + "1").problem.empty());
        QVERIFY(decoder::isJson(payload + "NaN]", false));
        QVERIFY(!decoder::isJson(payload + "NaN]", true));
        QVERIFY(decoder::isJson(payload + "\"NaN\"]", true));
        QVERIFY(!decoder::isJson("", false));
    }
};

QTEST_GUILESS_MAIN(TestFieldLimits)
#include "test_field_limits.moc"
