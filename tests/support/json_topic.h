#pragma once

#include "broker/connection.h"
#include "broker/embedded_broker.h"
#include "broker/publisher.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::test {

/// A record to write.
struct JsonRecord {
    int partition = 0;
    std::int64_t time = 0;
    std::string key;
    std::optional<std::string> value; ///< none: a tombstone
    broker::Headers headers;
};

/// A connection to an embedded broker or to a cluster in memory, and helpers that fill a topic with JSON.
struct JsonTopic {
    std::unique_ptr<broker::EmbeddedBroker> broker; ///< none: in memory
    std::shared_ptr<broker::Connection> connection;

    [[nodiscard]] static Result<JsonTopic> start(); ///< with an embedded broker
    [[nodiscard]] static JsonTopic inMemory();
    [[nodiscard]] Status createTopic(const TopicName& topic, int partitions) const;
    [[nodiscard]] Status write(const TopicName& topic, const std::vector<JsonRecord>& records) const;
    /// `count` records, round robin over the partitions, one every 100 ms from 2026-05-01 12:00 UTC:
    /// {"n":i,"level":i % 10,"name":"even" or "odd","deep":{"half":i / 2}}, key "key-<i % 5>".
    [[nodiscard]] Status makeNumbered(const TopicName& topic, int partitions, int count) const;

    static constexpr std::int64_t kBegin = 1777636800000;
    static constexpr std::int64_t kStep = 100;
    [[nodiscard]] static JsonRecord numbered(int partitions, int i);
};

} // namespace driftwood::test
