#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace driftwood::broker {

/// One setting of a topic, as the broker says it holds.
struct TopicSetting {
    enum class Source : std::uint8_t {
        Topic,   ///< set on the topic itself
        Broker,  ///< from the configuration of the broker or the cluster
        Default, ///< nobody has set it
        Unknown,
    };

    std::string name;                     ///< "retention.ms"
    std::optional<std::string> value;     ///< nothing: it has none, or the broker keeps it secret
    std::optional<std::string> otherwise; ///< what would hold if the topic did not set it, where that is told
    Source source = Source::Unknown;
    bool sensitive = false; ///< the broker never tells the value

    bool operator==(const TopicSetting&) const = default;
};

} // namespace driftwood::broker
