#pragma once

#include "broker/connection_profile.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace driftwood::broker {

/// What a person should know before a connection is used. It works all the same.
enum class Risk : std::uint8_t {
    PasswordInTheOpen,  ///< SASL PLAIN without TLS
    AnyCertificate,     ///< certificates are not verified
    AnyHost,            ///< a certificate of any host is taken
    PasswordFileShared, ///< others may read the file the password is in
    KeyFileShared,      ///< others may read the client's key
};

struct RiskFound {
    Risk risk;
    std::string path; ///< of the file; empty where none is meant
};

/// Looks at the profile and at the permissions of the files it names; connects to nothing.
[[nodiscard]] std::vector<RiskFound> risksOf(const ConnectionProfile& profile);
/// As a sentence.
[[nodiscard]] std::string riskText(const RiskFound& found);

/// All that a profile does, as names of client.properties and values: for a person who did not make it. The
/// password stands as where it is kept.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> asProperties(const ConnectionProfile& profile);

} // namespace driftwood::broker
