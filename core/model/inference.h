#pragma once

#include "model/outputs.h"
#include "records/record_batch.h"
#include "training/learned.h"

#include <memory>

namespace driftwood::model {

/// Applies a model to decoded records: fitted features, native forward pass, outputs.
/// Live scoring, replay, the check of a bundle's examples and the comparison of exports all use it.
/// A row's outputs depend, bit by bit, on the row alone and not on its neighbours in the batch.
/// Not thread-safe; the model must outlive it.
class Inference {
  public:
    /// InvalidArgument when the model's parts do not fit together.
    [[nodiscard]] static Result<Inference> create(const TrainedModel& model);

    /// Scores rows [begin, end).
    /// Mismatch when the batch lacks a field of the model's inputs or has it with another type.
    [[nodiscard]] Result<Outputs> run(const records::RecordBatch& rows, std::size_t begin, std::size_t end);
    [[nodiscard]] Result<Outputs> run(const records::RecordBatch& rows) { return run(rows, 0, rows.rows()); }

  private:
    Inference(const TrainedModel& model, training::Predictor predictor);

    const TrainedModel* m_model;
    training::Predictor m_predictor;
    std::shared_ptr<const records::Schema> m_schema; ///< the schema of the previous batches
    std::vector<features::FieldReader> m_readers;    ///< readers of the inputs, bound to m_schema
    features::FeatureMatrix m_inputs;
    std::vector<float> m_raw;
};

} // namespace driftwood::model
