#include "app/cli/registry_options.h"

#include "decoder/formats/format.h"
#include "decoder/registry/schema_registry.h"
#include "decoder/schema_book.h"

#include <utility>

namespace driftwood::cli {
void RegistryOptions::addTo(CLI::App& command) {
    addListOption(command, "--registry", m_addresses,
                  "Schema registry, http(s)://HOST:PORT[/PATH]; several are tried in turn")
        ->option_text("URL,…")
        ->envname("DRIFTWOOD_REGISTRY");
    command.add_option("--registry-user", m_user, "User name for the schema registry");
    command.add_option("--registry-password-from", m_passwordSource,
                       "Where its password is: env:NAME, file:PATH or keychain:NAME");
    command.add_option("--registry-token-from", m_tokenSource,
                       "Where a bearer token is, in place of user and password");
    command.add_option("--registry-ca", m_caFile,
                       "CA certificates of the registry (PEM); default: the system's");
    command.add_option("--registry-certificate", m_certificateFile,
                       "Client certificate for the registry (PEM)");
    command.add_option("--registry-key", m_keyFile, "Client key for the registry (PEM)");
    auto* const schema =
        command
            .add_option(
                "--schema", m_schemaFile,
                "File with the schema of payloads whose own is not at hand: Avro, or Protobuf (.proto)")
            ->option_text("FILE");
    command
        .add_option("--descriptor", m_descriptorFile,
                    "The same as a Protobuf descriptor set, which protoc --include_imports writes")
        ->option_text("FILE")
        ->excludes(schema);
    command.add_option("--message", m_message,
                       "The payloads' message in a Protobuf schema, as shop.Order (default: the first)");
}

Result<decoder::SchemaSource> RegistryOptions::book(const std::filesystem::path& workspace) const {
    std::shared_ptr<decoder::SchemaRegistry> registry;
    if (!m_addresses.empty()) {
        decoder::RegistrySettings settings;
        settings.addresses = m_addresses;
        settings.username = m_user;
        settings.passwordSource = m_passwordSource;
        settings.tokenSource = m_tokenSource;
        settings.caFile = m_caFile;
        settings.certificateFile = m_certificateFile;
        settings.keyFile = m_keyFile;
        std::error_code unknown;
        if (std::filesystem::is_directory(workspace, unknown)) // reading commands create no folders
            settings.cacheFolder = workspace / "schemas";
        auto opened = decoder::SchemaRegistry::open(settings);
        if (!opened)
            return fail(opened.error().code, opened.error().what, "--registry", opened.error().hint);
        registry = std::move(*opened);
    }
    auto schema = stated();
    if (!schema)
        return forward(schema);
    if (!registry && schema->text.empty())
        return decoder::SchemaSource();
    return decoder::SchemaSource(
        std::make_shared<decoder::SchemaBook>(std::move(registry), std::move(*schema)));
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
