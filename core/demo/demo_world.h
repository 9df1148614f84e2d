#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace driftwood::demo {

/// A record a simulator made.
struct DemoRecord {
    TimestampMs timestamp;
    int partition = 0;
    std::string key;
    std::string value; ///< JSON
};

/// A simulated topic. Deterministic: the same definition, seed and sequence of calls give the same bytes.
class Simulator {
  public:
    virtual ~Simulator() = default;
    [[nodiscard]] virtual const std::string& topic() const = 0;
    [[nodiscard]] virtual int partitions() const = 0;
    /// The topic's records with event times in [from, to), in time order, appended to `out`. Calls must
    /// follow each other in time without gaps.
    virtual void generate(TimestampMs from, TimestampMs to, std::vector<DemoRecord>& out) = 0;
    /// Records of history kept per hour, and live records per second at rate 1: from the definition.
    [[nodiscard]] virtual double recordsPerSecond() const = 0;
    virtual void setRecordsPerSecond(double rate) = 0;
    /// From this event time on the simulated world drifts (slowly, over the definition's ramp).
    virtual void startDrift(TimestampMs at) = 0;
};

/// The simulators of the demo, from the JSON definitions in a folder (resources/demo). Errors name file and
/// field.
[[nodiscard]] Result<std::vector<std::unique_ptr<Simulator>>> loadWorld(const std::filesystem::path& folder,
                                                                        std::uint64_t seed);

/// Where the definitions are: beside the source when run from a build, in share/driftwood/demo when
/// installed, $DRIFTWOOD_RESOURCES/demo before both.
[[nodiscard]] Result<std::filesystem::path> definitionsFolder();

} // namespace driftwood::demo
