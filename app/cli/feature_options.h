#pragma once

#include "features/feature_spec.h"
#include "training/network_spec.h"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace driftwood::cli {

/// The input fields of a model, one word each: PATH[:TRANSFORM][?], where ? adds a missing indicator.
/// "temperature", "zone:one-hot", "@timestamp:cyclic-hour", "pressure:min-max?".
/// Without any, they are suggested from the data. Columns over time are added to them:
/// "mean(vibration,10) by machine", with TRANSFORM and ? as above.
struct FeatureOptions {
    std::vector<std::string> features;
    std::vector<std::string> overTime;
    std::string label;

    void addTo(CLI::App& command);
    [[nodiscard]] Result<features::FeatureSpec> resolve(training::Task task,
                                                        const records::Schema& schema) const;
};

} // namespace driftwood::cli
