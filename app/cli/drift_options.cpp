#include "app/cli/drift_options.h"

#include "app/cli/option_kinds.h"

#include <algorithm>

namespace driftwood::cli {

void DriftOptions::addTo(CLI::App& command) {
    command.add_option("--window", m_config.windowRecords, "Records of a drift window")
        ->capture_default_str()
        ->check(positive());
    command
        .add_option("--min-records", m_minimumRecords,
                    "Fewer values than this: no verdict on a field (default: a fifth of the window)")
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
    command.add_option("--raise-after", m_config.raiseAfter, "Windows in a row before an alarm is raised")
        ->capture_default_str()
        ->check(positive());
    command.add_option("--clear-after", m_config.clearAfter, "Windows in a row before it is cleared")
        ->capture_default_str()
        ->check(positive());
}

drift::DriftConfig DriftOptions::config() const {
    drift::DriftConfig config = m_config;
    const drift::DriftConfig usual;
    config.minimumRecords = m_minimumRecords.value_or(
        std::max<std::int64_t>(1, config.windowRecords * usual.minimumRecords / usual.windowRecords));
    return config;
}

} // namespace driftwood::cli
