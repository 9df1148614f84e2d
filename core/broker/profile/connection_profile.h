#pragma once

#include "base/result.h"
#include "broker/profile/field_masks.h"
#include "broker/profile/registry_access.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace driftwood::broker {

enum class Security : std::uint8_t { Plaintext, Tls, SaslPlaintext, SaslTls };
enum class SaslMechanism : std::uint8_t { Plain, ScramSha256, ScramSha512 };

[[nodiscard]] std::string_view
securityName(Security security); ///< Kafka's names: "PLAINTEXT", "SSL", "SASL_SSL" …
[[nodiscard]] std::optional<Security> securityFromName(std::string_view name);
[[nodiscard]] std::string_view mechanismName(SaslMechanism mechanism); ///< "PLAIN", "SCRAM-SHA-512" …
[[nodiscard]] std::optional<SaslMechanism> mechanismFromName(std::string_view name);

/// How to reach a cluster. Contains no secret:
/// the password is given by its source and fetched when connecting.
struct ConnectionProfile {
    std::string name;
    std::string bootstrapServers; ///< "host:port,host:port"
    Security security = Security::Plaintext;
    SaslMechanism mechanism = SaslMechanism::ScramSha512;
    std::string username;
    std::string passwordSource; ///< source for resolveSecret(), or empty
    std::string caFile;         ///< PEM; empty: the system's certificates
    std::string certificateFile;
    std::string keyFile;
    std::string label;    ///< the cluster's role for its users: "production", "staging" …; may be empty
    bool readOnly = true; ///< publishing and topic creation are refused until the user unlocks the connection
    /// Further librdkafka properties, as the user wrote them. The value of a secret property
    /// (ssl.key.password …) is its source for resolveSecret(). Properties that reading or publishing depends
    /// on (auto.offset.reset, enable.auto.commit …) are refused.
    std::map<std::string, std::string> extra;
    RegistryAccess registry; ///< that the cluster's producers use, if any is known
    FieldMasks masks;        ///< fields whose values are not shown as they are

    bool operator==(const ConnectionProfile&) const = default;
};

/// The profile with absolute paths of its files, including those in its properties and its password's source,
/// because programs started in other folders use it again.
[[nodiscard]] ConnectionProfile withAbsolutePaths(ConnectionProfile profile);

/// Whether the text is the source of a secret and not the secret itself.
[[nodiscard]] bool namesSecret(std::string_view source);
/// The secret behind "env:NAME", "file:/path" (its first line) or "keychain:NAME" (see keychain.h). The
/// secret never appears in an error.
[[nodiscard]] Result<std::string> resolveSecret(std::string_view source);

/// Fetches the profile's password. It is never logged or stored.
[[nodiscard]] Result<std::string> resolvePassword(const ConnectionProfile& profile);

} // namespace driftwood::broker
