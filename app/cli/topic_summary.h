#pragma once

#include "app/cli/terminal.h"
#include "broker/timeline.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

namespace driftwood::cli {

/// A topic as far as the broker tells: it may be forbidden, deleted or trimmed between two questions.
struct TopicSummary {
    broker::TopicInfo info;
    std::optional<std::int64_t> records;  ///< from offsets
    std::optional<broker::TimeSpan> span; ///< none: unknown, or no record with a time
    std::optional<Error> problem;         ///< why something is unknown
    std::string note;                     ///< why there is no record though there are offsets

    [[nodiscard]] bool unreachable() const {
        return problem && (problem->code == ErrorCode::Unreachable || problem->code == ErrorCode::Stalled);
    }
};

/// Asks for all topics' watermarks at once, and each for its first and last record. Nobody waits for one
/// time-out a topic: once the broker is gone, the rest is unknown.
[[nodiscard]] std::vector<TopicSummary> summariseTopics(broker::Connection& connection,
                                                        const std::vector<broker::TopicInfo>& infos);

/// A row a topic, "–" for what is unknown, and below why.
void printTopics(Terminal& terminal, const std::vector<TopicSummary>& topics);
[[nodiscard]] nlohmann::ordered_json toJson(const TopicSummary& topic);

} // namespace driftwood::cli
