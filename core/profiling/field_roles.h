#pragma once

#include "dataset/dataset.h"
#include "features/feature_spec.h"
#include "training/network_spec.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::profiling {

/// What a field of a data set is to training.
enum class FieldRole : unsigned char {
    Feature, ///< goes into the network
    Label,   ///< what the network should give; at most one field
    Key,     ///< names the thing the record is about; not learnt from
    Time,    ///< when it happened, in milliseconds; goes in as sine and cosine
    Ignore,
};
[[nodiscard]] std::string_view fieldRoleName(FieldRole role); ///< "feature", "label", …
[[nodiscard]] std::optional<FieldRole> fieldRoleFromName(std::string_view name);

/// One field's role, and how it is transformed where it goes in.
struct FieldChoice {
    records::Field field;
    FieldRole role = FieldRole::Feature;
    features::Transform transform = features::Transform::Standardize;
    bool operator==(const FieldChoice&) const = default;
};

/// What a person chose for the fields of a data set (or what was suggested), in the order of its schema. Kept
/// in the workspace with the data set (setDatasetRoles); a new run begins with it.
struct FieldRoles {
    std::vector<FieldChoice> fields;
    bool operator==(const FieldRoles&) const = default;

    /// Empty when there is none.
    [[nodiscard]] std::string labelPath() const;
    /// Gives the field a role and a transform that suits it; the label it takes over becomes a feature.
    void setRole(std::size_t index, FieldRole role);
    /// The features and times as inputs, but not what is to be predicted; the label with the kind the task
    /// needs, where one is given. What command line and window alike begin a run with.
    [[nodiscard]] features::FeatureSpec spec(training::Task task, const std::string& predicted = {}) const;
    /// What the label says: classification for text, bool, and whole numbers of two values, or of a few under
    /// a name like "class"; regression for other numbers; without a label anomaly detection. Where the
    /// statistics lack the label, its type alone says.
    [[nodiscard]] training::Task task(const std::vector<dataset::FieldStatistics>& statistics) const;
};

/// What a label with these values suggests; see FieldRoles::task.
[[nodiscard]] training::Task taskFor(const dataset::FieldStatistics& label);
/// The field that looks most like what is to be predicted: by its name; else the text of two values, where
/// there is just one, which is no label before somebody says so. None that is missing in more than half of
/// the rows, and none that names the record or says when it happened, as far as `roles` of the same fields
/// tell.
[[nodiscard]] std::optional<std::size_t> likelyLabel(const std::vector<dataset::FieldStatistics>& statistics,
                                                     const FieldRoles& roles = {});

/// Transforms that suit a field in a role, the suggested one first; none for a role that does not go in.
[[nodiscard]] std::vector<features::Transform> transformsFor(const records::Field& field, FieldRole role);

/// A start from what the rows hold: fields that say nothing (constant, always missing) or that name the
/// record rather than describe it (text that is mostly distinct, running numbers) are ignored, a field equal
/// to the record's key is a key, a number that runs with the record's timestamp is a time. A field called
/// label, target, class …, or a flag called fault …, is the label. Fields that give it away are features all
/// the same: whether they are left out depends on what a run predicts (see suggestFeatures()).
[[nodiscard]] FieldRoles suggestRoles(const records::RecordBatch& rows,
                                      const std::vector<dataset::FieldStatistics>& statistics);
/// The roles kept with a data set (`rolesJson` of its row), else, or where they cannot be read, those its
/// training rows suggest. `statistics` are of the training rows.
[[nodiscard]] FieldRoles rolesOf(const dataset::LoadedDataset& data,
                                 const std::vector<dataset::FieldStatistics>& statistics,
                                 const std::string& rolesJson);
/// The statistics that rolesOf() asks for.
[[nodiscard]] std::vector<dataset::FieldStatistics> trainingStatistics(const dataset::LoadedDataset& data);

[[nodiscard]] std::string toJson(const FieldRoles& roles);
/// What was chosen, for a schema: fields it does not name are as `suggested`, those it names and the schema
/// lacks are left out.
[[nodiscard]] Result<FieldRoles> fieldRolesFromJson(std::string_view json, const FieldRoles& suggested);

} // namespace driftwood::profiling
