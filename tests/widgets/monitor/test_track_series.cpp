#include "ui/monitor/track_series.h"

#include <QtTest>
#include <cmath>

using namespace driftwood;
using session::Track;
using session::TrackPoint;

namespace {

constexpr std::int64_t kWidthMs = 60'000;

struct Stretch {
    std::int64_t begin;
    std::int64_t records;
};

Track trackOf(const std::vector<Stretch>& stretches) {
    session::TrackChanges changes{std::chrono::milliseconds(kWidthMs), true, {}};
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

/// What the monitor's lines are made of.
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
        QCOMPARE(drawn.size(), 3U);
        QVERIFY(std::isnan(drawn[1]));
    }
};

QTEST_GUILESS_MAIN(TestTrackSeries)
#include "test_track_series.moc"
