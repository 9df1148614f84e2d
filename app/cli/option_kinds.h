#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace driftwood::cli {

/// An option whose one argument holds several values, separated by commas. CLI11's own list options would
/// also swallow the positionals behind them.
template <class T>
CLI::Option* addListOption(CLI::App& command, const std::string& names, std::vector<T>& values,
                           const std::string& text) {
    return command.add_option(names, values, text)
        ->delimiter(',')
        ->allow_extra_args(false)
        ->option_text("A,B,…");
}

/// An option, or an argument, that takes one of a few words, in any case; `value` gets it as it stands in
/// `choices`. Help, man page and completion name them.
CLI::Option* addChoice(CLI::App& command, const std::string& names, std::string& value,
                       const std::vector<std::string>& choices, const std::string& text);
/// The words of such an option; empty for any other.
[[nodiscard]] std::vector<std::string> choicesOf(const CLI::Option& option);

/// Checks of numbers whose words a person can read; they add nothing to the help's placeholder.
[[nodiscard]] CLI::Validator positive();
[[nodiscard]] CLI::Validator notNegative();
[[nodiscard]] CLI::Validator between(double low, double high); ///< both included
[[nodiscard]] CLI::Validator inside(double low, double high);  ///< neither included

} // namespace driftwood::cli
