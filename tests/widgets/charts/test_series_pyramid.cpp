#include "ui/charts/series_pyramid.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using driftwood::ui::SeriesPyramid;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Points {
    std::vector<double> x;
    std::vector<double> y;
};

/// Uneven steps, with occasional values that are not finite.
Points randomPoints(std::mt19937_64& random, std::size_t count, double gapShare) {
    std::uniform_real_distribution<double> share(0, 1);
    std::normal_distribution<double> value;
    Points out;
    double x = 0;
    for (std::size_t i = 0; i < count; ++i) {
        x += share(random) < 0.2 ? 0 : share(random);
        out.x.push_back(x);
        out.y.push_back(share(random) < gapShare ? kNaN : value(random));
    }
    return out;
}

SeriesPyramid pyramidOf(const Points& points) {
    SeriesPyramid out;
    out.append(points.x, points.y);
    return out;
}

} // namespace

/// Compares the pyramid with a scan of all points.
class TestSeriesPyramid : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void extremesAreThoseOfEveryPoint() {
        std::mt19937_64 random(7);
        for (const std::size_t count : {1UL, 3UL, 4UL, 5UL, 17UL, 64UL, 65UL, 1000UL, 4097UL}) {
            const Points points = randomPoints(random, count, 0.1);
            const SeriesPyramid pyramid = pyramidOf(points);
            std::uniform_int_distribution<std::size_t> index(0, count);
            for (int trial = 0; trial < 300; ++trial) {
                const auto [begin, end] = std::minmax({index(random), index(random)});
                double smallest = std::numeric_limits<double>::infinity();
                double largest = -smallest;
                for (std::size_t i = begin; i < end; ++i)
                    if (std::isfinite(points.y[i])) {
                        smallest = std::min(smallest, points.y[i]);
                        largest = std::max(largest, points.y[i]);
                    }
                const auto found = pyramid.extremes(begin, end);
                QCOMPARE(found.has_value(), smallest <= largest);
                if (found) {
                    QCOMPARE(found->min, smallest);
                    QCOMPARE(found->max, largest);
                }
            }
        }
    }

    void everyPixelKeepsItsExtremes() {
        std::mt19937_64 random(11);
        const Points points = randomPoints(random, 30000, 0.01);
        const SeriesPyramid pyramid = pyramidOf(points);
        const int columns = 300;
        const double from = points.x[2000];
        const double to = points.x[27000];
        const SeriesPyramid::Drawn drawn = pyramid.draw(from, to, columns);
        QVERIFY(drawn.isThinned());
        QVERIFY(drawn.points <= 4U * columns);
        QVERIFY(std::ranges::is_sorted(drawn.x));
        for (int column = 0; column < columns; ++column) {
            const double begin = from + (to - from) * column / columns;
            const double end = from + (to - from) * (column + 1) / columns;
            const auto largestOf = [&](const std::vector<double>& x, const std::vector<double>& y) {
                double largest = -std::numeric_limits<double>::infinity();
                for (std::size_t i = 0; i < x.size(); ++i)
                    if (x[i] >= begin && x[i] < end && std::isfinite(y[i]))
                        largest = std::max(largest, y[i]);
                return largest;
            };
            QCOMPARE(largestOf(drawn.x, drawn.y), largestOf(points.x, points.y));
        }
    }

    void zoomedInEveryPointIsDrawn() {
        std::mt19937_64 random(13);
        const Points points = randomPoints(random, 100000, 0);
        const SeriesPyramid pyramid = pyramidOf(points);
        const SeriesPyramid::Drawn drawn = pyramid.draw(points.x[5000], points.x[5200], 400);
        QVERIFY(!drawn.isThinned());
        // One neighbour on either side, so that the line extends beyond the picture.
        const std::size_t first = pyramid.lowerBound(points.x[5000]) - 1;
        QCOMPARE(drawn.x.size(), drawn.total + 2);
        for (std::size_t i = 0; i < drawn.x.size(); ++i) {
            QCOMPARE(drawn.x[i], points.x[first + i]);
            QCOMPARE(drawn.y[i], points.y[first + i]);
        }
    }

    void aGapNarrowerThanAPixelStillBreaksTheLine() {
        SeriesPyramid pyramid;
        for (int i = 0; i < 10000; ++i)
            pyramid.append(i, i == 5003 ? std::numeric_limits<double>::infinity() : std::sin(i));
        const SeriesPyramid::Drawn drawn = pyramid.draw(0, 9999, 100);
        QVERIFY(drawn.isThinned());
        const auto before = std::ranges::lower_bound(drawn.x, 5003.0) - drawn.x.begin();
        bool broken = false;
        for (std::size_t i = 0; i < drawn.x.size(); ++i)
            broken |= std::isnan(drawn.y[i]) && drawn.x[i] >= 5000 && drawn.x[i] < 5100;
        QVERIFY(broken);
        QVERIFY(before > 0);
        QVERIFY(std::ranges::count_if(drawn.y, [](double y) { return std::isnan(y); }) == 1);
    }

    void appendingOneByOneEqualsAppendingAll() {
        std::mt19937_64 random(17);
        const Points points = randomPoints(random, 5000, 0.05);
        const SeriesPyramid all = pyramidOf(points);
        SeriesPyramid grown;
        for (std::size_t i = 0; i < points.x.size(); ++i)
            grown.append(points.x[i], points.y[i]);
        const auto a = all.draw(0, points.x.back(), 200);
        const auto b = grown.draw(0, points.x.back(), 200);
        QCOMPARE(a.x, b.x);
        QCOMPARE(a.points, b.points);
    }

    void removingTheOldestKeepsTheRest() {
        SeriesPyramid pyramid;
        for (int i = 0; i < 1000; ++i)
            pyramid.append(i, i % 10 == 0 ? kNaN : i);
        for (const double before : {100.0, 300.0, 450.0, 700.0, 990.0}) {
            pyramid.removeBefore(before);
            QCOMPARE(pyramid.size(), static_cast<std::size_t>(1000 - before));
            QCOMPARE(pyramid.x(0), before);
            const auto found = pyramid.extremes(0, pyramid.size());
            QVERIFY(found);
            QCOMPARE(found->min, before + 1);
            QCOMPARE(found->max, 999.0);
            QCOMPARE(*pyramid.nearest(0), 0U);
        }
    }

    void nearestIsTheNearest() {
        SeriesPyramid pyramid;
        QVERIFY(!pyramid.nearest(1));
        for (const double x : {1.0, 2.0, 4.0, 8.0})
            pyramid.append(x, x);
        QCOMPARE(*pyramid.nearest(-5), 0U);
        QCOMPARE(*pyramid.nearest(2.9), 1U);
        QCOMPARE(*pyramid.nearest(3.1), 2U);
        QCOMPARE(*pyramid.nearest(100), 3U);
    }

    void aBandsEdgesEncloseEveryValue() {
        std::mt19937_64 random(19);
        const Points points = randomPoints(random, 20000, 0);
        const SeriesPyramid pyramid = pyramidOf(points);
        const auto top = pyramid.drawEdge(0, points.x.back(), 100, true);
        QCOMPARE(top.x.size(), 100U);
        QCOMPARE(*std::ranges::max_element(top.y), *std::ranges::max_element(points.y));
        const auto bottom = pyramid.drawEdge(0, points.x.back(), 100, false);
        for (std::size_t i = 0; i < top.y.size(); ++i)
            QVERIFY(bottom.y[i] <= top.y[i]);
    }

    void aGapBreaksABandWhereverPixelsBeginAndEnd() {
        SeriesPyramid edge;
        for (int i = 0; i < 10'000; ++i)
            edge.append(i, std::sin(i));
        edge.append(10'000, kNaN);
        for (int i = 20'000; i < 30'000; ++i)
            edge.append(i, std::sin(i));
        for (int shift = 0; shift < 500; shift += 7)
            for (const bool largest : {false, true}) {
                const SeriesPyramid::Drawn drawn = edge.drawEdge(shift, 29'000 + shift, 300, largest);
                QVERIFY(drawn.isThinned());
                QVERIFY(std::ranges::is_sorted(drawn.x));
                const auto after = std::ranges::lower_bound(drawn.x, 19'999.0) - drawn.x.begin();
                QVERIFY2(std::isnan(drawn.y[static_cast<std::size_t>(after) - 1]),
                         qPrintable(QString::number(shift)));
                QCOMPARE(std::ranges::count_if(drawn.y, [](double y) { return std::isnan(y); }), 1);
            }
    }

    void theSmallestPositiveValueSkipsZerosAndNegatives() {
        SeriesPyramid pyramid;
        for (const double y : {-3.0, 0.0, 5.0, kNaN, 0.25})
            pyramid.append(static_cast<double>(pyramid.size()), y);
        QCOMPARE(*pyramid.smallestPositive(0, 5), 0.25);
        QVERIFY(!pyramid.smallestPositive(0, 2));
    }
};

QTEST_GUILESS_MAIN(TestSeriesPyramid)
#include "test_series_pyramid.moc"
