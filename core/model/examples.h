#pragma once

#include "model/trained_model.h"
#include "records/record_batch.h"

#include <cstddef>

namespace driftwood::model {

/// One row together with the model's outputs for it.
[[nodiscard]] Result<Example> makeExample(const TrainedModel& model, const records::RecordBatch& rows,
                                          std::size_t row);

/// Adds `count` examples to the model (fewer if there are fewer rows), spread evenly over the rows.
[[nodiscard]] Status addExamples(TrainedModel& model, const records::RecordBatch& rows,
                                 std::size_t count = 8);

/// Scores the model's examples again. Mismatch names the first one whose output differs by more than the
/// rounding of another processor explains.
[[nodiscard]] Status checkExamples(const TrainedModel& model);

} // namespace driftwood::model
