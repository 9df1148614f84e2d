#pragma once

#include "base/result.h"
#include "broker/ranges.h"
#include "dataset/field_notes.h"
#include "dataset/filter/filter.h"
#include "decoder/decoder.h"

#include <cstdint>
#include <string>
#include <vector>

namespace driftwood::dataset {

/// The records that were read from one range of a partition, with their digest.
struct PartitionManifest {
    broker::OffsetRange range;
    std::int64_t records = 0;      ///< records delivered, including tombstones and undecodable ones
    std::int64_t payloadBytes = 0; ///< keys and values, in bytes
    TimestampMs firstTimestamp;    ///< smallest and largest timestamp, 0 where no record has one
    TimestampMs lastTimestamp;
    std::int64_t holes = 0; ///< offsets of the range with no record (compaction, transaction markers)
    std::string sha256;   ///< hex, over every record's partition, offset, timestamp, key and value (digest.h)
    SourceIndex source{}; ///< the topic that has the partition: kFirstSource is Manifest::topic
    bool operator==(const PartitionManifest&) const = default;
};

/// How rows of several partitions are ordered, and how the gap before validation is cut (see row_order.h).
/// The manifest names the rule and the fingerprint covers it. New data sets use the first.
inline constexpr std::string_view kOrderRule = "merge-by-time-among-followers";
/// The rule of older data sets, which keep it: one record stamped in the future delays all that follow it.
inline constexpr std::string_view kHeadTimestampOrder = "merge-by-head-timestamp-partition-offset";
[[nodiscard]] constexpr bool isOrderRule(std::string_view name) {
    return name == kOrderRule || name == kHeadTimestampOrder;
}

/// The last `validationFraction` of the ordered rows is for validation, preceded by a gap in time.
struct SplitRule {
    double validationFraction = 0.2;
    std::int64_t gapMs = 0; ///< rows stamped within this time before validation begins belong to neither part
    bool operator==(const SplitRule&) const = default;
};

/// Version 1: one range per partition. 2: several disjoint ranges, and the fingerprint covers their bounds.
/// 3: the filter may contain more than comparisons and compares by value (Filter::Rules), and fields may
/// parse numbers from text. 4: keys are decoded too, and there are formats with schemas. 5: fields have units
/// of time, Avro's records are of one type, payloads are compressed, fields are elements of arrays, and are
/// masked. A manifest is written in the oldest version that can express it, so that fingerprints do not
/// change.
inline constexpr int kNewestManifestVersion = 5;
/// Version 6: there are partitions of more than one source. It is not read yet, and refused by that name.
inline constexpr int kSeveralSourcesVersion = 6;

/// Everything needed to read the same rows again in the same order, and to verify that they are the same. It
/// is stored as a text file that users can read and compare.
struct Manifest {
    int version = 1;
    std::string name;
    std::string clusterId;
    TopicName topic;
    std::string topicId;
    broker::Isolation isolation = broker::Isolation::ReadCommitted;
    std::string orderRule{kOrderRule};
    std::vector<PartitionManifest> partitions; ///< one per range, sorted by source, partition, begin
    decoder::DecoderSpec decoder;
    Filter filter;
    SplitRule split;
    std::int64_t rows = 0; ///< after decoding and filter
    std::int64_t undecodable = 0;
    std::int64_t filteredOut = 0;
    /// Notes on the rows' values, such as values that do not fit. Found by reading, like the counts above;
    /// older manifests have none.
    std::vector<FieldNotes> notes;
    std::string
        fingerprint; ///< SHA-256 over order rule, topic, decoder, filter, split and the partitions' digests
    std::string createdAt; ///< ISO 8601
    std::string createdBy; ///< "driftwood 0.1.0"

    [[nodiscard]] broker::TopicRanges ranges() const; ///< of `topic`, the first source
    [[nodiscard]] std::int64_t records() const;       ///< of all sources
    bool operator==(const Manifest&) const = default;
};

/// The oldest version that can express the manifest.
[[nodiscard]] int versionFor(const Manifest& manifest);

[[nodiscard]] std::string toJson(const Manifest& manifest); ///< indented, keys in a fixed order
[[nodiscard]] Result<Manifest> manifestFromJson(std::string_view json, const std::string& where);
/// Computed from the other fields; Manifest::fingerprint must equal it.
[[nodiscard]] std::string computeFingerprint(const Manifest& manifest);

} // namespace driftwood::dataset
