#include "unit/decoder/payloads.h"

#include "decoder/schema_inference.h"
#include "support/result_check.h"
#include "support/test_data.h"

#include <QFile>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;
using records::FieldType;

namespace {

decoder::DecoderSpec csvSpec(std::vector<records::Field> fields, std::vector<std::string> columns,
                             char delimiter = ',') {
    return {decoder::PayloadFormat::Csv, {std::move(fields)}, delimiter, std::move(columns)};
}

std::string reasonFor(const std::string& payload) {
    const Decoded decoded = decodeAll(csvSpec({{"a", FieldType::Text}}, {"a", "b"}), {"x,1", payload, "y,2"});
    if (decoded.failures.size() != 1 || texts(decoded, "a") != Texts{"x", "y"})
        return "the neighbours were harmed";
    return decoded.failures[0].reason;
}

} // namespace

class TestCsvDecoder : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void quotedFieldsFollowRfc4180() {
        const auto decoded = decodeAll(
            csvSpec({{"a", FieldType::Text}, {"b", FieldType::Text}}, {"a", "b"}),
            {R"("x,y","say ""hi""")", "\"two\nlines\",plain\r\n", R"("""",)", "5\" disk,x", R"("",y)"});
        QCOMPARE(texts(decoded, "a"), (Texts{"x,y", "two\nlines", "\"", "5\" disk", "-"}));
        QCOMPARE(texts(decoded, "b"), (Texts{"say \"hi\"", "plain", "-", "x", "y"}));
    }

    void numbersAreReadExactlyOrNotAtAll() {
        const std::vector<std::optional<std::string>> payloads{
            "9223372036854775807", "3.0", "3.5", " 12 ", "nan", "inf",
            "9007199254740993",    "1e3", "12x", "-0.5"};
        QCOMPARE(
            texts(decodeAll(csvSpec({{"v", FieldType::Int64}}, {"v"}), payloads), "v"),
            (Texts{"9223372036854775807", "3", "-", "12", "-", "-", "9007199254740993", "1000", "-", "-"}));
        QCOMPARE(texts(decodeAll(csvSpec({{"v", FieldType::Float64}}, {"v"}), payloads), "v"),
                 (Texts{"-", "3", "3.5", "12", "-", "-", "-", "1000", "-", "-0.5"}));
    }

    void whatAPersonStatesIsReadFromText() {
        const std::vector<std::optional<std::string>> payloads{"20.15", "73.1%", "+3", "3.5", "n/a", " "};
        QCOMPARE(texts(decodeAll(csvSpec({{"v", FieldType::Float64, true}}, {"v"}), payloads), "v"),
                 (Texts{"20.15", "73.1", "3", "3.5", "-", "-"}));
        QCOMPARE(texts(decodeAll(csvSpec({{"v", FieldType::Int64, true}}, {"v"}), payloads), "v"),
                 (Texts{"-", "-", "3", "-", "-", "-"}));
        QCOMPARE(texts(decodeAll(csvSpec({{"v", FieldType::Float64}}, {"v"}), payloads), "v"),
                 (Texts{"20.15", "-", "-", "3.5", "-", "-"}));
    }

    void truthValuesAreWords() {
        const auto decoded =
            decodeAll(csvSpec({{"v", FieldType::Bool}}, {"v"}), {"true", "False", "1", "TRUE ", "yes"});
        QCOMPARE(texts(decoded, "v"), (Texts{"1", "0", "-", "1", "-"}));
    }

    void fieldsAreTakenByNameInAnyOrder() {
        const auto decoded =
            decodeAll(csvSpec({{"c", FieldType::Int64}, {"a", FieldType::Int64}}, {"a", "b", "c"}, ';'),
                      {"1;2;3", "4;;"});
        QCOMPARE(texts(decoded, "c"), (Texts{"3", "-"}));
        QCOMPARE(texts(decoded, "a"), (Texts{"1", "4"}));
    }

    void aBadRecordIsAFailureWithItsReason() {
        QCOMPARE(reasonFor("1,2,3"), std::string("expected 2 columns, found 3"));
        QCOMPARE(reasonFor("1"), std::string("expected 2 columns, found 1"));
        QCOMPARE(reasonFor("\"open,2"), std::string("not CSV: unclosed quote at byte 0"));
        QCOMPARE(reasonFor("\"a\"b,2"), std::string("not CSV: something follows a closing quote at byte 3"));
        QCOMPARE(reasonFor("1,2\n3,4"),
                 std::string("not CSV: more than one line: the record ends at byte 3"));
        QCOMPARE(reasonFor("1,\xFF"), std::string("not CSV: not UTF-8 at byte 2"));
        QCOMPARE(reasonFor(""), std::string("empty payload"));
    }

    void aSpecThatCannotWorkIsRefused() {
        const auto refused = [](const decoder::DecoderSpec& spec) { return !decoder::Decoder::create(spec); };
        QVERIFY(refused(csvSpec({{"z", FieldType::Text}}, {"a", "b"})));
        QVERIFY(refused(csvSpec({{"a", FieldType::Text}}, {"a", "a"})));
        QVERIFY(refused(csvSpec({{"a", FieldType::Text}}, {"a", "b"}, '"')));
        QVERIFY(!refused(csvSpec({{"a", FieldType::Text}}, {"a", "b"}, '|')));
    }

    void elec2DecodesToItsOwnNumbers() {
        const auto file = dataFile("elec2.csv.zst");
        if (!file)
            QSKIP("elec2 is not beside this checkout");
        QFile csv(*file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const auto header = csv.readLine().trimmed().split(',');
        std::vector<std::string> columns;
        for (const QByteArray& name : header)
            columns.push_back(name.toStdString());
        std::vector<std::optional<std::string>> payloads;
        std::vector<double> demand;
        while (!csv.atEnd()) {
            const QByteArray line = csv.readLine();
            payloads.emplace_back(line.toStdString());
            demand.push_back(line.split(',').at(4).toDouble());
        }
        decoder::SchemaInference inference(columns);
        inference.add(batchOf(payloads));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QCOMPARE(inferred->spec.format, decoder::PayloadFormat::Csv);
        QCOMPARE(inferred->spec.schema.fields[0], (records::Field{"date", FieldType::Float64}));
        QCOMPARE(inferred->spec.schema.fields[1], (records::Field{"day", FieldType::Int64}));
        QCOMPARE(inferred->spec.schema.fields[8], (records::Field{"class", FieldType::Text}));
        const Decoded decoded = decodeAll(inferred->spec, payloads);
        QCOMPARE(decoded.failures.size(), std::size_t(0));
        QCOMPARE(decoded.rows.rows(), std::size_t(45312));
        const auto floats = decoded.rows.find("nswdemand")->floats();
        QVERIFY(std::ranges::equal(floats, demand));
    }
};

QTEST_GUILESS_MAIN(TestCsvDecoder)
#include "test_csv_decoder.moc"
