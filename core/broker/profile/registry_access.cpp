#include "broker/profile/registry_access.h"

#include "base/files.h"
#include "broker/profile/connection_profile.h"

namespace driftwood::broker {
namespace {

constexpr std::string_view kFileSource = "file:";
constexpr const char* kWhereRegistry = "registry";

std::string absoluteSource(const std::string& source) {
    return source.starts_with(kFileSource)
               ? std::string(kFileSource) + absolutePath(source.substr(kFileSource.size()))
               : source;
}

} // namespace

Status checkRegistryAddress(const std::string& address) {
    const bool isUrl = address.starts_with("http://") || address.starts_with("https://");
    const std::size_t host = isUrl ? address.find("//") + 2 : 0;
    const std::string server = address.substr(host, address.find('/', host) - host);
    if (server.find('@') != std::string::npos) // not repeated: it may be a password
        return fail(ErrorCode::InvalidArgument,
                    "the address of the schema registry contains a user or password", kWhereRegistry,
                    "Name the user and the source of the password apart from it.");
    if (!isUrl || server.empty() || server.front() == ':')
        return fail(ErrorCode::InvalidArgument, "\"" + address + "\" is not the address of a schema registry",
                    kWhereRegistry, "Write it as http://host:8081 or https://host/path.");
    return {};
}

Status checkRegistry(const RegistryAccess& registry) {
    for (const std::string& address : registry.addresses)
        if (Status fine = checkRegistryAddress(address); !fine)
            return fine;
    if (!registry.isStated() && registry != RegistryAccess())
        return fail(ErrorCode::InvalidArgument, "the schema registry has no address", kWhereRegistry,
                    "Write it as http://host:8081 or https://host/path.");
    for (const std::string* source : {&registry.passwordSource, &registry.tokenSource})
        if (!source->empty() && !namesSecret(*source))
            return fail(ErrorCode::InvalidArgument,
                        "the source of the registry's password is not env:NAME, file:/path, keychain:NAME or "
                        "ask:NAME",
                        kWhereRegistry, "Name where the password is, never the password.");
    if (registry.certificateFile.empty() != registry.keyFile.empty())
        return fail(ErrorCode::InvalidArgument,
                    "a client certificate for the schema registry and its key go together", kWhereRegistry);
    return {};
}

std::string registrySecretName(std::string_view connection) { // names contain no slash (checkName())
    return std::string(connection) + "/registry";
}

RegistryAccess withAbsolutePaths(RegistryAccess registry) {
    for (std::string* const path : {&registry.caFile, &registry.certificateFile, &registry.keyFile})
        *path = absolutePath(*path);
    for (std::string* const source : {&registry.passwordSource, &registry.tokenSource})
        *source = absoluteSource(*source);
    return registry;
}

std::vector<std::pair<std::string, std::string>> asProperties(const RegistryAccess& registry) {
    std::vector<std::pair<std::string, std::string>> lines;
    const auto add = [&lines](const char* name, const std::string& value) {
        if (!value.empty())
            lines.emplace_back(name, value);
    };
    for (const std::string& address : registry.addresses)
        add("schema.registry.url", address);
    add("schema.registry.username", registry.username);
    add("schema.registry.password", registry.passwordSource);
    add("schema.registry.bearer.token", registry.tokenSource);
    add("schema.registry.ssl.ca.location", registry.caFile);
    add("schema.registry.ssl.certificate.location", registry.certificateFile);
    add("schema.registry.ssl.key.location", registry.keyFile);
    return lines;
}

} // namespace driftwood::broker
