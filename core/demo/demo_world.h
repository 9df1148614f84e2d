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

/// A simulated record.
struct DemoRecord {
    TimestampMs timestamp;
    int partition = 0;
    std::string key;
    std::string value; ///< JSON, or Avro behind a schema registry's frame
};

/// A schema that a simulator's records name, as the registry has it.
struct DemoSchema {
    std::string subject;
    int id = 0;
    std::string text;
};

/// A simulated topic. Deterministic: the same definition, seed and sequence of calls give the same bytes, and
/// the division of a period into calls makes no difference. Use it from one thread at a time.
class Simulator {
  public:
    virtual ~Simulator() = default;
    [[nodiscard]] virtual const std::string& topic() const = 0;
    [[nodiscard]] virtual int partitions() const = 0;
    /// Appends the topic's records with event times in [from, to), in time order, to `out`. Consecutive calls
    /// must cover time without gaps.
    virtual void generate(TimestampMs from, TimestampMs to, std::vector<DemoRecord>& out) = 0;
    /// From the definition: records per second of event time, in history and live at rate 1. A topic whose
    /// records depend on another topic has one expected rate and ignores setRecordsPerSecond().
    [[nodiscard]] virtual double historyRecordsPerSecond() const = 0;
    [[nodiscard]] virtual double liveRecordsPerSecond() const = 0;
    /// Takes effect with the next generate(); until then the history's rate applies. 0 pauses.
    virtual void setRecordsPerSecond(double rate) = 0;
    /// Starts the drift of the simulated world at this event time, gradually over the definition's ramp;
    /// further calls have no effect.
    virtual void startDrift(TimestampMs at) = 0;
    /// The schemas of its records, those of each subject in the order of their versions.
    [[nodiscard]] virtual std::vector<DemoSchema> schemas() const { return {}; }
};

/// Loads the demo's simulators from the JSON definitions in a folder (resources/demo).
/// Errors name file and field.
[[nodiscard]] Result<std::vector<std::unique_ptr<Simulator>>> loadWorld(const std::filesystem::path& folder,
                                                                        std::uint64_t seed);

/// The folder of the definitions: $DRIFTWOOD_RESOURCES/demo, then share/driftwood/demo of an installation,
/// then the source tree for a program run from its build.
[[nodiscard]] Result<std::filesystem::path> definitionsFolder();

} // namespace driftwood::demo
