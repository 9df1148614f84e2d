#include "app/cli/drift_options.h"

#include "app/cli/option_kinds.h"

namespace driftwood::cli {

void addDriftOptions(CLI::App& command, drift::DriftConfig& config) {
    command.add_option("--window", config.windowRecords, "Records of a drift window")
        ->capture_default_str()
        ->check(positive());
    command
        .add_option("--min-records", config.minimumRecords, "Fewer values than this: no verdict on a field")
        ->capture_default_str()
        ->check(positive());
    command.add_option("--psi", config.psiThreshold, "PSI above which a field drifted")
        ->capture_default_str()
        ->check(positive());
    command.add_option("--p-value", config.pValueThreshold, "p-value the test must be below to agree")
        ->capture_default_str()
        ->check(between(0.0, 1.0));
    command
        .add_option("--missing-rate", config.missingRateIncrease,
                    "Allowed increase of a field's missing rate")
        ->capture_default_str()
        ->check(between(0.0, 1.0));
    command.add_option("--raise-after", config.raiseAfter, "Windows in a row before an alarm is raised")
        ->capture_default_str()
        ->check(positive());
    command.add_option("--clear-after", config.clearAfter, "Windows in a row before it is cleared")
        ->capture_default_str()
        ->check(positive());
}

} // namespace driftwood::cli
