#pragma once

#include "features/transforms/transform_kind.h"
#include "model/trained_model.h"
#include "records/record_batch.h"
#include "training/networks/network.h"

#include <string>
#include <vector>

namespace driftwood::test {

/// The number of rows that a model of rowsOfEveryType() is fitted on.
inline constexpr std::size_t kFitRows = 80;

/// Fields of every type, with a time as a number and as text, and one that never changes. After the rows that
/// are fitted on come values that those did not have.
[[nodiscard]] records::RecordBatch rowsOfEveryType(std::size_t count);

/// These inputs with the label that a task needs.
[[nodiscard]] features::FeatureSpec specOf(std::vector<features::FeatureInput> inputs, training::Task task);
/// All fields that the transform takes, each with a missing indicator.
[[nodiscard]] features::FeatureSpec specOf(const features::TransformKind& kind, training::Task task,
                                           const records::RecordBatch& rows);

/// A model of these features, with random weights.
[[nodiscard]] model::TrainedModel modelOf(const features::FeatureSpec& spec, training::Task task,
                                          const records::RecordBatch& rows);
/// A model of plantRows() with a network of this kind.
[[nodiscard]] model::TrainedModel modelOf(const training::NetworkChoice& choice,
                                          training::Activation activation);

struct ModelCase {
    std::string name; ///< "one-hot, regression"
    model::TrainedModel model;
    records::RecordBatch rows;
};

/// A model of every transform with every objective, and one of every network with each activation.
[[nodiscard]] std::vector<ModelCase> modelCases(std::size_t rows);

} // namespace driftwood::test
