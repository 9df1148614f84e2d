#pragma once

#include "base/progress.h"
#include "broker/connection.h"
#include "broker/ranges.h"
#include "decoder/decoder.h"
#include "drift/drift_monitor.h"
#include "profiling/field_profile.h"

#include <chrono>
#include <memory>
#include <stop_token>
#include <vector>

namespace driftwood::profiling {

/// What reading ranges will cost, from the first records of them.
struct ReadingCost {
    std::int64_t records = 0; ///< from offsets, so an estimate
    std::int64_t bytes = 0;   ///< keys and values
    std::int64_t memoryBytes = 0;
    std::chrono::milliseconds duration{0};
    std::int64_t sampledRecords = 0; ///< what the estimate rests on
};
inline constexpr std::int64_t kCostSample = 4096;

[[nodiscard]] Result<ReadingCost> estimateCost(broker::Connection& connection,
                                               const broker::TopicRanges& ranges,
                                               const decoder::DecoderSpec& decoder,
                                               const std::stop_token& stop);

/// Records of some ranges, decoded: all of them, or, of more than kReadWholly, stretches spread evenly over
/// every partition.
struct RangeRows {
    broker::TopicRanges ranges; ///< what was asked for
    bool whole = true;
    std::int64_t records = 0;
    std::int64_t undecodable = 0;
    std::shared_ptr<const records::RecordBatch> rows;
};
inline constexpr std::int64_t kReadWholly = 200'000;

[[nodiscard]] Result<RangeRows> readForStatistics(broker::Connection& connection,
                                                  const broker::TopicRanges& ranges,
                                                  const decoder::DecoderSpec& decoder,
                                                  const ProgressSink& progress, const std::stop_token& stop);

/// One field of a range, and of another one measured against it.
struct FieldComparison {
    FieldProfile a;
    double meanB = 0.0; ///< NaN where it has no value, or B is not there
    double missingB = 0.0;
    std::vector<double> shapeA, shapeB; ///< over the same bins; B empty without it
    bool categorical = false;
    bool judged = false; ///< B has enough values, and the field can be compared at all
    double psi = 0.0;
    double statistic = 0.0; ///< Kolmogorov–Smirnov's, of numbers
    bool psiBeyond = false;
    bool drifted = false; ///< PSI and p-value beyond the limits a monitor would use
};

/// Every field of A, with B's distances where B is given: those by which a monitor judges. Keys, times and
/// text that is mostly distinct are not judged: they differ whatever the world does.
[[nodiscard]] std::vector<FieldComparison>
compareRanges(const records::RecordBatch& a, const records::RecordBatch* b, const drift::DriftConfig& limits);

/// When the first record of the ranges was written and when the last, of what the log still has of them; 0
/// and 0 where there is none, or none with a time. Reads a few records of either end.
struct WrittenSpan {
    TimestampMs first{0};
    TimestampMs last{0};
};
[[nodiscard]] Result<WrittenSpan> writtenSpan(broker::Connection& connection,
                                              const broker::TopicRanges& ranges, const std::stop_token& stop);

} // namespace driftwood::profiling
