#include "app/cli/app_description.h"

namespace driftwood::cli {
namespace {

CommandDescription::Option describeOption(const CLI::Option& option) {
    CommandDescription::Option out;
    for (const std::string& name : option.get_snames())
        out.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames())
        out.names.push_back("--" + name);
    out.positional = out.names.empty();
    if (out.positional)
        out.names.push_back(option.get_name());
    if (option.get_items_expected_max() > 0)
        out.value = option.get_type_name();
    out.text = option.get_description();
    out.defaultValue = option.get_default_str();
    out.required = option.get_required();
    return out;
}

void describeInto(const CLI::App& app, const std::string& path, std::vector<CommandDescription>& out) {
    CommandDescription command;
    command.path = path;
    command.summary = app.get_description();
    for (const CLI::Option* option : app.get_options())
        command.options.push_back(describeOption(*option));
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
