#pragma once

#include "app/cli/app_description.h"

#include <map>
#include <string>
#include <vector>

namespace driftwood::cli {

/// The script that makes bash, zsh or fish call `driftwood-cli complete …` at every Tab, so that all three
/// offer the same and contain no list of commands.
[[nodiscard]] std::string completionScript(const std::string& shell);

/// The words that are allowed at the cursor.
struct Fitting {
    struct Word {
        std::string text;
        std::string description;
    };
    std::string before; ///< fixed part of the word at the cursor: "--task=" of "--task=cl"
    std::string typed;  ///< the rest of the word at the cursor
    std::vector<Word> words;
    std::vector<std::string> kinds; ///< "topics", "models" …: their names are allowed, too
    bool paths = false;             ///< files and folders are allowed
    /// Option values before the cursor, by the option's last name: {"--workspace", "/tmp/w"}.
    std::map<std::string, std::string> values;
};

/// `words` are those after the program's name up to the cursor; the last is the word at the cursor, possibly
/// empty. Words and kinds are not filtered by what is typed.
[[nodiscard]] Fitting whatFits(const std::vector<CommandDescription>& commands,
                               const std::vector<std::string>& words);

/// Splits a command line like a shell, removing quotes and backslashes. The last word is the one at the
/// line's end, empty after a space.
[[nodiscard]] std::vector<std::string> splitLine(const std::string& line);

} // namespace driftwood::cli
