#pragma once

#include "base/result.h"
#include "broker/ranges.h"
#include "dataset/field_notes.h"
#include "dataset/filter.h"
#include "decoder/decoder.h"

#include <cstdint>
#include <string>
#include <vector>

namespace driftwood::dataset {

/// What was read from one range of a partition, and the proof of it.
struct PartitionManifest {
    broker::OffsetRange range;
    std::int64_t records = 0;      ///< records delivered, tombstones and undecodable ones included
    std::int64_t payloadBytes = 0; ///< keys and values
    TimestampMs firstTimestamp;    ///< smallest and largest timestamp, 0 where no record has one
    TimestampMs lastTimestamp;
    std::int64_t holes = 0; ///< offsets of the range with no record (compaction, transaction markers)
    std::string sha256; ///< hex, over every record's partition, offset, timestamp, key and value (digest.h)
    bool operator==(const PartitionManifest&) const = default;
};

/// How rows of several partitions are put into one order, and how the gap before validation is cut (see
/// row_order.h). Named in the manifest and covered by the fingerprint. New data sets get the first.
inline constexpr std::string_view kOrderRule = "merge-by-time-among-followers";
/// That of older data sets, which keep it: one record stamped in the future holds back all that follow it.
inline constexpr std::string_view kHeadTimestampOrder = "merge-by-head-timestamp-partition-offset";
[[nodiscard]] constexpr bool isOrderRule(std::string_view name) {
    return name == kOrderRule || name == kHeadTimestampOrder;
}

/// The last `validationFraction` of the ordered rows is for validation, with a gap in time before it.
struct SplitRule {
    double validationFraction = 0.2;
    std::int64_t gapMs = 0; ///< rows stamped within this time before validation begins belong to neither part
    bool operator==(const SplitRule&) const = default;
};

/// Version 1: one range a partition; 2: several, that share no offset, and the fingerprint covers their
/// bounds; 3: the filter may hold more than comparisons and compares by value (Filter::Rules), and fields may
/// read numbers from text. Whatever fits into an older version is written as such, so that its fingerprint
/// stays the one it always had.
inline constexpr int kNewestManifestVersion = 3;

/// Everything needed to read the same rows again in the same order, and to know that they are the same.
/// A text file a person can read and compare.
struct Manifest {
    int version = 1;
    std::string name;
    std::string clusterId;
    TopicName topic;
    std::string topicId;
    broker::Isolation isolation = broker::Isolation::ReadCommitted;
    std::string orderRule{kOrderRule};
    std::vector<PartitionManifest> partitions; ///< one a range, sorted by partition, then begin
    decoder::DecoderSpec decoder;
    Filter filter;
    SplitRule split;
    std::int64_t rows = 0; ///< after decoding and filter
    std::int64_t undecodable = 0;
    std::int64_t filteredOut = 0;
    /// Of the rows' values: what does not fit its type and the like. Found by reading, like the counts above;
    /// manifests from before this was kept have none.
    std::vector<FieldNotes> notes;
    std::string
        fingerprint; ///< SHA-256 over order rule, topic, decoder, filter, split and the partitions' digests
    std::string createdAt; ///< ISO 8601
    std::string createdBy; ///< "driftwood 0.1.0"

    [[nodiscard]] broker::TopicRanges ranges() const;
    [[nodiscard]] std::int64_t records() const;
    bool operator==(const Manifest&) const = default;
};

/// The oldest version that has words for what the manifest holds.
[[nodiscard]] int versionFor(const Manifest& manifest);

[[nodiscard]] std::string toJson(const Manifest& manifest); ///< indented, keys in a fixed order
[[nodiscard]] Result<Manifest> manifestFromJson(std::string_view json, const std::string& where);
/// Computed from the other fields; what Manifest::fingerprint must equal.
[[nodiscard]] std::string computeFingerprint(const Manifest& manifest);

} // namespace driftwood::dataset
