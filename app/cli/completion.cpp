#include "app/cli/app_description.h"

#include <algorithm>

namespace driftwood::cli {
namespace {

std::string join(const std::vector<std::string>& words, const std::string& separator) {
    std::string out;
    for (const std::string& word : words)
        out += (out.empty() ? "" : separator) + word;
    return out;
}

std::vector<std::string> optionWords(const CommandDescription& command) {
    std::vector<std::string> words;
    for (const auto& option : command.options)
        if (!option.positional)
            words.insert(words.end(), option.names.begin(), option.names.end());
    return words;
}

/// What may follow a command: its subcommands, its options, and the program's options, which are valid
/// everywhere.
std::string candidates(const CommandDescription& program, const CommandDescription& command) {
    std::vector<std::string> words = command.subcommands;
    for (const std::string& word : optionWords(command))
        words.push_back(word);
    for (const std::string& word : optionWords(program))
        if (std::ranges::find(words, word) == words.end())
            words.push_back(word);
    return join(words, " ");
}

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text.substr(0, text.find('\n')))
        out += c == '\'' ? "'\\''" : std::string(1, c);
    return out + "'";
}

} // namespace

std::string bashCompletion(const std::vector<CommandDescription>& commands) {
    std::string cases;
    for (const CommandDescription& command : commands)
        cases +=
            "        \"" + command.path + "\") words=\"" + candidates(commands.front(), command) + "\" ;;\n";
    return "# bash completion for driftwood-cli; made by: driftwood-cli completion bash\n"
           "_driftwood_cli() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} path= word words=\n"
           "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
           "        case \" " +
           join(commands.front().subcommands, " ") +
           " create list show verify remove \" in\n"
           "            *\" $word \"*) [ \"${path#* }\" = \"$path\" ] && path=${path:+$path }$word ;;\n"
           "        esac\n"
           "    done\n"
           "    case $path in\n" +
           cases +
           "        *) words= ;;\n"
           "    esac\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
           "    [ ${#COMPREPLY[@]} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
           "}\n"
           "complete -o filenames -F _driftwood_cli driftwood-cli\n";
}

std::string zshCompletion(const std::vector<CommandDescription>& commands) {
    return "#compdef driftwood-cli\n"
           "# zsh completion for driftwood-cli; made by: driftwood-cli completion zsh\n"
           "autoload -U +X bashcompinit && bashcompinit\n" +
           bashCompletion(commands);
}

std::string fishCompletion(const std::vector<CommandDescription>& commands) {
    std::string out = "# fish completion for driftwood-cli; made by: driftwood-cli completion fish\n";
    for (const CommandDescription& command : commands) {
        const std::string words = command.path;
        const std::string leaf = words.substr(words.rfind(' ') + 1);
        std::string condition = words.empty() ? "" : " -n '__fish_seen_subcommand_from " + leaf + "'";
        for (const auto& option : command.options) {
            if (option.positional)
                continue;
            out += "complete -c driftwood-cli" + condition;
            for (const std::string& name : option.names)
                out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            out += (option.value.empty() ? "" : " -r") + std::string(" -d ") + quoted(option.text) + "\n";
        }
        if (words.empty())
            condition = " -n __fish_use_subcommand";
        for (const std::string& sub : command.subcommands) {
            const auto described = std::ranges::find_if(commands, [&](const CommandDescription& c) {
                return c.path == (words.empty() ? sub : words + " " + sub);
            });
            out += "complete -c driftwood-cli -f" + condition + " -a " + sub + " -d " +
                   quoted(described->summary) + "\n";
        }
    }
    return out;
}

} // namespace driftwood::cli
