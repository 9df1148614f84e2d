#include "training/baselines.h"

#include "training/objectives/objective.h"

#include <algorithm>
#include <cmath>

namespace driftwood::training {
namespace {

constexpr std::int64_t kHourMs = 60LL * 60 * 1000;
constexpr std::int64_t kDayMs = 24 * kHourMs;
constexpr std::int64_t kWeekMs = 7 * kDayMs;
/// How old a label may be, seen from the time that it is asked for, to be that hour's.
constexpr std::int64_t kOldestMs = kHourMs;
/// A guess known for fewer of the rows would be judged on others than the model is.
constexpr double kLeastKnown = 0.9;
/// Judged rows after which it is asked again what can still be known.
constexpr std::int64_t kAskAgain = 1024;

constexpr std::string_view kPrefix = "baseline/";

struct Words {
    std::string_view name;
    std::string_view text;
};
constexpr std::array<Words, 8> kWords{{{"mean", "the mean of the training rows"},
                                       {"majority", "the most frequent class"},
                                       {"last_value", "the last value"},
                                       {"day_before", "the same hour of the day before"},
                                       {"week_before", "the same hour of the week before"},
                                       {"last_value_of_key", "the last value of the same key"},
                                       {"day_before_of_key", "the same hour of the day before, same key"},
                                       {"week_before_of_key", "the same hour of the week before, same key"}}};

} // namespace

BaselineTally::BaselineTally(Labels labels, std::optional<LearnedLabels> learned,
                             std::optional<std::size_t> positive)
    : m_labels(labels)
    , m_isFixed(learned.has_value())
    , m_learned(learned ? std::move(*learned) : LearnedLabels()) {
    if (labels == Labels::Classes)
        m_tallies.assign(kGuesses, ClassTally(positive));
}

void BaselineTally::add(double label, std::int64_t timeMs, bool judged, std::optional<std::string_view> key) {
    Past* ofKey = nullptr;
    if (key && m_keepsKeys) {
        auto known = m_ofKeys.find(*key);
        if (known == m_ofKeys.end())
            known = m_ofKeys.emplace(*key, Past()).first;
        ofKey = &known->second;
    }
    if (judged && m_rows >= m_notJudged) {
        ++m_judged;
        const Guesses known = guesses(timeMs, ofKey);
        for (std::size_t i = 0; i < known.size(); ++i)
            if (known[i])
                judge(*known[i], label, static_cast<Guess>(i));
    }
    remember(label, timeMs, ofKey);
    if (m_mostJudged > 0 && m_judged % kAskAgain == 0)
        giveUpHopeless();
}

BaselineTally::Guesses BaselineTally::guesses(std::int64_t timeMs, const Past* ofKey) const {
    Guesses out;
    out[Learned] = learnedGuess();
    out[LastValue] = m_past.last;
    if (ofKey != nullptr)
        out[LastOfKey] = ofKey->last;
    if (timeMs >= 0) {
        out[DayBefore] = m_past.at(timeMs - kDayMs);
        out[WeekBefore] = m_past.at(timeMs - kWeekMs);
        if (ofKey != nullptr) {
            out[DayOfKey] = ofKey->at(timeMs - kDayMs);
            out[WeekOfKey] = ofKey->at(timeMs - kWeekMs);
        }
    }
    return out;
}

std::optional<double> BaselineTally::learnedGuess() const {
    if (m_labels == Labels::Numbers)
        return m_isFixed || m_rows > 0 ? std::optional(m_learned.mean) : std::nullopt;
    const auto most = std::ranges::max_element(m_learned.classRows);
    if (most == m_learned.classRows.end() || *most == 0)
        return std::nullopt;
    return static_cast<double>(most - m_learned.classRows.begin());
}

std::optional<double> BaselineTally::Past::at(std::int64_t timeMs) const {
    const auto after = std::ranges::upper_bound(history, timeMs, {}, &std::pair<std::int64_t, double>::first);
    if (after == history.begin() || std::prev(after)->first < timeMs - kOldestMs)
        return std::nullopt;
    return std::prev(after)->second;
}

void BaselineTally::judge(double guess, double label, Guess of) {
    if (m_labels == Labels::Classes) {
        m_tallies[of].add(static_cast<std::size_t>(guess), static_cast<std::size_t>(label));
        return;
    }
    Errors& errors = m_errors[of];
    ++errors.rows;
    errors.absolute += std::abs(guess - label);
    errors.squared += (guess - label) * (guess - label);
}

void BaselineTally::Past::add(double label, std::int64_t timeMs, bool keepsTimes) {
    last = label;
    if (timeMs < 0 || !keepsTimes)
        return;
    // Rows come by time, but for a few that are late.
    const auto after =
        history.empty() || history.back().first <= timeMs
            ? history.end()
            : std::ranges::upper_bound(history, timeMs, {}, &std::pair<std::int64_t, double>::first);
    history.emplace(after, timeMs, label);
}

void BaselineTally::remember(double label, std::int64_t timeMs, Past* ofKey) {
    ++m_rows;
    m_past.add(label, timeMs, m_keepsTimes);
    if (ofKey != nullptr)
        ofKey->add(label, timeMs, m_keepsTimesOfKeys);
    if (!m_isFixed && m_labels == Labels::Numbers) {
        m_learned.mean += (label - m_learned.mean) / static_cast<double>(m_rows);
    } else if (!m_isFixed) {
        const auto index = static_cast<std::size_t>(label);
        if (index >= m_learned.classRows.size())
            m_learned.classRows.resize(index + 1);
        ++m_learned.classRows[index];
    }
}

Evaluation BaselineTally::evaluationOf(Guess guess) const {
    Evaluation out;
    if (m_labels == Labels::Classes) {
        const ClassTally& tally = m_tallies[guess];
        tally.addTo(out);
        out.values.erase("largest_class_share"); // of the rows, not of a guess
        out.values["rows"] = static_cast<double>(tally.rows());
        return out;
    }
    const Errors& errors = m_errors[guess];
    const auto rows = static_cast<double>(errors.rows);
    out.values["rows"] = rows;
    if (errors.rows == 0)
        return out;
    out.values["mae"] = errors.absolute / rows;
    out.values["rmse"] = std::sqrt(errors.squared / rows);
    if (m_learned.scale > 0.0)
        out.values["loss"] = errors.squared / rows / (m_learned.scale * m_learned.scale);
    return out;
}

std::int64_t BaselineTally::rowsOf(Guess guess) const {
    return m_labels == Labels::Classes ? m_tallies[guess].rows() : m_errors[guess].rows;
}

/// Whether the rows that it was not known for are too many already.
bool BaselineTally::isHopeless(Guess guess) const {
    const auto missed = static_cast<double>(m_judged - rowsOf(guess) - 1); // one less, for the rounding
    return missed > (1.0 - kLeastKnown) * static_cast<double>(m_mostJudged);
}

void BaselineTally::giveUpHopeless() {
    if (m_keepsTimes && isHopeless(DayBefore) && isHopeless(WeekBefore)) {
        m_keepsTimes = false;
        m_past.history = {};
    }
    if (m_keepsTimesOfKeys && isHopeless(DayOfKey) && isHopeless(WeekOfKey)) {
        m_keepsTimesOfKeys = false;
        for (auto& [key, past] : m_ofKeys)
            past.history = {};
    }
    if (m_keepsKeys && !m_keepsTimesOfKeys && isHopeless(LastOfKey)) {
        m_keepsKeys = false;
        m_ofKeys.clear();
    }
}

bool BaselineTally::isKnown(Guess guess) const {
    const std::int64_t rows = rowsOf(guess);
    return rows > 0 && static_cast<double>(rows) >= kLeastKnown * static_cast<double>(m_judged);
}

Baselines BaselineTally::baselines() const {
    const std::array<const char*, kGuesses> names{m_labels == Labels::Numbers ? "mean" : "majority",
                                                  "last_value",
                                                  "day_before",
                                                  "week_before",
                                                  "last_value_of_key",
                                                  "day_before_of_key",
                                                  "week_before_of_key"};
    const auto take = [&](Guess guess) { return Baseline{names[guess], evaluationOf(guess)}; };
    Baselines out;
    if (isKnown(Learned))
        out.push_back(take(Learned));
    using OfAnyAndOfKey = std::pair<Guess, Guess>;
    for (const auto& [ofAny, ofKey] :
         {OfAnyAndOfKey{LastValue, LastOfKey}, {DayBefore, DayOfKey}, {WeekBefore, WeekOfKey}}) {
        if (!m_ofKeys.empty() && isKnown(ofKey))
            out.push_back(take(ofKey));
        else if (isKnown(ofAny))
            out.push_back(take(ofAny));
    }
    return out;
}

bool isOfBaseline(std::string_view name) { return name.starts_with(kPrefix); }

void addTo(std::map<std::string, double>& values, const Baselines& baselines) {
    for (const Baseline& baseline : baselines)
        for (const auto& [name, value] : baseline.evaluation.values)
            values[std::string(kPrefix) + baseline.name + "/" + name] = value;
}

Baselines baselinesAmong(const std::map<std::string, double>& values) {
    Baselines out;
    for (const Words& known : kWords) {
        const std::string prefix = std::string(kPrefix) + std::string(known.name) + "/";
        Baseline baseline{std::string(known.name), {}};
        for (const auto& [name, value] : values)
            if (name.starts_with(prefix))
                baseline.evaluation.values[name.substr(prefix.size())] = value;
        if (!baseline.evaluation.values.empty())
            out.push_back(std::move(baseline));
    }
    return out;
}

std::optional<BaselineComparison> compareWithBaselines(Task task, const Evaluation& model,
                                                       const Baselines& baselines) {
    const MetricKind& headline = objectiveOf(task).headline();
    const std::string metric(headline.name);
    const auto own = model.get(metric);
    if (!own || !std::isfinite(*own))
        return std::nullopt;
    const auto better = [&](double a, double b) { return headline.largerIsBetter ? a > b : a < b; };
    std::optional<BaselineComparison> out;
    for (const Baseline& baseline : baselines)
        if (const auto value = baseline.evaluation.get(metric);
            value && std::isfinite(*value) && (!out || better(*value, out->best)))
            out = BaselineComparison{baseline.name, metric, *own, *value};
    if (!out)
        return std::nullopt;
    using Standing = BaselineComparison::Standing;
    out->standing = better(out->best, *own)   ? Standing::Worse
                    : better(*own, out->best) ? Standing::Better
                                              : Standing::Equal;
    return out;
}

std::string_view baselineWords(std::string_view name) {
    const auto known = std::ranges::find(kWords, name, &Words::name);
    return known == kWords.end() ? name : known->text;
}

std::string comparisonWords(const BaselineComparison& comparison, std::string (*number)(double)) {
    using Standing = BaselineComparison::Standing;
    const std::string_view standing = comparison.standing == Standing::Worse   ? "worse than "
                                      : comparison.standing == Standing::Equal ? "no better than "
                                                                               : "better than ";
    return std::string(standing) + std::string(baselineWords(comparison.baseline)) + ": " +
           comparison.metric + " " + number(comparison.model) + " against " + number(comparison.best);
}

} // namespace driftwood::training
