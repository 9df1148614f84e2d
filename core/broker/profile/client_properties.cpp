#include "broker/profile/client_properties.h"

#include "base/text_values.h"
#include "broker/profile/allowed_properties.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <map>
#include <optional>

namespace driftwood::broker {
namespace {

constexpr std::size_t kLargestProperties = std::size_t{256} << 10U;

std::string upper(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return out;
}

/// The value of name="…" in a JAAS line.
std::optional<std::string> jaasOption(std::string_view line, std::string_view name) {
    const auto at = line.find(std::string(name) + "=\"");
    if (at == std::string_view::npos)
        return std::nullopt;
    const auto begin = at + name.size() + 2;
    const auto end = line.find('"', begin);
    return std::string(line.substr(begin, end == std::string_view::npos ? end : end - begin));
}

/// Properties of Java's clients only, and those read into the profile itself: skipped without a note.
bool isSilentlyLeftOut(std::string_view property) {
    static constexpr std::string_view kNames[] = {
        "key.deserializer", "value.deserializer", "key.serializer",     "value.serializer",
        "group.id",         "auto.offset.reset",  "enable.auto.commit", "basic.auth.credentials.source"};
    return std::ranges::find(kNames, property) != std::end(kNames);
}

class Reading {
  public:
    Status take(const std::string& name, const std::string& value);
    Result<ImportedProfile> finish() &&;

  private:
    Status takeSecurity(const std::string& value);
    Status takeMechanism(const std::string& value);
    void takeJaas(const std::string& value);
    void takeRegistry(std::string_view value);
    void takeRegistryUser(const std::string& name, const std::string& value);
    void note(std::string sentence) { m_read.notes.push_back(std::move(sentence)); }

    ImportedProfile m_read;
};

Status Reading::takeSecurity(const std::string& value) {
    const auto security = securityFromName(upper(value));
    if (!security)
        return fail(ErrorCode::InvalidArgument, "\"" + value + "\" is not a security protocol",
                    "security.protocol", "Use PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL.");
    m_read.profile.security = *security;
    return {};
}

Status Reading::takeMechanism(const std::string& value) {
    const auto mechanism = mechanismFromName(upper(value));
    if (!mechanism)
        return fail(ErrorCode::Unsupported, "the mechanism " + value + " is not supported", "sasl.mechanism",
                    "PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512 are supported.");
    m_read.profile.mechanism = *mechanism;
    return {};
}

void Reading::takeJaas(const std::string& value) {
    if (const auto user = jaasOption(value, "username"))
        m_read.profile.username = *user;
    if (jaasOption(value, "password"))
        note("The password in sasl.jaas.config was left out: name where it is kept instead.");
}

void Reading::takeRegistry(std::string_view value) {
    while (!value.empty()) {
        const auto comma = value.find(',');
        const std::string address(trimmed(value.substr(0, comma)));
        value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 1);
        if (const Status fine = checkRegistryAddress(address); fine)
            m_read.profile.registry.addresses.push_back(address);
        else
            note("An address of schema.registry.url was left out: " + fine.error().what + ".");
    }
}

void Reading::takeRegistryUser(const std::string& name, const std::string& value) {
    const auto colon = value.find(':');
    m_read.profile.registry.username = value.substr(0, colon);
    if (colon != std::string::npos)
        note("The password in " + name + " was left out: name where it is kept instead.");
}

Status Reading::take(const std::string& name, const std::string& value) {
    ConnectionProfile& profile = m_read.profile;
    static const std::map<std::string, std::string ConnectionProfile::*, std::less<>> kTexts{
        {"bootstrap.servers", &ConnectionProfile::bootstrapServers},
        {"metadata.broker.list", &ConnectionProfile::bootstrapServers},
        {"sasl.username", &ConnectionProfile::username},
        {"ssl.ca.location", &ConnectionProfile::caFile},
        {"ssl.certificate.location", &ConnectionProfile::certificateFile},
        {"ssl.key.location", &ConnectionProfile::keyFile},
    };
    if (const auto text = kTexts.find(name); text != kTexts.end())
        profile.*text->second = value;
    else if (name == "security.protocol")
        return takeSecurity(value);
    else if (name == "sasl.mechanism" || name == "sasl.mechanisms")
        return takeMechanism(value);
    else if (name == "sasl.jaas.config")
        takeJaas(value);
    else if (name == "schema.registry.url")
        takeRegistry(value);
    else if (name == "basic.auth.user.info" || name == "schema.registry.basic.auth.user.info")
        takeRegistryUser(name, value);
    else if (isSecretProperty(name))
        note("The value of " + name + " was left out: passwords are not stored here.");
    else if (name.starts_with("ssl.truststore.") || name.starts_with("ssl.keystore."))
        note(name + " was left out: name a PEM file instead of a Java key store.");
    else if (const std::string why = whyPropertyIsRefused(name); why.empty())
        profile.extra[name] = value;
    else if (!isSilentlyLeftOut(name))
        note(name + " was left out. " + why);
    return {};
}

Result<ImportedProfile> Reading::finish() && {
    if (m_read.profile.bootstrapServers.empty())
        return fail(ErrorCode::InvalidArgument, "no server is named", "bootstrap.servers",
                    "Paste the lines of a client.properties file, bootstrap.servers among them.");
    if (Status servers = checkServers(m_read.profile.bootstrapServers); !servers)
        return forward(servers);
    if (!m_read.profile.registry.isStated()) // a user of nothing
        m_read.profile.registry = {};
    return std::move(m_read);
}

} // namespace

Result<ImportedProfile> profileFromProperties(std::string_view text) {
    if (text.size() > kLargestProperties)
        return fail(ErrorCode::InvalidArgument,
                    "the text has more than the " + std::to_string(kLargestProperties >> 10U) +
                        " KiB that a client.properties file can have",
                    {}, "Paste the lines of the connection alone.");
    Reading reading;
    int number = 0;
    std::string joined; // a trailing backslash continues the line
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = trimmed(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        ++number;
        if (joined.empty() && (line.empty() || line.front() == '#' || line.front() == '!'))
            continue;
        if (line.ends_with('\\')) {
            joined += line.substr(0, line.size() - 1);
            continue;
        }
        joined += line;
        const auto equals = joined.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(ErrorCode::InvalidArgument, "this line is not NAME=VALUE",
                        "line " + std::to_string(number));
        const std::string name(trimmed(std::string_view(joined).substr(0, equals)));
        const std::string value(trimmed(std::string_view(joined).substr(equals + 1)));
        if (auto taken = reading.take(name, value); !taken)
            return forward(taken);
        joined.clear();
    }
    return std::move(reading).finish();
}

} // namespace driftwood::broker
