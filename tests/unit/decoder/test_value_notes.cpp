#include "unit/decoder/payloads.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;
using records::FieldType;

namespace {

/// "fraction@1 text@3": the notes of a column, by row.
std::string notes(const Decoded& decoded, std::string_view path) {
    std::string out;
    for (const records::RowNote& note : decoded.rows.find(path)->notes())
        out +=
            (out.empty() ? "" : " ") + std::string(valueNoteName(note.note)) + "@" + std::to_string(note.row);
    return out;
}

/// The same payloads, parsed in place and through an index (after one that is not an object).
std::vector<Decoded> bothWays(const std::vector<records::Field>& fields,
                              const std::vector<std::optional<std::string>>& payloads) {
    std::vector<std::optional<std::string>> indexed;
    indexed.reserve(payloads.size() + 1);
    indexed.emplace_back("[]");
    indexed.insert(indexed.end(), payloads.begin(), payloads.end());
    std::vector<Decoded> out;
    out.push_back(decodeAll(jsonSpec(fields), payloads));
    out.push_back(decodeAll(jsonSpec(fields), indexed));
    return out;
}

} // namespace

/// A value that is present but not of its column's type is never treated as missing.
class TestValueNotes : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatDoesNotFitIsToldApartFromWhatIsMissing() {
        for (const Decoded& decoded :
             bothWays({{"i", FieldType::Int64}, {"f", FieldType::Float64}, {"b", FieldType::Bool}},
                      {R"({"i":1,"f":1,"b":true})", R"({"i":12.5,"f":"x","b":1})",
                       R"({"i":99999999999999999999,"f":9007199254740993,"b":"true"})", R"({})",
                       R"({"i":null,"f":null,"b":null})", R"({"i":"3","f":[1],"b":{}})",
                       R"({"i":true,"f":1e999,"b":[]})", R"({"i":100000000000000000000,"f":2,"b":false})"})) {
            QCOMPARE(notes(decoded, "i"), std::string("fraction@1 inexact@2 text@5 truth@6 large@7"));
            QCOMPARE(notes(decoded, "f"), std::string("text@1 inexact@2 nested@5 large@6"));
            QCOMPARE(notes(decoded, "b"), std::string("number@1 text@2 nested@5 nested@6"));
            const records::Column& i = *decoded.rows.find("i");
            QVERIFY(i.notFitting(1) && !i.missing(1) && !i.valid(1));
            QVERIFY(!i.notFitting(3) && i.missing(3) && !i.valid(3));
            QVERIFY(!i.notFitting(4) && i.missing(4));
            QVERIFY(!i.notFitting(0) && !i.missing(0) && i.valid(0));
            QCOMPARE(i.countNotFitting(0, 8), qint64(5));
            QCOMPARE(i.countNotFitting(2, 6), qint64(2));
        }
    }

    void notANumberIsMissingByName() {
        const std::vector<std::optional<std::string>> payloads{
            R"({"v":NaN,"t":NaN,"o":{"x":-Infinity},"u":[NaN,1]})",
            R"({"v":Infinity,"o":{"x":1},"u":Infinity,"w":NaN})", R"({"v": -Infinity , "t":"NaN"})",
            R"({"v":2.5})"};
        for (const Decoded& decoded : bothWays(
                 {{"v", FieldType::Float64}, {"t", FieldType::Text}, {"o.x", FieldType::Int64}}, payloads)) {
            QCOMPARE(decoded.rows.rows(), std::size_t(4));
            QCOMPARE(texts(decoded, "v"), (Texts{"-", "-", "-", "2.5"}));
            QCOMPARE(notes(decoded, "v"), std::string("not_a_number@0 not_a_number@1 not_a_number@2"));
            QCOMPARE(texts(decoded, "t"), (Texts{"-", "-", "NaN", "-"}));
            QCOMPARE(texts(decoded, "o.x"), (Texts{"-", "1", "-", "-"}));
            QVERIFY(decoded.rows.find("v")->missing(0) && !decoded.rows.find("v")->notFitting(0));
        }
    }

    void whatOnlyLooksLikeNotANumberIsNoJson() {
        for (const char* value :
             {"Nan", "NaNs", "Inf", "-Infinit", "+Infinity", "-NaN", "Infinity1", "--Infinity"}) {
            const auto decoded =
                decodeAll(jsonSpec({{"v", FieldType::Float64}}), {std::string(R"({"v":)") + value + "}"});
            QVERIFY2(decoded.rows.empty() && decoded.failures.size() == 1, value);
        }
    }

    void aPathThatComesTwiceIsNoted() {
        for (const Decoded& decoded :
             bothWays({{"m.max", FieldType::Int64}}, {R"({"m.max":1,"m":{"max":2}})", R"({"m.max":3})",
                                                      R"({"m":{"max":4,"max":5.5,"max":6}})"})) {
            QCOMPARE(texts(decoded, "m.max"), (Texts{"2", "3", "6"}));
            QCOMPARE(notes(decoded, "m.max"), std::string("repeated@0 repeated@2"));
        }
    }

    void anExactPathIsThatNameAlone() {
        const std::vector<std::optional<std::string>> payloads{R"({"m.max":1,"m":{"max":-1}})",
                                                               R"({"m":{"max":-2},"m.max":2})",
                                                               R"({"a":{"b.c":3,"b":{"c":4}}})"};
        for (const Decoded& decoded : bothWays({{"m.max", FieldType::Int64},
                                                {R"(["m.max"])", FieldType::Int64},
                                                {R"(a["b.c"])", FieldType::Int64},
                                                {"a.b.c", FieldType::Int64}},
                                               payloads)) {
            QCOMPARE(texts(decoded, "m.max"), (Texts{"-1", "-2", "-"}));
            QCOMPARE(texts(decoded, R"(["m.max"])"), (Texts{"1", "2", "-"}));
            QCOMPARE(texts(decoded, R"(a["b.c"])"), (Texts{"-", "-", "3"}));
            QCOMPARE(texts(decoded, "a.b.c"), (Texts{"-", "-", "4"}));
            QCOMPARE(notes(decoded, "m.max"), std::string());
        }
    }

    void csvTellsThemApartToo() {
        decoder::DecoderSpec spec{
            decoder::PayloadFormat::Csv,
            {{{"i", FieldType::Int64}, {"f", FieldType::Float64}, {"b", FieldType::Bool}}}};
        spec.csvColumns = {"i", "f", "b"};
        const auto decoded = decodeAll(spec, {"1,1.5,true", ",,", "2.5,x,3", "true,nan,no",
                                              "99999999999999999999,-inf,false", "x,9007199254740993,False"});
        QCOMPARE(notes(decoded, "i"), std::string("fraction@2 truth@3 inexact@4 text@5"));
        QCOMPARE(notes(decoded, "f"), std::string("text@2 not_a_number@3 not_a_number@4 inexact@5"));
        QCOMPARE(notes(decoded, "b"), std::string("number@2 text@3"));
    }

    void theNearestDoubleIsTakenWhereItIsAskedFor() {
        decoder::DecoderSpec spec = jsonSpec({{"v", FieldType::Float64}, {"i", FieldType::Int64}});
        spec.nearest = true;
        const auto decoded = decodeAll(spec, {R"({"v":9007199254740993,"i":1.5})",
                                              R"({"v":99999999999999999999,"i":2})", R"({"v":1e999,"i":3})"});
        QCOMPARE(texts(decoded, "v"), (Texts{"9007199254740992", "1e+20", "-"}));
        QCOMPARE(notes(decoded, "v"), std::string("large@2"));
        QCOMPARE(notes(decoded, "i"), std::string("fraction@0"));
        decoder::DecoderSpec csv{decoder::PayloadFormat::Csv, {{{"v", FieldType::Float64}}}};
        csv.csvColumns = {"v"};
        csv.nearest = true;
        QCOMPARE(texts(decodeAll(csv, {"9007199254740993", "x"}), "v"), (Texts{"9007199254740992", "-"}));
    }

    void notesGoWhereTheirRowsGo() {
        const auto decoded = decodeAll(jsonSpec({{"i", FieldType::Int64}}),
                                       {R"({"i":1})", R"({"i":1.5})", R"({"i":NaN})", R"({"i":2,"i":"x"})"});
        records::RecordBatch out(decoded.rows.sharedSchema());
        const std::vector<std::uint32_t> order{3, 0, 1};
        out.gather(decoded.rows, order);
        using records::RowNote;
        using records::ValueNote;
        const std::vector<RowNote> expected{
            {0, ValueNote::Repeated}, {0, ValueNote::Text}, {2, ValueNote::Fraction}};
        const auto found = out.column(0).notes();
        QCOMPARE(std::vector<RowNote>(found.begin(), found.end()), expected);
        out.truncate(2);
        QCOMPARE(out.column(0).notes().size(), std::size_t(2));
        out.truncate(0);
        QVERIFY(out.column(0).notes().empty());
    }
};

QTEST_GUILESS_MAIN(TestValueNotes)
#include "test_value_notes.moc"
