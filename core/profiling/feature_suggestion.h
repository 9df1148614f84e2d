#pragma once

#include "dataset/dataset.h"
#include "features/feature_spec.h"
#include "model/trained_model.h"
#include "profiling/field_findings.h"
#include "profiling/field_roles.h"
#include "training/network_spec.h"

#include <optional>
#include <string>
#include <vector>

namespace driftwood::profiling {

/// The inputs of a run, and notes on the fields before it begins.
struct FeatureChoice {
    features::FeatureSpec spec;
    std::vector<model::LeftOutField> leftOut; ///< fields that are neither input nor label, and why
    /// Inputs that reveal the label, only grow or have a single value, and inputs and labels with integers
    /// that training rounds: they are used, but reported.
    std::vector<model::LeftOutField> doubtful;
};

/// The inputs of a run if the user named none: those of the data set's roles (see rolesOf()) that do not
/// reveal the label. Errors: the task needs a label and there is none, or no input is left.
[[nodiscard]] Result<FeatureChoice> suggestFeatures(const dataset::LoadedDataset& data,
                                                    const features::KeptRoles& kept, training::Task task,
                                                    const std::string& labelPath);
/// Notes on inputs that the user named, which are not changed.
[[nodiscard]] FeatureChoice reviewFeatures(const dataset::LoadedDataset& data,
                                           const features::KeptRoles& kept, features::FeatureSpec spec);

/// The suggestion for one field of a data set, independent of the label.
struct FieldAdvice {
    FieldRole role = FieldRole::Feature;
    std::optional<training::Task> task; ///< the field looks like a label, for this task
    std::string reason;                 ///< a reason against using it as an input; empty if there is none
    std::string predicting; ///< the label for which the reason applies; empty: it applies to every label
};
/// One per field, in the order of the schema, from the training rows.
[[nodiscard]] std::vector<FieldAdvice> fieldAdvice(const dataset::LoadedDataset& data);

} // namespace driftwood::profiling
