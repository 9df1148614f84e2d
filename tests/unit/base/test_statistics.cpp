#include "base/statistics/moments.h"
#include "base/statistics/quantile.h"

#include <QtTest>
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <random>

using namespace driftwood;

namespace {

constexpr double kLargest = std::numeric_limits<double>::max();

std::uint64_t bitsOf(double value) { return std::bit_cast<std::uint64_t>(value); }

} // namespace

/// The only quantiles and moments of the program.
class TestStatistics : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void quantilesInterpolateAsNumpyDoes() {
        const std::vector<double> values{7, 1, 3, 10};
        QCOMPARE(quantile(values, 0.0), 1.0);
        QCOMPARE(quantile(values, 0.5), 5.0);
        QCOMPARE(quantile(values, 0.9), 9.1); // numpy.quantile([7, 1, 3, 10], .9)
        QCOMPARE(quantile(values, 1.0), 10.0);
        QCOMPARE(quantile({4.0}, 0.99), 4.0);
        QVERIFY(std::isnan(quantile({}, 0.5)));
    }

    void allWaysToAQuantileGiveTheSameBits() {
        std::mt19937_64 random(7);
        for (const std::size_t count : {1, 2, 3, 10, 101, 4096}) {
            std::vector<double> values(count);
            for (double& value : values) // with ties
                value = std::floor(std::normal_distribution<>(0, 300)(random)) / 7;
            std::vector<double> sorted = values;
            std::ranges::sort(sorted);
            for (const double q : {0.0, 0.01, 0.05, 0.3, 0.5, 0.9, 0.95, 0.99, 1.0}) {
                const std::uint64_t expected = bitsOf(quantile(values, q));
                QCOMPARE(bitsOf(quantileOfSorted(sorted, q)), expected);
                std::vector<double> reordered = values;
                QCOMPARE(bitsOf(quantileReordering(reordered, q)), expected);
                const auto below = static_cast<std::size_t>(q * static_cast<double>(count - 1));
                std::vector<double> largest(sorted.begin() + static_cast<std::ptrdiff_t>(below),
                                            sorted.end());
                QCOMPARE(bitsOf(interpolatedAt(q * static_cast<double>(count - 1), below, largest)),
                         expected);
            }
        }
    }

    void quantilesOfVeryLargeValuesAreFinite() {
        QCOMPARE(quantile({-kLargest, kLargest}, 0.5), 0.0);
        QCOMPARE(quantileOfSorted(std::vector<std::int64_t>{INT64_MIN, INT64_MAX}, 1.0), 0x1p63);
        QCOMPARE(quantile({1.0, std::numeric_limits<double>::infinity()}, 0.0), 1.0);
    }

    void momentsTogetherAreThoseOfAllValues() {
        const std::vector<double> values{3.0, -1.0, 4.0, 1.0, -5.0, 9.0, 2.0};
        Moments all;
        Moments left;
        Moments right;
        for (std::size_t i = 0; i < values.size(); ++i) {
            all.add(values[i]);
            (i < 3 ? left : right).add(values[i]);
        }
        left.add(right);
        left.add(Moments());
        QCOMPARE(left.count, all.count);
        QVERIFY(std::abs(left.mean - all.mean) < 1e-12);
        QVERIFY(std::abs(left.standardDeviation() - all.standardDeviation()) < 1e-12);
        QVERIFY(std::abs(all.standardDeviation() - 4.015276949301485) < 1e-12); // numpy.std
        for (const double notFinite : {std::nan(""), HUGE_VAL, -HUGE_VAL})
            all.add(notFinite);
        QCOMPARE(all.count, left.count);
        QVERIFY(std::isnan(Moments().value()));
        QCOMPARE(Moments().standardDeviation(), 0.0);
    }

    void exactMomentsKeepWhatSumsLose() {
        QVERIFY(std::isnan(exactMoments(std::span<const double>()).mean));
        const std::vector<std::int64_t> ids{9007199254740993, 9007199254740995, 9007199254740997};
        QVERIFY(std::abs(exactMoments(ids).standardDeviation - std::sqrt(8.0 / 3.0)) < 1e-12);
        const std::vector<double> equal(7, 0.1);
        QCOMPARE(exactMoments(equal).mean, 0.1);
        QCOMPARE(exactMoments(equal).standardDeviation, 0.0);
        const std::vector<double> wide{-kLargest, kLargest};
        QCOMPARE(exactMoments(wide).mean, 0.0);
        QCOMPARE(exactMoments(wide).standardDeviation, kLargest);
    }
};

QTEST_GUILESS_MAIN(TestStatistics)
#include "test_statistics.moc"
