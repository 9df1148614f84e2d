#include "app/cli/commands/commands.h"
#include "app/cli/option_kinds.h"

#include <algorithm>

namespace driftwood::cli {
namespace {

/// Somebody has pressed the tabulator and waits.
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

} // namespace

void addNames(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("names", "Names of a kind, one a line, for shell completion");
    command->group(""); // not for people
    auto kind = std::make_shared<std::string>();
    addChoice(*command, "kind", *kind, {"topics", "datasets", "models", "runs", "profiles"}, "")->required();
    command->callback([&context, kind] {
        context.action = [&context, kind] {
            DRIFTWOOD_TRY(found, names(context, *kind));
            for (const std::string& name : found)
                context.terminal().line(shown(name));
            return static_cast<int>(kOk);
        };
    });
}

} // namespace driftwood::cli
