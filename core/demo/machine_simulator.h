#pragma once

#include "demo/demo_world.h"
#include "demo/drift_ramp.h"
#include "demo/event_clock.h"
#include "demo/json_text.h"
#include "demo/machine_definition.h"

namespace driftwood::demo {

/// Readings of machines: one record a machine and round, the machines of a round in random order.
class MachineSimulator final : public Simulator {
  public:
    MachineSimulator(MachineDefinition definition, FaultSchedule faults, std::uint64_t seed);

    [[nodiscard]] const std::string& topic() const override { return m_definition.topic.topic; }
    [[nodiscard]] int partitions() const override { return m_definition.topic.partitions; }
    [[nodiscard]] double historyRecordsPerSecond() const override {
        return m_definition.rates.historyRecordsPerSecond;
    }
    [[nodiscard]] double liveRecordsPerSecond() const override {
        return m_definition.rates.liveRecordsPerSecond;
    }
    void generate(TimestampMs from, TimestampMs to, std::vector<DemoRecord>& out) override;
    void setRecordsPerSecond(double rate) override { m_clock.setRate(rate); }
    void startDrift(TimestampMs at) override { m_drift.start(at); }

  private:
    struct Machine {
        std::string key;
        double modePhase = 0.0;      ///< where in the cycle of modes it is at time 0, in cycles
        std::vector<double> offsets; ///< M of every sensor
        std::int64_t slot = -1;      ///< of the fault kept
        std::optional<Fault> fault;
    };

    [[nodiscard]] int nextMachine();
    [[nodiscard]] const ModeDefinition& modeOf(const Machine& machine, TimestampMs time) const;
    /// The kind of fault the machine has now, if any.
    [[nodiscard]] const FaultDefinition::Kind* faultOf(int index, TimestampMs time);
    [[nodiscard]] DemoRecord record(int index, TimestampMs time);
    void writeSensors(const Machine& machine, const ModeDefinition& mode, const FaultDefinition::Kind* fault,
                      TimestampMs time);

    MachineDefinition m_definition;
    FaultSchedule m_faults;
    SeededRandom m_random;
    EventClock m_clock;
    DriftRamp m_drift;
    std::vector<Machine> m_machines;
    std::vector<int> m_round; ///< machines of this round that are still to come
    JsonText m_json;
    std::vector<double> m_shifts; ///< of every sensor in the record at hand, in deviations
};

} // namespace driftwood::demo
