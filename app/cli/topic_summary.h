#pragma once

#include "app/cli/terminal.h"
#include "broker/timeline.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

namespace driftwood::cli {

/// The known facts about a topic: it may be forbidden, deleted or trimmed between two queries.
struct TopicSummary {
    broker::TopicInfo info;
    std::optional<std::int64_t> records;  ///< from offsets
    std::optional<broker::TimeSpan> span; ///< none: unknown, or no record has a timestamp
    std::optional<Error> problem;         ///< why something is unknown
    std::string note;                     ///< why there are offsets but no records

    [[nodiscard]] bool unreachable() const {
        return problem && (problem->code == ErrorCode::Unreachable || problem->code == ErrorCode::Stalled);
    }
};

/// Queries all topics' watermarks at once, then each topic's first and last record. Once the broker is gone,
/// the rest is unknown, so that there is no timeout per topic.
[[nodiscard]] std::vector<TopicSummary> summariseTopics(broker::Connection& connection,
                                                        const std::vector<broker::TopicInfo>& infos);

/// Prints one row per topic, "–" for unknown values, and the reasons below.
void printTopics(Terminal& terminal, const std::vector<TopicSummary>& topics);
[[nodiscard]] nlohmann::ordered_json toJson(const TopicSummary& topic);

} // namespace driftwood::cli
