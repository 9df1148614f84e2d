#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace driftwood::cli {

/// The kind of a value that is a file or folder.
constexpr const char* kPathKind = "paths";

/// The description of one command for --help, the man page and shell completion, read from the app itself.
struct CommandDescription {
    std::string path; ///< "dataset create"; empty for the program itself
    std::string summary;
    struct Option {
        std::vector<std::string> names; ///< "-p", "--partitions"; a positional has its plain name
        std::string value;              ///< placeholder for its value; empty for a flag
        std::string text;
        std::string defaultValue;
        /// "topics", "datasets", "models",
        /// "runs" or "profiles" if the value names an existing one; kPathKind for a path.
        std::string kind;
        std::vector<std::string> choices; ///< the accepted words, if there are few
        bool positional = false;
        bool required = false;
    };
    std::vector<Option> options;
    std::vector<std::string> subcommands;
};

/// The program first, then every command in the order of --help, groups before their members.
[[nodiscard]] std::vector<CommandDescription> describe(const CLI::App& app);

/// A manual page of section 1, in man(7) macros.
[[nodiscard]] std::string manPage(const std::vector<CommandDescription>& commands,
                                  const std::string& version);

} // namespace driftwood::cli
