#pragma once

#include "base/result.h"
#include "broker/profile/connection_profile.h"

#include <string>
#include <string_view>
#include <vector>

namespace driftwood::broker {

/// A profile imported from another tool's settings, with notes on what could not be imported.
struct ImportedProfile {
    ConnectionProfile profile;      ///< has no name
    std::vector<std::string> notes; ///< sentences for the user: a password that was left out, a key store …
};

/// Parses NAME=VALUE lines of librdkafka, kcat and Kafka's Java clients (client.properties). Never imports
/// passwords: a note says where to put them instead. InvalidArgument names a line that is not a property, or
/// says that there is no server.
[[nodiscard]] Result<ImportedProfile> profileFromProperties(std::string_view text);

} // namespace driftwood::broker
