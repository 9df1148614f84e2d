#include "chart_probe.h"
#include "ui/charts/chart_clock.h"
#include "ui/charts/series_chart.h"
#include "ui/charts/track_chart.h"
#include "ui/format/format.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QFile>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <limits>
#include <memory>

using namespace driftwood::ui;

namespace {

/// y = x over 0 … count - 1.
std::unique_ptr<SeriesChart> ramp(int count, QSize size = {800, 400}) {
    auto chart = std::make_unique<SeriesChart>();
    chart->setXAxis(XAxis::Step);
    const SeriesId id = chart->track().addSeries(QStringLiteral("train"), SeriesRole::Train);
    for (int i = 0; i < count; ++i)
        chart->track().append(id, i, i);
    showChart(*chart, size);
    return chart;
}

QString svgOf(Chart& chart) {
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("chart.svg")));
    const bool written = chart.exportSvg(file.fileName()).has_value();
    return written && file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

bool near(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance; }

} // namespace

/// Zoom, pan, crosshair and accessible texts of a chart, with real mouse and key events.
class TestSeriesChart : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theWheelZoomsAtThePointer() {
        const auto chart = ramp(1001);
        QSignalSpy changed(chart.get(), &Chart::visibleRangeChanged);
        turnWheel(*chart, pointAt(*chart, 250), 3);
        QVERIFY(near(chart->visibleRange().length(), 1000 / std::pow(1.25, 3), 1));
        QVERIFY(near(pointAt(*chart, 250).x(), pointAt(*ramp(1001), 250).x(), 12));
        QVERIFY(changed.count() > 0);
        turnWheel(*chart, pointAt(*chart, 250), -10);
        QCOMPARE(chart->visibleRange(), (Interval{0, 1000})); // zooming out stops at the whole range
    }

    void rightDragPansAndDoubleClickShowsAll() {
        const auto chart = ramp(1001);
        chart->setVisibleRange({400, 600});
        settle();
        const double pixel = pixelOf(*chart);
        drag(*chart, pointAt(*chart, 500), pointAt(*chart, 500) + QPoint(100, 0), Qt::RightButton);
        QVERIFY(near(chart->visibleRange().begin, 400 - 100 * pixel, 2 * pixel));
        QVERIFY(near(chart->visibleRange().length(), 200, 1e-6));
        drag(*chart, pointAt(*chart, 450), pointAt(*chart, 450) + QPoint(-100, 0), Qt::MiddleButton);
        QVERIFY(near(chart->visibleRange().begin, 400, 2 * pixel));
        QTest::mouseDClick(chart.get(), Qt::LeftButton, {}, pointAt(*chart, 450));
        QCOMPARE(chart->visibleRange(), (Interval{0, 1000}));
    }

    void keysZoomAndShowAll() {
        const auto chart = ramp(1001);
        chart->setFocus();
        QTest::keyClick(chart.get(), Qt::Key_Plus);
        QVERIFY(near(chart->visibleRange().length(), 1000 / 1.5, 1));
        QTest::keyClick(chart.get(), Qt::Key_Minus);
        QTest::keyClick(chart.get(), Qt::Key_Plus);
        QTest::keyClick(chart.get(), Qt::Key_0);
        QCOMPARE(chart->visibleRange(), (Interval{0, 1000}));
    }

    void zoomingScalesTheVerticalAxisToWhatIsSeen() {
        const auto chart = ramp(1001);
        chart->setVisibleRange({400, 600});
        settle();
        QVERIFY(verticalRange(*chart).begin > 350 && verticalRange(*chart).begin < 400);
        QVERIFY(verticalRange(*chart).end > 600 && verticalRange(*chart).end < 650);
    }

    void hoveringReadsTheNearestPoint() {
        const auto chart = ramp(11);
        QSignalSpy moved(chart.get(), &Chart::cursorMoved);
        QSignalSpy left(chart.get(), &Chart::cursorLeft);
        hover(*chart, pointAt(*chart, 7.3));
        QCOMPARE(moved.last().first().toDouble(), 7.0);
        QCOMPARE(chart->readoutText(), QStringLiteral("step 7\ntrain\t7"));
        hover(*chart, {2, 2});
        QCOMPARE(left.count(), 1);
        QVERIFY(chart->readoutText().isEmpty());
    }

    void hoveringDoesNotPaintDataAgain() {
        const auto chart = ramp(100);
        hover(*chart, pointAt(*chart, 50));
        QCOMPARE(ChartClock::instance().dirtyCount(), 0U);
    }

    void arrowsMoveTheCrosshairFromPointToPoint() {
        const auto chart = ramp(21);
        chart->setFocus();
        chart->setCrosshair(5);
        QTest::keyClick(chart.get(), Qt::Key_Right);
        QCOMPARE(*chart->crosshair(), 6.0);
        QTest::keyClick(chart.get(), Qt::Key_Left);
        QTest::keyClick(chart.get(), Qt::Key_Left);
        QCOMPARE(*chart->crosshair(), 4.0);
        QSignalSpy activated(chart.get(), &Chart::activated);
        QTest::keyClick(chart.get(), Qt::Key_Return);
        QCOMPARE(activated.last().first().toDouble(), 4.0);
        QTest::keyClick(chart.get(), Qt::Key_Escape);
        QVERIFY(!chart->crosshair());
    }

    void linkedCrosshairsMoveTogether() {
        const auto one = ramp(11);
        const auto other = ramp(11);
        one->linkCrosshair(other.get());
        hover(*one, pointAt(*one, 3));
        QCOMPARE(*other->crosshair(), 3.0);
        QTest::keyClick(other.get(), Qt::Key_Right);
        QCOMPARE(*one->crosshair(), 4.0);
    }

    void theKeyLSwitchesToALogarithmicAxisAndBack() {
        const auto chart = ramp(1001);
        chart->setFocus();
        QSignalSpy toggled(chart.get(), &Chart::logToggled);
        QTest::keyClick(chart.get(), Qt::Key_L);
        QVERIFY(chart->track().isLogarithmic());
        settle();
        QVERIFY(verticalRange(*chart).begin > 0); // the zero is a gap, not a line to the bottom
        QTest::keyClick(chart.get(), Qt::Key_L);
        QVERIFY(!chart->track().isLogarithmic());
        QCOMPARE(toggled.count(), 2);
    }

    void aGapIsNotJoined() {
        SeriesChart chart;
        const SeriesId id = chart.track().addSeries(QStringLiteral("v"), SeriesRole::Train);
        chart.track().setEndLabel(id, false);
        chart.track().setZeroBased(true);
        for (int i = 0; i <= 100; ++i)
            chart.track().append(id, i, i > 40 && i < 60 ? std::numeric_limits<double>::quiet_NaN() : 5.3);
        chart.track().append(id, 101, 10.0); // so that the line is not at the upper edge
        showChart(chart);
        const QImage image = chart.picture(1);
        const QRect gap(pointAt(chart, 42), pointAt(chart, 58));
        const QRect line(pointAt(chart, 10), pointAt(chart, 30));
        // The edges of a line of 1.6 px have mixed colours, so look for anything that is neither background
        // nor grid.
        const auto drawn = [&](const QRect& box) {
            QSet<QRgb> colours;
            const QRect tall = box.normalized().adjusted(0, -12, 0, 12);
            for (int y = tall.top(); y <= tall.bottom(); ++y)
                colours << image.pixelColor(tall.center().x(), y).rgb();
            return colours.size();
        };
        QVERIFY(drawn(line) > drawn(gap));
        QVERIFY(!chart.track().valueAt(id, 50));
        QCOMPARE(*chart.track().valueAt(id, 30), 5.3);
    }

    void theChartSaysWhenPointsAreLeftOutAndDrawsThemAllZoomedIn() {
        const auto chart = ramp(200000);
        const QString all = chart->summary();
        QVERIFY2(all.contains(QStringLiteral("of 200,000 points drawn, extremes kept")), qPrintable(all));
        chart->setVisibleRange({1000, 1500});
        settle();
        QVERIFY(!chart->summary().contains(QStringLiteral("points drawn")));
    }

    void aClickOnAnAnnotationNamesIt() {
        const auto chart = ramp(101);
        chart->track().setAnnotations({{QStringLiteral("spike-1"), 50, QStringLiteral("spike, step 50"),
                                        QStringLiteral("P2 @ 4,301,118")}});
        settle();
        QSignalSpy clicked(chart.get(), &Chart::annotationActivated);
        // The text is above the point's value.
        const QPoint at = pointAt(*chart, 50) + QPoint(20, -30);
        QTest::mouseClick(chart.get(), Qt::LeftButton, {}, at);
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(clicked.first().first().toString(), QStringLiteral("spike-1"));
    }

    void aSpikesStrokeIsClearOfOtherLabels() {
        const auto chart = ramp(101);
        chart->track().setAnnotations({{QStringLiteral("spike-50"), 50, QStringLiteral("spike, step 50"),
                                        QStringLiteral("P2 @ 4,301,118")},
                                       {QStringLiteral("spike-52"), 52, QStringLiteral("spike, step 52"),
                                        QStringLiteral("P2 @ 4,301,120")}});
        settle();
        QSignalSpy clicked(chart.get(), &Chart::annotationActivated);
        QTest::mouseClick(chart.get(), Qt::LeftButton, {}, pointAt(*chart, 52) + QPoint(0, -16));
        for (const QList<QVariant>& click : clicked)
            QCOMPARE(click.first().toString(), QStringLiteral("spike-52"));
    }

    void aFailureOffersItsAction() {
        const auto chart = ramp(10);
        chart->setFailure(QStringLiteral("P4: leader not available"),
                          QStringLiteral("5 of 6 partitions are drawn"), QStringLiteral("Retry"));
        settle();
        QSignalSpy action(chart.get(), &Chart::failureAction);
        auto* button = chart->findChild<QPushButton*>();
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(action.count(), 1);
        QVERIFY(chart->summary().contains(QStringLiteral("P4: leader not available")));
        chart->clearFailure();
        QVERIFY(!chart->findChild<QPushButton*>());
    }

    void anEmptyChartSaysWhatItWaitsFor() {
        SeriesChart chart;
        chart.setEmptyText(QStringLiteral("Waiting for the first validation, epoch 1"));
        showChart(chart);
        QCOMPARE(chart.summary(), QStringLiteral("Waiting for the first validation, epoch 1"));
    }

    /// The value at a line's end is the last one, even if another one is the best.
    void theBestValueStandsForItself() {
        SeriesChart chart;
        SeriesTrack& track = chart.track();
        const SeriesId validation = track.addSeries(QStringLiteral("validation"), SeriesRole::Validation);
        const std::vector<double> x{1, 2, 3};
        const std::vector<double> y{0.5, 0.4, 0.6};
        track.setData(validation, x, y);
        track.setBest(validation, 2.0);
        showChart(chart);
        QVERIFY2(chart.summary().contains("validation: now " + formatNumber(0.6)),
                 qPrintable(chart.summary()));
        QVERIFY2(chart.summary().contains("validation: best " + formatNumber(0.4)),
                 qPrintable(chart.summary()));
    }

    void aReferenceStaysInSight() {
        SeriesChart chart;
        SeriesTrack& track = chart.track();
        const SeriesId loss = track.addSeries(QStringLiteral("train"), SeriesRole::Train);
        const std::vector<double> x{1, 2, 3};
        const std::vector<double> y{0.01, 0.02, 0.01};
        track.setData(loss, x, y);
        showChart(chart);
        const QImage without = chart.grab().toImage();
        track.setLimit(Limit{5.0, QStringLiteral("last value"), true, false, true});
        settle();
        QVERIFY(chart.grab().toImage() != without);
        QVERIFY(chart.summary().contains(QStringLiteral("last value 5")));
        QVERIFY(!chart.summary().contains(QStringLiteral("limit")));
    }

    void aScreenReaderHearsWhatIsDrawnAndTheCurrentValue() {
        const auto chart = ramp(11);
        chart->setAccessibleName(QStringLiteral("Loss"));
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(chart.get());
        QVERIFY(spoken);
        QCOMPARE(spoken->role(), QAccessible::Chart);
        QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("Loss"));
        QVERIFY(spoken->text(QAccessible::Description)
                    .contains(QStringLiteral("train: now 10, between 0 and 10")));
        hover(*chart, pointAt(*chart, 4));
        QCOMPARE(spoken->text(QAccessible::Value), QStringLiteral("step 4, train 4"));
    }

    void aLiveChartFollowsItsEndUntilAPersonZooms() {
        const auto chart = ramp(1001);
        chart->followEnd(100);
        settle();
        QCOMPARE(chart->visibleRange(), (Interval{900, 1000}));
        chart->track().append(0, 1050, 1);
        settle();
        QCOMPARE(chart->visibleRange(), (Interval{950, 1050}));
        turnWheel(*chart, pointAt(*chart, 1000), 1);
        const Interval zoomed = chart->visibleRange();
        chart->track().append(0, 1100, 1);
        settle();
        QCOMPARE(chart->visibleRange(), zoomed);
    }

    /// One point has no stretch of its own: around it, no time is shown that has not come yet.
    void theFirstPointOfALiveChartIsAtItsEnd() {
        SeriesChart chart;
        chart.setXAxis(XAxis::Time);
        const SeriesId id = chart.track().addSeries(QStringLiteral("rate"), SeriesRole::Measure);
        showChart(chart, {800, 400});
        const auto now = static_cast<double>(QDateTime::currentMSecsSinceEpoch());
        chart.track().append(id, now, 1);
        settle();
        QVERIFY(chart.visibleRange().contains(now - 1));
        QVERIFY(chart.visibleRange().end <= static_cast<double>(QDateTime::currentMSecsSinceEpoch()));
        chart.followEnd(10'000);
        settle();
        QCOMPARE(chart.visibleRange(), (Interval{now - 10'000, now}));
        SeriesChart old;
        old.setXAxis(XAxis::Time);
        old.track().append(old.track().addSeries(QStringLiteral("rate"), SeriesRole::Measure), 1e9, 1);
        showChart(old, {800, 400});
        QCOMPARE(old.visibleRange(), (Interval{1e9 - 30'000, 1e9 + 30'000}));
    }

    void aHiddenChartIsNotPaintedAndCatchesUpWhenShown() {
        const auto chart = ramp(11);
        const auto visible = ramp(11);
        chart->hide();
        chart->track().append(0, 50, 1);
        visible->track().append(0, 50, 1);
        QCOMPARE(ChartClock::instance().dirtyCount(), 2U);
        QTRY_COMPARE(visible->visibleRange().end, 50.0);
        QTRY_COMPARE(ChartClock::instance().dirtyCount(), 1U);
        chart->show();
        settle();
        QCOMPARE(chart->visibleRange().end, 50.0);
    }

    void tracksShareOneAxisAndOneBrush() {
        TrackChart chart;
        SeriesTrack& top = chart.addSeriesTrack(QStringLiteral("Prediction, actual"));
        SeriesTrack& middle = chart.addSeriesTrack(QStringLiteral("Anomaly score"));
        HeatTrack& heat = chart.addHeatTrack(QStringLiteral("Drift per field"));
        top.addSeries(QStringLiteral("actual"), SeriesRole::Actual);
        middle.addSeries(QStringLiteral("score"), SeriesRole::Measure);
        std::vector<double> edges;
        for (int i = 0; i <= 60; ++i) {
            top.append(0, i * 60000.0, i);
            middle.append(0, i * 60000.0, i * 2);
            edges.push_back(i * 60000.0);
        }
        heat.setRows(edges,
                     {{QStringLiteral("rpm"), std::vector<double>(60, 0.05), {1, 2}, {2, 1}, 0.05},
                      {QStringLiteral("vibration"), std::vector<double>(60, 0.6), {1, 2}, {2, 1}, 0.6}});
        chart.setBrush(Chart::Brush::One);
        chart.setRangeName(QStringLiteral("retrain range"));
        chart.setSnap(60000);
        showChart(chart, {900, 600});
        drag(chart, pointAt(chart, 10.2 * 60000), pointAt(chart, 19.8 * 60000));
        QCOMPARE(chart.ranges().size(), 1U);
        QCOMPARE(chart.ranges()[0].name, QStringLiteral("retrain range"));
        QCOMPARE(chart.ranges()[0].span, (Interval{600000, 1200000}));
        drag(chart, pointAt(chart, 40.2 * 60000), pointAt(chart, 44.8 * 60000));
        QCOMPARE(chart.ranges().size(), 1U); // one brush
        hover(chart, pointAt(chart, 30 * 60000));
        const QString readout = chart.readoutText();
        for (const char* row : {"00:30:00", "actual\t30", "score\t60", "PSI vibration\t0.60"})
            QVERIFY2(readout.contains(QString::fromLatin1(row)), qPrintable(readout));
        QVERIFY(!readout.contains(QStringLiteral("rpm"))); // fields without drift must not be in the readout
        // The most drifted row is first; rows respond to keys.
        QSignalSpy row(&chart, &Chart::rowActivated);
        chart.setFocus();
        QTest::keyClick(&chart, Qt::Key_Down);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(row.count(), 1);
        QCOMPARE(row.first().first().toString(), QStringLiteral("vibration"));
    }

    /// Before the first window and in a silence nothing was measured, which is not the same as no drift.
    void whereNoWindowWasIsNotTheColourOfNoDrift() {
        TrackChart chart;
        SeriesTrack& top = chart.addSeriesTrack(QStringLiteral("Anomaly score"));
        top.addSeries(QStringLiteral("score"), SeriesRole::Measure);
        for (int i = 0; i <= 60; ++i)
            top.append(0, i * 60000.0, i);
        const double minute = 60000.0;
        HeatTrack& heat = chart.addHeatTrack(QStringLiteral("Drift per field"), QStringLiteral("PSI"));
        const double none = std::numeric_limits<double>::quiet_NaN();
        heat.setRows({20 * minute, 30 * minute, 40 * minute, 50 * minute},
                     {{QStringLiteral("rpm"), {0.05, none, 0.05}, {1, 2}, {2, 1}, 0.05}});
        showChart(chart, {900, 400});
        const QImage picture = chart.picture(1);
        const auto stillPixels = [&](double x) {
            const int column = pointAt(chart, x).x();
            int pixels = 0;
            for (int y = picture.height() / 2; y < picture.height(); ++y)
                pixels += picture.pixelColor(column, y) == driftColor(0.0) ? 1 : 0;
            return pixels;
        };
        QVERIFY(stillPixels(25 * minute) > 10); // a window without drift
        QVERIFY(stillPixels(45 * minute) > 10);
        for (const double x : {10 * minute, 35 * minute, 55 * minute})
            QCOMPARE(stillPixels(x), 0);
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("chart.svg")));
        QVERIFY(chart.exportSvg(file.fileName()).has_value() && file.open(QIODevice::ReadOnly));
        QVERIFY(QString::fromUtf8(file.readAll()).contains(QStringLiteral("no window")));
    }

    void wordsOfAlarmsDoNotStandOnEachOther() {
        const auto chart = ramp(401);
        std::vector<Mark> alarms;
        for (int i = 0; i < 20; ++i)
            alarms.push_back({100.0 + 4 * i, QStringLiteral("bearing_temperature %1").arg(i)});
        chart->track().setAlarms(alarms);
        chart->track().setNotFinite({{200.0, QStringLiteral("not finite, first")},
                                     {201.0, QStringLiteral("not finite, second")},
                                     {202.0, QStringLiteral("not finite, third")}});
        QTemporaryDir folder;
        const auto drawn = [&] {
            settle();
            QFile file(folder.filePath(QStringLiteral("chart.svg")));
            const bool written = chart->exportSvg(file.fileName()).has_value();
            return written && file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
        };
        const QString svg = drawn();
        const qsizetype words = svg.count(QStringLiteral("bearing_temperature"));
        QVERIFY2(words >= 1 && words <= 2, qPrintable(QString::number(words)));
        QVERIFY(svg.contains(QStringLiteral("bearing_temperature 19"))); // the newest
        // One text is left of its mark, one right; the third has no room.
        QCOMPARE(svg.count(QRegularExpression(QStringLiteral(">\\s*not finite, [a-z]+\\s*</text"))), 2);
        chart->track().setAlarms({{50, QStringLiteral("early")}, {350, QStringLiteral("late")}});
        const QString apart = drawn();
        QVERIFY(apart.contains(QStringLiteral("early")) && apart.contains(QStringLiteral("late")));
    }

    void legendsBesideTracksAreNotCut() {
        TrackChart chart;
        SeriesTrack& track = chart.addSeriesTrack(QStringLiteral("Wahrscheinlichkeit"));
        track.setUnit(QStringLiteral("%"));
        track.addSeries(QStringLiteral("vorhergesagter Anteil"), SeriesRole::Predicted);
        track.addSeries(QStringLiteral("tatsächlicher Anteil"), SeriesRole::Actual);
        for (int i = 0; i < 10; ++i)
            for (const SeriesId series : {0, 1})
                track.append(series, i * 60000.0, i);
        showChart(chart, {1000, 400});
        const QString svg = svgOf(chart);
        // Checks the labels beside the track and, for series, at the line's end.
        const auto whole = [&svg](const char* words) {
            return svg.count(
                QRegularExpression(QStringLiteral(">\\s*%1\\s*<").arg(QString::fromUtf8(words))));
        };
        QCOMPARE(whole("Wahrscheinlichkeit"), 1);
        QCOMPARE(whole("vorhergesagter Anteil"), 2);
        QCOMPARE(whole("tatsächlicher Anteil"), 2);
        // In a narrow chart the plot keeps three quarters.
        chart.resize(400, 400);
        settle();
        QVERIFY(stageOf(chart).left() < 400 * 0.45);
    }

    // The text "mean error" must not cover the value at the line's end.
    void wordsOfAlarmsKeepToTheirTrack() {
        TrackChart chart;
        SeriesTrack& track = chart.addSeriesTrack(QStringLiteral("Wrong"));
        track.addSeries(QStringLiteral("wrong"), SeriesRole::Measure);
        for (int i = 0; i <= 60; ++i)
            track.append(0, i * 60000.0, i % 7);
        track.setAlarms(
            {{59 * 60000.0, QStringLiteral("predictions")}, {58 * 60000.0, QStringLiteral("mean error")}});
        showChart(chart, {900, 300});
        const QString svg = svgOf(chart);
        QVERIFY(svg.contains(QStringLiteral("mean error")));   // left of its mark
        QVERIFY(!svg.contains(QStringLiteral("predictions"))); // without room only the mark is drawn
    }

    /// Within the plot they lay over the points beyond the limit, which have the same colour.
    void wordsOfAlarmsStandAboveThePlot() {
        for (const bool brushed : {false, true}) {
            TrackChart chart;
            if (brushed)
                chart.setBrush(Chart::Brush::One);
            SeriesTrack& track = chart.addSeriesTrack(QStringLiteral("Anomaly score"));
            track.addSeries(QStringLiteral("above limit"), SeriesRole::Outliers);
            for (int i = 0; i <= 60; ++i)
                track.append(0, i * 60000.0, 10);
            showChart(chart, {900, 300});
            const double before = stageOf(chart).top();
            track.setAlarms({{30 * 60000.0, QStringLiteral("mean error")}});
            settle();
            QVERIFY(stageOf(chart).top() > before); // they have got a place
            const QRegularExpression words(QStringLiteral("<text[^>]* y=\"([\\d.]+)\"[^>]*>\\s*mean error"));
            const auto found = words.match(svgOf(chart));
            QVERIFY(found.hasMatch());
            const double under = stageOf(chart).top() - (brushed ? 16 : 0); // bars of ranges are there, too
            QVERIFY2(found.captured(1).toDouble() < under, qPrintable(found.captured(1)));
        }
    }

    /// Several tracks in a low chart used to be some 30 pixels high each, under large text.
    void tracksKeepALeastHeight() {
        for (const int size : {100, 150}) {
            setFontFactor(size);
            TrackChart chart;
            for (const char* title : {"Field", "Anomaly score"}) {
                SeriesTrack& track = chart.addSeriesTrack(QString::fromLatin1(title));
                track.addSeries(QStringLiteral("mean"), SeriesRole::Measure);
                for (int i = 0; i <= 60; ++i)
                    track.append(0, i * 60000.0, i % 7);
            }
            HeatTrack& heat = chart.addHeatTrack(QStringLiteral("Drift per field"));
            std::vector<HeatRow> rows(9);
            for (HeatRow& row : rows)
                row.values = {0.1};
            heat.setRows({0, 3'600'000}, rows);
            chart.setBrush(Chart::Brush::One);
            showChart(chart, {900, 900});
            const int least = chart.minimumSizeHint().height();
            for (const int height : {least, least + 60}) {
                chart.resize(900, height);
                settle();
                const QList<double> heights = trackHeights(chart);
                QCOMPARE(heights.size(), 3);
                for (const double each : {heights[0], heights[1]})
                    QVERIFY2(each >= 0.6 * size, qPrintable(QString::number(each)));
                QVERIFY(stageOf(chart).bottom() < height);
            }
        }
        setFontFactor(100);
    }

    // A line that ends beside its limit: neither number may cover the other.
    void theLabelOfAnEndKeepsClearOfTheLimits() {
        for (const double end : {1.01, 0.99}) {
            TrackChart chart;
            SeriesTrack& track = chart.addSeriesTrack(QStringLiteral("Anomaly score"));
            track.addSeries(QStringLiteral("median"), SeriesRole::Measure);
            track.setLimit(Limit{1.0, QStringLiteral("threshold")});
            for (int i = 0; i <= 60; ++i)
                track.append(0, i * 60000.0, i == 60 ? end : 0.1 * (i % 30));
            showChart(chart, {900, 300});
            const QString svg = svgOf(chart);
            const auto heightOf = [&](const char* words) {
                const QRegularExpression text(QStringLiteral("<text[^>]* y=\"([\\d.]+)\"[^>]*>\\s*") +
                                              QLatin1String(words));
                const auto found = text.match(svg);
                return found.hasMatch() ? found.captured(1).toDouble() : std::nan("");
            };
            const double median = heightOf("median");
            const double threshold = heightOf("threshold");
            QVERIFY2(std::abs(median - threshold) >= 10, qPrintable(QString::number(median - threshold)));
            QCOMPARE(median<threshold, end> 1.0);
        }
    }

    void anEdgeDoesNotCutTheWordsAboveTheHeatStrip() {
        TrackChart chart;
        SeriesTrack& top = chart.addSeriesTrack(QStringLiteral("Anomaly score"));
        top.addSeries(QStringLiteral("score"), SeriesRole::Measure);
        HeatTrack& heat = chart.addHeatTrack(QStringLiteral("Drift per field"), QStringLiteral("PSI"));
        std::vector<double> edges;
        for (int i = 0; i <= 60; ++i) {
            top.append(0, i * 60000.0, i);
            edges.push_back(i * 60000.0);
        }
        heat.setRows(edges, {{QStringLiteral("rpm"), std::vector<double>(60, 0.05), {1, 2}, {2, 1}, 0.05}});
        chart.setBrush(Chart::Brush::One);
        chart.setRanges({{QStringLiteral("retrain range"), {30 * 60000.0, 45 * 60000.0}}});
        showChart(chart, {900, 400});
        const QImage picture = chart.picture(1);
        const int x = pointAt(chart, 45 * 60000).x();
        const auto isEdge = [accent = color(Token::Accent)](const QColor& pixel) { // antialiased edges
            return std::abs(pixel.red() - accent.red()) + std::abs(pixel.green() - accent.green()) +
                       std::abs(pixel.blue() - accent.blue()) <
                   200;
        };
        std::vector<int> rows;
        for (int y = 0; y < picture.height(); ++y)
            if (isEdge(picture.pixelColor(x, y)))
                rows.push_back(y);
        QVERIFY(rows.size() > 100);
        int hole = 0;
        for (std::size_t i = 1; i < rows.size(); ++i)
            if (rows[i] > picture.height() / 2) // below the handle
                hole = std::max(hole, rows[i] - rows[i - 1] - 1);
        QVERIFY2(hole >= 14 && hole < 40, qPrintable(QString::number(hole)));
    }
};

QTEST_MAIN(TestSeriesChart)
#include "test_series_chart.moc"
