#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace driftwood::broker {

/// How to reach the schema registry that a cluster's producers use. Contains no secret: password and token
/// are given by their sources (resolveSecret()).
struct RegistryAccess {
    std::vector<std::string>
        addresses; ///< "https://host:8081", "http://host/apis/ccompat/v7"; tried in order. Empty: none
    std::string username;
    std::string passwordSource;
    std::string tokenSource; ///< of a bearer token; then user and password are not used
    std::string caFile;      ///< PEM; empty: the system's certificates
    std::string certificateFile;
    std::string keyFile;

    [[nodiscard]] bool isStated() const { return !addresses.empty(); }
    /// The source of the secret that is sent, or empty.
    [[nodiscard]] const std::string& secretSource() const {
        return tokenSource.empty() ? passwordSource : tokenSource;
    }
    bool operator==(const RegistryAccess&) const = default;
};

/// InvalidArgument for what is neither http://… nor https://…, and for an address with a user or password.
[[nodiscard]] Status checkRegistryAddress(const std::string& address);
/// The same for all of them; also for log-in or files without an address, for a source that is none (the text
/// is not repeated), and for a certificate without its key.
[[nodiscard]] Status checkRegistry(const RegistryAccess& registry);

/// The name in "keychain:NAME" or "ask:NAME" for the registry of a connection. No connection has such a name.
[[nodiscard]] std::string registrySecretName(std::string_view connection);

/// With absolute paths of its files.
[[nodiscard]] RegistryAccess withAbsolutePaths(RegistryAccess registry);

/// Everything that is set, as names and values; of the secret its source.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> asProperties(const RegistryAccess& registry);

} // namespace driftwood::broker
