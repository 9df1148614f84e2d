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

/// The estimated cost of reading ranges, from their first records.
struct ReadingCost {
    std::int64_t records = 0; ///< from offsets, so an estimate
    std::int64_t bytes = 0;   ///< of keys and values
    std::int64_t memoryBytes = 0;
    std::chrono::milliseconds duration{0};
    std::int64_t sampledRecords = 0; ///< number of records behind the estimate
};
inline constexpr std::int64_t kCostSample = 4096;

[[nodiscard]] Result<ReadingCost> estimateCost(broker::Connection& connection,
                                               const broker::TopicRanges& ranges,
                                               const decoder::DecoderSpec& decoder,
                                               const std::stop_token& stop);

/// Decoded records of some ranges: all of them or, if there are more than kReadWholly, stretches spread
/// evenly over every partition.
struct RangeRows {
    broker::TopicRanges ranges; ///< the requested ranges
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

/// One field of range A, and its comparison with range B.
struct FieldComparison {
    FieldProfile a;
    double meanB = 0.0; ///< NaN if the field has no value, or without B
    double missingB = 0.0;
    std::vector<double> shapeA, shapeB; ///< over the same bins; B is empty without range B
    bool categorical = false;
    bool judged = false; ///< B has enough values, and the field is comparable
    double psi = 0.0;
    double statistic = 0.0; ///< Kolmogorov–Smirnov statistic, for numbers
    bool psiBeyond = false;
    bool drifted = false; ///< PSI and p-value exceed a monitor's limits
};

/// Every field of A, with the distances of B if it is given; they are those that a monitor uses. Keys, times
/// and mostly distinct text are not judged, because they differ in any case.
[[nodiscard]] std::vector<FieldComparison>
compareRanges(const records::RecordBatch& a, const records::RecordBatch* b, const drift::DriftConfig& limits);

/// When the first and the last record of the ranges were written, of those that the log still has; 0 and 0 if
/// there is none, or none with a time. Reads a few records at either end.
struct WrittenSpan {
    TimestampMs first{0};
    TimestampMs last{0};
};
[[nodiscard]] Result<WrittenSpan> writtenSpan(broker::Connection& connection,
                                              const broker::TopicRanges& ranges, const std::stop_token& stop);

} // namespace driftwood::profiling
