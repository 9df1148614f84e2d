#include "app/cli/app_description.h"

#include <algorithm>
#include <map>
#include <set>

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

/// What fish offers as the value of an option or argument; empty where it knows nothing.
std::string valuesForFish(const CommandDescription::Option& option) {
    if (!option.choices.empty())
        return " -a '" + join(option.choices, " ") + "'";
    return option.kind.empty() ? "" : " -a '(driftwood-cli names " + option.kind + " 2>/dev/null)'";
}

std::string inQuotes(const std::string& text) {
    std::string out = "'";
    for (const char c : text.substr(0, text.find('\n')))
        out += c == '\'' ? "'\\''" : std::string(1, c);
    return out + "'";
}

} // namespace

std::string bashCompletion(const std::vector<CommandDescription>& commands) {
    std::string cases;
    std::set<std::string> groupMembers;
    std::map<std::string, std::set<std::string>> optionsOfKind;
    std::string ofChoices; // -o is a word to attach and an offset elsewhere
    for (const CommandDescription& command : commands) {
        std::set<std::string> kinds;
        std::string words = candidates(commands.front(), command);
        for (const auto& option : command.options) {
            if (option.positional && !option.choices.empty())
                words = join(option.choices, " ") + " " + words;
            else if (!option.choices.empty())
                for (const std::string& name : option.names)
                    ofChoices += "        \"" + command.path + ":" + name + "\") words=\"" +
                                 join(option.choices, " ") + "\" kinds= ;;\n";
            if (option.positional && !option.kind.empty())
                kinds.insert(option.kind);
            else if (!option.kind.empty())
                optionsOfKind[option.kind].insert(option.names.back());
        }
        if (!command.path.empty())
            groupMembers.insert(command.subcommands.begin(), command.subcommands.end());
        cases += "        \"" + command.path + "\") words=\"" + words + "\" kinds=\"" +
                 join({kinds.begin(), kinds.end()}, " ") + "\" ;;\n";
    }
    std::string ofOptions;
    for (const auto& [kind, names] : optionsOfKind)
        ofOptions +=
            "        " + join({names.begin(), names.end()}, "|") + ") words= kinds=" + kind + " ;;\n";
    return "# bash completion for driftwood-cli; made by: driftwood-cli completion bash\n"
           "_driftwood_cli() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
           "    local reached= word words= kinds= kind name where=() rest=$COMP_LINE\n"
           "    # From the line, because a colon ends a word: which cluster and workspace to ask for names.\n"
           "    local asked=' (-w|--workspace|-b|--brokers|--profile)[= ]+([^ ]+)( .*)'\n"
           "    while [[ $rest =~ $asked ]]; do\n"
           "        where+=(\"${BASH_REMATCH[1]}\" \"${BASH_REMATCH[2]}\") rest=${BASH_REMATCH[3]}\n"
           "    done\n"
           "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
           "        case \" " +
           join(commands.front().subcommands, " ") + " " +
           join({groupMembers.begin(), groupMembers.end()}, " ") +
           " \" in\n"
           "            *\" $word \"*) [ \"${reached#* }\" = \"$reached\" ] && reached=${reached:+$reached "
           "}$word ;;\n"
           "        esac\n"
           "    done\n"
           "    case $reached in\n" +
           cases +
           "    esac\n"
           "    case $previous in\n" +
           ofOptions +
           "    esac\n"
           "    case $reached:$previous in\n" +
           ofChoices +
           "    esac\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
           "    [[ $current == -* ]] || for kind in $kinds; do\n"
           "        while IFS= read -r name; do\n"
           "            [[ $name == \"$current\"* ]] && COMPREPLY+=(\"$name\")\n"
           "        done < <(driftwood-cli \"${where[@]}\" names \"$kind\" 2>/dev/null)\n"
           "    done\n"
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
            const std::string values = valuesForFish(option);
            if (option.positional && !values.empty())
                out += "complete -c driftwood-cli -f" + condition + values + "\n";
            if (option.positional)
                continue;
            out += "complete -c driftwood-cli" + condition;
            for (const std::string& name : option.names)
                out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            out += (option.value.empty() ? "" : " -r") + values + " -d " + inQuotes(option.text) + "\n";
        }
        if (words.empty())
            condition = " -n __fish_use_subcommand";
        for (const std::string& sub : command.subcommands) {
            const auto described = std::ranges::find_if(commands, [&](const CommandDescription& c) {
                return c.path == (words.empty() ? sub : words + " " + sub);
            });
            out += "complete -c driftwood-cli -f" + condition + " -a " + sub + " -d " +
                   inQuotes(described->summary) + "\n";
        }
    }
    return out;
}

} // namespace driftwood::cli
