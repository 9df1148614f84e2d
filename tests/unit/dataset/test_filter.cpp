#include "dataset/filter/filter.h"

#include "support/result_check.h"

#include <QtTest>
#include <array>

using namespace driftwood;
using dataset::Filter;
using records::FieldType;

namespace {

using Rows = std::vector<std::uint32_t>;

records::RecordBatch rows() {
    records::RecordBatch batch(
        std::make_shared<const records::Schema>(records::Schema{{{"id", FieldType::Int64},
                                                                 {"temperature", FieldType::Float64},
                                                                 {"zone", FieldType::Text},
                                                                 {"fault", FieldType::Bool},
                                                                 {"odd name", FieldType::Int64}}}));
    const auto add = [&](std::int64_t id, double temperature, std::string_view zone, bool fault) {
        const std::string_view key = zone;
        batch.appendPosition(PartitionId(1), Offset(10 + static_cast<std::int64_t>(batch.rows())),
                             TimestampMs(1000), &key);
        batch.column(0).appendInt(id);
        batch.column(1).appendFloat(temperature);
        batch.column(2).appendText(zone);
        batch.column(3).appendInt(fault ? 1 : 0);
        batch.column(4).appendMissing();
    };
    add(9007199254740992, 10.0, "north", false);
    add(9007199254740993, 20.5, "centre", true);
    add(3, 30.0, "say \"hi\"", false);
    return batch;
}

Rows selected(const std::string& text) {
    const auto filter = Filter::parse(text);
    if (!filter || !filter->check(rows().schema()))
        return {99};
    return filter->select(rows());
}

/// Realistic mixed records: text instead of numbers, arrays, dates, and gaps.
records::RecordBatch mixedRows() {
    records::RecordBatch batch(
        std::make_shared<const records::Schema>(records::Schema{{{"price", FieldType::Text},
                                                                 {"tags", FieldType::Text},
                                                                 {"when", FieldType::Text},
                                                                 {"seconds", FieldType::Int64},
                                                                 {"not", FieldType::Int64}}}));
    const auto add = [&](std::int64_t time, const char* price, const char* tags, const char* when,
                         std::int64_t seconds) {
        batch.appendPosition(PartitionId(0), Offset(static_cast<std::int64_t>(batch.rows())),
                             TimestampMs(time), nullptr);
        const std::array texts{price, tags, when};
        for (std::size_t i = 0; i < texts.size(); ++i)
            if (texts[i] != nullptr)
                batch.column(i).appendText(texts[i]);
            else
                batch.column(i).appendMissing();
        batch.column(3).appendInt(seconds);
        batch.column(4).appendInt(seconds);
    };
    add(1772359200000, "20.15", R"(["a","b"])", "2026-03-01T10:00:00Z", 1772359200);
    add(1772366400000, "9", "[]", "2026-03-02T10:00:00+02:00", 1772445600);
    add(1772370000000, "73.1%", R"([{"n":3},{"n":12.5}])", "2026-02-28", 1);
    add(-1, "n/a", nullptr, "soon", 1772359200);
    add(1772380000000, nullptr, R"([null, true, "10"])", nullptr, 2);
    return batch;
}

Rows selectedOfMixed(const std::string& text, std::vector<dataset::UncomparedValues>* uncompared = nullptr) {
    const auto filter = Filter::parse(text, TimestampMs(1772370000000)); // 2026-03-01T13:00Z
    if (!filter || !filter->check(mixedRows().schema()))
        return {99};
    return filter->select(mixedRows(), uncompared);
}

std::string problem(const std::string& text) {
    const auto filter = Filter::parse(text);
    if (!filter)
        return filter.error().what;
    const auto fits = filter->check(rows().schema());
    return fits ? "" : fits.error().what;
}

} // namespace

class TestFilter : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void comparisonsSelectRows() {
        QCOMPARE(selected(""), (Rows{0, 1, 2}));
        QCOMPARE(selected("fault == false"), (Rows{0, 2}));
        QCOMPARE(selected("temperature > 10 and temperature<=20.5"), (Rows{1}));
        QCOMPARE(selected("zone != \"centre\" and fault == false"), (Rows{0, 2}));
        QCOMPARE(selected("zone == 'say \"hi\"'"), (Rows{2}));
        QCOMPARE(selected("zone >= 'north'"), (Rows{0, 2}));
        QCOMPARE(selected("@offset >= 11 and @partition == 1 and @timestamp < 1001"), (Rows{1, 2}));
        QCOMPARE(selected("@key == 'centre'"), (Rows{1}));
    }

    void aNumberBeyondADoubleIsNamed() {
        QCOMPARE(problem("temperature > 1e999"),
                 std::string("1e999 is beyond what 64 bits of floating point hold at column 15"));
        QCOMPARE(problem("temperature > 1e308"), std::string());
    }

    void aFilterThatEndsTooEarlyIsUnfinished() {
        const std::string unfinished = problem("temperature > ");
        QVERIFY2(unfinished.starts_with("expected a number") &&
                     unfinished.find("the filter is unfinished") != std::string::npos,
                 unfinished.c_str());
        QVERIFY2(problem("temperature >>").starts_with("expected a number"),
                 problem("temperature >>").c_str());
    }

    void aLongFilterIsNotPrintedWhole() {
        std::string longOne = "temperature > 1";
        for (int i = 0; i < 2000; ++i)
            longOne += " or temperature > 1";
        const auto unfinished = Filter::parse("fault == false and (" + longOne + " nonsense");
        VERIFY_FAILS(unfinished, ErrorCode::InvalidArgument);
        QVERIFY(unfinished.error().where.find("nonsense") != std::string::npos);
        QVERIFY(unfinished.error().where.size() < 300);
        const auto unknown = Filter::parse("colour == 'red' or " + longOne).value().check(rows().schema());
        VERIFY_FAILS(unknown, ErrorCode::InvalidArgument);
        QVERIFY(unknown.error().where.find("colour") != std::string::npos);
        QVERIFY(unknown.error().where.size() < 300);
    }

    // Ids beyond 64 bits are stored as text, but are still compared exactly.
    void hugeIntegersInTextCompareExactly() {
        records::RecordBatch batch(
            std::make_shared<const records::Schema>(records::Schema{{{"id", FieldType::Text}}}));
        for (const char* id : {"18446744073709571616", "18446744073709571626", "18446744073709571636", "x"}) {
            batch.appendPosition(PartitionId(0), Offset(static_cast<std::int64_t>(batch.rows())),
                                 TimestampMs(1), nullptr);
            batch.column(0).appendText(id);
        }
        const auto rowsOf = [&](const std::string& text) { return Filter::parse(text)->select(batch); };
        QCOMPARE(rowsOf("id == 18446744073709571626"), (Rows{1}));
        QCOMPARE(rowsOf("id in (18446744073709571626, 5)"), (Rows{1}));
        QCOMPARE(rowsOf("id > 18446744073709571616 and id < 18446744073709571636"), (Rows{1}));
    }

    void bigIntegersCompareExactly() {
        QCOMPARE(selected("id == 9007199254740993"), (Rows{1}));
        QCOMPARE(selected("id < 9007199254740993"), (Rows{0, 2}));
        QCOMPARE(selected("id < 3.5"), (Rows{2}));
    }

    void aMissingValueOnlyPassesNotEqual() {
        QCOMPARE(selected("`odd name` == 0"), Rows{});
        QCOMPARE(selected("`odd name` <= 0"), Rows{});
        QCOMPARE(selected("`odd name` != 0"), (Rows{0, 1, 2}));
    }

    void whatCannotBeReadIsNamedWithItsColumn() {
        QCOMPARE(problem("fault = false"),
                 std::string("expected one of == != < <= > >=, contains, in (…) or is missing at column 7"));
        QCOMPARE(
            problem("zone == north"),
            std::string("expected a number, true, false, null, a time, or a text in quotes at column 9"));
        QCOMPARE(problem("zone == 'north"), std::string("unclosed quote at column 9"));
        QCOMPARE(problem("id == 1 xor id == 2"), std::string("expected 'and', 'or' or the end at column 9"));
        QCOMPARE(problem("(id == 1 or id == 2"), std::string("expected 'and', 'or' or ')' at column 20"));
        QCOMPARE(problem("id in (1; 2)"), std::string("expected ',' or ')' at column 9"));
        QCOMPARE(problem("id > null"), std::string("null can only be compared by == and != at column 6"));
        QCOMPARE(problem("id is there"), std::string("expected 'missing' or 'null' at column 7"));
        QCOMPARE(problem("zone[x] == 'a'"),
                 std::string("expected the number of an element, or * at column 6"));
        QVERIFY(problem(std::string(5000, '(') + "id == 1").starts_with("conditions are nested too deeply"));
        QVERIFY(problem([] {
                    std::string text;
                    for (int i = 0; i < 5000; ++i)
                        text += "not ";
                    return text + "id == 1";
                }())
                    .starts_with("conditions are nested too deeply"));
        QCOMPARE(problem("id == 1 and"), std::string("expected the name of a field at column 12"));
        QCOMPARE(
            problem("id == inf"),
            std::string("expected a number, true, false, null, a time, or a text in quotes at column 7"));
    }

    void whatCannotBeComparedIsRefused() {
        QCOMPARE(problem("speed > 1 and id == 1 and hue == 2"),
                 std::string("no such field: speed (column 1), hue (column 27)"));
        QCOMPARE(problem("temperature > 'warm'"),
                 std::string("'warm' cannot be compared with temperature, which is float64 (column 1)"));
        QCOMPARE(problem("id == 1 and fault == 1"),
                 std::string("'1' cannot be compared with fault, which is bool (column 13)"));
        QCOMPARE(problem("id contains 'x'"), std::string("id is int64 and contains nothing (column 1)"));
        QCOMPARE(problem("id[0] == 1"), std::string("id is int64 and has no elements (column 1)"));
        QVERIFY(problem("@timestamp > 1772359200").find("looks like seconds") != std::string::npos);
        QCOMPARE(problem("zone > 1"), std::string());
    }

    void numbersAreComparedAsNumbersInTextToo() {
        QCOMPARE(selectedOfMixed("price > 9"), (Rows{0, 2}));
        QCOMPARE(selectedOfMixed("price > 100"), Rows{});
        QCOMPARE(selectedOfMixed("price == 9.0"), (Rows{1}));
        QCOMPARE(selectedOfMixed("price > '9'"), (Rows{3})); // text is compared byte by byte
        std::vector<dataset::UncomparedValues> uncompared;
        QCOMPARE(selectedOfMixed("price >= 0", &uncompared), (Rows{0, 1, 2}));
        QCOMPARE(uncompared, (std::vector<dataset::UncomparedValues>{{"price", false, 1, "n/a"}}));
        QCOMPARE(uncomparedText(uncompared[0]),
                 std::string("1 value of price is no number, such as \"n/a\""));
        QCOMPARE(selectedOfMixed("price != 9"), (Rows{0, 2, 3, 4}));
        // The filter of an older data set keeps comparing text.
        auto older = *Filter::parse("price > 9");
        older.rules = Filter::Rules::ByText;
        QCOMPARE(older.select(mixedRows()), (Rows{3}));
    }

    void conditionsAreJoined() {
        QCOMPARE(selected("id == 3 or fault == true"), (Rows{1, 2}));
        QCOMPARE(selected("id == 3 or fault == true and temperature > 100"), (Rows{2}));
        QCOMPARE(selected("(id == 3 or fault == true) and temperature < 25"), (Rows{1}));
        QCOMPARE(selected("not (id == 3 or fault == true)"), (Rows{0}));
        QCOMPARE(selected("not temperature > 10 and not fault == true"), (Rows{0}));
        QCOMPARE(selected("zone in ('north', 'south') OR NOT id < 4"), (Rows{0, 1}));
        QCOMPARE(selected("id not in (3, 4)"), (Rows{0, 1}));
        QCOMPARE(selected("zone contains 'nt'"), (Rows{1}));
        QCOMPARE(selected("not `odd name` > 0"), (Rows{0, 1, 2})); // all rows that "> 0" does not select
    }

    void missingValuesCanBeAskedFor() {
        QCOMPARE(selectedOfMixed("price == null"), (Rows{4}));
        QCOMPARE(selectedOfMixed("price is missing"), (Rows{4}));
        QCOMPARE(selectedOfMixed("price is not missing and tags is not null"), (Rows{0, 1, 2}));
        QCOMPARE(selectedOfMixed("price != null and tags == null"), (Rows{3}));
        QCOMPARE(selectedOfMixed("@key is missing"), (Rows{0, 1, 2, 3, 4}));
        QCOMPARE(selectedOfMixed("@timestamp is missing"), (Rows{3}));
    }

    void elementsOfArraysAreCompared() {
        QCOMPARE(selectedOfMixed("tags[*] == \"a\""), (Rows{0}));
        QCOMPARE(selectedOfMixed("tags[1] == \"a\""), Rows{});
        QCOMPARE(selectedOfMixed("tags[0] == 'a' or tags[*].n > 12"), (Rows{0, 2}));
        QCOMPARE(selectedOfMixed("tags[1].n in (12.5, 13)"), (Rows{2}));
        QCOMPARE(selectedOfMixed("tags contains 'b'"), (Rows{0}));
        QCOMPARE(selectedOfMixed("tags contains 10"), (Rows{4}));
        QCOMPARE(selectedOfMixed("tags[*] == true"), (Rows{4}));
        QCOMPARE(selectedOfMixed("tags[0] is missing"), (Rows{1, 3, 4}));
        QCOMPARE(selectedOfMixed("tags[*] is missing"), (Rows{1, 3}));
    }

    void timesAreComparedWithTimes() {
        QCOMPARE(selectedOfMixed("@timestamp >= 2026-03-01T11:00Z and @timestamp < now"), (Rows{1}));
        QCOMPARE(selectedOfMixed("@timestamp > -2h"), (Rows{1, 2, 4}));
        QCOMPARE(selectedOfMixed("@timestamp > '2026-03-01T13:00:00+01:00'"), (Rows{2, 4}));
        QCOMPARE(selectedOfMixed("@timestamp < 1772366400000"), (Rows{0})); // no time is not before a time
        std::vector<dataset::UncomparedValues> uncompared;
        QCOMPARE(selectedOfMixed("when >= 2026-03-01", &uncompared), (Rows{0, 1}));
        QCOMPARE(uncompared, (std::vector<dataset::UncomparedValues>{{"when", true, 1, "soon"}}));
        QCOMPARE(selectedOfMixed("when == 2026-03-02T08:00Z"), (Rows{1}));
        uncompared.clear();
        QCOMPARE(selectedOfMixed("seconds >= 2026-03-02", &uncompared), (Rows{1}));
        QCOMPARE(uncompared, (std::vector<dataset::UncomparedValues>{{"seconds", true, 2, "1"}}));
        QCOMPARE(Filter::parse("@timestamp > -2h", TimestampMs(1772370000000))->text(),
                 std::string("@timestamp > 2026-03-01T11:00:00.000Z"));
    }

    /// The size of a number says nothing where the schema names the unit.
    void timesAreComparedInTheUnitOfTheirField() {
        const auto inUnit = [](std::int64_t value, TimeUnit unit, const std::string& text) {
            records::RecordBatch batch(std::make_shared<const records::Schema>(
                records::Schema{{{"when", FieldType::Int64, false, unit}}}));
            batch.appendPosition(PartitionId(0), Offset(0), TimestampMs(1000), nullptr);
            batch.column(0).appendInt(value);
            std::vector<dataset::UncomparedValues> uncompared;
            const auto filter = Filter::parse(text);
            if (!filter || !filter->check(batch.schema()))
                return false;
            const bool passes = filter->select(batch, &uncompared).size() == 1;
            return passes && uncompared.empty();
        };
        QVERIFY(inUnit(20'574, TimeUnit::Days, "when == 2026-05-01"));
        QVERIFY(inUnit(-1, TimeUnit::Days, "when < 1970-01-01 and when >= 1969-12-31"));
        QVERIFY(inUnit(20'574, TimeUnit::Days, "when == '2026-05-01'")); // no number, so it is a time
        QVERIFY(inUnit(0, TimeUnit::Milliseconds, "when == 1970-01-01"));
        QVERIFY(inUnit(63'072'000'000, TimeUnit::Milliseconds, "when == 1972-01-01"));
        QVERIFY(inUnit(63'072'000'000'000, TimeUnit::Microseconds, "when == 1972-01-01"));
        QVERIFY(inUnit(63'072'000'000'000'000, TimeUnit::Nanoseconds, "when == 1972-01-01"));
        QVERIFY(inUnit(1'777'645'800'123'000'000, TimeUnit::Nanoseconds, "when == 2026-05-01T14:30:00.123Z"));
        QVERIFY(inUnit(1'777'645'800'123'001, TimeUnit::Microseconds, "when > 2026-05-01T14:30:00.123Z"));
        QVERIFY(inUnit(63'072'000'000, TimeUnit::Milliseconds, "when == 63072000000")); // a number as it is
    }

    void aTimeOfDayIsNoTimeSince1970() {
        const records::Schema schema{{{"at", FieldType::Int64, false, TimeUnit::Microseconds, true}}};
        const auto refused = Filter::parse("at > 2026-05-01").value().check(schema);
        VERIFY_FAILS(refused, ErrorCode::InvalidArgument);
        QCOMPARE(refused.error().what, std::string("at is a time of day, and 2026-05-01T00:00:00.000Z is a "
                                                   "time since 1970 (column 1)"));
        VERIFY_OK(Filter::parse("at > 52200000000").value().check(schema));
    }

    void aFieldMayBeNamedLikeAWord() {
        QCOMPARE(selectedOfMixed("not == 1"), (Rows{2}));
        QCOMPARE(selectedOfMixed("not not == 1"), (Rows{0, 1, 3, 4}));
        QCOMPARE(selectedOfMixed("`not` is not missing and `not` in (1, 2)"), (Rows{2, 4}));
    }

    void textIsReadBackAsTheSameFilter() {
        for (const char* text :
             {"a == 1 and b.c != \"x\\\"y\\\\\"", "`odd name` < -1e5", "@key >= 'q'", "", "a == 1 or b == 2",
              "(a == 1 or b == 2) and c == 3", "not (a == 1 and b == 2)",
              "a in (1, 'x', true, 2026-03-01) or not b[*].c contains 'x'", "not a is missing",
              "(a == 1 and (b == 2 and c == 3)) or (d == 4 or e == null)", "not not a == 1",
              "not == 1 and `not` is null", "`not`[0] == 1", "`and` == 1 and and == 1",
              "@timestamp > -2h and a > 1e+5", "a not in (1)", "(((a == 1)))"}) {
            const auto filter = Filter::parse(text);
            VERIFY_OK(filter);
            const auto again = Filter::parse(filter->text());
            VERIFY_OK(again);
            QVERIFY2(*again == *filter, filter->text().c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestFilter)
#include "test_filter.moc"
