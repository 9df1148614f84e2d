#include "unit/decoder/payloads.h"

#include "decoder/schema_inference.h"
#include "support/result_check.h"
#include "support/test_data.h"

#include <QDirIterator>
#include <QFile>
#include <QtTest>
#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::test;
using nlohmann::json;
using records::FieldType;

namespace {

std::vector<QString> jsonFilesIn(const QString& folder) {
    std::vector<QString> files;
    QDirIterator it(folder, {"*.json"}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        files.push_back(it.next());
    std::ranges::sort(files);
    return files;
}

} // namespace

class TestJsonRealData : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void conformsToTheJsonTestSuite() {
        const auto folder = dataFolder("json-test-suite.tar.zst");
        if (!folder)
            QSKIP("the JSON test suite is not beside this checkout");
        const decoder::DecoderSpec spec = jsonSpec({{"a", FieldType::Text}});
        int accepted = 0;
        int refused = 0;
        for (const QString& path : jsonFilesIn(*folder)) {
            const QString name = QFileInfo(path).fileName();
            const std::string payload = contentOf(path);
            // Decoded alone, and between neighbours that it must not affect.
            const Decoded decoded = decodeAll(spec, {R"({"a":1})", payload, R"({"a":2})"});
            const Decoded alone = decodeAll(spec, {payload});
            QVERIFY2(decoded.rows.rows() == 2 + alone.rows.rows(), qPrintable(name));
            QVERIFY2(decoded.rows.position(decoded.rows.rows() - 1).offset.value == 102, qPrintable(name));
            const std::string reason = alone.failures.empty() ? "" : alone.failures[0].reason;
            const bool isJson = alone.failures.empty() || reason == "JSON, but not an object";
            if (name.startsWith("y_")) {
                QVERIFY2(isJson, qPrintable(name + ": " + reason.c_str()));
                QVERIFY2(alone.failures.empty() == json::parse(payload).is_object(), qPrintable(name));
                ++accepted;
            } else if (payload == "[NaN]" || payload == "[Infinity]" || payload == "[-Infinity]") {
                QVERIFY2(isJson, qPrintable(name)); // as Python writes missing values
            } else if (name.startsWith("n_")) {
                QVERIFY2(!isJson, qPrintable(name));
                ++refused;
            }
        }
        QCOMPARE(accepted, 95);
        QCOMPARE(refused, 185);
    }

    void decodesRealDocuments() {
        const auto folder = dataFolder("json-real-open.tar.zst");
        if (!folder)
            QSKIP("the real JSON documents are not beside this checkout");
        int objects = 0;
        for (const QString& path : jsonFilesIn(*folder)) {
            const std::string payload = contentOf(path);
            const json value = json::parse(payload, nullptr, false);
            QVERIFY2(!value.is_discarded(), qPrintable(path));
            if (!value.is_object() || value.empty())
                continue;
            ++objects;
            // All top-level members as text; all but strings must have the same meaning when parsed again.
            std::vector<records::Field> fields;
            for (const auto& [key, member] : value.items()) {
                if (key.find('.') == std::string::npos && !key.empty())
                    fields.push_back({key, FieldType::Text});
            }
            const Decoded decoded = decodeAll(jsonSpec(fields), {payload, payload});
            QCOMPARE(decoded.rows.rows(), std::size_t(2));
            for (const records::Field& field : fields) {
                const records::Column& column = *decoded.rows.find(field.path);
                const json& member = value[field.path];
                if (member.is_null())
                    QVERIFY(!column.valid(1));
                else if (member.is_string())
                    QCOMPARE(std::string(column.text(1)), member.get<std::string>());
                else
                    QVERIFY2(json::parse(column.text(1)) == member, field.path.c_str());
            }
        }
        QVERIFY(objects >= 5);
    }

    void infersAndDecodesWikipediaEdits() {
        const auto file = dataFile("wikipedia-2016-06.json.gz");
        if (!file)
            QSKIP("the Wikipedia edits are not beside this checkout");
        std::vector<std::optional<std::string>> payloads;
        std::istringstream lines(contentOf(*file));
        for (std::string line; std::getline(lines, line);)
            payloads.emplace_back(line);
        QCOMPARE(payloads.size(), std::size_t(500));

        decoder::SchemaInference inference;
        inference.add(batchOf(payloads));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QCOMPARE(inferred->undecodable, qint64(0));
        const auto typeOf = [&](std::string_view path) {
            return inferred->spec.schema.fields[inferred->spec.schema.indexOf(path).value()].type;
        };
        QCOMPARE(typeOf("isRobot"), FieldType::Bool);
        QCOMPARE(typeOf("added"), FieldType::Int64);
        QCOMPARE(typeOf("deltaBucket"), FieldType::Float64);
        QCOMPARE(typeOf("page"), FieldType::Text);

        const Decoded decoded = decodeAll(inferred->spec, payloads);
        QCOMPARE(decoded.rows.rows(), std::size_t(500));
        for (std::size_t row = 0; row < 500; ++row) {
            const json edit = json::parse(*payloads[row]);
            QCOMPARE(std::string(decoded.rows.find("page")->text(row)), edit["page"].get<std::string>());
            QCOMPARE(decoded.rows.find("delta")->ints()[row], edit["delta"].get<std::int64_t>());
            QCOMPARE(decoded.rows.find("cityName")->valid(row),
                     edit.contains("cityName") && edit["cityName"].is_string());
        }
    }
};

QTEST_GUILESS_MAIN(TestJsonRealData)
#include "test_json_real_data.moc"
