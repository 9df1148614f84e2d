#pragma once

#include "base/read_ahead.h"
#include "broker/connection.h"
#include "broker/range_reader.h"
#include "dataset/manifest.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace driftwood::dataset {

/// Reads ranges on its own thread, a bounded number of batches ahead of the decoder, so that fetching and
/// hashing overlap with decoding. The reading thread also counts and digests every record.
class RangeFeed {
  public:
    struct Options {
        broker::Isolation isolation = broker::Isolation::ReadCommitted;
        bool digest = true; ///< if false, the partitions' sha256 stays empty
    };
    /// Ranges of one partition are read one after the other, in their order.
    /// The connection must outlive the feed.
    [[nodiscard]] static Result<std::unique_ptr<RangeFeed>> open(const broker::Connection& connection,
                                                                 broker::TopicRanges ranges, Options options);
    /// Stops and joins the reading thread.
    ~RangeFeed();

    /// The next non-empty batch, or nothing when everything has been read. Fails with the reader's error, or
    /// Cancelled once stop is requested. Not to be called from two threads at once.
    [[nodiscard]] Result<std::optional<broker::RawBatch>> next(const std::stop_token& stop,
                                                               const SilenceSink& onSilence = {});

    /// The counts and digests of the ranges, in their order; call only after next() returned nothing.
    [[nodiscard]] std::vector<PartitionManifest> partitions();

  private:
    struct State;
    explicit RangeFeed(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace driftwood::dataset
