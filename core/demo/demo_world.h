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

/// A simulated topic. Deterministic: the same definition, seed and sequence of calls give the same bytes; how
/// finely the calls divide a stretch of time makes no difference. One thread uses it at a time.
class Simulator {
  public:
    virtual ~Simulator() = default;
    [[nodiscard]] virtual const std::string& topic() const = 0;
    [[nodiscard]] virtual int partitions() const = 0;
    /// The topic's records with event times in [from, to), in time order, appended to `out`. Calls must
    /// follow each other in time without gaps.
    virtual void generate(TimestampMs from, TimestampMs to, std::vector<DemoRecord>& out) = 0;
    /// From the definition: records per second of event time, in history and live at rate 1. A topic whose
    /// records follow from another's has one rate, the expected one, and ignores setRecordsPerSecond().
    [[nodiscard]] virtual double historyRecordsPerSecond() const = 0;
    [[nodiscard]] virtual double liveRecordsPerSecond() const = 0;
    /// From the next call of generate() on; the history's rate until then. 0 pauses.
    virtual void setRecordsPerSecond(double rate) = 0;
    /// From this event time on the simulated world drifts (slowly, over the definition's ramp); again has no
    /// effect.
    virtual void startDrift(TimestampMs at) = 0;
};

/// The simulators of the demo, from the JSON definitions in a folder (resources/demo). Errors name file and
/// field.
[[nodiscard]] Result<std::vector<std::unique_ptr<Simulator>>> loadWorld(const std::filesystem::path& folder,
                                                                        std::uint64_t seed);

/// Where the definitions are: $DRIFTWOOD_RESOURCES/demo, then share/driftwood/demo of an installed program,
/// then beside the source, for one run from a build.
[[nodiscard]] Result<std::filesystem::path> definitionsFolder();

} // namespace driftwood::demo
