#include "demo/machine_definition.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

namespace driftwood::demo {
namespace {

void readSensor(JsonFields& fields, SensorDefinition& sensor) {
    readName(fields, "path", sensor.path);
    fields.read("decimals", sensor.decimals, 0, 9);
    fields.read("mean", sensor.mean, -1e9, 1e9);
    fields.read("deviation", sensor.deviation, 1e-9, 1e9);
    fields.read("machine", sensor.machine, -1.0, 1.0);
    fields.read("load", sensor.load, -1.0, 1.0);
    fields.read("ambient", sensor.ambient, -1.0, 1.0);
    fields.read("missing", sensor.missing, 0.0, 1.0);
    const double explained =
        sensor.machine * sensor.machine + sensor.load * sensor.load + sensor.ambient * sensor.ambient;
    if (explained > 1.0)
        return fields.refuse("machine", "the squares of machine, load and ambient add up to more than 1");
    sensor.rest = std::sqrt(1.0 - explained);
    if (std::count(sensor.path.begin(), sensor.path.end(), '.') > 1)
        fields.refuse("path", "at most one dot: objects are nested one deep");
}

/// A nested object is opened once, so its sensors must be adjacent; names must be unique.
void checkPaths(JsonFields& fields, const std::vector<SensorDefinition>& sensors) {
    std::set<std::string> seen = {"ts", "machine", "line", "mode", "fault"};
    std::string open;
    for (const SensorDefinition& sensor : sensors) {
        const auto dot = sensor.path.find('.');
        const std::string nested = dot == std::string::npos ? "" : sensor.path.substr(0, dot);
        const bool again = nested != open && !nested.empty() && !seen.insert(nested).second;
        open = nested;
        if (again || !seen.insert(sensor.path).second)
            return fields.refuse("sensors", "'" + sensor.path + "' stands twice, or apart from its object");
    }
}

std::size_t sensorIndex(JsonFields& fields, const char* key, const std::vector<SensorDefinition>& sensors) {
    std::string path;
    fields.read(key, path);
    const auto found = std::find_if(sensors.begin(), sensors.end(),
                                    [&](const SensorDefinition& sensor) { return sensor.path == path; });
    if (found == sensors.end()) {
        fields.refuse(key, "'" + path + "' is not a sensor of this definition");
        return 0;
    }
    return static_cast<std::size_t>(found - sensors.begin());
}

void readRhythm(JsonFields& fields, const char* key, const std::string& where, DayRhythm& rhythm) {
    readObject(fields, key, where, key, [&](JsonFields& nested) {
        nested.read("amplitude", rhythm.amplitude, 0.0, 10.0);
        nested.read("peakHour", rhythm.peakHour, 0.0, 24.0);
    });
}

void readFaults(JsonFields& fields, const std::string& where, MachineDefinition& out) {
    readObject(fields, "faults", where, "faults", [&](JsonFields& nested) {
        FaultDefinition& faults = out.faults;
        nested.read("slotSeconds", faults.slotSeconds, 1, 86400);
        nested.read("probability", faults.probability, 0.0, 1.0);
        nested.read("minSeconds", faults.minSeconds, 1, 86400);
        nested.read("maxSeconds", faults.maxSeconds, 1, 86400);
        if (faults.minSeconds > faults.maxSeconds)
            nested.refuse("minSeconds", "more than maxSeconds");
        if (faults.maxSeconds > faults.slotSeconds)
            nested.refuse("maxSeconds", "more than slotSeconds");
        readList(nested, "kinds", where, "faults.kinds", faults.kinds,
                 [&](JsonFields& kindFields, FaultDefinition::Kind& kind) {
                     readName(kindFields, "name", kind.name);
                     readList(kindFields, "effects", where, "faults.kinds." + kind.name + ".effects",
                              kind.effects, [&](JsonFields& effectFields, FaultDefinition::Effect& effect) {
                                  effect.sensor = sensorIndex(effectFields, "sensor", out.sensors);
                                  effectFields.read("shift", effect.shift, -100.0, 100.0);
                              });
                 });
    });
}

} // namespace

std::string MachineDefinition::keyOf(int machine) const {
    std::string number = std::to_string(machine + 1);
    const std::size_t digits = std::to_string(machines).size();
    number.insert(0, digits - std::min(digits, number.size()), '0');
    return keyPrefix + number;
}

Result<MachineDefinition> readMachineDefinition(JsonFields& fields, const std::string& where) {
    MachineDefinition out;
    readTopic(fields, out.topic);
    readRates(fields, out.rates);
    fields.read("machines", out.machines, 1, 10000);
    readName(fields, "keyPrefix", out.keyPrefix);
    readList(fields, "lines", where, "lines", out.lines,
             [](JsonFields& line, std::string& name) { readName(line, "name", name); });
    readList(fields, "modes", where, "modes", out.modes, [](JsonFields& modeFields, ModeDefinition& mode) {
        readName(modeFields, "name", mode.name);
        modeFields.read("share", mode.share, 0.0, 1.0);
        modeFields.read("load", mode.load, -10.0, 10.0);
    });
    std::vector<double> shares;
    for (const ModeDefinition& mode : out.modes)
        shares.push_back(mode.share);
    checkShares(fields, "modes", shares);
    fields.read("modeCycleMinutes", out.modeCycleMinutes, 1, 24 * 60);
    readRhythm(fields, "loadRhythm", where, out.loadRhythm);
    readRhythm(fields, "ambientRhythm", where, out.ambientRhythm);
    readList(fields, "sensors", where, "sensors", out.sensors, readSensor);
    if (!fields.failed())
        checkPaths(fields, out.sensors);
    readFaults(fields, where, out);
    readObject(fields, "drift", where, "drift", [&](JsonFields& drift) {
        out.driftSensor = sensorIndex(drift, "sensor", out.sensors);
        drift.read("shift", out.driftShift, -100.0, 100.0);
        drift.read("rampSeconds", out.driftRampSeconds, 0.0, 86400.0);
    });
    if (auto finished = fields.finish(); !finished)
        return forward(finished);
    return out;
}

} // namespace driftwood::demo
