#pragma once

#include "broker/profile/connection_profile.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace driftwood::broker {

/// Risks that the user should know before using a connection. It works all the same.
enum class Risk : std::uint8_t {
    PasswordInTheOpen,      ///< SASL PLAIN without TLS
    AnyCertificate,         ///< certificates are not verified
    AnyHost,                ///< certificates of any host are accepted
    PasswordFileShared,     ///< other users may read the password's file
    KeyFileShared,          ///< other users may read the client's key file
    RegistryLoginInTheOpen, ///< the schema registry's password or token goes over http
};

struct RiskFound {
    Risk risk;
    std::string path; ///< path of the file; empty if no file is involved
};

/// Checks the profile and the permissions of its files; makes no connection.
[[nodiscard]] std::vector<RiskFound> risksOf(const ConnectionProfile& profile);
/// The risk as a sentence.
[[nodiscard]] std::string riskText(const RiskFound& found);

/// Everything that a profile sets, as names and values of client.properties, for a user who did not create
/// it. For the password it shows the source.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> asProperties(const ConnectionProfile& profile);

} // namespace driftwood::broker
