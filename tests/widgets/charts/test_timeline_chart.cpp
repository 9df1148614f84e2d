#include "chart_probe.h"
#include "ui/charts/timeline_chart.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <memory>

using namespace driftwood::ui;

namespace {

constexpr double kMinute = 60000;
constexpr double kBucket = 15 * kMinute;
constexpr double kBegin = 1795046400000; // 2026-11-19 00:00 UTC

/// 96 buckets of a quarter of an hour, 100 records each in two partitions.
std::unique_ptr<TimelineChart> dayChart() {
    auto chart = std::make_unique<TimelineChart>();
    Buckets day{kBegin, kBucket, {}, {}};
    day.counts.assign(2, std::vector<double>(96, 50));
    chart->setBuckets(day);
    chart->setSnap(kBucket, kBegin);
    showChart(*chart);
    return chart;
}

double hours(double h) { return kBegin + h * 60 * kMinute; }

} // namespace

/// Ranges brushed on a topic's timeline, with real mouse and key events.
class TestTimelineChart : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aDragMakesARangeOfWholeBuckets() {
        const auto chart = dayChart();
        QSignalSpy changed(chart.get(), &Chart::rangesChanged);
        QSignalSpy edited(chart.get(), &Chart::rangeEdited);
        drag(*chart, pointAt(*chart, hours(6) + 4 * kMinute), pointAt(*chart, hours(8) - 4 * kMinute));
        QCOMPARE(chart->ranges().size(), 1U);
        QCOMPARE(chart->ranges()[0].name, QStringLiteral("A"));
        QCOMPARE(chart->ranges()[0].span.begin, hours(6));
        QCOMPARE(chart->ranges()[0].span.end, hours(8));
        QCOMPARE(changed.count(), 1); // once, at the end
        QVERIFY(edited.count() >= 3); // live
        QCOMPARE(chart->recordsIn(chart->ranges()[0].span), 800.0);
    }

    // The label bar must not cover the axis' unit.
    void theLabelOfARangeStandsBelowTheUnit() {
        const auto chart = dayChart();
        chart->setUnit(QStringLiteral("≈ records / 15 min"));
        chart->setBrush(Chart::Brush::Many);
        chart->setRanges({{QStringLiteral("A"), {hours(0), hours(24)}}});
        settle();
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("chart.svg")));
        QVERIFY(chart->exportSvg(file.fileName()).has_value() && file.open(QIODevice::ReadOnly));
        const auto unit =
            QRegularExpression(QStringLiteral("<text[^>]* y=\"([\\d.]+)\"[^>]*>\\s*≈ records / 15 min"))
                .match(QString::fromUtf8(file.readAll()));
        QVERIFY(unit.hasMatch());
        constexpr double kBar = 16;
        QVERIFY2(unit.captured(1).toDouble() < stageOf(*chart).top() - kBar, qPrintable(unit.captured(1)));
        QVERIFY(unit.captured(1).toDouble() > 0);
    }

    void nothingIsBrushedWhereNothingIsDrawnYet() {
        TimelineChart chart;
        chart.setSnap(kBucket, kBegin);
        showChart(chart);
        drag(chart, {200, 100}, {400, 100});
        QVERIFY(chart.ranges().empty());
        chart.setFocus();
        QTest::keyClick(&chart, Qt::Key_Return);
        QVERIFY(chart.ranges().empty());
    }

    void aFewHighBarsDoNotMakeTheHistoryFlat() {
        const auto chart = dayChart();
        Buckets day{kBegin, kBucket, {}, {}};
        day.counts.assign(2, std::vector<double>(96, 50));
        day.counts[0].back() = 90'000;
        chart->setBuckets(day);
        settle();
        QVERIFY(verticalRange(*chart).end < 200);
        QVERIFY(chart->summary().contains(QStringLiteral("cut at 130")));
        // The value of a cut bar is given as text.
        hover(*chart, pointAt(*chart, hours(23.9)));
        QVERIFY(chart->readoutText().contains(QStringLiteral("90,050")));

        day.counts[0].back() = 100; // high, but not high enough to be cut
        chart->setBuckets(day);
        settle();
        QVERIFY(verticalRange(*chart).end > 150);
        QVERIFY(!chart->summary().contains(QStringLiteral("cut")));
    }

    void aDragToTheLeftMakesTheSameRange() {
        const auto chart = dayChart();
        drag(*chart, pointAt(*chart, hours(8) - 4 * kMinute), pointAt(*chart, hours(6) + 4 * kMinute));
        QCOMPARE(chart->ranges().size(), 1U);
        QCOMPARE(chart->ranges()[0].span, (Interval{hours(6), hours(8)}));
    }

    void severalRangesAreLetteredAndNeverOverlap() {
        const auto chart = dayChart();
        drag(*chart, pointAt(*chart, hours(6.1)), pointAt(*chart, hours(7.9)));
        drag(*chart, pointAt(*chart, hours(12.1)), pointAt(*chart, hours(7)));
        QCOMPARE(chart->ranges().size(), 2U);
        QCOMPARE(chart->ranges()[1].name, QStringLiteral("B"));
        QCOMPARE(chart->ranges()[1].span.begin, hours(8)); // stopped by A
    }

    void anEdgeIsDragged() {
        const auto chart = dayChart();
        chart->setRanges({{QStringLiteral("A"), {hours(6), hours(8)}}});
        drag(*chart, pointAt(*chart, hours(8)), pointAt(*chart, hours(10)));
        QCOMPARE(chart->ranges().size(), 1U);
        QCOMPARE(chart->ranges()[0].span, (Interval{hours(6), hours(10)}));
        // Dragged beyond the other edge, it becomes the begin.
        drag(*chart, pointAt(*chart, hours(10)), pointAt(*chart, hours(3)));
        QCOMPARE(chart->ranges()[0].span, (Interval{hours(3), hours(6)}));
    }

    void theLabelBarMovesTheWholeRange() {
        const auto chart = dayChart();
        chart->setRanges({{QStringLiteral("A"), {hours(6), hours(8)}}});
        const int bar = static_cast<int>(stageOf(*chart).top()) - 8;
        drag(*chart, {pointAt(*chart, hours(7)).x(), bar}, {pointAt(*chart, hours(11)).x(), bar});
        QCOMPARE(chart->ranges()[0].span, (Interval{hours(10), hours(12)}));
    }

    void keysChooseAnEdgeAndMoveIt() {
        const auto chart = dayChart();
        chart->setRanges(
            {{QStringLiteral("A"), {hours(6), hours(8)}}, {QStringLiteral("B"), {hours(12), hours(14)}}});
        chart->setFocus();
        QSignalSpy focused(chart.get(), &Chart::rangeFocused);
        QTest::keyClick(chart.get(), Qt::Key_BracketRight); // A's begin
        QCOMPARE(focused.last().first().toInt(), 0);
        QTest::keyClick(chart.get(), Qt::Key_BracketRight); // A's end
        QTest::keyClick(chart.get(), Qt::Key_Right);
        QCOMPARE(chart->ranges()[0].span.end, hours(8.25));
        QTest::keyClick(chart.get(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(chart->ranges()[0].span.end, hours(10.75));
        QTest::keyClick(chart.get(), Qt::Key_Right, Qt::ShiftModifier); // B is in the way
        QCOMPARE(chart->ranges()[0].span.end, hours(12));
        QVERIFY(chart->currentText().startsWith(QStringLiteral("A ends at 12:00:00")));
        QTest::keyClick(chart.get(), Qt::Key_Left);
        QCOMPARE(chart->ranges()[0].span.end, hours(11.75));
    }

    void tabGoesThroughTheEdgesAndThenLeaves() {
        const auto chart = dayChart();
        chart->setRanges({{QStringLiteral("A"), {hours(6), hours(8)}}});
        chart->setFocus();
        QTest::keyClick(chart.get(), Qt::Key_Tab);
        QVERIFY(chart->currentText().startsWith(QStringLiteral("A begins")));
        QTest::keyClick(chart.get(), Qt::Key_Tab);
        QVERIFY(chart->currentText().startsWith(QStringLiteral("A ends")));
        QTest::keyClick(chart.get(), Qt::Key_Tab);
        QVERIFY(chart->currentText().isEmpty());
    }

    void enterMakesARangeAndDeleteRemovesIt() {
        const auto chart = dayChart();
        chart->setFocus();
        QSignalSpy changed(chart.get(), &Chart::rangesChanged);
        QTest::keyClick(chart.get(), Qt::Key_Return);
        QCOMPARE(chart->ranges().size(), 1U);
        QVERIFY(chart->ranges()[0].span.contains(hours(12)));
        QTest::keyClick(chart.get(), Qt::Key_Delete);
        QVERIFY(chart->ranges().empty());
        QCOMPARE(changed.count(), 2);
    }

    void escapeInTheMiddleOfADragPutsEverythingBack() {
        const auto chart = dayChart();
        chart->setRanges({{QStringLiteral("A"), {hours(6), hours(8)}}});
        chart->setFocus();
        const QPoint from = pointAt(*chart, hours(8));
        const QPoint to = pointAt(*chart, hours(20));
        QTest::mousePress(chart.get(), Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, to, chart->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(chart.get(), &move);
        QCOMPARE(chart->ranges()[0].span.end, hours(20));
        QTest::keyClick(chart.get(), Qt::Key_Escape);
        QTest::mouseRelease(chart.get(), Qt::LeftButton, {}, to);
        QCOMPARE(chart->ranges()[0].span, (Interval{hours(6), hours(8)}));
    }

    void aClickMakesNoRange() {
        const auto chart = dayChart();
        QTest::mouseClick(chart.get(), Qt::LeftButton, {}, pointAt(*chart, hours(9)));
        QVERIFY(chart->ranges().empty());
    }

    void theReadoutSaysBucketSumAndPartitions() {
        const auto chart = dayChart();
        hover(*chart, pointAt(*chart, hours(6) + 8 * kMinute));
        const QStringList lines = chart->readoutText().split('\n');
        QCOMPARE(lines[0], QStringLiteral("06:00 – 06:15"));
        QVERIFY2(lines[1].startsWith(QStringLiteral("records\t")) && lines[1].endsWith(QStringLiteral("100")),
                 qPrintable(lines[1]));
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[3].startsWith(QStringLiteral("P1\t")));
    }

    void recordsOfAPartOfABucketAreItsShare() {
        const auto chart = dayChart();
        QCOMPARE(chart->recordsIn({hours(6) + kBucket / 2, hours(6.5)}), 150.0);
        QCOMPARE(chart->recordsIn({hours(-5), hours(0.25)}), 100.0);
    }

    void theSummaryNamesTheRanges() {
        const auto chart = dayChart();
        chart->setRanges({{QStringLiteral("A"), {hours(6), hours(8)}}});
        QVERIFY2(chart->summary().contains(QStringLiteral("A 06:00 – 08:00")), qPrintable(chart->summary()));
    }

    void lanesShowTheSameRecords() {
        const auto chart = dayChart();
        chart->setStacked(false);
        settle();
        QCOMPARE(verticalRange(*chart).begin, 0.0);
        QVERIFY(verticalRange(*chart).end >= 50 &&
                verticalRange(*chart).end < 100); // one partition's, not the stack's
    }
};

QTEST_MAIN(TestTimelineChart)
#include "test_timeline_chart.moc"
