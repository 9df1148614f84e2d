#pragma once

#include "dataset/dataset.h"
#include "dataset/row_source.h"
#include "model/trained_model.h"
#include "training/learners/learners.h"

#include <stop_token>

namespace driftwood::runs {

/// The results of training, before they become a model.
struct ModelParts {
    std::string name;
    features::FittedFeatures features;
    training::Learned learned;
    training::TrainingSpec training;
    std::string parentModelId;
    std::string startedFrom; ///< as in Lineage
    std::string engine;
    std::string stopReason;
    int bestEpoch = 0;
    std::int64_t steps = 0;
    std::vector<model::LeftOutField> leftOut;
    std::vector<model::LeftOutField> doubtful;
    std::int64_t familiarRows = 0; ///< as in Lineage
    training::LearnerKind learner = training::LearnerKind::Batch;
    training::Evaluation prequential;      ///< learned in one pass
    std::vector<std::int64_t> classRows{}; ///< as in TrainedModel
};

/// Completes a model from its parts and the data set it was trained on (one-pass runs: all of it):
/// threshold, evaluations on both parts,
/// reference statistics of inputs and outputs, examples, lineage, id. Outputs come from the scorer that is
/// also used live.
[[nodiscard]] Result<model::TrainedModel> assembleModel(ModelParts parts, const dataset::Manifest& manifest,
                                                        dataset::RowSource& rows,
                                                        const std::stop_token& stop);
/// The same for rows in memory; counts the rows of the classes itself.
[[nodiscard]] Result<model::TrainedModel> assembleModel(ModelParts parts, const dataset::LoadedDataset& data);

} // namespace driftwood::runs
