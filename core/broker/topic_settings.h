#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace driftwood::broker {

/// One setting of a topic, as reported by the broker.
struct TopicSetting {
    enum class Source : std::uint8_t {
        Topic,   ///< set on the topic itself
        Broker,  ///< from the configuration of the broker or the cluster
        Default, ///< not set anywhere
        Unknown,
    };

    std::string name;                     ///< "retention.ms"
    std::optional<std::string> value;     ///< nothing: there is none, or the broker keeps it secret
    std::optional<std::string> otherwise; ///< the value if the topic did not set it, if reported
    Source source = Source::Unknown;
    bool sensitive = false; ///< the broker never reports the value

    bool operator==(const TopicSetting&) const = default;
};

} // namespace driftwood::broker
