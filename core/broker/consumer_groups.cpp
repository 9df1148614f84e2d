#include "broker/consumer_groups.h"

namespace driftwood::broker {

std::string_view groupStateName(GroupState state) {
    switch (state) {
    case GroupState::PreparingRebalance:
        return "PreparingRebalance";
    case GroupState::CompletingRebalance:
        return "CompletingRebalance";
    case GroupState::Stable:
        return "Stable";
    case GroupState::Dead:
        return "Dead";
    case GroupState::Empty:
        return "Empty";
    case GroupState::Unknown:
        break;
    }
    return "Unknown";
}

std::int64_t ConsumerGroup::lag() const {
    std::int64_t sum = 0;
    for (const GroupProgress& each : partitions)
        sum += each.lag();
    return sum;
}

} // namespace driftwood::broker
