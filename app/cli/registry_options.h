#pragma once

#include "app/cli/option_kinds.h"
#include "base/result.h"
#include "broker/profile/registry_access.h"
#include "decoder/decoder.h"
#include "decoder/registry/stated_schema.h"

#include <memory>
#include <string>
#include <vector>

namespace driftwood::broker {
class Connection;
}

namespace driftwood::cli {

class Context;

/// Options that say how a schema registry is reached.
CLI::Option* addRegistryAccess(CLI::App& command, broker::RegistryAccess& registry);

/// Where the schemas of payloads come from: a registry, which is the connection's unless another is stated,
/// or a file.
class RegistryOptions {
  public:
    /// The registry's options go to Context::registry, which Context::connect() takes.
    void addTo(CLI::App& command, Context& context);
    /// Whether the command line names a registry or a schema.
    [[nodiscard]] bool areGiven(const Context& context) const;
    /// The way to ask the connection's registry; null where there is neither a registry nor a schema.
    [[nodiscard]] Result<decoder::SchemaSource> book(const broker::Connection& connection) const;

  private:
    /// The schema of a file, if one is named.
    [[nodiscard]] Result<decoder::StatedSchema> stated() const;

    std::string m_schemaFile;
    std::string m_descriptorFile;
    std::string m_message;
};

/// The registry's options alone, for commands that take a model's or data set's decoder.
void addRegistryOf(CLI::App& command, Context& context);

/// The names of all formats, as choices of an option.
[[nodiscard]] std::vector<std::string> formatNames();
/// The same and "text", for keys.
[[nodiscard]] std::vector<std::string> keyFormatNames();

} // namespace driftwood::cli
