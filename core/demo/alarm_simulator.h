#pragma once

#include "demo/definition.h"
#include "demo/demo_world.h"
#include "demo/machine_definition.h"

namespace driftwood::demo {

/// `kind: alarms`: late reports of another topic's faults.
struct AlarmDefinition {
    TopicDefinition topic;
    std::string source;      ///< name of the machines' topic
    int minDelaySeconds = 0; ///< from the begin of a fault to its report
    int maxDelaySeconds = 0;
    double unreported = 0.0; ///< share of faults without a report
};

[[nodiscard]] Result<AlarmDefinition> readAlarmDefinition(JsonFields& fields);

/// Generates late labels: one record for every reported fault, at the time of the report.
class AlarmSimulator final : public Simulator {
  public:
    AlarmSimulator(AlarmDefinition definition, MachineDefinition machines, FaultSchedule faults,
                   std::uint64_t seed);

    [[nodiscard]] const std::string& topic() const override { return m_definition.topic.topic; }
    [[nodiscard]] int partitions() const override { return m_definition.topic.partitions; }
    [[nodiscard]] double historyRecordsPerSecond() const override;
    [[nodiscard]] double liveRecordsPerSecond() const override { return historyRecordsPerSecond(); }
    void generate(TimestampMs from, TimestampMs to, std::vector<DemoRecord>& out) override;
    void setRecordsPerSecond(double /*rate*/) override {} // faults do not depend on the rate
    void startDrift(TimestampMs /*at*/) override {}       // sensor drift is not a fault

  private:
    /// The time of the report; nothing for a fault without one.
    [[nodiscard]] std::optional<TimestampMs> reportedAt(const Fault& fault) const;
    [[nodiscard]] DemoRecord record(const Fault& fault, TimestampMs reported) const;

    AlarmDefinition m_definition;
    MachineDefinition m_machines;
    FaultSchedule m_faults;
    std::uint64_t m_seed;
};

} // namespace driftwood::demo
