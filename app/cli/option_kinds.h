#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace driftwood::cli {

/// Adds an option whose single argument has several comma-separated values. CLI11's own list options would
/// also consume the positionals that follow.
template <class T>
CLI::Option* addListOption(CLI::App& command, const std::string& names, std::vector<T>& values,
                           const std::string& text) {
    return command.add_option(names, values, text)
        ->delimiter(',')
        ->allow_extra_args(false)
        ->option_text("A,B,…");
}

/// Adds an option or positional that accepts one of a few words in any case; `value` gets the spelling of
/// `choices`. Help, man page and completion list them.
CLI::Option* addChoice(CLI::App& command, const std::string& names, std::string& value,
                       const std::vector<std::string>& choices, const std::string& text);
/// The placeholder of the option's value in help and manual: its choices, if they are few.
[[nodiscard]] std::string placeholderOf(const CLI::Option& option);
/// The choices of such an option; empty for any other.
[[nodiscard]] std::vector<std::string> choicesOf(const CLI::Option& option);

/// Validators with readable messages; they add nothing to the help's placeholder.
[[nodiscard]] CLI::Validator notEmpty();
[[nodiscard]] CLI::Validator positive();
[[nodiscard]] CLI::Validator notNegative();
[[nodiscard]] CLI::Validator between(double low, double high); ///< both included
[[nodiscard]] CLI::Validator inside(double low, double high);  ///< neither included

} // namespace driftwood::cli
