#include "app/cli/drift_options.h"

#include "app/cli/option_kinds.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::cli {

void DriftOptions::addTo(CLI::App& command) {
    command.add_option("--window", m_config.windowRecords, "Records of a drift window")
        ->capture_default_str()
        ->check(positive());
    command
        .add_option("--min-records", m_minimumRecords,
                    "Values needed to judge a field (default: a fifth of the window)")
        ->check(positive());
    command.add_option("--psi", m_config.psiThreshold, "PSI above which a field drifted")
        ->capture_default_str()
        ->check(positive());
    command.add_option("--p-value", m_config.pValueThreshold, "p-value the test must be below to agree")
        ->capture_default_str()
        ->check(inside(0.0, 1.0));
    command
        .add_option("--missing-rate", m_config.missingRateIncrease,
                    "Allowed increase of a field's missing rate")
        ->capture_default_str()
        ->check(inside(0.0, 1.0));
    command
        .add_option("--raise-after", m_config.raiseAfter,
                    "Windows in a row before an alarm is raised (the error's needs one)")
        ->capture_default_str()
        ->check(positive());
    command.add_option("--clear-after", m_config.clearAfter, "Windows in a row before it is cleared")
        ->capture_default_str()
        ->check(positive());
}

namespace {

std::int64_t usualMinimum(std::int64_t window) {
    const drift::DriftConfig usual;
    return std::max<std::int64_t>(1, window * usual.minimumRecords / usual.windowRecords);
}

std::string textOf(std::int64_t value) { return std::to_string(value); }
std::string textOf(int value) { return std::to_string(value); }
std::string textOf(double value) {
    return nlohmann::json(value).dump();
} // the shortest form that reads back
  // unchanged

} // namespace

drift::DriftConfig DriftOptions::config() const {
    drift::DriftConfig config = m_config;
    config.minimumRecords = m_minimumRecords.value_or(usualMinimum(config.windowRecords));
    return config;
}

std::vector<std::string> DriftOptions::wordsFor(const drift::DriftConfig& config) {
    const drift::DriftConfig usual;
    std::vector<std::string> words;
    const auto add = [&](const char* option, auto value, auto otherwise) {
        if (value != otherwise)
            words.insert(words.end(), {option, textOf(value)});
    };
    add("--window", config.windowRecords, usual.windowRecords);
    add("--min-records", config.minimumRecords, usualMinimum(config.windowRecords));
    add("--psi", config.psiThreshold, usual.psiThreshold);
    add("--p-value", config.pValueThreshold, usual.pValueThreshold);
    add("--missing-rate", config.missingRateIncrease, usual.missingRateIncrease);
    add("--raise-after", config.raiseAfter, usual.raiseAfter);
    add("--clear-after", config.clearAfter, usual.clearAfter);
    return words;
}

} // namespace driftwood::cli
