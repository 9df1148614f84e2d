#pragma once

#include "features/field_reader.h"
#include "model/trained_model.h"
#include "monitoring/track_point.h"
#include "scoring/scorer.h"

#include <map>

namespace driftwood::monitoring {

/// Aggregates scored records into a track of points over record time, of bounded size: when there are too
/// many points, neighbours are merged and the interval doubles. Records may come in any order of time. For
/// one thread; readers get the changes.
class TrackRecorder {
  public:
    static constexpr std::chrono::milliseconds kFirstWidth{1000};
    static constexpr std::size_t kCapacity = 10'000;
    /// Position of a reader.
    struct Cursor {
        std::uint64_t revision = 0;
        std::uint64_t generation = 0; ///< incremented when all points were replaced
    };

    explicit TrackRecorder(const model::TrainedModel& model, std::size_t capacity = kCapacity);

    /// Continues after these points of an earlier run; call it before add().
    void restore(std::chrono::milliseconds width, std::vector<TrackPoint> points);
    void add(const records::RecordBatch& rows, const scoring::Predictions& predictions);
    [[nodiscard]] TrackChanges changesSince(Cursor& cursor);
    /// Number of scores for which memory is reserved. Only open intervals have any.
    [[nodiscard]] std::size_t roomForScores() const;

  private:
    /// Scores are kept while a bucket is open, so that its percentiles are exact.
    struct Bucket {
        TrackPoint point;
        std::vector<double> scores;
        Percentiles closedScore; ///< of records from before it was last closed
        std::int64_t closedCount = 0;
        bool open = false;
        std::uint64_t revision = 0;
    };
    Bucket& touch(std::int64_t timeMs);
    void addFields(const records::RecordBatch& rows, const std::vector<Bucket*>& buckets) const;
    static void settle(Bucket& bucket);
    void closeOldest();
    void widen();

    bool m_drawsScores;
    std::vector<std::string> m_paths; ///< of the inputs; empty string for categories
    std::size_t m_capacity;
    std::int64_t m_widthMs = kFirstWidth.count();
    std::map<std::int64_t, Bucket> m_buckets; ///< by begin of the interval
    std::vector<std::int64_t> m_open;         ///< begins of the open buckets
    Cursor m_now{1, 1};
};

} // namespace driftwood::monitoring
