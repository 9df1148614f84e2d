#pragma once

#include "app/cli/option_kinds.h"
#include "base/result.h"
#include "decoder/decoder.h"
#include "decoder/stated_schema.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace driftwood::cli {

/// Where the schemas of payloads come from: a registry, or a file.
class RegistryOptions {
  public:
    void addTo(CLI::App& command);
    /// Null when none is stated. `workspace`: schemas are kept in it for when the registry is gone.
    [[nodiscard]] Result<decoder::SchemaSource> book(const std::filesystem::path& workspace) const;

  private:
    /// The schema of a file, if one is named.
    [[nodiscard]] Result<decoder::StatedSchema> stated() const;

    std::vector<std::string> m_addresses;
    std::string m_user;
    std::string m_passwordSource;
    std::string m_tokenSource;
    std::string m_caFile;
    std::string m_certificateFile;
    std::string m_keyFile;
    std::string m_schemaFile;
    std::string m_descriptorFile;
    std::string m_message;
};

/// The names of all formats, as choices of an option.
[[nodiscard]] std::vector<std::string> formatNames();
/// The same and "text", for keys.
[[nodiscard]] std::vector<std::string> keyFormatNames();

} // namespace driftwood::cli
