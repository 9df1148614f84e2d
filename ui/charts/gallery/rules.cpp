// The rules of charts, one small chart each.

#include "ui/charts/distribution_chart.h"
#include "ui/charts/gallery/gallery.h"
#include "ui/charts/gallery/samples.h"
#include "ui/charts/series_chart.h"
#include "ui/charts/split_histogram.h"
#include "ui/charts/timeline_chart.h"

#include <cmath>
#include <limits>

namespace driftwood::ui {

namespace {

using samples::kMinute;
using samples::kTen;

SeriesChart* timeChart(const samples::Points& points, SeriesRole role = SeriesRole::Measure) {
    auto* chart = new SeriesChart;
    chart->setXAxis(XAxis::Time);
    chart->track().setZeroBased(true);
    const SeriesId id = chart->track().addSeries(QStringLiteral("value"), role);
    chart->track().setEndLabel(id, false);
    chart->track().setData(id, points.x, points.y);
    return chart;
}

Chart* crosshair() {
    auto* chart = timeChart(samples::wander(200, 24, 4, 1), SeriesRole::Actual);
    chart->track().setName(0, QStringLiteral("actual"));
    samples::Points mean = samples::smoothed(samples::wander(200, 24, 4, 1), 0.9);
    std::vector<double> low = mean.y;
    std::vector<double> high = mean.y;
    for (double& y : low)
        y -= 4;
    for (double& y : high)
        y += 4;
    const SeriesId predicted = chart->track().addSeries(QStringLiteral("predicted"), SeriesRole::Predicted);
    chart->track().setEndLabel(predicted, false);
    chart->track().setData(predicted, mean.x, mean.y);
    chart->track().setBand(predicted, mean.x, low, high);
    chart->setPositionFormat([](double) {
        return PositionText{QStringLiteral("10:21:08"), QStringLiteral("P2 @ 88,412")};
    });
    chart->setCrosshair(kTen + 21.13 * kMinute);
    return chart;
}

Chart* select() {
    auto* chart = new TimelineChart;
    Buckets buckets = samples::buckets(44, 1, 1);
    buckets.begin = kTen;
    chart->setBuckets(buckets);
    chart->setRanges({{QStringLiteral("A"), {kTen + 18 * kMinute, kTen + 39 * kMinute}}});
    return chart;
}

Chart* gap() {
    samples::Points points = samples::wander(240, 28, 4, 5);
    for (int i = 100; i < 148; ++i)
        points.y[static_cast<std::size_t>(i)] = std::numeric_limits<double>::quiet_NaN();
    auto* chart = timeChart(points);
    chart->setGaps({{{kTen + 25 * kMinute, kTen + 37 * kMinute}, QStringLiteral("no records, 12 min")}});
    return chart;
}

Chart* drawnPoints() {
    samples::Points points = samples::wander(100000, 25, 6, 7);
    points.y[50100] = 48;
    points.y[50200] = 1;
    return timeChart(points);
}

Chart* runs() {
    auto* chart = new SeriesChart;
    chart->setXAxis(XAxis::Time);
    chart->track().setZeroBased(true);
    for (int run = 0; run < 6; ++run) {
        samples::Points points = samples::loss(50, 45, 5.5 + 5.5 * run, 0.02, static_cast<unsigned>(run));
        for (double& x : points.x)
            x = kTen + x * kMinute;
        const SeriesId id =
            chart->track().addSeries(QStringLiteral("run %1").arg(9 + run), SeriesRole::Category, run);
        chart->track().setData(id, points.x, points.y);
        chart->track().setHighlighted(id, run == 1);
    }
    return chart;
}

Chart* distribution() {
    auto* chart = new DistributionChart;
    chart->setReference(QStringLiteral("reference"), samples::bell(0, 8, 40, 2.4, 0.8));
    chart->setCurrent(QStringLiteral("current"), samples::bell(0, 8, 40, 4, 1.2));
    chart->setVerdict(QStringLiteral("PSI 1.21 > 0.20"), true);
    return chart;
}

Chart* liveEdge() {
    auto* chart = timeChart(samples::wander(200, 25, 4, 9, 55.5));
    chart->setFullRange(Interval{kTen, kTen + 60 * kMinute});
    chart->setLiveEdge(kTen + 55.5 * kMinute, QStringLiteral("live edge\n10:55:30"));
    return chart;
}

Chart* alarm() {
    samples::Points points = samples::wander(240, 14, 4, 11);
    for (std::size_t i = 120; i < points.y.size(); ++i)
        points.y[i] += std::min(16.0, static_cast<double>(i - 120) * 0.4);
    auto* chart = timeChart(points);
    chart->track().setLimit(Limit{30, {}, true, true});
    chart->track().setAlarms({{kTen + 42 * kMinute, QStringLiteral("drift 10:42")}});
    return chart;
}

Chart* notFinite() {
    const samples::Points points = samples::loss(900, 45, 4, 0.03, 13);
    auto* chart = new SeriesChart;
    chart->setXAxis(XAxis::Step);
    chart->setFullRange(Interval{0, 1200});
    chart->track().setZeroBased(true);
    const SeriesId id = chart->track().addSeries(QStringLiteral("train"), SeriesRole::Train);
    chart->track().setEndLabel(id, false);
    chart->track().setData(id, points.x, points.y);
    chart->track().setNotFinite({{904, QStringLiteral("NaN, step 904")}});
    return chart;
}

Chart* logAxis() {
    auto* chart = new SeriesChart;
    chart->setXAxis(XAxis::Step);
    chart->track().setLogarithmic(true);
    const samples::Points points = samples::loss(4000, 1, 0.03, 0.08, 17);
    const SeriesId train = chart->track().addSeries(QStringLiteral("train"), SeriesRole::Train);
    const samples::Points smooth = samples::smoothed(points, 0.97);
    chart->track().setData(train, smooth.x, smooth.y);
    const SeriesId validation =
        chart->track().addSeries(QStringLiteral("validation"), SeriesRole::Validation);
    for (int step = 400; step < 4000; step += 500)
        chart->track().append(validation, step, 0.035 + std::exp(-step / 500.0));
    for (const SeriesId id : {train, validation})
        chart->track().setEndLabel(id, false);
    return chart;
}

Chart* nothingYet() {
    auto* chart = timeChart({});
    chart->setFullRange(Interval{kTen, kTen + 60 * kMinute});
    chart->setEmptyText(QStringLiteral("Waiting for the first validation, epoch 1"));
    return chart;
}

Chart* failed() {
    auto* chart = timeChart(samples::wander(100, 25, 4, 19));
    chart->setFailure(QStringLiteral("P4: leader not available"),
                      QStringLiteral("5 of 6 partitions are drawn"), QStringLiteral("Retry"));
    return chart;
}

Chart* perPartition() {
    auto* chart = new TimelineChart;
    chart->setBrush(Chart::Brush::None);
    Buckets buckets = samples::buckets(60, 1, 6);
    buckets.begin = kTen;
    for (std::size_t i = 38; i < 45; ++i)
        buckets.counts[3][i] = 0;
    chart->setBuckets(buckets);
    chart->setStacked(false);
    return chart;
}

Chart* split() {
    auto* chart = new SplitHistogram;
    SplitHistogram::Parts parts{kTen, 1.5 * kMinute, {}, {}, {}};
    const Buckets buckets = samples::buckets(40, 1, 1);
    for (std::size_t i = 0; i < 40; ++i) {
        const double count = buckets.counts[0][i];
        parts.train.push_back(i < 31 ? count : 0);
        parts.gap.push_back(i == 31 ? count : 0);
        parts.validation.push_back(i > 31 ? count : 0);
    }
    chart->setParts(parts);
    return chart;
}

} // namespace

std::vector<Exhibit> rules() {
    return {
        {QStringLiteral("Crosshair readout"),
         QStringLiteral(
             "One readout for all series at the nearest step; thin dotted line; first row is the position."),
         crosshair()},
        {QStringLiteral("Select and zoom"),
         QStringLiteral(
             "Left drag brushes a range, wheel zooms time, right drag pans, double click shows all."),
         select()},
        {QStringLiteral("Gap"), QStringLiteral("No records: the line breaks. Never joined, never zero."),
         gap()},
        {QStringLiteral("Drawn points"),
         QStringLiteral("When points are left out the chart says so; extremes are kept."), drawnPoints()},
        {QStringLiteral("Comparing runs"),
         QStringLiteral(
             "Colour is the run, the chosen one 2 px wide; labels at the end, in ink, beside their colour."),
         runs()},
        {QStringLiteral("Reference and current"),
         QStringLiteral(
             "Reference filled, current outlined; outlined in the warning hue only beyond its limit."),
         distribution()},
        {QStringLiteral("Live edge"),
         QStringLiteral("New data enters at the right; paused shows what waits."), liveEdge()},
        {QStringLiteral("Alarm"),
         QStringLiteral("Triangle at its time, points above the limit, limit dashed with its value."),
         alarm()},
        {QStringLiteral("Not finite"),
         QStringLiteral("NaN and infinity are marked on the axis at their step, not hidden."), notFinite()},
        {QStringLiteral("Log axis"),
         QStringLiteral("Decades 1, 2, 5; minor grid off; the toggle sits in the chart's bar."), logAxis()},
        {QStringLiteral("Nothing yet"),
         QStringLiteral("Axes stay; one sentence in the middle says what is awaited."), nothingYet()},
        {QStringLiteral("Failed"), QStringLiteral("The frame stays; what, where, and one action."), failed()},
        {QStringLiteral("Per partition"),
         QStringLiteral("Small multiples with one shared scale when stacking would hide one."),
         perPartition()},
        {QStringLiteral("Split"),
         QStringLiteral("Train, gap, validation on the same histogram the range came from."), split()}};
}

} // namespace driftwood::ui
