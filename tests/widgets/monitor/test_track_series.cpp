#include "ui/monitor/track_series.h"

#include <QtTest>
#include <cmath>

using namespace driftwood;
using monitoring::Track;
using monitoring::TrackPoint;

namespace {

constexpr std::int64_t kWidthMs = 60'000;

struct Stretch {
    std::int64_t begin;
    std::int64_t records;
};

Track trackOf(const std::vector<Stretch>& stretches) {
    monitoring::TrackChanges changes{std::chrono::milliseconds(kWidthMs), true, {}};
    for (const Stretch& stretch : stretches) {
        TrackPoint point;
        point.begin = TimestampMs(stretch.begin);
        point.records = stretch.records;
        changes.points.push_back(std::move(point));
    }
    Track track;
    track.apply(std::move(changes));
    return track;
}

std::vector<double> recordsDrawn(const Track& track) {
    return ui::linePoints(track, [](const TrackPoint& point) { return static_cast<double>(point.records); })
        .y;
}

} // namespace

/// The points of the monitor's lines.
class TestTrackSeries : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aStretchThatHasJustBegunIsNotDrawnYet() {
        const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
        const std::int64_t before = now - kWidthMs;
        QCOMPARE(recordsDrawn(trackOf({{before, 100}, {now, 49}})), std::vector<double>{100});
        QCOMPARE(recordsDrawn(trackOf({{before, 100}, {now, 50}})), (std::vector<double>{100, 50}));
        QCOMPARE(recordsDrawn(trackOf({{now, 3}})), std::vector<double>{3}); // all there is
    }

    void aStretchThatIsOverIsDrawnHoweverFewItsRecords() {
        const std::int64_t past = QDateTime::currentMSecsSinceEpoch() - 10 * kWidthMs;
        QCOMPARE(recordsDrawn(trackOf({{past, 100}, {past + kWidthMs, 1}})), (std::vector<double>{100, 1}));
    }

    void aValueStandsInTheMiddleOfItsStretch() {
        const auto line =
            ui::linePoints(trackOf({{0, 4}, {kWidthMs, 4}}), [](const TrackPoint&) { return 1.0; });
        QCOMPARE(line.x, (std::vector<double>{0.5 * kWidthMs, 1.5 * kWidthMs}));
    }

    void aLongSilenceBreaksTheLine() {
        const std::vector<double> drawn = recordsDrawn(trackOf({{0, 4}, {6 * kWidthMs, 5}}));
        QCOMPARE(drawn.size(), 4U); // without values at either end of the silence
        QVERIFY(std::isnan(drawn[1]) && std::isnan(drawn[2]));
    }
    void aSlowTopicIsNotAllGaps() {
        std::vector<Stretch> stretches;
        for (std::int64_t i = 0; i < 20; ++i)
            stretches.push_back({i * 40 * kWidthMs, 1}); // usual for this topic: a record every 40 stretches
        for (std::int64_t i = 40; i < 60; ++i)
            stretches.push_back({i * 40 * kWidthMs, 1});
        const std::vector<double> drawn = recordsDrawn(trackOf(stretches));
        QCOMPARE(std::ranges::count_if(drawn, [](double y) { return std::isnan(y); }), 2);
    }

    /// The mean of the training rows that the model's card shows, not that of the sample kept of them.
    void theReferenceIsTheTrainingMean() {
        model::TrainedModel model;
        model.reference.fields.resize(2);
        model.reference.fields[0].sample = {1.0, 2.0, 6.0};
        model.reference.fields[0].mean = 2.5;
        model.reference.fields[1].sample = {1.0, 2.0, 6.0}; // of a model saved before means were stored
        QCOMPARE(ui::referenceMean(model, 0), 2.5);
        QCOMPARE(ui::referenceMean(model, 1), 3.0);
        QVERIFY(std::isnan(ui::referenceMean(model, 2)));
    }

    void driftIsNotDrawnOverAGap() {
        model::TrainedModel model;
        model.reference.fields.resize(1);
        monitoring::DriftTrail trail;
        std::vector<monitoring::DriftWindow> windows(3);
        windows[0] = {TimestampMs(0), TimestampMs(100), 10, {0.3F}, 0.0F};
        windows[1] = {TimestampMs(100), TimestampMs(200), 10, {0.6F}, 0.0F}; // and then no further records
        windows[2] = {TimestampMs(900), TimestampMs(1200), 10, {0.9F}, 0.0F};
        trail.restore(windows, std::nullopt);
        const ui::HeatRows heat = ui::heatRows(model, trail, {}, {{{200.0, 900.0}, {}}});
        QCOMPARE(heat.edges, (std::vector<double>{0, 100, 200, 900, 1200}));
        const auto& values = heat.rows.front().values;
        QCOMPARE(values.size(), 4U);
        QVERIFY(values[1] > 0.5 && std::isnan(values[2]) && values[3] > 0.8);
        QVERIFY(heat.rows.front().now > 0.8);
        // A window that began before the gap and ended after it.
        const ui::HeatRows split = ui::heatRows(model, trail, {}, {{{950.0, 1100.0}, {}}});
        QCOMPARE(split.edges, (std::vector<double>{0, 100, 900, 950, 1100, 1200}));
        QVERIFY(std::isnan(split.rows.front().values[3]));
    }
};

QTEST_GUILESS_MAIN(TestTrackSeries)
#include "test_track_series.moc"
