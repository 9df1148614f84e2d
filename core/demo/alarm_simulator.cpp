#include "demo/alarm_simulator.h"

#include "base/clock.h"
#include "base/random.h"
#include "demo/json_text.h"
#include "demo/seeds.h"

#include <algorithm>

namespace driftwood::demo {

Result<AlarmDefinition> readAlarmDefinition(JsonFields& fields) {
    AlarmDefinition out;
    readTopic(fields, out.topic);
    readName(fields, "source", out.source);
    fields.read("minDelaySeconds", out.minDelaySeconds, 0, 86400);
    fields.read("maxDelaySeconds", out.maxDelaySeconds, 0, 86400);
    fields.read("unreported", out.unreported, 0.0, 1.0);
    if (out.minDelaySeconds > out.maxDelaySeconds)
        fields.refuse("minDelaySeconds", "more than maxDelaySeconds");
    if (auto finished = fields.finish(); !finished)
        return forward(finished);
    return out;
}

AlarmSimulator::AlarmSimulator(AlarmDefinition definition, MachineDefinition machines, FaultSchedule faults,
                               std::uint64_t seed)
    : m_definition(std::move(definition))
    , m_machines(std::move(machines))
    , m_faults(std::move(faults))
    , m_seed(mixSeed(seed, m_definition.topic.topic)) {}

double AlarmSimulator::historyRecordsPerSecond() const {
    return m_faults.faultsPerSecond() * (1.0 - m_definition.unreported);
}

std::optional<TimestampMs> AlarmSimulator::reportedAt(const Fault& fault) const {
    SeededRandom random(mixSeed(mixSeed(m_seed, static_cast<std::uint64_t>(fault.slot)),
                                static_cast<std::uint64_t>(fault.machine)));
    if (random.uniform() < m_definition.unreported)
        return std::nullopt;
    const double delay = random.uniform(m_definition.minDelaySeconds, m_definition.maxDelaySeconds);
    return TimestampMs(fault.begin.value + static_cast<std::int64_t>(1000.0 * delay));
}

DemoRecord AlarmSimulator::record(const Fault& fault, TimestampMs reported) const {
    const std::string key = m_machines.keyOf(fault.machine);
    JsonText json;
    json.text("machine", key);
    json.text("fault_at", formatIso8601(fault.begin));
    json.text("reported_at", formatIso8601(reported));
    json.text("kind", m_machines.faults.kinds[fault.kind].name);
    return {reported, fault.machine % m_definition.topic.partitions, key, json.finish()};
}

void AlarmSimulator::generate(TimestampMs from, TimestampMs to, std::vector<DemoRecord>& out) {
    if (to <= from)
        return;
    const auto first = static_cast<std::ptrdiff_t>(out.size());
    const TimestampMs earliest(from.value - std::int64_t{1000} * m_definition.maxDelaySeconds);
    for (std::int64_t slot = m_faults.slotOf(earliest); slot <= m_faults.slotOf(to); ++slot) {
        for (int machine = 0; machine < m_faults.machines(); ++machine) {
            const auto fault = m_faults.inSlot(machine, slot);
            const auto reported = fault ? reportedAt(*fault) : std::nullopt;
            if (reported && *reported >= from && *reported < to)
                out.push_back(record(*fault, *reported));
        }
    }
    std::stable_sort(out.begin() + first, out.end(),
                     [](const DemoRecord& a, const DemoRecord& b) { return a.timestamp < b.timestamp; });
}

} // namespace driftwood::demo
