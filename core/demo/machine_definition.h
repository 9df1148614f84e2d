#pragma once

#include "demo/day_rhythm.h"
#include "demo/definition.h"
#include "demo/fault_schedule.h"

#include <string>
#include <vector>

namespace driftwood::demo {

/// A sensor's value is `mean + deviation * (machine * M + load * L + ambient * A + rest * noise)`: M is drawn
/// once per machine, the factors L and A once per record (their mean depends on the hour, L's also on the
/// mode), the noise once per value. All have variance 1 (L slightly more), so the weights are correlations.
struct SensorDefinition {
    std::string path;
    int decimals = 2;
    double mean = 0.0;
    double deviation = 1.0;
    double machine = 0.0;
    double load = 0.0;
    double ambient = 0.0;
    double rest = 0.0;    ///< remaining weight: all four squares sum to 1
    double missing = 0.0; ///< share of records in which it is null
};

/// Machines rotate through the modes: at every moment each mode has exactly its share of the machines.
struct ModeDefinition {
    std::string name;
    double share = 0.0;
    double load = 0.0; ///< added to the load factor
};

/// `kind: machines`: readings of machines, with a dozen sensors each.
struct MachineDefinition {
    TopicDefinition topic;
    RateDefinition rates;
    int machines = 1;
    std::string keyPrefix;
    std::vector<std::string> lines;
    std::vector<ModeDefinition> modes;
    int modeCycleMinutes = 60;
    DayRhythm loadRhythm;
    DayRhythm ambientRhythm;
    std::vector<SensorDefinition> sensors;
    FaultDefinition faults;
    std::size_t driftSensor = 0;
    double driftShift = 0.0; ///< in the sensor's standard deviations
    double driftRampSeconds = 0.0;

    /// "machine-07"; indexes start at 0 here and at 1 in names.
    [[nodiscard]] std::string keyOf(int machine) const;
};

/// `fields` is the whole file, whose "kind" has been read already; `where` is its path.
[[nodiscard]] Result<MachineDefinition> readMachineDefinition(JsonFields& fields, const std::string& where);

} // namespace driftwood::demo
