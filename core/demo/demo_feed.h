#pragma once

#include "broker/connection.h"
#include "broker/embedded_broker.h"
#include "demo/demo_world.h"

#include <atomic>
#include <memory>

namespace driftwood::demo {

struct DemoOptions {
    std::uint64_t seed = 1;
    std::chrono::hours history{24};
    double liveRate = 1.0;              ///< factor on every topic's live records per second
    std::chrono::seconds driftAfter{0}; ///< live time after which the drift sets in; 0: only on command
    TimestampMs start{0};               ///< when history ends and live begins; 0: now
};

/// An embedded broker with the demo's topics: a day of history at once, then records that keep coming from a
/// thread of its own until it is destroyed.
class DemoFeed {
  public:
    [[nodiscard]] static Result<std::unique_ptr<DemoFeed>> start(DemoOptions options);
    virtual ~DemoFeed() = default;

    [[nodiscard]] virtual broker::ConnectionProfile profile() const = 0;
    [[nodiscard]] virtual const std::string& bootstrapServers() const = 0;
    virtual void setLiveRate(double factor) = 0; ///< 0 pauses
    virtual void startDrift() = 0;               ///< now; again has no effect
    [[nodiscard]] virtual bool drifting() const = 0;
    [[nodiscard]] virtual std::int64_t produced() const = 0; ///< records, history included
    /// The first error the feeding thread met, if any; it has stopped then.
    [[nodiscard]] virtual Status status() const = 0;
    virtual broker::EmbeddedBroker& broker() = 0;
};

} // namespace driftwood::demo
