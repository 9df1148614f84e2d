#include "dataset/dataset.h"

#include "base/clock.h"
#include "base/version.h"
#include "broker/moving_beginning.h"
#include "dataset/load_rows.h"
#include "dataset/stream_rows.h"
#include "decoder/masking/check_masked.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace driftwood::dataset {
namespace {

std::string placeOf(const TopicName& topic, PartitionId partition) {
    return topic.value + ", partition " + std::to_string(partition.value);
}

Status checkSplit(const SplitRule& split) {
    if (!(split.validationFraction >= 0.0 && split.validationFraction < 1.0))
        return fail(ErrorCode::InvalidArgument, "the part for validation must be at least 0 and less than 1",
                    "split");
    if (split.gapMs < 0)
        return fail(ErrorCode::InvalidArgument, "the gap before validation must not be negative", "split");
    return {};
}

/// The range with its end clamped to the log's end, or the error that prevents reading it.
Result<broker::OffsetRange> frozen(broker::OffsetRange range, const TopicName& topic,
                                   const std::vector<broker::Watermarks>& watermarks) {
    const auto marks = std::ranges::find(watermarks, range.partition, &broker::Watermarks::partition);
    if (marks == watermarks.end())
        return fail(ErrorCode::InvalidArgument, "the topic has no such partition",
                    placeOf(topic, range.partition));
    range.end = std::min(range.end, marks->high);
    if (range.begin >= range.end) { // an empty range
        range.end = range.begin;
        return range;
    }
    if (range.begin < marks->low)
        return fail(ErrorCode::RangeGone,
                    "the range begins at offset " + std::to_string(range.begin.value) +
                        ", but the log only starts at " + std::to_string(marks->low.value),
                    placeOf(topic, range.partition), "Choose a later beginning.");
    return range;
}

Result<std::vector<PartitionManifest>> freeze(const broker::TopicRanges& ranges,
                                              const std::vector<broker::Watermarks>& watermarks) {
    const TopicName& topic = ranges.topic;
    std::vector<PartitionManifest> out;
    for (const broker::OffsetRange& range : ranges.ranges) {
        auto fixed = frozen(range, topic, watermarks);
        if (!fixed)
            return forward(fixed);
        out.emplace_back().range = *fixed;
    }
    std::ranges::sort(out, {}, [](const PartitionManifest& partition) {
        return std::tuple(partition.range.partition, partition.range.begin, partition.range.end);
    });
    const auto overlap = [](const PartitionManifest& a, const PartitionManifest& b) {
        return a.range.partition == b.range.partition && b.range.begin < a.range.end;
    };
    if (const auto clash = std::ranges::adjacent_find(out, overlap); clash != out.end())
        return fail(ErrorCode::InvalidArgument, "two ranges of the request overlap",
                    placeOf(topic, clash->range.partition), "Choose ranges that share no offset.");
    return out;
}

/// Moves begins that lie before the start of the log up to it.
void moveBegins(broker::TopicRanges& ranges, const std::vector<broker::Watermarks>& watermarks) {
    for (broker::OffsetRange& range : ranges.ranges) {
        const auto marks = std::ranges::find(watermarks, range.partition, &broker::Watermarks::partition);
        if (marks != watermarks.end())
            range.begin = std::max(range.begin, marks->low);
    }
}

/// Reads a plan whose ranges are frozen.
using ReadPlan = std::function<Result<LoadedDataset>(Manifest plan, const std::vector<std::string>& guessed)>;

/// Freezes the ranges and reads them; a begin that may move starts at the log's first offset left.
Result<LoadedDataset> freezeAndRead(broker::Connection& connection, const DatasetRequest& request,
                                    const Manifest& plan, const std::vector<std::string>& guessed,
                                    const ReadPlan& read) {
    const auto load = [&](const std::vector<broker::Watermarks>& watermarks) -> Result<LoadedDataset> {
        broker::TopicRanges ranges = request.ranges;
        if (request.beginMayMove)
            moveBegins(ranges, watermarks);
        auto partitions = freeze(ranges, watermarks);
        if (!partitions)
            return forward(partitions);
        Manifest frozenPlan = plan;
        frozenPlan.partitions = std::move(*partitions);
        frozenPlan.version = versionFor(frozenPlan);
        return read(std::move(frozenPlan), guessed);
    };
    if (request.beginMayMove)
        return broker::readFromBeginning(connection, plan.topic, plan.isolation, load);
    const auto watermarks = connection.watermarks(plan.topic, plan.isolation);
    if (!watermarks)
        return tl::unexpected(watermarks.error());
    return load(*watermarks);
}

/// Describes what retention deleted between the request and the reading, and the small rest that was skipped
/// because it would have been deleted next. Empty when everything requested was read.
std::string leftOutText(const broker::TopicRanges& asked, const Manifest& read) {
    std::int64_t leftOut = 0;
    std::string places;
    for (const PartitionManifest& partition : read.partitions) {
        const auto range =
            std::ranges::find(asked.ranges, partition.range.partition, &broker::OffsetRange::partition);
        if (range == asked.ranges.end() || range->span() == 0 || partition.range.begin <= range->begin)
            continue;
        const Offset end = std::min(partition.range.begin, range->end);
        leftOut += end - range->begin;
        places += (places.empty() ? "P" : ", P") + std::to_string(range->partition.value) + " " +
                  std::to_string(range->begin.value) + " to " + std::to_string(end.value - 1);
    }
    if (leftOut == 0)
        return {};
    return "the beginning of the topic moved while it was read (retention): " + std::to_string(leftOut) +
           " of the " + std::to_string(asked.span()) + " offsets asked for are left out, " + places;
}

/// The error when no row is left, with the reason.
tl::unexpected<Error> noRows(const LoadedDataset& loaded) {
    const Manifest& manifest = loaded.manifest;
    if (manifest.records() == 0) {
        const std::int64_t offsets = manifest.ranges().span();
        return fail(ErrorCode::NotFound,
                    offsets == 0 ? std::string("there is no record in the range")
                                 : "none of the range's " + std::to_string(offsets) +
                                       " offsets has a record: transactions were aborted, or compaction "
                                       "removed the records",
                    manifest.topic.value, "Choose a range with records in it.");
    }
    std::string what = "no row is left of " + std::to_string(manifest.records()) +
                       " records: " + std::to_string(manifest.undecodable) + " are not " +
                       std::string(decoder::formatName(manifest.decoder.format)) + " as expected, " +
                       std::to_string(manifest.filteredOut) + " were filtered out";
    for (const UncomparedValues& values : loaded.uncompared)
        what += "; " + uncomparedText(values);
    if (!loaded.failures.empty())
        what += "; the first that could not be decoded: " + loaded.failures.front().reason;
    return fail(ErrorCode::NotFound, std::move(what), manifest.topic.value,
                manifest.filteredOut > 0 ? "Loosen the filter: " + manifest.filter.text()
                                         : "Look at the records and choose their format and fields.");
}

/// Refuses a data set with an empty training part, or an empty validation part if one was requested.
Status checkParts(const LoadedDataset& loaded) {
    const SplitRule& split = loaded.manifest.split;
    const std::int64_t rows = loaded.manifest.rows;
    if (split.validationFraction > 0.0 && loaded.validationBegin == rows)
        return fail(ErrorCode::InvalidArgument,
                    "no row is left for validation: there are only " + std::to_string(rows) + " rows",
                    loaded.manifest.topic.value,
                    "Take a longer range or a larger part for validation, or ask for none (0).");
    if (loaded.trainRows > 0)
        return {};
    if (split.gapMs > 0)
        return fail(ErrorCode::InvalidArgument,
                    "no row is left for training: all " + std::to_string(loaded.validationBegin) +
                        " rows before the validation part are stamped within the gap of " +
                        std::to_string(split.gapMs) + " ms before it",
                    loaded.manifest.topic.value, "Take a smaller gap, or a range that begins earlier.");
    return fail(ErrorCode::InvalidArgument,
                "no row is left for training: there are only " + std::to_string(rows) + " rows",
                loaded.manifest.topic.value,
                "Take a longer range or a smaller part for validation, or none (0).");
}

/// Says of how many training rows the gap cannot know whether they lie in it.
void noteUntimed(LoadedDataset& loaded) {
    if (loaded.manifest.split.gapMs == 0)
        return;
    const auto train = loaded.rows.timestampsMs().first(static_cast<std::size_t>(loaded.trainRows));
    if (const auto untimed = std::ranges::count(train, -1); untimed > 0)
        loaded.notices.push_back(std::to_string(untimed) +
                                 " rows of the training part have no time: the gap leaves none of them out");
}

Result<LoadedDataset> create(broker::Connection& connection, const DatasetRequest& request,
                             const ReadPlan& read, const std::stop_token& stop) {
    if (auto sound = checkSplit(request.split); !sound)
        return forward(sound);
    auto topic = connection.topic(request.ranges.topic);
    if (!topic)
        return forward(topic);
    auto cluster = connection.cluster();
    if (!cluster)
        return forward(cluster);

    Manifest plan;
    plan.name = request.name;
    plan.clusterId = cluster->clusterId;
    plan.topic = request.ranges.topic;
    plan.topicId = topic->topicId;
    plan.isolation = request.isolation;
    plan.decoder = request.decoder;
    plan.filter = request.filter;
    plan.filter.rules = Filter::Rules::ByValue; // also when the filter comes from an older data set
    plan.split = request.split;
    plan.createdAt = formatIso8601(timeNow());
    plan.createdBy = "driftwood " + version();
    std::vector<std::string> guessed = request.guessed;
    std::string warning;
    if (plan.decoder.schema.fields.empty()) {
        auto inferred =
            inferSchema(connection, request.ranges,
                        {plan.decoder.csvColumns,
                         {},
                         request.filter.paths(),
                         plan.isolation,
                         plan.decoder.key ? std::optional(plan.decoder.key->format) : std::nullopt},
                        stop);
        if (!inferred)
            return forward(inferred);
        plan.decoder = std::move(inferred->spec);
        warning = std::move(inferred->warning);
        guessed = pathsOf(plan.decoder.schema);
    }
    if (auto masked = decoder::checkMasked(plan.decoder, connection.profile().masks,
                                           "what decodes " + plan.topic.value);
        !masked)
        return forward(masked);
    if (auto sound = plan.filter.check(plan.decoder.schema); !sound)
        return forward(sound);
    // The topic may have been deleted and recreated under the same name; its id tells.
    const auto checkSameTopic = [&]() -> Status {
        const auto now = connection.topic(plan.topic);
        if (!now)
            return tl::unexpected(now.error());
        if (now->topicId != plan.topicId)
            return fail(ErrorCode::TopicGone, "the topic was deleted and re-created while it was being read",
                        plan.topic.value, "Choose the range again, from the topic that is there now.");
        return {};
    };
    auto loaded = freezeAndRead(connection, request, plan, guessed, read);
    if (!loaded && loaded.error().code == ErrorCode::RangeGone)
        if (Status same = checkSameTopic(); !same && same.error().code == ErrorCode::TopicGone)
            return forward(same);
    if (!loaded)
        return forward(loaded);
    if (!warning.empty())
        loaded->notices.push_back(std::move(warning));
    if (std::string leftOut =
            request.beginMayMove ? leftOutText(request.ranges, loaded->manifest) : std::string();
        !leftOut.empty())
        loaded->notices.push_back(std::move(leftOut));
    if (Status same = checkSameTopic(); !same)
        return forward(same);
    if (request.beginMayMove && request.ranges.span() > 0 && loaded->manifest.ranges().span() == 0)
        return tl::unexpected(broker::allDropped(request.ranges));
    if (loaded->manifest.rows == 0)
        return noRows(*loaded);
    if (auto filled = checkParts(*loaded); !filled)
        return forward(filled);
    noteUntimed(*loaded);
    for (std::string& note : topicNotes(connection, loaded->manifest.ranges(), plan.isolation))
        loaded->notices.push_back(std::move(note));
    return loaded;
}

} // namespace

Result<LoadedDataset> createDataset(broker::Connection& connection, const DatasetRequest& request,
                                    const ProgressSink& progress, const std::stop_token& stop) {
    return create(
        connection, request,
        [&](Manifest plan, const std::vector<std::string>& guessed) {
            return loadGuessedRows(connection, std::move(plan), guessed, progress, stop);
        },
        stop);
}

Result<LoadedDataset> streamDataset(broker::Connection& connection, const DatasetRequest& request,
                                    const StreamOptions& options, const UseRows& use,
                                    const ProgressSink& progress, const std::stop_token& stop) {
    if (request.decoder.schema.fields.empty() || !request.guessed.empty())
        return fail(ErrorCode::InvalidArgument, "rows can be streamed only if their fields are known",
                    request.ranges.topic.value);
    return create(
        connection, request,
        [&](const Manifest& plan, const std::vector<std::string>&) {
            return streamRows(connection, plan, options, use, progress, stop);
        },
        stop);
}

} // namespace driftwood::dataset
