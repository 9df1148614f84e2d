#include "dataset/filter.h"

#include "support/result_check.h"

#include <QtTest>

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
        QCOMPARE(problem("fault = false"), std::string("expected one of == != < <= > >= at column 7"));
        QCOMPARE(problem("zone == north"),
                 std::string("expected a number, true, false, or a text in quotes at column 9"));
        QCOMPARE(problem("zone == 'north"), std::string("unclosed quote at column 9"));
        QCOMPARE(problem("id == 1 or id == 2"), std::string("expected 'and' or the end at column 9"));
        QCOMPARE(problem("id == 1 and"), std::string("expected the name of a field at column 12"));
        QCOMPARE(problem("id == inf"),
                 std::string("expected a number, true, false, or a text in quotes at column 7"));
    }

    void whatCannotBeComparedIsRefused() {
        QCOMPARE(problem("speed > 1 and id == 1 and hue == 2"), std::string("no such field: speed, hue"));
        QCOMPARE(problem("temperature > 'warm'"),
                 std::string("'warm' cannot be compared with temperature, which is float64"));
        QCOMPARE(problem("fault == 1"), std::string("'1' cannot be compared with fault, which is bool"));
        QCOMPARE(problem("zone > 1"), std::string());
    }

    void textIsReadBackAsTheSameFilter() {
        for (const char* text :
             {"a == 1 and b.c != \"x\\\"y\\\\\"", "`odd name` < -1e5", "@key >= 'q'", ""}) {
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
