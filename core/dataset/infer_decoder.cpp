#include "base/log.h"
#include "broker/connection.h"
#include "broker/moving_beginning.h"
#include "broker/range_sets.h"
#include "broker/window_reader.h"
#include "dataset/dataset.h"
#include "decoder/masking/masking_decoder.h"
#include "decoder/registry/schema_book.h"
#include "decoder/schema_inference.h"

#include <algorithm>
#include <array>

namespace driftwood::dataset {
namespace {

using broker::OffsetRange;
using broker::TopicRanges;

constexpr std::int64_t kSampledRecords = 3000;
constexpr std::int64_t kSmallestSlice = 20; ///< of one partition at one place

/// The beginning, the middle and the end of every range, as ranges of their own; one for all where that is
/// short.
std::array<TopicRanges, 3> slices(const TopicRanges& ranges) {
    const auto count = static_cast<std::int64_t>(std::max<std::size_t>(ranges.ranges.size(), 1));
    const std::int64_t size = std::max(kSmallestSlice, kSampledRecords / 3 / count);
    std::array<TopicRanges, 3> out{TopicRanges{ranges.topic, {}}, {ranges.topic, {}}, {ranges.topic, {}}};
    for (const OffsetRange& range : ranges.ranges) {
        if (range.span() == 0)
            continue;
        if (range.span() <= 3 * size) {
            out[0].ranges.push_back(range);
            continue;
        }
        const std::int64_t last = range.end.value - size;
        const std::int64_t middle = range.begin.value + (range.span() - size) / 2;
        for (std::size_t i = 0; i < out.size(); ++i) {
            const Offset begin(std::array{range.begin.value, middle, last}[i]);
            out[i].ranges.push_back({range.partition, begin, Offset(begin.value + size)});
        }
    }
    return out;
}

/// The part of the ranges that the log still has.
TopicRanges clamped(TopicRanges ranges, const std::vector<broker::Watermarks>& watermarks) {
    std::erase_if(ranges.ranges, [&](OffsetRange& range) {
        const auto marks = std::ranges::find(watermarks, range.partition, &broker::Watermarks::partition);
        if (marks == watermarks.end())
            return true;
        range.begin = std::max(range.begin, marks->low);
        range.end = std::min(range.end, marks->high);
        return range.span() == 0;
    });
    return ranges;
}

/// Whether retention took them all.
bool areDropped(const TopicRanges& ranges, const std::vector<broker::Watermarks>& watermarks) {
    return ranges.span() > 0 && std::ranges::all_of(ranges.ranges, [&](const OffsetRange& range) {
               const auto marks =
                   std::ranges::find(watermarks, range.partition, &broker::Watermarks::partition);
               return marks != watermarks.end() && range.end <= marks->low;
           });
}

/// Gives the number of records.
Result<std::size_t> sampleOne(broker::WindowReader& windows, const TopicRanges& slice,
                              decoder::SchemaInference& inference, const std::stop_token& stop) {
    std::size_t records = 0;
    broker::ReadOptions options;
    options.interactive = true;
    auto reader = windows.open(slice, options);
    if (!reader)
        return forward(reader);
    while (!(*reader)->finished()) {
        auto batch = (*reader)->next(stop);
        if (!batch)
            return forward(batch);
        inference.add(*batch);
        records += batch->size();
    }
    return records;
}

Result<TopicSample> sample(const broker::Connection& connection, const TopicRanges& ranges,
                           const InferenceRequest& request, const std::stop_token& stop) {
    decoder::SchemaInference inference(request.csvColumns, request.only, request.wanted, request.key,
                                       request.book ? request.book
                                                    : decoder::bookOf(connection.profile().registry));
    const auto windows = connection.createWindowReader(request.isolation); // one log-in for all slices
    std::size_t records = 0;
    for (const TopicRanges& slice : slices(ranges)) {
        if (slice.span() == 0)
            continue;
        for (const TopicRanges& part : broker::onePerPartition(slice)) {
            auto sampled = sampleOne(*windows, part, inference, stop);
            if (!sampled)
                return forward(sampled);
            records += *sampled;
        }
    }
    if (records == 0)
        return fail(ErrorCode::NotFound,
                    "the offsets looked at have no record: their transactions were aborted, or compaction "
                    "removed the records",
                    ranges.topic.value, "Choose a range with records in it.");
    TopicSample out{inference.finish(), inference.values(), inference.keys()};
    if (out.inferred)
        decoder::maskInferred(connection.profile().masks, *out.inferred);
    return out;
}

} // namespace

Result<TopicSample> sampleTopic(broker::Connection& connection, const TopicRanges& ranges,
                                const InferenceRequest& request, const std::stop_token& stop) {
    // A sample: what of the range is gone need not be in it.
    auto sampled = broker::readFromBeginning(
        connection, ranges.topic, request.isolation,
        [&](const std::vector<broker::Watermarks>& watermarks) -> Result<TopicSample> {
            const TopicRanges there = clamped(ranges, watermarks);
            if (there.span() > 0)
                return sample(connection, there, request, stop);
            if (areDropped(ranges, watermarks))
                return tl::unexpected(broker::allDropped(ranges));
            return fail(ErrorCode::NotFound, "the log holds no record of the range to take a sample from",
                        ranges.topic.value, "Choose a range with records in it.");
        });
    if (!sampled && sampled.error().where.empty())
        sampled.error().where = ranges.topic.value;
    if (sampled && !sampled->inferred && sampled->inferred.error().where.empty())
        sampled->inferred.error().where = ranges.topic.value;
    return sampled;
}

Result<decoder::InferredSchema> inferSchema(broker::Connection& connection, const TopicRanges& ranges,
                                            const InferenceRequest& request, const std::stop_token& stop) {
    auto sampled = sampleTopic(connection, ranges, request, stop);
    if (!sampled)
        return forward(sampled);
    return std::move(sampled->inferred);
}

Result<decoder::DecoderSpec> inferDecoder(broker::Connection& connection, const TopicRanges& ranges,
                                          const std::vector<std::string>& csvColumns,
                                          const std::stop_token& stop,
                                          std::optional<decoder::PayloadFormat> only) {
    auto inferred = inferSchema(connection, ranges, {csvColumns, only, {}}, stop);
    if (!inferred)
        return forward(inferred);
    if (!inferred->warning.empty())
        log::warning(ranges.topic.value + ": " + inferred->warning);
    return std::move(inferred->spec);
}

} // namespace driftwood::dataset
