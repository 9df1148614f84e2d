#pragma once

#include "model/outputs.h"
#include "records/record_batch.h"
#include "training/gradient_engine.h"

#include <memory>

namespace driftwood::model {

/// A model at work on decoded records: fitted features, our own forward pass, outputs. The one path of live
/// scoring, replay, the check of a bundle's examples and the comparison of an export. A row's outputs depend
/// on the row alone, bit by bit, not on its neighbours in the batch. Not thread-safe; holds a reference to
/// the model.
class Inference {
  public:
    /// InvalidArgument when the model's parts do not fit together.
    [[nodiscard]] static Result<Inference> create(const TrainedModel& model);

    /// Rows [begin, end). Mismatch when the batch lacks a field of the model's inputs or has it as another
    /// type.
    [[nodiscard]] Result<Outputs> run(const records::RecordBatch& rows, std::size_t begin, std::size_t end);
    [[nodiscard]] Result<Outputs> run(const records::RecordBatch& rows) { return run(rows, 0, rows.rows()); }

  private:
    Inference(const TrainedModel& model, std::unique_ptr<training::GradientEngine> engine);

    const TrainedModel* m_model;
    std::unique_ptr<training::GradientEngine> m_engine;
    std::shared_ptr<const records::Schema> m_schema; ///< of the batches that came last
    std::vector<features::FieldReader> m_readers;    ///< where the inputs lie in them
    features::FeatureMatrix m_inputs;
    std::vector<float> m_raw;
};

} // namespace driftwood::model
