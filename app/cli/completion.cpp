#include "app/cli/completion.h"

#include <algorithm>

namespace driftwood::cli {
namespace {

using Option = CommandDescription::Option;

bool isOption(const std::string& word) { return word.size() > 1 && word.front() == '-'; }

/// Parses a command line from its beginning up to the cursor.
class Reading {
  public:
    explicit Reading(const std::vector<CommandDescription>& commands)
        : m_commands(commands)
        , m_command(&commands.front()) {}

    void take(const std::string& word) {
        if (m_awaiting != nullptr) {
            fitting.values[m_awaiting->names.back()] = word;
            m_awaiting = nullptr;
        } else if (word == "--" && !m_positionalsOnly) {
            m_positionalsOnly = true;
        } else if (isOption(word) && !m_positionalsOnly) {
            takeOption(word);
        } else if (!descend(word)) {
            ++m_positionals;
        }
    }

    void finishAt(const std::string& word) {
        fitting.typed = word;
        const auto equals = word.find('=');
        if (m_awaiting != nullptr)
            offerValues(*m_awaiting);
        else if (!m_positionalsOnly && word.starts_with("--") && equals != std::string::npos)
            offerValuesBehind(word, equals);
        else if (!m_positionalsOnly && word.starts_with("-"))
            offerOptions();
        else
            offerPositionals();
    }

    Fitting fitting;

  private:
    const CommandDescription* find(const std::string& path) const {
        const auto found = std::ranges::find(m_commands, path, &CommandDescription::path);
        return found == m_commands.end() ? nullptr : &*found;
    }
    std::string pathOf(const std::string& sub) const {
        return m_command->path.empty() ? sub : m_command->path + " " + sub;
    }
    /// An option of the command, otherwise of the program, whose options are valid everywhere.
    const Option* option(const std::string& name) const {
        for (const CommandDescription* command : {m_command, &m_commands.front()})
            for (const Option& option : command->options)
                if (std::ranges::find(option.names, name) != option.names.end() && !option.positional)
                    return &option;
        return nullptr;
    }

    void takeOption(const std::string& word) {
        const bool isLong = word.starts_with("--");
        const auto end = isLong ? word.find('=') : 2;
        const Option* named = option(word.substr(0, end));
        if (named == nullptr || named->value.empty())
            return;
        if (end == std::string::npos || end >= word.size())
            m_awaiting = named;
        else
            fitting.values[named->names.back()] = word.substr(isLong ? end + 1 : end);
    }
    bool descend(const std::string& word) {
        if (m_positionals > 0 ||
            std::ranges::find(m_command->subcommands, word) == m_command->subcommands.end())
            return false;
        const CommandDescription* next = find(pathOf(word));
        if (next != nullptr)
            m_command = next;
        return next != nullptr;
    }

    void offerValues(const Option& option) {
        for (const std::string& choice : option.choices)
            fitting.words.push_back({choice, {}});
        if (option.kind == kPathKind)
            fitting.paths = true;
        else if (!option.kind.empty())
            fitting.kinds.push_back(option.kind);
    }
    void offerValuesBehind(const std::string& word, std::size_t equals) {
        fitting.before = word.substr(0, equals + 1);
        fitting.typed = word.substr(equals + 1);
        if (const Option* named = option(word.substr(0, equals)); named != nullptr)
            offerValues(*named);
    }
    void offerOptions() {
        for (const CommandDescription* command : {m_command, &m_commands.front()})
            for (const Option& option : command->options)
                for (const std::string& name : option.names)
                    if (!option.positional &&
                        std::ranges::find(fitting.words, name, &Fitting::Word::text) == fitting.words.end())
                        fitting.words.push_back({name, option.text});
    }
    /// The last positional of a command may be repeated.
    void offerPositionals() {
        if (m_positionals == 0)
            for (const std::string& sub : m_command->subcommands) {
                const CommandDescription* described = find(pathOf(sub));
                fitting.words.push_back({sub, described == nullptr ? std::string() : described->summary});
            }
        const Option* here = nullptr;
        int number = 0;
        for (const Option& option : m_command->options)
            if (option.positional && number++ <= m_positionals)
                here = &option;
        if (here != nullptr)
            offerValues(*here);
    }

    const std::vector<CommandDescription>& m_commands;
    const CommandDescription* m_command;
    const Option* m_awaiting = nullptr; ///< the next word is its value
    bool m_positionalsOnly = false;
    int m_positionals = 0;
};

constexpr const char* kBash = R"(# bash completion for driftwood-cli; made by: driftwood-cli completion bash
_driftwood_cli() {
    local word
    COMPREPLY=()
    while IFS= read -r word; do
        if [ "$word" = :paths ]; then
            mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
            return
        fi
        COMPREPLY+=("$word")
    done < <(driftwood-cli complete bash "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
}
complete -o filenames -F _driftwood_cli driftwood-cli
)";

constexpr const char* kZsh = R"(#compdef driftwood-cli
# zsh completion for driftwood-cli; made by: driftwood-cli completion zsh
_driftwood_cli() {
    local line
    local -a found values shown
    found=("${(@f)$(driftwood-cli complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    if [[ $found[1] == :paths ]]; then
        _files
        return
    fi
    for line in $found; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    (( $#values )) && compadd -l -d shown -a values
}
if [[ $funcstack[1] == _driftwood-cli ]]; then
    _driftwood_cli "$@"
else
    compdef _driftwood_cli driftwood-cli
fi
)";

constexpr const char* kFish = R"(# fish completion for driftwood-cli; made by: driftwood-cli completion fish
function __driftwood_cli_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct)
    set -l found (driftwood-cli complete fish $words "$current" 2>/dev/null)
    if test "$found[1]" = :paths
        __fish_complete_path "$current"
    else
        printf '%s\n' $found
    end
end
complete -c driftwood-cli -f -a '(__driftwood_cli_complete)'
)";

} // namespace

std::string completionScript(const std::string& shell) {
    return shell == "bash" ? kBash : shell == "zsh" ? kZsh : kFish;
}

Fitting whatFits(const std::vector<CommandDescription>& commands, const std::vector<std::string>& words) {
    Reading reading(commands);
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        reading.take(words[i]);
    reading.finishAt(words.empty() ? std::string() : words.back());
    return std::move(reading.fitting);
}

std::vector<std::string> splitLine(const std::string& line) {
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool escapes = c == '\\' && quote != '\'';
        if (quote == 0 && (c == ' ' || c == '\t')) {
            if (inWord)
                words.push_back(std::exchange(word, {}));
            inWord = false;
        } else if (escapes) {
            inWord = true;
            if (i + 1 < line.size())
                word += line[++i];
        } else if (c == quote || (quote == 0 && (c == '"' || c == '\''))) {
            quote = quote == 0 ? c : '\0';
            inWord = true;
        } else {
            word += c;
            inWord = true;
        }
    }
    words.push_back(word);
    return words;
}

} // namespace driftwood::cli
