#pragma once

#include "base/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace driftwood::broker {

enum class Security : std::uint8_t { Plaintext, Tls, SaslPlaintext, SaslTls };
enum class SaslMechanism : std::uint8_t { Plain, ScramSha256, ScramSha512 };

[[nodiscard]] std::string_view
securityName(Security security); ///< Kafka's words: "PLAINTEXT", "SSL", "SASL_SSL" …
[[nodiscard]] std::optional<Security> securityFromName(std::string_view name);
[[nodiscard]] std::string_view mechanismName(SaslMechanism mechanism); ///< "PLAIN", "SCRAM-SHA-512" …
[[nodiscard]] std::optional<SaslMechanism> mechanismFromName(std::string_view name);

/// How to reach a cluster. Holds no secret: the password is named by where it comes from and fetched at
/// connect time.
struct ConnectionProfile {
    std::string name;
    std::string bootstrapServers; ///< "host:port,host:port"
    Security security = Security::Plaintext;
    SaslMechanism mechanism = SaslMechanism::ScramSha512;
    std::string username;
    std::string passwordSource; ///< as resolveSecret() takes it, or empty
    std::string caFile;         ///< PEM; empty: the system's
    std::string certificateFile;
    std::string keyFile;
    std::string label;    ///< what the cluster is to its people: "production", "staging" …; may be empty
    bool readOnly = true; ///< publishing and topic creation are refused until a person unlocks the connection
    /// Further librdkafka properties, as the user wrote them. One that holds a secret (ssl.key.password …) is
    /// written as its source, as resolveSecret() takes it; those that reading or publishing rests on
    /// (auto.offset.reset, enable.auto.commit …) are refused.
    std::map<std::string, std::string> extra;

    bool operator==(const ConnectionProfile&) const = default;
};

/// The profile with the paths of its files, also in its properties and its password's source, made absolute:
/// they are used again by programs that are started elsewhere.
[[nodiscard]] ConnectionProfile withAbsolutePaths(ConnectionProfile profile);

/// Whether the text says where a secret is rather than being one.
[[nodiscard]] bool namesSecret(std::string_view source);
/// What "env:NAME", "file:/path" (its first line) or "keychain:NAME" (see keychain.h) stands for. The secret
/// never appears in an error.
[[nodiscard]] Result<std::string> resolveSecret(std::string_view source);

/// Fetches the password a profile points to. Never logged, never stored.
[[nodiscard]] Result<std::string> resolvePassword(const ConnectionProfile& profile);

} // namespace driftwood::broker
