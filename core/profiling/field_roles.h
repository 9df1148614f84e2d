#pragma once

#include "dataset/dataset.h"
#include "features/feature_spec.h"
#include "features/kept_roles.h"
#include "training/network_spec.h"
#include "workspace/stored.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::profiling {

using features::FieldRole;

/// One field's role, and its transform if it is an input.
struct FieldChoice {
    records::Field field;
    FieldRole role = FieldRole::Feature;
    features::Transform transform = features::Transform::Standardize;
    bool operator==(const FieldChoice&) const = default;
};

/// The user's choices for the fields of a data set (or the suggested ones), in the order of its schema. The
/// workspace stores them with the data set (setDatasetRoles); a new run starts with them.
struct FieldRoles {
    std::vector<FieldChoice> fields;
    bool operator==(const FieldRoles&) const = default;

    /// Empty when there is none.
    [[nodiscard]] std::string labelPath() const;
    /// Gives the field a role and a suitable transform. If it becomes the label, the previous label becomes a
    /// feature.
    void setRole(std::size_t index, FieldRole role);
    /// The spec with which both the command line and the window begin a run: features and times as inputs,
    /// without the predicted field; the label with the kind that the task needs, if one is given.
    [[nodiscard]] features::FeatureSpec spec(training::Task task, const std::string& predicted = {}) const;
    /// The task that follows from the label: classification for text, bool, integers with two values, and
    /// integers with a few values and a name like "class"; regression for other numbers; anomaly detection
    /// without a label. If the statistics lack the label, its type alone decides.
    [[nodiscard]] training::Task task(const std::vector<dataset::FieldStatistics>& statistics) const;
};

/// The task for a label with these values; see FieldRoles::task.
[[nodiscard]] training::Task taskFor(const dataset::FieldStatistics& label);
/// The field that is most likely the label: by its name; otherwise the only flag with two values, otherwise
/// the only text with two, which becomes the label only if the user chooses it. Excludes fields that are
/// missing in more than half of the rows, and those whose role in `roles` (of the same fields) is key or
/// time.
[[nodiscard]] std::optional<std::size_t> likelyLabel(const std::vector<dataset::FieldStatistics>& statistics,
                                                     const FieldRoles& roles = {});

/// Transforms that suit a field in a role, the suggested one first; none for a role that is no input.
[[nodiscard]] std::vector<features::Transform> transformsFor(const records::Field& field, FieldRole role);

/// Suggests roles from the contents of the rows. Ignored are fields without information (constant, always
/// missing) and fields that identify the record (text that is mostly distinct, running numbers). A field
/// equal to the record's key is a key, a number close to the record's timestamp is a time. A field called
/// label, target, class …, or a boolean field called fault …, is the label. Fields that reveal the label are
/// features all the same: whether they are left out depends on what a run predicts (see suggestFeatures()).
[[nodiscard]] FieldRoles suggestRoles(const records::RecordBatch& rows,
                                      const std::vector<dataset::FieldStatistics>& statistics);
/// The roles that its training rows suggest, changed by those kept with the data set. `statistics` are those
/// of the training rows.
[[nodiscard]] FieldRoles rolesOf(const dataset::LoadedDataset& data,
                                 const std::vector<dataset::FieldStatistics>& statistics,
                                 const features::KeptRoles& kept);
/// The statistics that rolesOf() needs.
[[nodiscard]] std::vector<dataset::FieldStatistics> trainingStatistics(const dataset::LoadedDataset& data);

/// The choices as the workspace keeps them.
[[nodiscard]] features::KeptRoles keptRoles(const FieldRoles& roles);
/// Those of a data set as the workspace has them; none where the user has chosen none yet. An error where the
/// stored text cannot be read, as of a newer version.
[[nodiscard]] Result<features::KeptRoles> keptRoles(const workspace::Stored<features::KeptRoles>& stored);
/// The kept choices, for a schema: fields without one are as in `suggested`, and choices for fields that the
/// schema lacks are dropped.
[[nodiscard]] FieldRoles withKept(FieldRoles suggested, const features::KeptRoles& kept);

} // namespace driftwood::profiling
