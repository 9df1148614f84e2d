#pragma once

#include "app/cli/app_description.h"

#include <map>
#include <string>
#include <vector>

namespace driftwood::cli {

/// The script that makes bash, zsh or fish ask `driftwood-cli complete …` what fits at every TAB, so that all
/// three offer the same and none of them knows a command by itself.
[[nodiscard]] std::string completionScript(const std::string& shell);

/// What may stand where the cursor is.
struct Fitting {
    struct Word {
        std::string text;
        std::string description;
    };
    std::string before; ///< of the word at the cursor, what is not completed: "--task=" of "--task=cl"
    std::string typed;  ///< of the word at the cursor, the rest
    std::vector<Word> words;
    std::vector<std::string> kinds; ///< "topics", "models" …: their names fit, too
    bool paths = false;             ///< files and folders fit
    /// Values given before the cursor, by the option's last name: {"--workspace", "/tmp/w"}.
    std::map<std::string, std::string> values;
};

/// `words` are those behind the program's name up to the cursor; the last is the one at the cursor, which may
/// be empty. Words and kinds are not filtered by what is typed.
[[nodiscard]] Fitting whatFits(const std::vector<CommandDescription>& commands,
                               const std::vector<std::string>& words);

/// A command line as a shell splits it, quotes and backslashes taken away. The last word is the one at the
/// line's end, empty behind a space.
[[nodiscard]] std::vector<std::string> splitLine(const std::string& line);

} // namespace driftwood::cli
