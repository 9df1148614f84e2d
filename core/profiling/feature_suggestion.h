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

/// What a run learns from, and what there is to say of the fields before it begins.
struct FeatureChoice {
    features::FeatureSpec spec;
    std::vector<model::LeftOutField> leftOut; ///< every field that is no input, but the label, and why
    /// Inputs that give the label away, only grow, or have one value, and inputs and labels of integers that
    /// learning rounds: learned from, and named.
    std::vector<model::LeftOutField> doubtful;
};

/// What a run learns from where nobody named features: the inputs of the data set's roles (rolesOf:
/// `rolesJson` of its row where a person chose, else what its training rows suggest) that do not give the
/// label away. Errors: no label where the task needs one, nothing left to learn from.
[[nodiscard]] Result<FeatureChoice> suggestFeatures(const dataset::LoadedDataset& data,
                                                    const std::string& rolesJson, training::Task task,
                                                    const std::string& labelPath);
/// The same of features that a person named, which stay as they are.
[[nodiscard]] FeatureChoice reviewFeatures(const dataset::LoadedDataset& data, const std::string& rolesJson,
                                           features::FeatureSpec spec);

/// What is suggested for one field of a data set, whatever is predicted.
struct FieldAdvice {
    FieldRole role = FieldRole::Feature;
    std::optional<training::Task> task; ///< it looks like what is to be predicted, in such a task
    std::string reason;                 ///< what speaks against learning from it; empty for nothing
    std::string predicting; ///< the reason holds where this label is predicted; empty: whatever is predicted
};
/// One a field, in the order of the schema, from the training rows.
[[nodiscard]] std::vector<FieldAdvice> fieldAdvice(const dataset::LoadedDataset& data);

} // namespace driftwood::profiling
