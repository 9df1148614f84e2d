#include "monitoring/drift_trail.h"
#include "monitoring/track.h"
#include "monitoring/track_recorder.h"
#include "support/sample_model.h"

#include <QtTest>
#include <algorithm>
#include <cmath>

using namespace driftwood;
using monitoring::Track;
using monitoring::TrackPoint;
using monitoring::TrackRecorder;

namespace {

constexpr std::int64_t kStart = 1'777'600'000'000;

/// Records of partition 0 with these times and anomaly scores; a score above 1 is anomalous.
struct Scored {
    records::RecordBatch rows;
    scoring::Predictions predictions;
};

Scored scored(const std::vector<std::pair<std::int64_t, double>>& timesAndScores,
              std::int64_t firstOffset = 0) {
    Scored result{records::RecordBatch(test::plantRows(0, 1).sharedSchema()), {}};
    const auto plant = test::plantRows(timesAndScores.size(), 3);
    std::vector<std::uint32_t> row(1);
    for (std::uint32_t i = 0; i < timesAndScores.size(); ++i) {
        const auto [time, score] = timesAndScores[i];
        result.rows.appendPosition(PartitionId(0), Offset(firstOffset + i), TimestampMs(time), nullptr);
        row[0] = i;
        for (std::size_t column = 0; column < plant.schema().fields.size(); ++column)
            result.rows.column(column).gather(plant.column(column), row);
        result.predictions.values.push_back(score);
        result.predictions.anomalous.push_back(score > 1.0 ? 1 : 0);
    }
    return result;
}

model::TrainedModel anomalyModel() { return test::plantModel(training::Task::AnomalyDetection); }

std::int64_t recordsOf(const std::vector<TrackPoint>& points) {
    std::int64_t records = 0;
    for (const TrackPoint& point : points)
        records += point.records;
    return records;
}

} // namespace

class TestTrack : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // Hours of records: intervals that were closed must release their memory.
    void scoresOfClosedStretchesTakeNoRoom() {
        TrackRecorder recorder(anomalyModel());
        std::size_t most = 0;
        for (int stretch = 0; stretch < 400; ++stretch) {
            std::vector<std::pair<std::int64_t, double>> records;
            for (int i = 0; i < 100; ++i)
                records.emplace_back(kStart + 1000LL * stretch + i, 0.01 * i);
            const auto batch = scored(records, 100LL * stretch);
            recorder.add(batch.rows, batch.predictions);
            most = std::max(most, recorder.roomForScores());
        }
        QVERIFY2(most <= std::size_t(65 * 128), qPrintable(QString::number(most)));
    }

    void percentilesAreNumpysAndFollowLateRecordsWhileTheStretchIsOpen() {
        TrackRecorder recorder(anomalyModel());
        TrackRecorder::Cursor cursor;
        const auto first = scored({{kStart, 0.1}, {kStart + 10, 0.3}, {kStart + 20, 0.2}});
        recorder.add(first.rows, first.predictions);
        auto changes = recorder.changesSince(cursor);
        QCOMPARE(changes.points.size(), std::size_t{1});
        QCOMPARE(changes.points[0].score.median, 0.2);
        const auto later = scored({{kStart + 1500, 0.5}, {kStart + 30, 0.4}}, 3);
        recorder.add(later.rows, later.predictions);
        changes = recorder.changesSince(cursor);
        QVERIFY(!changes.replaced);
        QCOMPARE(changes.points.size(), std::size_t{2});
        QCOMPARE(changes.points[0].records, std::int64_t{4});
        QCOMPARE(changes.points[0].score.median, 0.25);
        QVERIFY(std::abs(changes.points[0].score.p99 - 0.397) < 1e-12);
        QCOMPARE(changes.points[0].ranges[0].begin.value, std::int64_t{0});
        QCOMPARE(changes.points[0].ranges[0].end.value, std::int64_t{5});
        QVERIFY(recorder.changesSince(cursor).points.empty());
    }

    void theLargestOutliersAreKeptAndAllAreCounted() {
        TrackRecorder recorder(anomalyModel());
        TrackRecorder::Cursor cursor;
        const auto batch = scored({{kStart, 1.5},
                                   {kStart, 9.0},
                                   {kStart, 0.5},
                                   {kStart, 2.0},
                                   {kStart, 1.1},
                                   {kStart, 7.0},
                                   {kStart, 3.0}});
        recorder.add(batch.rows, batch.predictions);
        const auto changes = recorder.changesSince(cursor);
        const TrackPoint& point = changes.points.at(0);
        QCOMPARE(point.anomalous, std::int64_t{6});
        QCOMPARE(point.outliers.size(), TrackPoint::kOutliers);
        QCOMPARE(point.outliers[0].score, 9.0);
        QCOMPARE(point.outliers[0].position.offset.value, std::int64_t{1});
        QCOMPARE(point.outliers[3].score, 2.0);
    }

    void tooManyPointsBecomeHalfAsManyTwiceAsWide() {
        constexpr std::size_t kCapacity = 64;
        TrackRecorder recorder(anomalyModel(), kCapacity);
        TrackRecorder::Cursor cursor;
        Track track;
        std::vector<std::pair<std::int64_t, double>> all;
        for (int i = 0; i < 1000; ++i)
            all.emplace_back(kStart + i * 1000LL, i == 700 ? 50.0 : 0.5);
        for (int i = 0; i < 1000; i += 100) {
            const auto batch = scored({all.begin() + i, all.begin() + i + 100}, i);
            recorder.add(batch.rows, batch.predictions);
            track.apply(recorder.changesSince(cursor));
        }
        QVERIFY(track.points().size() <= kCapacity);
        QVERIFY(track.points().size() > kCapacity / 4);
        QCOMPARE(track.width().count() % TrackRecorder::kFirstWidth.count(), std::int64_t{0});
        QCOMPARE(recordsOf(track.points()), std::int64_t{1000});
        QVERIFY(std::ranges::is_sorted(track.points(), {}, &TrackPoint::begin));
        const auto worst =
            std::ranges::find_if(track.points(), [](const auto& p) { return p.anomalous > 0; });
        QVERIFY(worst != track.points().end());
        QCOMPARE(worst->outliers.at(0).score, 50.0); // the extreme value is kept
        QCOMPARE(worst->outliers.at(0).time.value, kStart + 700'000);
    }

    void aTrackGoesOnAfterARestart() {
        TrackRecorder before(anomalyModel());
        TrackRecorder::Cursor cursor;
        const auto first = scored({{kStart, 0.1}, {kStart + 1000, 0.2}});
        before.add(first.rows, first.predictions);
        auto saved = before.changesSince(cursor);

        TrackRecorder after(anomalyModel());
        after.restore(saved.width, saved.points);
        const auto more = scored({{kStart + 1000, 0.4}, {kStart + 2000, 0.3}}, 2);
        after.add(more.rows, more.predictions);
        TrackRecorder::Cursor fresh;
        const auto changes = after.changesSince(fresh);
        QVERIFY(changes.replaced);
        QCOMPARE(changes.points.size(), std::size_t{3});
        QCOMPARE(recordsOf(changes.points), std::int64_t{4});
        QVERIFY(std::abs(changes.points[1].score.median - 0.3) < 1e-12); // the mean of one and one
        QCOMPARE(changes.points[1].ranges[0].begin.value, std::int64_t{1});
        QCOMPARE(changes.points[1].ranges[0].end.value, std::int64_t{3});
    }

    void rangesOfAStretchCoverWhatWasScoredInIt() {
        TrackRecorder recorder(anomalyModel());
        TrackRecorder::Cursor cursor;
        const auto batch =
            scored({{kStart, 0.1}, {kStart + 1000, 0.2}, {kStart + 2000, 0.3}, {kStart + 3000, 0.3}}, 40);
        recorder.add(batch.rows, batch.predictions);
        Track track;
        track.apply(recorder.changesSince(cursor));
        const auto ranges =
            track.ranges(TopicName("plant"), TimestampMs(kStart + 1000), TimestampMs(kStart + 3000));
        QCOMPARE(ranges.topic.value, std::string("plant"));
        QCOMPARE(ranges.ranges.size(), std::size_t{1});
        QCOMPARE(ranges.ranges[0].begin.value, std::int64_t{41});
        QCOMPARE(ranges.ranges[0].end.value, std::int64_t{43});
        QVERIFY(track.ranges(TopicName("plant"), TimestampMs(0), TimestampMs(5)).ranges.empty());
        QCOMPARE(track.end().value, kStart + 4000);
    }

    void recordsWithoutATimeAreNotDrawn() {
        TrackRecorder recorder(anomalyModel());
        TrackRecorder::Cursor cursor;
        const auto batch = scored({{-1, 0.1}, {kStart, 0.2}});
        recorder.add(batch.rows, batch.predictions);
        const auto changes = recorder.changesSince(cursor);
        QCOMPARE(recordsOf(changes.points), std::int64_t{1});
    }

    void fieldsAreMeansByInputAndCategoriesHaveNone() {
        const auto model = anomalyModel();
        TrackRecorder recorder(model);
        TrackRecorder::Cursor cursor;
        const auto batch = scored({{kStart, 0.1}, {kStart, 0.2}, {kStart, 0.2}, {kStart, 0.2}});
        recorder.add(batch.rows, batch.predictions);
        const auto changes = recorder.changesSince(cursor);
        const auto& fields = changes.points.at(0).fields;
        QCOMPARE(fields.size(), model.reference.fields.size());
        for (std::size_t i = 0; i < fields.size(); ++i)
            QCOMPARE(fields[i].count > 0, !model.reference.fields[i].categorical);
        double sum = 0.0;
        int count = 0;
        for (std::size_t row = 0; row < 4; ++row)
            if (batch.rows.column(0).valid(row)) {
                sum += batch.rows.column(0).floats()[row];
                ++count;
            }
        QVERIFY(std::abs(fields[0].mean - sum / count) < 1e-9);
    }

    void aTrailKeepsTheWorstOfWindowsPutTogether() {
        monitoring::DriftTrail trail(4);
        for (int i = 0; i < 9; ++i) {
            drift::DriftReport report;
            report.from = TimestampMs(kStart + i * 10);
            report.to = TimestampMs(kStart + i * 10 + 9);
            report.records = 100;
            drift::FieldDrift field;
            field.judged = i != 2;
            field.psi = i == 3 ? 0.9 : 0.05;
            report.fields = {field};
            trail.add(report);
        }
        QVERIFY(trail.windows().size() <= 4);
        QCOMPARE(trail.latest()->from.value, kStart + 80);
        float worst = 0.0F;
        std::int64_t records = 0;
        for (const auto& window : trail.windows()) {
            worst = std::max(worst, window.psi.at(0));
            records += window.records;
        }
        QCOMPARE(worst, 0.9F);
        QCOMPARE(records, std::int64_t{900});
        QCOMPARE(trail.windows().front().from.value, kStart);
        QCOMPARE(trail.windows().back().to.value, kStart + 89);
        QVERIFY(trail.generation() > 0);
    }
};

QTEST_GUILESS_MAIN(TestTrack)
#include "test_track.moc"
