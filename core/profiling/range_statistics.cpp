#include "profiling/range_statistics.h"

#include "broker/each_record.h"
#include "broker/range_sets.h"
#include "dataset/load_rows.h"
#include "drift/field_bins.h"
#include "profiling/field_findings.h"
#include "profiling/field_roles.h"

#include <algorithm>
#include <limits>

namespace driftwood::profiling {
namespace {

using SteadyClock = std::chrono::steady_clock;
using broker::OffsetRange;
using broker::TopicRanges;

constexpr std::int64_t kStretchesAPartition = 8;
constexpr std::int64_t kEndWindow = 64; ///< offsets searched for a range's first and last record
constexpr std::uint64_t kSampleSeed = 1;

/// The first `budget` offsets, distributed evenly over the ranges.
TopicRanges firstOf(const TopicRanges& ranges, std::int64_t budget) {
    TopicRanges out{ranges.topic, {}};
    const TopicRanges first = broker::onePerPartition(ranges).front();
    const std::int64_t each =
        std::max<std::int64_t>(1, budget / static_cast<std::int64_t>(first.ranges.size()));
    for (OffsetRange range : first.ranges) {
        range.end = Offset(std::min(range.end.value, range.begin.value + each));
        out.ranges.push_back(range);
    }
    return out;
}

/// About `budget` offsets, in stretches spread evenly over every range.
TopicRanges spreadOver(const TopicRanges& ranges, std::int64_t budget) {
    TopicRanges out{ranges.topic, {}};
    const double share = static_cast<double>(budget) / static_cast<double>(ranges.span());
    for (const OffsetRange& range : ranges.ranges) {
        const std::int64_t step = range.span() / kStretchesAPartition;
        const auto length = static_cast<std::int64_t>(static_cast<double>(step) * share);
        for (std::int64_t i = 0; i < kStretchesAPartition && length > 0; ++i) {
            const Offset begin(range.begin.value + i * step + (step - length) / 2);
            out.ranges.push_back({range.partition, begin, Offset(begin.value + length)});
        }
    }
    return out;
}

dataset::Manifest planFor(const TopicRanges& ranges, const decoder::DecoderSpec& decoder) {
    dataset::Manifest plan;
    plan.topic = ranges.topic;
    for (const OffsetRange& range : ranges.ranges)
        plan.partitions.emplace_back().range = range;
    plan.decoder = decoder;
    plan.split.validationFraction = 0.0;
    return plan;
}

Status refuseEmpty(const TopicRanges& ranges) {
    if (ranges.span() > 0)
        return {};
    return fail(ErrorCode::NotFound, "the range holds no offsets", ranges.topic.value,
                "Choose a range with records in it.");
}

/// Whether a distribution is worth drawing: times only grow, and texts that differ in every record have none.
bool hasShape(const FieldChoice& choice, const FieldProfile& profile) {
    if (choice.role == FieldRole::Time)
        return false;
    const bool text = profile.statistics.field.type == records::FieldType::Text;
    return !text || profile.statistics.distinct == 1 || !findingOn(profile.statistics);
}

/// Whether ranges can be compared by the field: the keys in a range say nothing about its other fields.
bool canBeCompared(const FieldChoice& choice, const FieldProfile& profile) {
    return choice.role != FieldRole::Key && hasShape(choice, profile);
}

std::vector<double> asDoubles(const std::vector<std::int64_t>& counts) {
    return {counts.begin(), counts.end()};
}

} // namespace

Result<ReadingCost> estimateCost(broker::Connection& connection, const TopicRanges& ranges,
                                 const decoder::DecoderSpec& decoder, const std::stop_token& stop) {
    if (auto some = refuseEmpty(ranges); !some)
        return forward(some);
    const TopicRanges sample = firstOf(broker::united(ranges), kCostSample);
    // Opening and the first answer take a time that does not depend on the range's length.
    SteadyClock::time_point firstAt{};
    std::int64_t firstRecords = 0;
    const ProgressSink watch = [&](const Progress& progress) {
        if (firstAt != SteadyClock::time_point{} || progress.done == 0)
            return;
        firstAt = SteadyClock::now();
        firstRecords = progress.done;
    };
    const auto began = SteadyClock::now();
    auto read = dataset::loadRows(connection, planFor(sample, decoder), watch, stop);
    if (!read)
        return forward(read);
    const auto ended = SteadyClock::now();
    const std::int64_t sampled = std::max<std::int64_t>(1, read->manifest.records());
    std::int64_t payload = 0;
    for (const auto& partition : read->manifest.partitions)
        payload += partition.payloadBytes;

    ReadingCost cost;
    cost.sampledRecords = read->manifest.records();
    cost.records = ranges.span();
    const double times = static_cast<double>(cost.records) / static_cast<double>(sampled);
    cost.bytes = static_cast<std::int64_t>(static_cast<double>(payload) * times);
    cost.memoryBytes = static_cast<std::int64_t>(static_cast<double>(read->rows.memoryBytes()) * times);
    const bool timed = firstRecords < sampled;
    const std::chrono::duration<double, std::milli> opening = timed ? firstAt - began : ended - began;
    const std::chrono::duration<double, std::milli> reading = timed ? ended - firstAt : ended - began;
    const double perRecord = reading.count() / static_cast<double>(timed ? sampled - firstRecords : sampled);
    cost.duration = std::chrono::milliseconds(
        static_cast<std::int64_t>(opening.count() + perRecord * static_cast<double>(cost.records)));
    return cost;
}

Result<RangeRows> readForStatistics(broker::Connection& connection, const TopicRanges& ranges,
                                    const decoder::DecoderSpec& decoder, const ProgressSink& progress,
                                    const std::stop_token& stop) {
    if (auto some = refuseEmpty(ranges); !some)
        return forward(some);
    const TopicRanges all = broker::united(ranges);
    RangeRows out;
    out.ranges = all;
    out.whole = all.span() <= kReadWholly;
    // The decoder was inferred from a sample, which another range may not resemble.
    auto read = dataset::loadGuessedRows(connection,
                                         planFor(out.whole ? all : spreadOver(all, kReadWholly / 4), decoder),
                                         dataset::pathsOf(decoder.schema), progress, stop);
    if (!read)
        return forward(read);
    out.records = read->manifest.records();
    out.undecodable = read->manifest.undecodable;
    out.rows = std::make_shared<const records::RecordBatch>(std::move(read->rows));
    return out;
}

std::vector<FieldComparison> compareRanges(const records::RecordBatch& a, const records::RecordBatch* b,
                                           const drift::DriftConfig& limits) {
    const auto spec = features::FeatureSpec::suggest(a.schema(), features::LabelKind::None, {});
    const auto reference = features::ReferenceStatistics::collect(spec, a, 0, a.rows(), kSampleSeed);
    std::vector<FieldComparison> out;
    std::vector<dataset::FieldStatistics> statistics;
    for (FieldProfile& profile : profileFields(a, 0, a.rows())) {
        FieldComparison& field = out.emplace_back();
        statistics.push_back(profile.statistics);
        field.meanB = field.missingB = std::numeric_limits<double>::quiet_NaN();
        field.categorical = profile.statistics.field.type == records::FieldType::Text ||
                            profile.statistics.field.type == records::FieldType::Bool;
        field.shapeA = asDoubles(drift::FieldBins(reference.fields[out.size() - 1]).reference());
        field.a = std::move(profile);
    }
    const FieldRoles roles = suggestRoles(a, statistics);
    for (std::size_t i = 0; i < out.size(); ++i)
        if (!hasShape(roles.fields[i], out[i].a))
            out[i].shapeA.clear();
    if (b == nullptr)
        return out;
    const auto measured = drift::compare(reference, *b, limits);
    const auto ofB = dataset::fieldStatistics(*b, 0, b->rows());
    for (std::size_t i = 0; i < out.size(); ++i) {
        FieldComparison& field = out[i];
        const drift::FieldDrift& distance = measured[i];
        field.meanB = ofB[i].mean;
        field.missingB = distance.missingRate;
        if (hasShape(roles.fields[i], field.a))
            field.shapeB = asDoubles(distance.shape);
        if (!canBeCompared(roles.fields[i], field.a))
            continue;
        field.judged = distance.judged;
        field.psi = distance.psi;
        field.statistic = distance.test.statistic;
        field.psiBeyond = distance.judged && distance.psi > limits.psiThreshold;
        field.drifted = distance.drifted;
    }
    return out;
}

Result<WrittenSpan> writtenSpan(broker::Connection& connection, const TopicRanges& ranges,
                                const std::stop_token& stop) {
    WrittenSpan span;
    bool any = false;
    const auto take = [&](TimestampMs time) {
        if (time.value < 0) // the record has no time
            return;
        span.first = any ? std::min(span.first, time) : time;
        span.last = any ? std::max(span.last, time) : time;
        any = true;
    };
    const auto watermarks = connection.watermarks(ranges.topic);
    if (!watermarks)
        return tl::unexpected(watermarks.error());
    TopicRanges gone{ranges.topic, {}}; // expired records have no time any more
    for (const broker::Watermarks& marks : *watermarks)
        gone.ranges.push_back({marks.partition, Offset(0), marks.low});
    TopicRanges ends{ranges.topic, {}};
    for (const OffsetRange& range : broker::without(ranges, gone).ranges) {
        const Offset firstEnd(std::min(range.end.value, range.begin.value + kEndWindow));
        const Offset lastBegin(std::max(range.begin.value, range.end.value - kEndWindow));
        ends.ranges.push_back({range.partition, range.begin, firstEnd});
        ends.ranges.push_back({range.partition, lastBegin, range.end});
    }
    broker::ReadOptions options;
    options.interactive = true;
    for (const TopicRanges& part : broker::onePerPartition(broker::united(ends))) {
        auto reader = connection.openRangeReader(part, options);
        if (!reader)
            return forward(reader);
        const auto takeTime = [&](const broker::RawRecord& record) {
            take(record.timestamp);
            return true;
        };
        if (Status read = broker::forEachRecord(**reader, stop, takeTime); !read)
            return forward(read);
    }
    return span;
}

} // namespace driftwood::profiling
