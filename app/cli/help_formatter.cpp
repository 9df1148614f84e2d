#include "app/cli/help_formatter.h"

#include "app/cli/option_kinds.h"
#include "app/cli/text_layout.h"

#include <algorithm>

namespace driftwood::cli {
namespace {

constexpr int kNameColumn = 30;
/// Longer lines are hard to read.
constexpr int kWidest = 100;
constexpr int kNarrowest = 60;

} // namespace

HelpFormatter::HelpFormatter(int width)
    : m_width(std::clamp(width, kNarrowest, kWidest)) {
    column_width(kNameColumn);
}

std::string HelpFormatter::entry(const std::string& name, const std::string& text) const {
    QString line = "  " + QString::fromStdString(name);
    QString out;
    if (displayWidth(line) >= kNameColumn) {
        out = line + '\n';
        line.clear();
    }
    for (const QString& part : wrapped(QString::fromStdString(text), m_width - kNameColumn)) {
        out += line + QString(kNameColumn - displayWidth(line), ' ') + part + '\n';
        line.clear();
    }
    return out.toStdString();
}

std::string HelpFormatter::paragraphs(const std::string& text) const {
    QString out;
    for (const QString& paragraph : QString::fromStdString(text).split('\n'))
        out += wrapped(paragraph, m_width).join('\n') + '\n';
    return out.toStdString();
}

std::string HelpFormatter::make_option(const CLI::Option* option, bool isPositional) const {
    std::string text = make_option_desc(option);
    if (!choicesOf(*option).empty() && !option->get_default_str().empty())
        text += " (default: " + option->get_default_str() + ")"; // hard to find anywhere else
    return entry(make_option_name(option, isPositional) + make_option_opts(option), text);
}

std::string HelpFormatter::make_subcommand(const CLI::App* sub) const {
    return entry(sub->get_display_name(true), sub->get_description());
}

std::string HelpFormatter::make_description(const CLI::App* app) const {
    return paragraphs(app->get_description());
}

std::string HelpFormatter::make_footer(const CLI::App* app) const {
    return app->get_footer().empty() ? std::string() : paragraphs(app->get_footer());
}

} // namespace driftwood::cli
