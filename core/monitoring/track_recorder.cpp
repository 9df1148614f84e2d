#include "monitoring/track_recorder.h"

#include "drift/covered_records.h"
#include "training/objectives/objective.h"

#include <algorithm>

namespace driftwood::monitoring {
namespace {

constexpr std::size_t kOpenBuckets = 64;
constexpr std::int64_t kNoTime = -1;

std::int64_t floorToStep(std::int64_t value, std::int64_t step) {
    const std::int64_t rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

} // namespace

TrackRecorder::TrackRecorder(const model::TrainedModel& model, std::size_t capacity)
    : m_drawsScores(model.objective().prediction == training::PredictionKind::Score)
    , m_capacity(capacity) {
    for (const features::ReferenceField& field : model.reference.fields)
        m_paths.push_back(field.categorical ? std::string() : field.path);
}

void TrackRecorder::restore(std::chrono::milliseconds width, std::vector<TrackPoint> points) {
    m_widthMs = std::max(width, kFirstWidth).count();
    for (TrackPoint& point : points) {
        const std::int64_t begin = floorToStep(point.begin.value, m_widthMs);
        const auto [place, isNew] = m_buckets.try_emplace(begin);
        Bucket& bucket = place->second;
        if (isNew)
            bucket.point = std::move(point);
        else
            bucket.point.merge(point);
        bucket.point.begin = TimestampMs(begin);
        bucket.closedScore = bucket.point.score;
        bucket.closedCount = bucket.point.error.count;
    }
    ++m_now.generation;
    while (m_buckets.size() > m_capacity)
        widen();
}

void TrackRecorder::add(const records::RecordBatch& rows, const scoring::Predictions& predictions) {
    ++m_now.revision;
    const std::vector<double>& scores = m_drawsScores ? predictions.values : predictions.errors;
    std::vector<Bucket*> buckets(rows.rows(), nullptr);
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const std::int64_t time = rows.timestampsMs()[row];
        if (time == kNoTime)
            continue;
        Bucket& bucket = touch(time);
        buckets[row] = &bucket;
        TrackPoint& point = bucket.point;
        ++point.records;
        point.prediction.add(predictions.values[row]);
        if (row < predictions.actuals.size())
            point.actual.add(predictions.actuals[row]);
        if (row < scores.size() && std::isfinite(scores[row])) {
            point.error.add(scores[row]);
            bucket.scores.push_back(scores[row]);
        }
        const Position position = rows.position(row).inOnlyTopic();
        if (row < predictions.anomalous.size() && predictions.anomalous[row] != 0) {
            ++point.anomalous;
            point.note({TimestampMs(time), predictions.values[row], position});
        }
        broker::TopicRanges covered{{}, std::move(point.ranges)};
        drift::cover(covered, position);
        point.ranges = std::move(covered.ranges);
    }
    addFields(rows, buckets);
    closeOldest();
    while (m_buckets.size() > m_capacity)
        widen();
}

void TrackRecorder::addFields(const records::RecordBatch& rows, const std::vector<Bucket*>& buckets) const {
    for (std::size_t i = 0; i < m_paths.size(); ++i) {
        const auto reader =
            m_paths[i].empty() ? std::nullopt : features::FieldReader::bind(rows.schema(), m_paths[i]);
        if (!reader)
            continue;
        std::size_t row = 0;
        reader->forEachNumber(rows, 0, rows.rows(), [&](double value) {
            if (Bucket* bucket = buckets[row++])
                bucket->point.fields[i].add(value);
        });
    }
}

TrackRecorder::Bucket& TrackRecorder::touch(std::int64_t timeMs) {
    const std::int64_t begin = floorToStep(timeMs, m_widthMs);
    Bucket& bucket = m_buckets[begin];
    bucket.point.begin = TimestampMs(begin);
    bucket.point.fields.resize(m_paths.size());
    bucket.revision = m_now.revision;
    if (!bucket.open) {
        bucket.open = true;
        m_open.push_back(begin);
    }
    return bucket;
}

void TrackRecorder::settle(Bucket& bucket) {
    if (bucket.scores.empty())
        return;
    bucket.point.score =
        Percentiles::together(bucket.closedScore, bucket.closedCount, Percentiles::of(bucket.scores),
                              static_cast<std::int64_t>(bucket.scores.size()));
}

void TrackRecorder::closeOldest() {
    if (m_open.size() <= kOpenBuckets)
        return;
    const auto middle = m_open.begin() + static_cast<long>(m_open.size() - kOpenBuckets / 2);
    std::nth_element(m_open.begin(), middle, m_open.end(), [&](std::int64_t a, std::int64_t b) {
        return m_buckets.at(a).revision < m_buckets.at(b).revision;
    });
    for (auto begin = m_open.begin(); begin != middle; ++begin) {
        Bucket& bucket = m_buckets.at(*begin);
        settle(bucket);
        bucket.closedScore = bucket.point.score;
        bucket.closedCount = bucket.point.error.count;
        std::vector<double>().swap(bucket.scores); // assigning {} would keep the memory
        bucket.open = false;
    }
    m_open.erase(m_open.begin(), middle);
}

void TrackRecorder::widen() {
    std::vector<TrackPoint> points;
    points.reserve(m_buckets.size());
    for (auto& [begin, bucket] : m_buckets) {
        settle(bucket);
        points.push_back(std::move(bucket.point));
    }
    m_buckets.clear();
    m_open.clear();
    restore(std::chrono::milliseconds(2 * m_widthMs), std::move(points));
}

TrackChanges TrackRecorder::changesSince(Cursor& cursor) {
    TrackChanges changes;
    changes.width = std::chrono::milliseconds(m_widthMs);
    changes.replaced = cursor.generation != m_now.generation;
    for (auto& [begin, bucket] : m_buckets) {
        if (!changes.replaced && bucket.revision <= cursor.revision)
            continue;
        settle(bucket);
        changes.points.push_back(bucket.point);
    }
    cursor = m_now;
    return changes;
}

std::size_t TrackRecorder::roomForScores() const {
    std::size_t room = 0;
    for (const auto& [begin, bucket] : m_buckets)
        room += bucket.scores.capacity();
    return room;
}

} // namespace driftwood::monitoring
