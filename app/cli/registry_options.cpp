#include "app/cli/registry_options.h"

#include "app/cli/context.h"
#include "decoder/formats/format.h"
#include "decoder/registry/schema_book.h"

#include <utility>

namespace driftwood::cli {
CLI::Option* addRegistryAccess(CLI::App& command, broker::RegistryAccess& registry) {
    auto* const addresses =
        addListOption(command, "--registry", registry.addresses,
                      "Schema registry, http(s)://HOST:PORT[/PATH]; several are tried in turn")
            ->option_text("URL,…");
    command.add_option("--registry-user", registry.username, "User name for the schema registry");
    command.add_option("--registry-password-from", registry.passwordSource,
                       "Where its password is: env:NAME, file:PATH, keychain:NAME or ask:NAME");
    command.add_option("--registry-token-from", registry.tokenSource,
                       "Where a bearer token is, in place of user and password");
    command.add_option("--registry-ca", registry.caFile,
                       "CA certificates of the registry (PEM); default: the system's");
    command.add_option("--registry-certificate", registry.certificateFile,
                       "Client certificate for the registry (PEM)");
    command.add_option("--registry-key", registry.keyFile, "Client key for the registry (PEM)");
    return addresses;
}

void addRegistryOf(CLI::App& command, Context& context) {
    addRegistryAccess(command, context.registry)
        ->description("Schema registry, http(s)://HOST:PORT[/PATH]; several are tried in turn. Default: the "
                      "connection's")
        ->envname("DRIFTWOOD_REGISTRY");
    command.preparse_callback([&context](std::size_t) { context.asksRegistry = true; });
}

void RegistryOptions::addTo(CLI::App& command, Context& context) {
    addRegistryOf(command, context);
    auto* const schema = command
                             .add_option("--schema", m_schemaFile,
                                         "File with the schema of payloads whose own schema is not "
                                         "available: Avro, or Protobuf (.proto)")
                             ->option_text("FILE");
    command
        .add_option("--descriptor", m_descriptorFile,
                    "The same as a Protobuf descriptor set, which protoc --include_imports writes")
        ->option_text("FILE")
        ->excludes(schema);
    command.add_option("--message", m_message,
                       "The payloads' message in a Protobuf schema, as shop.Order (default: the first)");
}

bool RegistryOptions::areGiven(const Context& context) const {
    return context.registry.isStated() || !m_schemaFile.empty() || !m_descriptorFile.empty();
}

Result<decoder::SchemaSource> RegistryOptions::book(const broker::Connection& connection) const {
    auto schema = stated();
    if (!schema)
        return forward(schema);
    return decoder::bookOf(connection.profile().registry, std::move(*schema));
}

Result<decoder::StatedSchema> RegistryOptions::stated() const {
    if (!m_descriptorFile.empty())
        return decoder::descriptorSchema(m_descriptorFile, m_message);
    if (!m_schemaFile.empty())
        return decoder::statedSchema(m_schemaFile, m_message);
    if (!m_message.empty())
        return fail(ErrorCode::InvalidArgument, "--message is for a Protobuf schema", "--message",
                    "Name the schema, too: --schema FILE or --descriptor FILE.");
    return decoder::StatedSchema();
}

std::vector<std::string> formatNames() {
    std::vector<std::string> names;
    for (const decoder::Format* const format : decoder::formats())
        names.emplace_back(format->name);
    return names;
}

std::vector<std::string> keyFormatNames() {
    std::vector<std::string> names = formatNames();
    names.insert(names.begin(), "text");
    return names;
}

} // namespace driftwood::cli
