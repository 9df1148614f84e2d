#pragma once

#include "broker/ranges.h"

#include <optional>
#include <string_view>

namespace driftwood::dataset {

/// Kafka's own names: "read_committed", "read_uncommitted".
[[nodiscard]] inline std::string_view isolationName(broker::Isolation isolation) {
    return isolation == broker::Isolation::ReadCommitted ? "read_committed" : "read_uncommitted";
}

[[nodiscard]] inline std::optional<broker::Isolation> isolationFromName(std::string_view name) {
    for (const auto isolation : {broker::Isolation::ReadCommitted, broker::Isolation::ReadUncommitted}) {
        if (isolationName(isolation) == name)
            return isolation;
    }
    return std::nullopt;
}

} // namespace driftwood::dataset
