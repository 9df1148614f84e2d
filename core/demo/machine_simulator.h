#pragma once

#include "demo/demo_world.h"
#include "demo/drift_ramp.h"
#include "demo/event_clock.h"
#include "demo/json_text.h"
#include "demo/machine_definition.h"

namespace driftwood::demo {

/// Machine readings: one record per machine and round; the order within a round is random.
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
        double modePhase = 0.0;      ///< phase in the cycle of modes at time 0, in cycles
        std::vector<double> offsets; ///< M of every sensor
        std::int64_t slot = -1;      ///< slot of the cached fault
        std::optional<Fault> fault;
    };

    [[nodiscard]] int nextMachine();
    [[nodiscard]] const ModeDefinition& modeOf(const Machine& machine, TimestampMs time) const;
    /// The kind of fault that the machine has at this time, if any.
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
    std::vector<int> m_round; ///< machines still to come in this round
    JsonText m_json;
    std::vector<double> m_shifts; ///< per sensor, for the current record, in deviations
};

} // namespace driftwood::demo
