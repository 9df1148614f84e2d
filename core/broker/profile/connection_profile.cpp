#include "broker/profile/connection_profile.h"

#include "base/files.h"
#include "broker/profile/keychain.h"
#include "broker/profile/typed_passwords.h"

#include <array>
#include <cstdlib>
#include <utility>

namespace driftwood::broker {
namespace {

constexpr std::array kSecurityNames{
    std::pair{Security::Plaintext, std::string_view("PLAINTEXT")},
    std::pair{Security::Tls, std::string_view("SSL")},
    std::pair{Security::SaslPlaintext, std::string_view("SASL_PLAINTEXT")},
    std::pair{Security::SaslTls, std::string_view("SASL_SSL")},
};
constexpr std::array kMechanismNames{
    std::pair{SaslMechanism::Plain, std::string_view("PLAIN")},
    std::pair{SaslMechanism::ScramSha256, std::string_view("SCRAM-SHA-256")},
    std::pair{SaslMechanism::ScramSha512, std::string_view("SCRAM-SHA-512")},
};

template <class Table, class Enum>
std::string_view nameOf(const Table& table, Enum value) {
    for (const auto& [candidate, name] : table)
        if (candidate == value)
            return name;
    return {};
}

template <class Enum, class Table>
std::optional<Enum> valueOf(const Table& table, std::string_view name) {
    for (const auto& [value, candidate] : table)
        if (candidate == name)
            return value;
    return std::nullopt;
}

constexpr std::string_view kEnvironment = "env:";
constexpr std::string_view kFile = "file:";
constexpr std::string_view kKeychain = "keychain:";

/// librdkafka's value for searching certificates in the usual places.
constexpr std::string_view kSearched = "probe";

/// Whether a librdkafka property names a file: ssl.ca.location, sasl.kerberos.keytab and the like.
bool namesFile(std::string_view property) {
    return property.ends_with(".location") || property.ends_with(".keytab") || property.ends_with(".file");
}

/// A secret's file has one line; a file larger than this is the wrong one.
constexpr std::uint64_t kMaxSecretFileBytes = std::uint64_t{64} * 1024;

} // namespace

std::string_view securityName(Security security) { return nameOf(kSecurityNames, security); }
std::optional<Security> securityFromName(std::string_view name) {
    return valueOf<Security>(kSecurityNames, name);
}
std::string_view mechanismName(SaslMechanism mechanism) { return nameOf(kMechanismNames, mechanism); }
std::optional<SaslMechanism> mechanismFromName(std::string_view name) {
    return valueOf<SaslMechanism>(kMechanismNames, name);
}

ConnectionProfile withAbsolutePaths(ConnectionProfile profile) {
    if (profile.caFile != kSearched)
        profile.caFile = absolutePath(profile.caFile);
    profile.certificateFile = absolutePath(profile.certificateFile);
    profile.keyFile = absolutePath(profile.keyFile);
    if (profile.passwordSource.starts_with(kFile))
        profile.passwordSource =
            std::string(kFile) + absolutePath(profile.passwordSource.substr(kFile.size()));
    for (auto& [property, value] : profile.extra)
        if (namesFile(property) && value != kSearched)
            value = absolutePath(value);
    profile.registry = withAbsolutePaths(std::move(profile.registry));
    return profile;
}

bool namesSecret(std::string_view source) {
    return source.starts_with(kEnvironment) || source.starts_with(kFile) || source.starts_with(kKeychain) ||
           askedName(source).has_value();
}

Result<std::string> resolveSecret(std::string_view source) {
    if (source.starts_with(kEnvironment)) {
        const std::string variable(source.substr(kEnvironment.size()));
        const char* value = std::getenv(variable.c_str());
        if (value == nullptr)
            return fail(ErrorCode::NotFound, "environment variable of the password is not set", variable,
                        "Set " + variable + " before connecting.");
        return std::string(value);
    }
    if (source.starts_with(kKeychain))
        return passwordFromKeychain(std::string(source.substr(kKeychain.size())));
    if (const auto asked = askedName(source)) {
        if (auto password = typedPassword(*asked))
            return std::move(*password);
        return fail(
            ErrorCode::NotFound, "the password has not been typed yet", std::string(source),
            "Choose the connection and type the password; it is asked for each time and never stored.");
    }
    if (source.starts_with(kFile)) {
        auto content = readFile(std::string(source.substr(kFile.size())), kMaxSecretFileBytes);
        if (!content)
            return forward(content);
        std::string line = content->substr(0, content->find('\n'));
        if (line.ends_with('\r'))
            line.pop_back();
        return line;
    }
    // The text is not repeated: the user may have entered the secret itself.
    return fail(
        ErrorCode::InvalidArgument, "password source is not env:NAME, file:/path, keychain:NAME or ask:NAME",
        {}, "Name an environment variable, a file or an entry of the keychain, never the password itself.");
}

Result<std::string> resolvePassword(const ConnectionProfile& profile) {
    if (profile.passwordSource.empty())
        return std::string();
    auto password = resolveSecret(profile.passwordSource);
    if (!password && password.error().where.empty())
        password.error().where = "connection " + profile.name;
    return password;
}

} // namespace driftwood::broker
