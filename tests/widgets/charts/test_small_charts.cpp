#include "chart_probe.h"
#include "ui/charts/density_strip.h"
#include "ui/charts/distribution_chart.h"
#include "ui/charts/plot/paint.h"
#include "ui/charts/plot/time_text.h"
#include "ui/charts/sparkline.h"
#include "ui/charts/split_histogram.h"

#include <QPainter>
#include <QSignalSpy>
#include <QtTest>
#include <limits>

using namespace driftwood::ui;

namespace {

constexpr double kMinute = 60000;

/// Rows of the picture that are not white in column `x`.
QList<int> drawnRows(const QImage& image, int x) {
    QList<int> rows;
    for (int y = 0; y < image.height(); ++y)
        if (image.pixelColor(x, y) != QColor(Qt::white))
            rows << y;
    return rows;
}

QImage sparkline(const std::vector<double>& values) {
    QImage image(100, 20, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintSparkline(painter, image.rect(), values, Qt::black);
    return image;
}

} // namespace

/// Strips, histograms and texts on axes.
class TestSmallCharts : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void ticksReadAsTheLookHasThem_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << "0";
        QTest::newRow("small") << 0.02 << "0.02";
        QTest::newRow("tiny") << 5e-4 << "5e-4";
        QTest::newRow("a thousandth") << 1e-3 << "1e-3";
        QTest::newRow("thousands") << 7500.0 << "7.5 k";
        QTest::newRow("millions") << 1.2e6 << "1.2 M";
        QTest::newRow("negative") << -40.0 << QString(QChar(0x2212)) + "40";
    }
    void ticksReadAsTheLookHasThem() {
        QFETCH(double, value);
        QTEST(tickText(value), "text");
    }

    void timeTicksAreRoundOnTheZonesClock() {
        const QTimeZone kolkata("Asia/Kolkata"); // +05:30
        const std::vector<double> ticks = timeTicks({0, 6 * 60 * kMinute}, 60 * kMinute, kolkata);
        QCOMPARE(ticks.size(), 6U);
        for (const double tick : ticks)
            QVERIFY(timeTickText(tick, 60 * kMinute, kolkata).endsWith(QStringLiteral(":00")));
        QCOMPARE(timeTickText(ticks[0], 60 * kMinute, kolkata), QStringLiteral("06:00"));
    }

    void timeTicksSurviveAChangeOfTheClock() {
        const QTimeZone berlin("Europe/Berlin"); // 2026-10-25 03:00 goes back to 02:00
        const double before = 1792875600000;     // 2026-10-24 23:00 in Berlin
        const std::vector<double> ticks =
            timeTicks({before, before + 14 * 60 * kMinute}, 180 * kMinute, berlin);
        QVERIFY(std::ranges::is_sorted(ticks));
        QStringList texts;
        for (const double tick : ticks)
            texts << timeTickText(tick, 180 * kMinute, berlin);
        QCOMPARE(texts, (QStringList{"00:00", "03:00", "06:00", "09:00", "12:00"}));
    }

    void aStepIsTheFinestThatFits() {
        QCOMPARE(timeStep(60 * kMinute, 4), 15 * kMinute);
        QCOMPARE(timeStep(24 * 60 * kMinute, 9), 180 * kMinute);
    }

    void onlyAFewBarsAreEverCut() {
        std::vector<double> bars(96, 450);
        QCOMPARE(barCap(bars).cut, 0);
        QCOMPARE(barCap(bars).height, 450.0);
        bars.back() = 6000;
        QCOMPARE(barCap(bars).cut, 1);
        QCOMPARE(barCap(bars).height, 585.0);
        QVERIFY(barCap(bars).cuts(6000));
        QVERIFY(!barCap(bars).cuts(450));
        std::fill_n(bars.begin(), 10, 6000); // many high bars: they are typical of the topic
        QCOMPARE(barCap(bars).cut, 0);
        std::ranges::fill(bars, 0);
        bars[3] = 9; // all others are empty, and stay flat anyway
        QCOMPARE(barCap(bars).height, 9.0);
        QCOMPARE(barCap({}).height, 0.0);
    }

    void theDensityStripSaysWhatIsCutAndWhatEachBarHolds() {
        DensityStrip strip;
        std::vector<double> counts(60, 10);
        counts.back() = 1000;
        strip.setBuckets(Buckets{0, kMinute, {counts}, {}});
        strip.resize(624, strip.sizeHint().height());
        strip.show();
        QVERIFY(strip.accessibleDescription().contains(QStringLiteral("cut at 13")));
        strip.setFocus();
        strip.setPosition(58.5 * kMinute);
        QTest::keyClick(&strip, Qt::Key_Right);
        QVERIFY(strip.accessibleDescription().contains(QStringLiteral("1,000 records")));
    }

    void theDensityStripAsksForTheTimeThatWasClicked() {
        DensityStrip strip;
        strip.setBuckets(Buckets{0, kMinute, {std::vector<double>(60, 1), std::vector<double>(60, 2)}, {}});
        strip.resize(624, strip.sizeHint().height());
        strip.show();
        QSignalSpy activated(&strip, &DensityStrip::activated);
        QTest::mouseClick(&strip, Qt::LeftButton, {}, {312, 15});
        QCOMPARE(activated.count(), 1);
        QVERIFY(std::abs(activated.last().first().toDouble() - 30 * kMinute) < kMinute / 5);
        strip.setFocus();
        strip.setPosition(10 * kMinute);
        QTest::keyClick(&strip, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&strip, Qt::Key_Return);
        QCOMPARE(activated.last().first().toDouble(), 20 * kMinute);
        strip.setScanned(Interval{0, 15 * kMinute});
        QVERIFY(strip.accessibleDescription().contains(QStringLiteral("scanned 00:00 – 00:15")));
    }

    void aSplitSaysHowManyRecordsEachPartHas() {
        SplitHistogram chart;
        chart.setParts({0, kMinute, {500, 600, 0, 0}, {0, 0, 70, 0}, {0, 0, 0, 800}});
        showChart(chart);
        QVERIFY2(chart.summary().contains(QStringLiteral("train 1,100, gap 70, validation 800")),
                 qPrintable(chart.summary()));
        hover(chart, pointAt(chart, 2.5 * kMinute));
        QCOMPARE(chart.readoutText(), QStringLiteral("00:02 – 00:03\ngap\t70"));
    }

    void distributionsCompareByDensityNotByCount() {
        DistributionChart chart;
        chart.setReference(QStringLiteral("reference"), {{0, 1, 2}, {100, 300}});
        chart.setCurrent(QStringLiteral("current"), {{0, 1, 2}, {3, 1}});
        showChart(chart);
        hover(chart, pointAt(chart, 0.5));
        const QStringList lines = chart.readoutText().split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[1].startsWith(QStringLiteral("reference\t25")));
        QVERIFY(lines[2].startsWith(QStringLiteral("current\t75")));
        QVERIFY(verticalRange(chart).end < 1); // densities are at most 0.75, while counts would reach 300
    }

    void aSparklineSpansItsBoxAndBreaksAtNaN() {
        const QImage full = sparkline({0, 1, 0, 1, 0});
        QVERIFY(!drawnRows(full, 50).isEmpty());
        QVERIFY(drawnRows(full, 25).first() <= 2); // the peak
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const QImage broken = sparkline({0, 1, nan, 1, 0});
        QVERIFY(drawnRows(broken, 50).isEmpty());
        QVERIFY(drawnRows(sparkline({1}), 50).isEmpty());
    }

    void aSparklineOfManyValuesKeepsItsSpike() {
        std::vector<double> values(100000, 0.0);
        values[33333] = 1;
        const QImage image = sparkline(values);
        QVERIFY(!drawnRows(image, 33).isEmpty());
        QVERIFY(drawnRows(image, 33).first() <= 2);
    }

    void aHistogramDrawsBothShapesInOneScale() {
        QImage image(80, 20, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        const std::vector<double> reference{0, 1, 0, 0};
        const std::vector<double> current{0, 0, 200, 200};
        paintHistogram(painter, image.rect(), reference, current, true);
        painter.end();
        QCOMPARE(drawnRows(image, 30).first(), 1); // all in one bin, which has the full height
        QVERIFY(drawnRows(image, 50).first() >= 8 && drawnRows(image, 50).first() <= 12); // half in each
        QVERIFY(image.pixelColor(50, drawnRows(image, 50).first()).red() >
                image.pixelColor(50, drawnRows(image, 50).first()).blue());
    }
};

QTEST_MAIN(TestSmallCharts)
#include "test_small_charts.moc"
