#include "demo/machine_simulator.h"

#include "base/clock.h"
#include "demo/seeds.h"

#include <cmath>
#include <numeric>
#include <span>

namespace driftwood::demo {

MachineSimulator::MachineSimulator(MachineDefinition definition, FaultSchedule faults, std::uint64_t seed)
    : m_definition(std::move(definition))
    , m_faults(std::move(faults))
    , m_random(mixSeed(seed, m_definition.topic.topic))
    , m_clock(m_definition.rates.historyRecordsPerSecond, mixSeed(seed, m_definition.topic.topic + "/times"))
    , m_drift(m_definition.driftRampSeconds)
    , m_machines(static_cast<std::size_t>(m_definition.machines)) {
    // Spreads machines evenly over the cycle of modes, but not in the order of their names.
    std::vector<int> turns(m_machines.size());
    std::iota(turns.begin(), turns.end(), 0);
    m_random.shuffle(std::span(turns));
    for (std::size_t i = 0; i < m_machines.size(); ++i) {
        Machine& machine = m_machines[i];
        machine.key = m_definition.keyOf(static_cast<int>(i));
        machine.modePhase = static_cast<double>(turns[i]) / static_cast<double>(turns.size());
        for (std::size_t sensor = 0; sensor < m_definition.sensors.size(); ++sensor)
            machine.offsets.push_back(m_random.normal());
    }
}

void MachineSimulator::generate(TimestampMs from, TimestampMs to, std::vector<DemoRecord>& out) {
    m_clock.advance(from, to, [&](TimestampMs time) { out.push_back(record(nextMachine(), time)); });
}

int MachineSimulator::nextMachine() {
    if (m_round.empty()) {
        m_round.resize(m_machines.size());
        std::iota(m_round.begin(), m_round.end(), 0);
        m_random.shuffle(std::span(m_round));
    }
    const int next = m_round.back();
    m_round.pop_back();
    return next;
}

const ModeDefinition& MachineSimulator::modeOf(const Machine& machine, TimestampMs time) const {
    const std::int64_t cycleMs = std::int64_t{60000} * m_definition.modeCycleMinutes;
    double place =
        machine.modePhase + static_cast<double>(time.value % cycleMs) / static_cast<double>(cycleMs);
    place -= std::floor(place);
    for (const ModeDefinition& mode : m_definition.modes) {
        if (place < mode.share)
            return mode;
        place -= mode.share;
    }
    return m_definition.modes.back();
}

const FaultDefinition::Kind* MachineSimulator::faultOf(int index, TimestampMs time) {
    Machine& machine = m_machines[static_cast<std::size_t>(index)];
    const std::int64_t slot = m_faults.slotOf(time);
    if (slot != machine.slot) {
        machine.slot = slot;
        machine.fault = m_faults.inSlot(index, slot);
    }
    if (!machine.fault || time < machine.fault->begin || time >= machine.fault->end)
        return nullptr;
    return &m_definition.faults.kinds[machine.fault->kind];
}

DemoRecord MachineSimulator::record(int index, TimestampMs time) {
    const FaultDefinition::Kind* fault = faultOf(index, time);
    const Machine& machine = m_machines[static_cast<std::size_t>(index)];
    const ModeDefinition& mode = modeOf(machine, time);
    m_json.text("ts", formatIso8601(time));
    m_json.text("machine", machine.key);
    m_json.text("line", m_definition.lines[static_cast<std::size_t>(index) % m_definition.lines.size()]);
    m_json.text("mode", mode.name);
    writeSensors(machine, mode, fault, time);
    m_json.boolean("fault", fault != nullptr);
    return {time, index % m_definition.topic.partitions, machine.key, m_json.finish()};
}

void MachineSimulator::writeSensors(const Machine& machine, const ModeDefinition& mode,
                                    const FaultDefinition::Kind* fault, TimestampMs time) {
    m_shifts.assign(m_definition.sensors.size(), 0.0);
    if (fault != nullptr) {
        for (const FaultDefinition::Effect& effect : fault->effects)
            m_shifts[effect.sensor] += effect.shift;
    }
    m_shifts[m_definition.driftSensor] += m_definition.driftShift * m_drift.at(time);

    const double load = m_random.normal() + m_definition.loadRhythm.at(time) + mode.load;
    const double ambient = m_random.normal() + m_definition.ambientRhythm.at(time);
    for (std::size_t i = 0; i < m_definition.sensors.size(); ++i) {
        const SensorDefinition& sensor = m_definition.sensors[i];
        // Draw both for every value,
        // so that changing one sensor's definition does not change the values of the others.
        const double noise = m_random.normal();
        const bool missing = m_random.uniform() < sensor.missing;
        if (missing) {
            m_json.null(sensor.path);
            continue;
        }
        const double deviations = sensor.machine * machine.offsets[i] + sensor.load * load +
                                  sensor.ambient * ambient + sensor.rest * noise + m_shifts[i];
        m_json.number(sensor.path, sensor.mean + sensor.deviation * deviations, sensor.decimals);
    }
}

} // namespace driftwood::demo
