#include "app/cli/usage_error.h"

#include <QRegularExpression>
#include <QString>
#include <algorithm>
#include <numeric>

namespace driftwood::cli {
namespace {

/// Number of insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
std::size_t editDistance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> beforeLast;
    std::vector<std::size_t> last(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t(0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<std::size_t> row(b.size() + 1, i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast = std::exchange(last, std::move(row));
    }
    return last.back();
}

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

std::optional<std::string> nearestWord(const std::string& word, const std::vector<std::string>& candidates) {
    std::optional<std::string> best;
    std::size_t bestDistance = 1 + word.size() / 3;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = editDistance(word, candidate);
        if (distance < bestDistance || (distance == bestDistance && !best)) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

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
            nearestWord(unexpected.front().substr(0, unexpected.front().find('=')), optionNames(reached));
    } else if (!unexpected.empty() && !commands.empty()) {
        out.what = "unknown command \"" + unexpected.front() + "\"";
        nearest = nearestWord(unexpected.front(), commands);
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
