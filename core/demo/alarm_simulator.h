#pragma once

#include "demo/definition.h"
#include "demo/demo_world.h"
#include "demo/machine_definition.h"

namespace driftwood::demo {

/// `kind: alarms`: reports of another topic's faults, minutes later.
struct AlarmDefinition {
    TopicDefinition topic;
    std::string source;      ///< the topic of the machines
    int minDelaySeconds = 0; ///< from a fault's begin to its report
    int maxDelaySeconds = 0;
    double unreported = 0.0; ///< share of faults nobody reports
};

[[nodiscard]] Result<AlarmDefinition> readAlarmDefinition(JsonFields& fields);

/// Late labels: for every reported fault of the machines one record, at the time of the report.
class AlarmSimulator final : public Simulator {
  public:
    AlarmSimulator(AlarmDefinition definition, MachineDefinition machines, FaultSchedule faults,
                   std::uint64_t seed);

    [[nodiscard]] const std::string& topic() const override { return m_definition.topic.topic; }
    [[nodiscard]] int partitions() const override { return m_definition.topic.partitions; }
    [[nodiscard]] double historyRecordsPerSecond() const override;
    [[nodiscard]] double liveRecordsPerSecond() const override { return historyRecordsPerSecond(); }
    void generate(TimestampMs from, TimestampMs to, std::vector<DemoRecord>& out) override;
    void setRecordsPerSecond(double /*rate*/) override {} // faults happen when they happen
    void startDrift(TimestampMs /*at*/) override {}       // a drifting sensor is no fault

  private:
    /// Nothing when nobody reports it.
    [[nodiscard]] std::optional<TimestampMs> reportedAt(const Fault& fault) const;
    [[nodiscard]] DemoRecord record(const Fault& fault, TimestampMs reported) const;

    AlarmDefinition m_definition;
    MachineDefinition m_machines;
    FaultSchedule m_faults;
    std::uint64_t m_seed;
};

} // namespace driftwood::demo
