#pragma once

#include "base/result.h"
#include "broker/connection_profile.h"

#include <string>
#include <string_view>
#include <vector>

namespace driftwood::broker {

/// A profile read from what other tools use, and what could not be taken over.
struct ImportedProfile {
    ConnectionProfile profile;      ///< without a name
    std::vector<std::string> notes; ///< sentences for a person: a password that was left out, a key store …
};

/// Reads lines of NAME=VALUE as librdkafka, kcat and Kafka's Java clients have them (client.properties).
/// Passwords are never taken over: a note says where to put them instead. InvalidArgument names the line that
/// is no property, or says that no server is named.
[[nodiscard]] Result<ImportedProfile> profileFromProperties(std::string_view text);

} // namespace driftwood::broker
