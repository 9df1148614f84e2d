#include "demo/fault_schedule.h"

#include "base/random.h"
#include "demo/seeds.h"

namespace driftwood::demo {

FaultSchedule::FaultSchedule(FaultDefinition definition, int machines, std::uint64_t seed)
    : m_definition(std::move(definition))
    , m_machines(machines)
    , m_seed(mixSeed(seed, "faults")) {}

std::int64_t FaultSchedule::slotOf(TimestampMs time) const {
    const std::int64_t slotMs = std::int64_t{1000} * m_definition.slotSeconds;
    return time.value >= 0 ? time.value / slotMs : (time.value + 1) / slotMs - 1;
}

std::optional<Fault> FaultSchedule::inSlot(int machine, std::int64_t slot) const {
    SeededRandom random(
        mixSeed(mixSeed(m_seed, static_cast<std::uint64_t>(slot)), static_cast<std::uint64_t>(machine)));
    if (random.uniform() >= m_definition.probability)
        return std::nullopt;
    Fault fault;
    fault.machine = machine;
    fault.slot = slot;
    fault.kind = random.below(m_definition.kinds.size());
    const double slotMs = 1000.0 * m_definition.slotSeconds;
    const double durationMs = 1000.0 * random.uniform(m_definition.minSeconds, m_definition.maxSeconds);
    const double delayMs = random.uniform(0.0, slotMs - durationMs);
    fault.begin = TimestampMs(slot * 1000 * m_definition.slotSeconds + static_cast<std::int64_t>(delayMs));
    fault.end = TimestampMs(fault.begin.value + static_cast<std::int64_t>(durationMs));
    return fault;
}

double FaultSchedule::faultsPerSecond() const {
    return m_definition.probability * m_machines / m_definition.slotSeconds;
}

} // namespace driftwood::demo
