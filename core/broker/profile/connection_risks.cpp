#include "broker/profile/connection_risks.h"

#include "broker/profile/allowed_properties.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string_view>

namespace driftwood::broker {
namespace {

constexpr std::string_view kInFile = "file:";

std::optional<std::string> extraOf(const ConnectionProfile& profile, const std::string& name) {
    const auto found = profile.extra.find(name);
    if (found == profile.extra.end())
        return std::nullopt;
    std::string lower = found->second;
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

bool usesTls(const ConnectionProfile& profile) {
    return profile.security == Security::Tls || profile.security == Security::SaslTls;
}

bool othersMayRead(const std::string& path) {
    using std::filesystem::perms;
    std::error_code unknown;
    const auto status = std::filesystem::status(path, unknown);
    return !unknown && (status.permissions() & (perms::group_read | perms::others_read)) != perms::none;
}

} // namespace

std::vector<RiskFound> risksOf(const ConnectionProfile& given) {
    const ConnectionProfile profile = withAbsolutePaths(given);
    std::vector<RiskFound> found;
    if (profile.security == Security::SaslPlaintext && profile.mechanism == SaslMechanism::Plain)
        found.push_back({Risk::PasswordInTheOpen, {}});
    if (usesTls(profile)) {
        static constexpr std::array<std::string_view, 3> kYes{"true", "t", "1"};
        const auto verified = extraOf(profile, "enable.ssl.certificate.verification");
        if (verified && std::ranges::find(kYes, *verified) == kYes.end())
            found.push_back({Risk::AnyCertificate, {}});
        else if (extraOf(profile, "ssl.endpoint.identification.algorithm") == "none")
            found.push_back({Risk::AnyHost, {}});
        if (!profile.keyFile.empty() && othersMayRead(profile.keyFile))
            found.push_back({Risk::KeyFileShared, profile.keyFile});
    }
    const RegistryAccess& registry = profile.registry;
    if (!registry.secretSource().empty() &&
        std::ranges::any_of(registry.addresses,
                            [](const std::string& address) { return address.starts_with("http://"); }))
        found.push_back({Risk::RegistryLoginInTheOpen, {}});
    if (!registry.keyFile.empty() && registry.keyFile != profile.keyFile && othersMayRead(registry.keyFile))
        found.push_back({Risk::KeyFileShared, registry.keyFile});
    for (const std::string* source : {&profile.passwordSource, &registry.secretSource()})
        if (source->starts_with(kInFile))
            if (std::string path = source->substr(kInFile.size()); othersMayRead(path))
                found.push_back({Risk::PasswordFileShared, std::move(path)});
    return found;
}

std::string riskText(const RiskFound& found) {
    switch (found.risk) {
    case Risk::PasswordInTheOpen:
        return "The password goes over the network unencrypted: SASL PLAIN without TLS. Use SASL_SSL, or a "
               "SCRAM mechanism.";
    case Risk::AnyCertificate:
        return "The brokers' certificates are not verified: any server at the address is trusted and gets "
               "the password.";
    case Risk::AnyHost:
        return "The host names in the brokers' certificates are not checked: a certificate for any other "
               "host is accepted.";
    case Risk::PasswordFileShared:
        return "Others may read the file the password is in: chmod 600 " + found.path;
    case Risk::KeyFileShared:
        return "Others may read the file of the client's key: chmod 600 " + found.path;
    case Risk::RegistryLoginInTheOpen:
        return "The credentials for the schema registry go over the network unencrypted: its address begins "
               "with http://. Use https://.";
    }
    return {};
}

std::vector<std::pair<std::string, std::string>> asProperties(const ConnectionProfile& profile) {
    std::vector<std::pair<std::string, std::string>> lines{
        {"bootstrap.servers", profile.bootstrapServers},
        {"security.protocol", std::string(securityName(profile.security))}};
    const auto add = [&lines](std::string name, const std::string& value) {
        if (!value.empty())
            lines.emplace_back(std::move(name), value);
    };
    if (profile.security == Security::SaslPlaintext || profile.security == Security::SaslTls) {
        add("sasl.mechanism", std::string(mechanismName(profile.mechanism)));
        add("sasl.username", profile.username);
        add("sasl.password", profile.passwordSource);
    }
    if (usesTls(profile)) {
        add("ssl.ca.location", profile.caFile);
        add("ssl.certificate.location", profile.certificateFile);
        add("ssl.key.location", profile.keyFile);
    }
    for (const auto& [name, value] : profile.extra)
        add(name, isSecretProperty(name) ? "(not shown)" : value);
    std::ranges::move(asProperties(profile.registry), std::back_inserter(lines));
    return lines;
}

} // namespace driftwood::broker
