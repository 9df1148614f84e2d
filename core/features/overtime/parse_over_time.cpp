#include "base/quoted_names.h"
#include "features/overtime/operations.h"
#include "features/overtime/over_time.h"

#include <algorithm>
#include <charconv>

namespace driftwood::features {
namespace {

constexpr std::string_view kForm =
    "Write it as mean(FIELD,10) by KEY, lag(FIELD,1), or mean(FIELD,5m); see train --help.";

/// Reads names, numbers and punctuation from the front of a text.
class Words {
  public:
    explicit Words(std::string_view text)
        : m_rest(text) {}

    bool take(char c) {
        skip();
        if (!m_rest.starts_with(c))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    /// A name, perhaps in backticks; empty when there is none.
    std::string name() {
        skip();
        if (auto quoted = takeQuotedName(m_rest)) {
            m_rest = quoted->rest;
            return quoted->name;
        }
        const std::size_t length = std::min(m_rest.find_first_of(" (),`"), m_rest.size());
        std::string found(m_rest.substr(0, length));
        m_rest.remove_prefix(length);
        return found;
    }
    bool atEnd() {
        skip();
        return m_rest.empty();
    }

  private:
    void skip() { m_rest.remove_prefix(std::min(m_rest.find_first_not_of(' '), m_rest.size())); }
    std::string_view m_rest;
};

struct Parsed {
    std::string operation;
    std::vector<std::string> arguments;
    std::string key, time, within;
};

Result<Parsed> partsOf(std::string_view text) {
    const auto wrong = [&](const std::string& what) {
        return fail(ErrorCode::InvalidArgument, what, std::string(text), std::string(kForm));
    };
    Words words(text);
    Parsed parsed;
    parsed.operation = words.name();
    if (!words.take('('))
        return wrong("a column over time is an operation and its fields in parentheses");
    while (!words.take(')')) {
        if (!parsed.arguments.empty() && !words.take(','))
            return wrong("a comma or a closing parenthesis is missing");
        parsed.arguments.push_back(words.name());
        if (parsed.arguments.back().empty())
            return wrong("a field or a number is missing between the parentheses");
    }
    while (!words.atEnd()) {
        const std::string word = words.name();
        std::string* const part = word == "by"       ? &parsed.key
                                  : word == "at"     ? &parsed.time
                                  : word == "within" ? &parsed.within
                                                     : nullptr;
        if (part == nullptr)
            return wrong("by, at or within is expected, not \"" + word + "\"");
        if (!part->empty())
            return wrong("\"" + word + "\" is there twice");
        *part = words.name();
        if (part->empty())
            return wrong("something is missing behind \"" + word + "\"");
    }
    return parsed;
}

/// A whole number and what is behind it; nothing where there is no number.
std::optional<std::pair<std::int64_t, std::string_view>> numberAndUnit(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc())
        return std::nullopt;
    return std::pair(number, text.substr(static_cast<std::size_t>(end - text.data())));
}

/// "10", "30s"; false: it is neither.
bool readWindow(std::string_view text, OverTime& column) {
    struct Unit {
        std::string_view name;
        std::int64_t ms;
    };
    const auto read = numberAndUnit(text);
    if (!read || read->first < 1)
        return false;
    if (read->second.empty()) {
        column.records = read->first;
        return true;
    }
    constexpr std::int64_t kLongest = std::int64_t{36'500} * 86'400'000;
    for (const Unit unit :
         {Unit{"ms", 1}, Unit{"s", 1000}, Unit{"m", 60'000}, Unit{"h", 3'600'000}, Unit{"d", 86'400'000}})
        if (read->second == unit.name && read->first <= kLongest / unit.ms) {
            column.durationMs = read->first * unit.ms;
            return true;
        }
    return false;
}

std::size_t argumentsOf(OverTimeShape shape) {
    switch (shape) {
    case OverTimeShape::Gap:
        return 0;
    case OverTimeShape::Time:
        return 1;
    case OverTimeShape::Window:
    case OverTimeShape::Then:
    case OverTimeShape::Pair:
        break;
    }
    return 2;
}

std::string operationList() {
    std::string list;
    for (const OverTimeKind& kind : overTimeKinds())
        list += (list.empty() ? "" : ", ") + std::string(kind.name);
    return list;
}

} // namespace

std::int64_t usualWithin(const OverTime& column) {
    constexpr std::int64_t kManyRecords = 100'000; // in which most keys came several times
    constexpr std::int64_t kFewest = 1000;
    if (!column.looksBack())
        return 0;
    return column.key.empty() && column.durationMs == 0 ? std::max(kFewest, 10 * column.records)
                                                        : kManyRecords;
}

Result<OverTime> parseOverTime(std::string_view text) {
    auto parts = partsOf(text);
    if (!parts)
        return forward(parts);
    const auto wrong = [&](const std::string& what, std::string advice = std::string(kForm)) {
        return fail(ErrorCode::InvalidArgument, what, std::string(text), std::move(advice));
    };
    const auto operation = overTimeOperationFromName(parts->operation);
    if (!operation)
        return wrong("\"" + parts->operation + "\" is not an operation over time",
                     "Use one of " + operationList() + ".");
    const OverTimeKind& kind = kindOf(*operation);
    OverTime column;
    column.operation = *operation;
    auto& arguments = parts->arguments;
    if (arguments.size() == 3 && arguments.back() == "before" &&
        (kind.shape == OverTimeShape::Window || kind.shape == OverTimeShape::Then)) {
        column.before = true;
        arguments.pop_back();
    }
    if (arguments.size() != argumentsOf(kind.shape))
        return wrong("\"" + parts->operation + "\" takes " + std::to_string(argumentsOf(kind.shape)) +
                     " arguments, not " + std::to_string(arguments.size()));
    if (!arguments.empty())
        column.field = arguments.front();
    if (kind.shape == OverTimeShape::Pair)
        column.other = arguments.back();
    if (kind.shape == OverTimeShape::Window || kind.shape == OverTimeShape::Then) {
        if (!readWindow(arguments.back(), column) ||
            (kind.shape == OverTimeShape::Then && column.records == 0))
            return wrong("\"" + arguments.back() + "\" is not a number of records" +
                         (kind.shape == OverTimeShape::Window ? " or a time as 30s, 5m, 2h or 1d" : ""));
        if (column.records > kMostWindowRecords)
            return wrong("a window has at most " + std::to_string(kMostWindowRecords) + " records");
    }
    if (!column.looksBack() && !(parts->key.empty() && parts->time.empty() && parts->within.empty()))
        return wrong("\"" + parts->operation + "\" looks at one record only: nothing goes behind it");
    if (!parts->time.empty() && !column.usesTime())
        return wrong("a window of records needs no time: \"at\" goes with a window such as 5m");
    column.key = std::move(parts->key);
    if (!parts->time.empty())
        column.time = std::move(parts->time);
    column.within = usualWithin(column);
    if (!parts->within.empty()) {
        const auto read = numberAndUnit(parts->within);
        if (!read || !read->second.empty() || read->first < 1 || read->first > kFurthestBack)
            return wrong("\"within\" takes a number of offsets up to " + std::to_string(kFurthestBack));
        column.within = read->first;
    }
    if (column.within > 0 && column.records > column.within)
        return wrong("the window is longer than the " + std::to_string(column.within) +
                     " offsets that it may reach back");
    return column;
}

} // namespace driftwood::features
