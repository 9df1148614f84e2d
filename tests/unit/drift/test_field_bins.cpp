#include "drift/field_bins.h"

#include <QtTest>
#include <algorithm>
#include <numeric>

using namespace driftwood;
using drift::FieldBins;
using Counts = std::vector<std::int64_t>;

namespace {

features::ReferenceField zeroToNinetyNine() {
    features::ReferenceField field;
    field.path = "temperature";
    field.rows = 100;
    for (int i = 0; i < 100; ++i)
        field.sample.push_back(i);
    return field;
}

std::int64_t sum(const Counts& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

} // namespace

class TestFieldBins : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theReferenceLiesInTheMiddleAndEveryValueIsCounted() {
        const FieldBins bins(zeroToNinetyNine());
        QCOMPARE(bins.reference().size(), FieldBins::kBins);
        QCOMPARE(sum(bins.reference()), std::int64_t{100});
        QCOMPARE(bins.reference().front(), std::int64_t{0});
        QCOMPARE(bins.reference().back(), std::int64_t{0});
        QVERIFY(bins.reference()[FieldBins::kBins / 2] > 0);
    }

    void valuesBeyondTheBinsAreInTheOutermost() {
        const FieldBins bins(zeroToNinetyNine());
        const std::vector<double> values{-1e9, 50.0, 1e9, 1e300};
        const Counts counts = bins.count(values);
        QCOMPARE(sum(counts), std::int64_t{4});
        QCOMPARE(counts.front(), std::int64_t{1});
        QCOMPARE(counts.back(), std::int64_t{2});
    }

    void aShiftedWindowIsSeenBesideTheReference() {
        const FieldBins bins(zeroToNinetyNine());
        const std::vector<double> values(10, 130.0);
        const Counts counts = bins.count(values);
        const auto bin = static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
        QCOMPARE(bins.reference()[bin], std::int64_t{0});
        QVERIFY(bin < FieldBins::kBins - 1);
    }

    void aConstantHasOneBin() {
        features::ReferenceField field;
        field.sample = {5.0, 5.0, 5.0};
        const FieldBins bins(field);
        QCOMPARE(std::ranges::count_if(bins.reference(), [](auto count) { return count > 0; }), 1);
        const std::vector<double> values{5.0, 5.0};
        QCOMPARE(sum(bins.count(values)), std::int64_t{2});
    }

    void rareCategoriesShareABin() {
        features::ReferenceField field;
        field.categorical = true;
        field.rows = 1000;
        field.missing = 100;
        for (int i = 0; i < 20; ++i)
            field.counts.emplace_back("category " + std::to_string(i), 40 - i);
        const FieldBins bins(field);
        QCOMPARE(bins.reference().size(), FieldBins::kCategories + 1);
        QCOMPARE(sum(bins.reference()), std::int64_t{900});
        QCOMPARE(bins.reference().front(), std::int64_t{40});
        QCOMPARE(bins.fold(drift::categoryCounts(field)), bins.reference());
    }

    void withoutAReferenceThereAreNoBins() {
        const FieldBins bins(features::ReferenceField{});
        QVERIFY(bins.reference().empty());
        const std::vector<double> values{1.0};
        QVERIFY(bins.count(values).empty());
    }
};

QTEST_GUILESS_MAIN(TestFieldBins)
#include "test_field_bins.moc"
