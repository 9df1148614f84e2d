// Charts as the pages show them.

#include "ui/charts/density_strip.h"
#include "ui/charts/gallery/gallery.h"
#include "ui/charts/gallery/samples.h"
#include "ui/charts/series_chart.h"
#include "ui/charts/timeline_chart.h"
#include "ui/charts/track_chart.h"

#include <cmath>
#include <random>

namespace driftwood::ui {

namespace {

using samples::kMinute;
using samples::kTen;
constexpr double kHour = 60 * kMinute;

QWidget* timeline() {
    auto* chart = new TimelineChart;
    const Buckets buckets = samples::buckets(96, 24, 6);
    chart->setUnit(QStringLiteral("≈ records / 15 min"));
    chart->setBuckets(buckets);
    const Interval span = buckets.span();
    chart->setFullRange(Interval{span.begin - 1.4 * kHour, span.end});
    chart->setLowWatermark(span.begin);
    chart->setLiveEdge(span.end - 5 * kMinute, QStringLiteral("live edge\n14:32:08"));
    chart->setSnap(buckets.width, buckets.begin);
    chart->setRanges({{QStringLiteral("A"), {span.begin + 5.5 * kHour, span.begin + 11.5 * kHour}},
                      {QStringLiteral("B"), {span.begin + 20.75 * kHour, span.begin + 23.5 * kHour}}});
    chart->setExcluded({{span.begin + 7.75 * kHour, span.begin + 8 * kHour}});
    std::vector<double> x;
    std::vector<double> y;
    for (int i = 0; i < 96; ++i) {
        x.push_back(buckets.begin + (i + 0.5) * buckets.width);
        y.push_back(2.4 + 0.1 * std::sin(i / 5.0) + (i > 75 ? (i - 75) * 0.1 : 0));
    }
    chart->setOverlay(QStringLiteral("mean"), QStringLiteral("mm/s"), x, y);
    return chart;
}

QWidget* lossChart() {
    auto* chart = new SeriesChart;
    chart->setXAxis(XAxis::Step, QStringLiteral("step"));
    chart->setFullRange(Interval{0, 30000});
    chart->setLiveEdge(24617, {});
    SeriesTrack& track = chart->track();
    track.setLogarithmic(true);
    const samples::Points points = samples::loss(24617, 0.8, 0.022, 0.18, 23);
    const samples::Points smooth = samples::smoothed(points, 0.99);
    const SeriesId raw = track.addSeries(QStringLiteral("train, raw"), SeriesRole::TrainRaw);
    const SeriesId compared = track.addSeries(QStringLiteral("run 13 val."), SeriesRole::Compared);
    const SeriesId train = track.addSeries(QStringLiteral("train"), SeriesRole::Train);
    const SeriesId validation = track.addSeries(QStringLiteral("validation"), SeriesRole::Validation);
    track.setData(raw, points.x, points.y);
    track.setData(train, smooth.x, smooth.y);
    for (int step = 1800; step < 24617; step += 1840) {
        track.append(validation, step, 0.0241 + 0.5 * std::exp(-step / 2500.0));
        track.append(compared, step * 1.25, 0.0279 + 0.5 * std::exp(-step / 2900.0));
    }
    track.setBest(validation, 1800 + 1840 * 12);
    track.setAnnotations({{QStringLiteral("spike"), 11902, QStringLiteral("spike, step 11,902"),
                           QStringLiteral("P2 @ 4,301,118 … 4,301,373")}});
    return chart;
}

QWidget* small(const QString& title, const QString& figure, const QString& unit,
               const samples::Points& points) {
    auto* chart = new SeriesChart;
    chart->setTitle(title);
    chart->setFigure(figure, unit);
    chart->setXAxis(XAxis::Step);
    chart->track().setZeroBased(true);
    const SeriesId id = chart->track().addSeries(title, SeriesRole::Measure);
    chart->track().setEndLabel(id, false);
    chart->track().setData(id, points.x, points.y);
    return chart;
}

std::vector<HeatRow> driftRows(int columns) {
    std::vector<HeatRow> rows;
    const char* names[] = {"vibration_mm_s", "bearing_temp_c", "temperature_c", "current_a", "noise_db",
                           "torque_nm",      "pressure_bar",   "flow_l_min",    "rpm",       "humidity_pct"};
    std::mt19937 random(29);
    std::uniform_real_distribution<double> calm(0, 0.08);
    for (int f = 0; f < 10; ++f) {
        HeatRow row;
        row.name = QString::fromLatin1(names[f]);
        for (int i = 0; i < columns; ++i)
            row.values.push_back(
                calm(random) + (f < 3 ? std::max(0.0, (i - columns * 0.35 - f * 12) / (30.0 + 40 * f)) : 0));
        row.now = row.values.back();
        row.reference = samples::bell(0, 1, 20, 0.4, 0.13).counts;
        row.current = samples::bell(0, 1, 20, 0.4 + std::min(0.3, row.now * 0.2), 0.14).counts;
        rows.push_back(std::move(row));
    }
    return rows;
}

QWidget* monitor() {
    auto* chart = new TrackChart;
    const double begin = kTen - 1.5 * kHour;
    const int count = 360;
    SeriesTrack& prediction =
        chart->addSeriesTrack(QStringLiteral("Prediction, actual"), QStringLiteral("vibration_mm_s"), 1.2);
    const SeriesId predicted = prediction.addSeries(QStringLiteral("predicted, ±2σ"), SeriesRole::Predicted);
    const SeriesId actual = prediction.addSeries(QStringLiteral("actual"), SeriesRole::Actual);
    SeriesTrack& score =
        chart->addSeriesTrack(QStringLiteral("Anomaly score"), QStringLiteral("median, 1–99 %"));
    score.setLogarithmic(true);
    const SeriesId median = score.addSeries(QStringLiteral("median"), SeriesRole::Measure);
    const SeriesId outliers = score.addSeries(QStringLiteral("above threshold"), SeriesRole::Outliers);
    score.setEndLabel(median, false);
    score.setLimit(Limit{0.118, QStringLiteral("threshold"), true, false});
    std::mt19937 random(31);
    std::normal_distribution<double> noise;
    std::vector<double> x;
    std::vector<double> low;
    std::vector<double> high;
    for (int i = 0; i < count; ++i) {
        const double t = begin + i * kMinute;
        const double drift = std::max(0, i - 165) * 0.012;
        x.push_back(t);
        const double mean = 2.4 + 0.4 * std::sin(i / 40.0);
        prediction.append(predicted, t, mean);
        prediction.appendBand(predicted, t, mean - 0.65, mean + 0.65);
        prediction.append(actual, t, mean + std::min(2.0, drift) + 0.15 * noise(random));
        const double level = 0.02 * std::exp(0.35 * noise(random)) * (1 + drift);
        score.append(median, t, level);
        low.push_back(level * 0.4);
        high.push_back(level * 4);
        if (level * 4 > 0.118 && i % 3 == 0)
            score.append(outliers, t, level * 4.4);
    }
    score.setBand(median, x, low, high);
    HeatTrack& drift = chart->addHeatTrack(QStringLiteral("Drift per field"),
                                           QStringLiteral("PSI, current window against reference"));
    std::vector<double> edges;
    for (int i = 0; i <= 120; ++i)
        edges.push_back(begin + i * 3 * kMinute);
    drift.setRows(edges, driftRows(120));
    drift.setAlarms({{begin + 150 * kMinute, {}}});
    chart->setBrush(Chart::Brush::One);
    chart->setRangeName(QStringLiteral("retrain range"));
    chart->setRanges({{QStringLiteral("retrain range"), {begin + 165 * kMinute, begin + 330 * kMinute}}});
    chart->setRangeDetail([](const Interval&) { return QStringLiteral("≈585,953 records"); });
    return chart;
}

QWidget* density() {
    auto* strip = new DensityStrip;
    const Buckets buckets = samples::buckets(96, 24, 6);
    strip->setBuckets(buckets);
    strip->setScanned(Interval{buckets.span().end - 9 * kHour, buckets.span().end});
    return strip;
}

} // namespace

std::vector<Exhibit> pages() {
    samples::Points rate = samples::wander(400, 212000, 9000, 37);
    for (std::size_t i = 0; i < rate.x.size(); ++i)
        rate.x[i] = static_cast<double>(i) * 60;
    return {{QStringLiteral("Density"), {}, density()},
            {QStringLiteral("Timeline"), {}, timeline()},
            {QStringLiteral("Loss"), {}, lossChart()},
            {QStringLiteral("Records"),
             {},
             small(QStringLiteral("Records"), QStringLiteral("212,400"), QStringLiteral("records/s"), rate)},
            {QStringLiteral("Monitor"), {}, monitor()}};
}

} // namespace driftwood::ui
