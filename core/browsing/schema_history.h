#pragma once

#include "broker/connection.h"

#include <stop_token>
#include <string>
#include <vector>

namespace driftwood::browsing {

/// A schema that values of a topic name, from a time on.
struct SchemaSince {
    std::string key; ///< see decoder/registry/schema_key.h; empty: values that name none
    TimestampMs since;
    Position at; ///< the first record of its partition that names it
    bool operator==(const SchemaSince&) const = default;
};

/// Which schemas the topic's values name over its life, by the time at which each is first named. Reads few
/// records: the first and the last of each partition and, where these name different schemas, those between
/// by halving. So a schema that came and went between two that are equal is not seen, and at most
/// kMostSchemaReads records are looked for.
[[nodiscard]] Result<std::vector<SchemaSince>>
schemaHistory(broker::Connection& connection, const TopicName& topic, const std::stop_token& stop);

inline constexpr int kMostSchemaReads = 1000;

} // namespace driftwood::browsing
