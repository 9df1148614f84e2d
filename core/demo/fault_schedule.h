#pragma once

#include "base/ids.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::demo {

/// How often machines fail and for how long.
/// Time is divided into slots; each machine has at most one fault per slot.
struct FaultDefinition {
    int slotSeconds = 0;
    double probability = 0.0; ///< of a fault per slot
    int minSeconds = 0;       ///< minimum duration
    int maxSeconds = 0;       ///< maximum duration, at most slotSeconds
    /// The effect of a kind of fault on a sensor, in the sensor's standard deviations.
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

/// The faults of each machine as a function of seed, machine and slot only, so that the topics of machines
/// and alarms agree without depending on each other.
class FaultSchedule {
  public:
    FaultSchedule(FaultDefinition definition, int machines, std::uint64_t seed);

    [[nodiscard]] const FaultDefinition& definition() const { return m_definition; }
    [[nodiscard]] int machines() const { return m_machines; }
    [[nodiscard]] std::int64_t slotOf(TimestampMs time) const;
    [[nodiscard]] std::optional<Fault> inSlot(int machine, std::int64_t slot) const;
    /// Expected number over all machines.
    [[nodiscard]] double faultsPerSecond() const;

  private:
    FaultDefinition m_definition;
    int m_machines;
    std::uint64_t m_seed;
};

} // namespace driftwood::demo
