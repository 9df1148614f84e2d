#pragma once

#include "demo/day_rhythm.h"
#include "demo/definition.h"
#include "demo/fault_schedule.h"

#include <string>
#include <vector>

namespace driftwood::demo {

/// A sensor's value is `mean + deviation * (machine * M + load * L + ambient * A + rest * noise)`: M is drawn
/// once a machine, the factors L and A once a record (their mean follows the hour, L's also the mode), the
/// noise once a value. All have variance 1 (L a little more), so the weights are correlations.
struct SensorDefinition {
    std::string path;
    int decimals = 2;
    double mean = 0.0;
    double deviation = 1.0;
    double machine = 0.0;
    double load = 0.0;
    double ambient = 0.0;
    double rest = 0.0;    ///< what the other three leave: their squares add up to 1
    double missing = 0.0; ///< share of records in which it is null
};

/// Machines take turns in the modes: at every moment each mode has its share of the machines, to the machine.
struct ModeDefinition {
    std::string name;
    double share = 0.0;
    double load = 0.0; ///< added to the load factor
};

/// `kind: machines`: readings of machines, each with a dozen sensors.
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

    /// "machine-07"; machines are counted from 0 here and from 1 in names.
    [[nodiscard]] std::string keyOf(int machine) const;
};

/// `fields` is the whole file, its "kind" read already; `where` its path.
[[nodiscard]] Result<MachineDefinition> readMachineDefinition(JsonFields& fields, const std::string& where);

} // namespace driftwood::demo
