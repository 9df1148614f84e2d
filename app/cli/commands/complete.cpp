#include "app/cli/commands/commands.h"
#include "app/cli/completion.h"
#include "decoder/registry/schema_registry.h"

#include <algorithm>

namespace driftwood::cli {
namespace {

/// Short, because the user has pressed Tab and waits.
constexpr std::chrono::seconds kPatience{2};

Result<std::vector<std::string>> topicNames(Context& context) {
    context.timeout = kPatience;
    auto connection = context.connect();
    if (!connection)
        return forward(connection);
    auto cluster = (*connection)->cluster();
    if (!cluster)
        return forward(cluster);
    std::vector<std::string> names;
    for (const auto& topic : cluster->topics)
        if (!topic.internal)
            names.push_back(topic.name.value);
    return names;
}

Result<std::vector<std::string>> subjectNames(Context& context) {
    auto access = context.registryToAsk();
    if (!access)
        return forward(access);
    decoder::RegistrySettings settings{*access};
    settings.timeout = kPatience;
    auto registry = decoder::SchemaRegistry::open(settings);
    return registry ? (*registry)->subjects({}) : forward(registry);
}

template <class Rows, class NameOf>
Result<std::vector<std::string>> namesOf(Result<Rows> rows, NameOf nameOf) {
    if (!rows)
        return forward(rows);
    std::vector<std::string> names;
    for (const auto& row : *rows)
        if (const std::string name = nameOf(row); std::ranges::find(names, name) == names.end())
            names.push_back(name);
    return names;
}

Result<std::vector<std::string>> names(Context& context, const std::string& kind) {
    if (kind == "topics")
        return topicNames(context);
    if (kind == "subjects")
        return subjectNames(context);
    auto workspace = context.workspace();
    if (!workspace)
        return forward(workspace);
    if (kind == "datasets")
        return namesOf((*workspace)->datasets(), [](const auto& row) { return row.manifest.name; });
    if (kind == "models")
        return namesOf((*workspace)->models(), [](const auto& row) { return row.name; });
    if (kind == "runs")
        return namesOf((*workspace)->runs(), [](const auto& row) { return std::to_string(row.id); });
    return namesOf((*workspace)->profiles(), [](const auto& row) { return row.name; });
}

/// In bash, the part after the last colon or equals sign is a separate word, and only that is replaced.
std::size_t bashBegin(const std::string& word, const std::string& breaks) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < word.size(); ++i)
        if ((word[i] == ':' || word[i] == '=') && breaks.find(word[i]) != std::string::npos)
            begin = i + 1;
    return begin;
}

} // namespace

int complete(Context& context, const std::vector<CommandDescription>& commands,
             std::vector<std::string> arguments) {
    if (arguments.size() < 2)
        return kUsage;
    const bool bash = arguments.front() == "bash";
    arguments.erase(arguments.begin());
    std::string breaks;
    if (bash) {
        breaks = arguments.front();
        arguments = splitLine(arguments.back());
        arguments.erase(arguments.begin()); // the first word is the program's name
    }
    const Fitting fitting = whatFits(commands, arguments);
    const auto given = [&fitting](const char* option, std::string& value) {
        if (const auto found = fitting.values.find(option); found != fitting.values.end())
            value = found->second;
    };
    given("--workspace", context.options.workspace);
    given("--profile", context.options.profile);
    given("--brokers", context.options.brokers);

    std::vector<Fitting::Word> words = fitting.words;
    for (const std::string& kind : fitting.kinds)
        if (const auto found = names(context, kind))
            for (const std::string& name : *found)
                words.push_back({name, {}});
    Terminal& out = context.terminal();
    if (fitting.paths && words.empty())
        out.line(":paths");
    const std::size_t skipped = bash ? bashBegin(fitting.before + fitting.typed, breaks) : 0;
    for (const auto& [text, description] : words) {
        if (!text.starts_with(fitting.typed))
            continue;
        QString line = shown((fitting.before + text).substr(skipped));
        if (!bash && !description.empty())
            line += '\t' + shown(description.substr(0, description.find('\n')));
        out.line(line);
    }
    return kOk;
}

} // namespace driftwood::cli
