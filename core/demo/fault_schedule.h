#pragma once

#include "base/ids.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::demo {

/// How often machines fail and for how long. Time is cut into slots; in each, each machine fails at most
/// once.
struct FaultDefinition {
    int slotSeconds = 0;
    double probability = 0.0; ///< of a fault in a slot
    int minSeconds = 0;       ///< of its duration
    int maxSeconds = 0;       ///< at most slotSeconds
    /// What a kind of fault does to a sensor, in the sensor's standard deviations.
    struct Effect {
        std::size_t sensor = 0;
        double shift = 0.0;
    };
    struct Kind {
        std::string name;
        std::vector<Effect> effects;
    };
    std::vector<Kind> kinds;
};

struct Fault {
    int machine = 0;
    std::int64_t slot = 0;
    TimestampMs begin; ///< [begin, end)
    TimestampMs end;
    std::size_t kind = 0;
};

/// Which machine is faulty when: a function of seed, machine and slot alone, so that the machines' topic and
/// the alarms' topic agree without knowing each other.
class FaultSchedule {
  public:
    FaultSchedule(FaultDefinition definition, int machines, std::uint64_t seed);

    [[nodiscard]] const FaultDefinition& definition() const { return m_definition; }
    [[nodiscard]] int machines() const { return m_machines; }
    [[nodiscard]] std::int64_t slotOf(TimestampMs time) const;
    [[nodiscard]] std::optional<Fault> inSlot(int machine, std::int64_t slot) const;
    /// Expected, over all machines.
    [[nodiscard]] double faultsPerSecond() const;

  private:
    FaultDefinition m_definition;
    int m_machines;
    std::uint64_t m_seed;
};

} // namespace driftwood::demo
