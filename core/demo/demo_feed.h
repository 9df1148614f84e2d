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
    std::chrono::seconds driftAfter{0}; ///< live time until the drift starts; 0: not by itself
    TimestampMs start{0};               ///< the time at which history ends and live begins; 0: now
};

/// An embedded broker with the demo's topics: first a day of history at once, then live records from a
/// separate thread until the object is destroyed.
class DemoFeed {
  public:
    [[nodiscard]] static Result<std::unique_ptr<DemoFeed>> start(DemoOptions options);
    virtual ~DemoFeed() = default;

    [[nodiscard]] virtual broker::ConnectionProfile profile() const = 0;
    [[nodiscard]] virtual const std::string& bootstrapServers() const = 0;
    virtual void setLiveRate(double factor) = 0; ///< 0 pauses
    virtual void startDrift() = 0;               ///< starts now; further calls have no effect
    [[nodiscard]] virtual bool drifting() const = 0;
    [[nodiscard]] virtual std::int64_t produced() const = 0; ///< records, including history
    /// The first error of the feeding thread, which stops on errors.
    [[nodiscard]] virtual Status status() const = 0;
    virtual broker::EmbeddedBroker& broker() = 0;
};

} // namespace driftwood::demo
