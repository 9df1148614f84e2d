#pragma once

#include "dataset/digest.h"
#include "dataset/manifest.h"

#include <vector>

namespace driftwood::dataset {

/// Counts and digests of ranges that are being read.
class PartitionTallies {
  public:
    /// `ranges`: ordered as in a manifest. If `digest` is false, sha256 stays empty.
    explicit PartitionTallies(const broker::TopicRanges& ranges, bool digest = true);

    /// Records of one range must come in log order.
    void count(const broker::RawBatch& batch);
    /// The counts and digests of the ranges, in their order; the object cannot be used afterwards.
    [[nodiscard]] std::vector<PartitionManifest> finish();

  private:
    struct Tally {
        PartitionManifest manifest;
        bool anyTime = false;
        Sha256 digest;
    };
    /// The last range of the record's partition that begins at or before its offset.
    [[nodiscard]] Tally& of(const broker::RawRecord& record);

    std::vector<Tally> m_tallies;
    bool m_digest;
};

} // namespace driftwood::dataset
