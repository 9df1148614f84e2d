#include "dataset/dataset.h"
#include "dataset/load_rows.h"
#include "dataset/stream_rows.h"
#include "decoder/masking/check_masked.h"

#include <functional>

namespace driftwood::dataset {
namespace {

/// "partition 2: 418 records instead of 420"; empty when the range equals the manifest's.
std::string difference(const PartitionManifest& expected, const PartitionManifest& found) {
    const std::string name = "partition " + std::to_string(expected.range.partition.value) + ": ";
    if (found.records != expected.records)
        return name + std::to_string(found.records) + " records instead of " +
               std::to_string(expected.records);
    if (found.payloadBytes != expected.payloadBytes)
        return name + std::to_string(found.payloadBytes) + " bytes of keys and values instead of " +
               std::to_string(expected.payloadBytes);
    if (found.sha256 != expected.sha256)
        return name + "as many records and bytes, but other ones (SHA-256 " + found.sha256.substr(0, 12) +
               "… instead of " + expected.sha256.substr(0, 12) + "…)";
    return {};
}

Status verify(const Manifest& expected, const Manifest& found) {
    std::string differences;
    for (std::size_t i = 0; i < expected.partitions.size(); ++i) {
        const std::string one = difference(expected.partitions[i], found.partitions[i]);
        if (!one.empty())
            differences += (differences.empty() ? "" : "; ") + one;
    }
    if (!differences.empty())
        return fail(
            ErrorCode::Mismatch, "the log no longer holds the records of the data set: " + differences,
            expected.topic.value,
            "Compaction or another writer changed them. Create a new data set from what is there now.");
    if (found.rows != expected.rows || found.undecodable != expected.undecodable ||
        found.filteredOut != expected.filteredOut)
        return fail(ErrorCode::Mismatch,
                    "the same records were decoded into " + std::to_string(found.rows) + " rows instead of " +
                        std::to_string(expected.rows),
                    expected.topic.value, "The data set was made by " + expected.createdBy + ".");
    return {};
}

/// The error for a manifest that cannot be replayed.
tl::unexpected<Error> refusal(broker::Connection& connection, const Manifest& manifest,
                              const Replayability& replayability) {
    std::string what = "the data set can no longer be replayed: ";
    for (std::size_t i = 0; i < replayability.problems.size(); ++i)
        what += (i == 0 ? "" : "; ") + replayability.problems[i];
    const auto topic = connection.topic(manifest.topic);
    const bool sameTopic =
        topic && (manifest.topicId.empty() || topic->topicId.empty() || topic->topicId == manifest.topicId);
    return fail(sameTopic ? ErrorCode::RangeGone : ErrorCode::TopicGone, std::move(what),
                manifest.topic.value, "Make a new data set from what is in the log now.");
}

/// Reads a manifest's rows again by `read`, if the log still has them, and checks that they are the same.
Result<LoadedDataset> reread(broker::Connection& connection, const Manifest& manifest,
                             const std::function<Result<LoadedDataset>()>& read) {
    if (!isOrderRule(manifest.orderRule))
        return fail(ErrorCode::Unsupported, "the order '" + manifest.orderRule + "' is not known here",
                    manifest.name);
    if (Status there = requireReplayable(connection, manifest); !there)
        return forward(there);
    auto loaded = read();
    if (!loaded)
        return forward(loaded);
    if (auto same = verify(manifest, loaded->manifest); !same)
        return forward(same);
    return loaded;
}

} // namespace

Status requireReplayable(broker::Connection& connection, const Manifest& manifest) {
    if (Status masked = decoder::checkMasked(manifest.decoder, connection.profile().masks,
                                             "the data set " + manifest.name);
        !masked)
        return masked;
    const auto replayability = checkReplayable(connection, manifest);
    if (!replayability)
        return tl::unexpected<Error>(replayability.error());
    if (!replayability->replayable)
        return refusal(connection, manifest, *replayability);
    return {};
}

Result<LoadedDataset> loadDataset(broker::Connection& connection, const Manifest& manifest,
                                  const ProgressSink& progress, const std::stop_token& stop) {
    return reread(connection, manifest, [&] { return loadRows(connection, manifest, progress, stop); });
}

Result<LoadedDataset> streamDataset(broker::Connection& connection, const Manifest& manifest,
                                    const StreamOptions& options, const UseRows& use,
                                    const ProgressSink& progress, const std::stop_token& stop) {
    return reread(connection, manifest,
                  [&] { return streamRows(connection, manifest, options, use, progress, stop); });
}

} // namespace driftwood::dataset
