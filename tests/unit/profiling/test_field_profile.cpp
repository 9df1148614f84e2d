#include "profiling/field_profile.h"

#include <QtTest>
#include <limits>
#include <numeric>

using namespace driftwood;
using namespace driftwood::profiling;
using records::FieldType;
using records::RecordBatch;
using records::Schema;

namespace {

RecordBatch columnOf(FieldType type, const std::vector<double>& values) {
    RecordBatch rows(std::make_shared<Schema>(Schema{{{"x", type}}}));
    for (std::size_t i = 0; i < values.size(); ++i) {
        rows.appendPosition(PartitionId(0), Offset(static_cast<std::int64_t>(i)), TimestampMs(0), nullptr);
        if (std::isnan(values[i]))
            rows.column(0).appendMissing();
        else if (type == FieldType::Float64)
            rows.column(0).appendFloat(values[i]);
        else
            rows.column(0).appendInt(static_cast<std::int64_t>(values[i]));
    }
    return rows;
}

FieldProfile profileOf(FieldType type, const std::vector<double>& values) {
    return profileFields(columnOf(type, values), 0, values.size()).front();
}

double sum(const std::vector<double>& counts) { return std::accumulate(counts.begin(), counts.end(), 0.0); }

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kLargest = std::numeric_limits<double>::max();

} // namespace

/// The distributions that are drawn of a data set's fields.
class TestFieldProfile : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void eachValueIsInItsBin() {
        std::vector<double> values(33);
        std::iota(values.begin(), values.end(), 0.0); // 0 … 32: bins of width 1, the last one takes both ends
        const FieldProfile profile = profileOf(FieldType::Float64, values);
        QCOMPARE(profile.edges.size(), std::size_t(kProfileBins + 1));
        QCOMPARE(profile.edges.front(), 0.0);
        QCOMPARE(profile.edges.back(), 32.0);
        for (int i = 0; i + 1 < kProfileBins; ++i)
            QCOMPARE(profile.counts[static_cast<std::size_t>(i)], 1.0);
        QCOMPARE(profile.counts.back(), 2.0);
    }

    void missingValuesAreInNoBin() {
        const FieldProfile profile = profileOf(FieldType::Int64, {1, kMissing, 2, kMissing, 5});
        QCOMPARE(sum(profile.counts), 3.0);
        QCOMPARE(profile.statistics.missing, std::int64_t(2));
    }

    void aFieldWithoutValuesHasNoBins() {
        for (const auto& values : {std::vector<double>{}, std::vector<double>{kMissing, kMissing}}) {
            const FieldProfile profile = profileOf(FieldType::Float64, values);
            QVERIFY(profile.edges.empty() && profile.counts.empty());
            QVERIFY(std::isnan(profile.statistics.mean));
        }
    }

    void aConstantHasOneBinAroundIt_data() {
        QTest::addColumn<double>("value");
        for (const double value : {0.0, -3.5, 1e15, kLargest / 2})
            QTest::addRow("%g", value) << value;
    }
    void aConstantHasOneBinAroundIt() {
        QFETCH(double, value);
        const FieldProfile profile = profileOf(FieldType::Float64, {value, value, value});
        QCOMPARE(profile.counts, std::vector{3.0});
        QVERIFY(profile.edges.front() < value && value < profile.edges.back());
    }

    void valuesAtTheEndsOfDoublesAreCounted() {
        const FieldProfile profile = profileOf(FieldType::Float64, {-kLargest, 0.0, kLargest});
        QCOMPARE(sum(profile.counts), 3.0);
        QCOMPARE(profile.counts.front(), 1.0);
        QCOMPARE(profile.counts.back(), 1.0);
        for (const double edge : profile.edges)
            QVERIFY(std::isfinite(edge));
    }

    void aFlagHasTwoBinsEvenIfOneIsEmpty() {
        const FieldProfile profile = profileOf(FieldType::Bool, {1, 1, kMissing});
        QCOMPARE(profile.counts, (std::vector{0.0, 2.0}));
        QCOMPARE(profile.edges.size(), std::size_t(3));
    }

    void aTextHasTheCountsOfItsMostFrequentValues() {
        RecordBatch rows(std::make_shared<Schema>(Schema{{{"zone", FieldType::Text}}}));
        for (const char* value : {"b", "a", "b", "c", "b", "a"}) {
            rows.appendPosition(PartitionId(0), Offset(0), TimestampMs(0), nullptr);
            rows.column(0).appendText(value);
        }
        const FieldProfile profile = profileFields(rows, 0, rows.rows()).front();
        QVERIFY(profile.edges.empty());
        QCOMPARE(profile.counts, (std::vector{3.0, 2.0, 1.0}));
        QCOMPARE(profile.statistics.topValues.front().first, std::string("b"));
    }

    void onlyTheRowsAskedForCount() {
        const RecordBatch rows = columnOf(FieldType::Float64, {1, 2, 3, 100});
        QCOMPARE(sum(profileFields(rows, 1, 3).front().counts), 2.0);
        QCOMPARE(profileFields(rows, 1, 3).front().edges.back(), 3.0);
        QCOMPARE(sum(profileFields(rows, 2, 99).front().counts), 2.0); // there are only four
        QVERIFY(profileFields(rows, 4, 4).front().counts.empty());
    }
};

QTEST_GUILESS_MAIN(TestFieldProfile)
#include "test_field_profile.moc"
