#include "app/cli/app_description.h"

#include "app/cli/option_kinds.h"

#include <map>

namespace driftwood::cli {
namespace {

/// The kind of thing an option's value names, derived from the option's name.
std::string kindOf(const std::string& path, const std::string& name) {
    static const std::map<std::string, std::string> kinds{
        {"topic", "topics"},          {"--topic", "topics"},
        {"dataset", "datasets"},      {"--dataset", "datasets"},
        {"model", "models"},          {"models", "models"},
        {"--parent", "models"},       {"--profile", "profiles"},
        {"--remove", "profiles"},     {"run", "runs"},
        {"--resume", "runs"},         {"path", kPathKind},
        {"--ca", kPathKind},          {"--certificate", kPathKind},
        {"--key", kPathKind},         {"--workspace", kPathKind},
        {"subject", "subjects"},      {"--schema", kPathKind},
        {"--registry-ca", kPathKind}, {"--registry-certificate", kPathKind},
        {"--registry-key", kPathKind}};
    if (name == "name") // an existing data set, or the name of something new
        return path.starts_with("dataset ") && path != "dataset create" ? "datasets" : "";
    const auto kind = kinds.find(name);
    return kind == kinds.end() ? std::string() : kind->second;
}

CommandDescription::Option describeOption(const std::string& path, const CLI::Option& option) {
    CommandDescription::Option out;
    for (const std::string& name : option.get_snames())
        out.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames())
        out.names.push_back("--" + name);
    out.positional = out.names.empty();
    if (out.positional)
        out.names.push_back(option.get_name());
    if (option.get_items_expected_max() > 0)
        out.value = placeholderOf(option);
    out.choices = choicesOf(option);
    out.text = option.get_description();
    out.defaultValue = option.get_default_str();
    out.required = option.get_required();
    for (const std::string& name : out.names)
        if (out.kind.empty())
            out.kind = kindOf(path, name);
    return out;
}

void describeInto(const CLI::App& app, const std::string& path, std::vector<CommandDescription>& out) {
    CommandDescription command;
    command.path = path;
    command.summary = app.get_description();
    for (const CLI::Option* option : app.get_options())
        command.options.push_back(describeOption(path, *option));
    const auto subcommands =
        app.get_subcommands([](const CLI::App* sub) { return !sub->get_group().empty(); });
    for (const CLI::App* sub : subcommands)
        command.subcommands.push_back(sub->get_name());
    out.push_back(std::move(command));
    for (const CLI::App* sub : subcommands)
        describeInto(*sub, path.empty() ? sub->get_name() : path + " " + sub->get_name(), out);
}

} // namespace

std::vector<CommandDescription> describe(const CLI::App& app) {
    std::vector<CommandDescription> out;
    describeInto(app, {}, out);
    return out;
}

} // namespace driftwood::cli
