#pragma once

#include "dataset/dataset.h"
#include "features/feature_spec.h"
#include "training/network_spec.h"

#include <string>
#include <vector>

namespace driftwood::session {

/// Why nothing is to be learned from a field: it says nothing (one value only, always missing), or it names
/// the record rather than describes it (text that is mostly distinct; see also the overload). Empty when
/// something is.
[[nodiscard]] std::string whyNotLearnFrom(const dataset::FieldStatistics& field);
/// The same, also of integers that only grow from record to record, or are nearly all distinct. `rows` [0,
/// end) are those of the statistics, each partition's in offset order.
[[nodiscard]] std::string whyNotLearnFrom(const dataset::FieldStatistics& field,
                                          const records::RecordBatch& rows, std::size_t end);

/// A field that was not suggested, and why, for people: "a running number: it only grows".
struct LeftOutField {
    std::string path;
    std::string reason;
};

struct FeatureSuggestion {
    features::FeatureSpec spec;
    std::vector<LeftOutField> leftOut;
};

/// What a run learns from where nobody named features: the inputs of the data set's roles (rolesOf:
/// `rolesJson` of its row where a person chose, else what its training rows suggest), and why each other
/// field is none. Errors: no label where the task needs one, nothing left to learn from.
[[nodiscard]] Result<FeatureSuggestion> suggestFeatures(const dataset::LoadedDataset& data,
                                                        const std::string& rolesJson, training::Task task,
                                                        const std::string& labelPath);

} // namespace driftwood::session
