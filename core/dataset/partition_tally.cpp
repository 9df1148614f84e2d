#include "dataset/partition_tally.h"

#include <algorithm>
#include <iterator>

namespace driftwood::dataset {

PartitionTallies::PartitionTallies(const broker::TopicRanges& ranges, bool digest)
    : m_digest(digest) {
    for (const broker::OffsetRange& range : ranges.ranges)
        m_tallies.emplace_back().manifest.range = range;
}

PartitionTallies::Tally& PartitionTallies::of(const broker::RawRecord& record) {
    const auto after = std::ranges::upper_bound(
        m_tallies, std::pair(record.partition, record.offset), {}, [](const Tally& tally) {
            return std::pair(tally.manifest.range.partition, tally.manifest.range.begin);
        });
    return *std::prev(after);
}

void PartitionTallies::count(const broker::RawBatch& batch) {
    for (const broker::RawRecord& record : batch.records()) {
        Tally& tally = of(record);
        PartitionManifest& manifest = tally.manifest;
        manifest.payloadBytes += static_cast<std::int64_t>(record.key.size() + record.value.size());
        ++manifest.records;
        if (record.timestamp.value >= 0) { // -1: no timestamp
            manifest.firstTimestamp =
                tally.anyTime ? std::min(manifest.firstTimestamp, record.timestamp) : record.timestamp;
            manifest.lastTimestamp = std::max(manifest.lastTimestamp, record.timestamp);
            tally.anyTime = true;
        }
        if (m_digest)
            updateWithRecord(tally.digest, record);
    }
}

std::vector<PartitionManifest> PartitionTallies::finish() {
    std::vector<PartitionManifest> out;
    for (Tally& tally : m_tallies) {
        tally.manifest.holes = tally.manifest.range.span() - tally.manifest.records;
        if (m_digest)
            tally.manifest.sha256 = tally.digest.finish();
        out.push_back(tally.manifest);
    }
    return out;
}

} // namespace driftwood::dataset
