#include "app/cli/option_kinds.h"

#include <QString>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <functional>
#include <sstream>

namespace driftwood::cli {
namespace {

CLI::Validator numberThat(std::function<bool(double)> holds, const std::string& must) {
    const auto check = [holds = std::move(holds), must](const std::string& text) {
        double value = 0;
        const bool isNumber = CLI::detail::lexical_cast(text, value);
        if (isNumber && std::isinf(value) && text.find_first_of("0123456789") != std::string::npos)
            return text + " is beyond what 64 bits of floating point hold";
        return isNumber && holds(value) ? std::string() : "must be " + must + ", not " + text;
    };
    return {check, "", must};
}

/// Separates the choices in an option's placeholder; no other option has it.
constexpr QChar kOr = '|';

/// Longer lists of choices stand in the option's text.
constexpr qsizetype kLongestPlaceholder = 50;

CLI::Validator oneOf(const std::vector<std::string>& choices) {
    const auto replaceByChoice = [choices](std::string& text) {
        const QString given = QString::fromStdString(text);
        std::string words;
        for (std::size_t i = 0; i < choices.size(); ++i) {
            if (given.compare(QString::fromStdString(choices[i]), Qt::CaseInsensitive) == 0) {
                text = choices[i];
                return std::string();
            }
            words += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + choices[i];
        }
        return "must be " + words + ", not " + text;
    };
    return {replaceByChoice, "", "choice"};
}

} // namespace

CLI::Option* addChoice(CLI::App& command, const std::string& names, std::string& value,
                       const std::vector<std::string>& choices, const std::string& text) {
    QStringList words;
    for (const std::string& choice : choices)
        words << QString::fromStdString(choice);
    const QString listed = words.join(kOr);
    const bool isLong = listed.size() > kLongestPlaceholder;
    auto* option =
        command
            .add_option(names, value,
                        isLong ? text + ": " + words.join(QStringLiteral(", ")).toStdString() : text)
            ->transform(oneOf(choices))
            ->type_name(listed.toStdString());
    if (!option->get_positional())
        option->option_text(placeholderOf(*option));
    if (!value.empty())
        option->capture_default_str();
    return option;
}

std::string placeholderOf(const CLI::Option& option) {
    std::string listed = option.get_type_name();
    const bool isLong =
        !choicesOf(option).empty() && QString::fromStdString(listed).size() > kLongestPlaceholder;
    return isLong ? "NAME" : listed;
}

std::vector<std::string> choicesOf(const CLI::Option& option) {
    const QString placeholder = QString::fromStdString(option.get_type_name());
    std::vector<std::string> choices;
    if (placeholder.contains(kOr))
        for (const QString& word : placeholder.split(kOr))
            choices.push_back(word.toStdString());
    return choices;
}

CLI::Validator notEmpty() {
    return {[](std::string& text) { return std::string(text.empty() ? "must be given; it is empty" : ""); },
            ""};
}

CLI::Validator positive() {
    return numberThat([](double v) { return v > 0; }, "greater than 0");
}

CLI::Validator notNegative() {
    return numberThat([](double v) { return v >= 0; }, "0 or more");
}

CLI::Validator between(double low, double high) {
    std::ostringstream must;
    must << "between " << low << " and " << high;
    return numberThat([low, high](double v) { return v >= low && v <= high; }, must.str());
}

CLI::Validator inside(double low, double high) {
    std::ostringstream must;
    must << "above " << low << " and below " << high;
    return numberThat([low, high](double v) { return v > low && v < high; }, must.str());
}

} // namespace driftwood::cli
