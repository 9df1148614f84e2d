#include "app/cli/usage_error.h"

#include "ui/format/nearest_word.h"

#include <QRegularExpression>
#include <QString>

namespace driftwood::cli {
namespace {

/// The innermost command: "dataset create" for "driftwood-cli dataset create --nonsense".
const CLI::App& deepest(const CLI::App& program) {
    const CLI::App* app = &program;
    while (!app->get_subcommands().empty())
        app = app->get_subcommands().front();
    return *app;
}

std::string pathOf(const CLI::App& app) {
    return app.get_parent() == nullptr ? app.get_name() : pathOf(*app.get_parent()) + " " + app.get_name();
}

std::vector<std::string> optionNames(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    if (app.get_parent() != nullptr)
        for (std::string& name : optionNames(*app.get_parent()))
            names.push_back(std::move(name));
    return names;
}

std::vector<std::string> commandNames(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App* s) { return !s->get_group().empty(); }))
        names.push_back(sub->get_name());
    return names;
}

/// CLI11's error text, reworded where it exposes CLI11's internals.
std::string inOurWords(const CLI::ParseError& error) {
    const QString said = QString::fromStdString(error.what());
    const auto matched = [&](const char* pattern) { return QRegularExpression(pattern).match(said); };
    if (const auto m = matched("^(\\S+): .*required.*(missing|received)"); m.hasMatch())
        return (m.captured(1) + " needs a value").toStdString();
    if (const auto m = matched("^Could not convert: (\\S+) = (.*)$"); m.hasMatch())
        return (m.captured(1) + ": \"" + m.captured(2) + "\" is not a number it takes").toStdString();
    if (const auto m = matched("^(\\S+) excludes (\\S+)$"); m.hasMatch())
        return (m.captured(1) + " and " + m.captured(2) + " exclude each other").toStdString();
    if (const auto m = matched("^(\\S+) requires (\\S+)$"); m.hasMatch())
        return (m.captured(1) + " means something only with " + m.captured(2)).toStdString();
    return error.what();
}

} // namespace

Error usageError(const CLI::App& program, const CLI::ParseError& error) {
    const CLI::App& reached = deepest(program);
    const std::vector<std::string> commands = commandNames(reached);
    const std::vector<std::string> unexpected = program.remaining(true);
    Error out{ErrorCode::InvalidArgument, inOurWords(error), pathOf(reached),
              "See " + pathOf(reached) + " --help."};
    std::optional<std::string> nearest;
    if (!unexpected.empty() && unexpected.front().starts_with('-')) {
        out.what = "unknown option " + unexpected.front();
        nearest =
            ui::nearestWord(unexpected.front().substr(0, unexpected.front().find('=')), optionNames(reached));
    } else if (!unexpected.empty() && !commands.empty()) {
        out.what = "unknown command \"" + unexpected.front() + "\"";
        nearest = ui::nearestWord(unexpected.front(), commands);
    } else if (!unexpected.empty()) {
        out.what = "unexpected argument \"" + unexpected.front() + "\"";
    } else if (!commands.empty() && dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        out.what = "no command was given";
    }
    if (nearest)
        out.hint = "Did you mean " + *nearest + "? " + out.hint;
    return out;
}

} // namespace driftwood::cli
