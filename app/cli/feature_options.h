#pragma once

#include "features/feature_spec.h"
#include "training/network_spec.h"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace driftwood::cli {

/// Which fields go into a model, as one word each: PATH[:TRANSFORM][?], where ? adds an indicator of missing
/// values. "temperature", "zone:one-hot", "@timestamp:cyclic-hour", "pressure:min-max?". None: suggested from
/// the data.
struct FeatureOptions {
    std::vector<std::string> features;
    std::string label;

    void addTo(CLI::App& command);
    [[nodiscard]] Result<features::FeatureSpec> resolve(training::Task task,
                                                        const records::Schema& schema) const;
};

} // namespace driftwood::cli
