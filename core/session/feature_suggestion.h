#pragma once

#include "dataset/dataset.h"
#include "features/feature_spec.h"
#include "training/network_spec.h"

namespace driftwood::session {

/// False for a field that says nothing (one value only, always missing) or that names the record rather than
/// describes it (text that is mostly distinct).
[[nodiscard]] bool worthLearningFrom(const dataset::FieldStatistics& field);

/// A sensible start for features from what the rows hold: FeatureSpec::suggest without fields that are
/// not worth learning from. The label's kind follows from the task. Errors: no label where the task needs
/// one, nothing left to learn from.
[[nodiscard]] Result<features::FeatureSpec>
suggestFeatures(const dataset::LoadedDataset& data, training::Task task, const std::string& labelPath);

} // namespace driftwood::session
