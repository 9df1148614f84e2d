#pragma once

#include "model/trained_model.h"
#include "records/record_batch.h"

#include <cstddef>

namespace driftwood::model {

/// One row with what the model makes of it.
[[nodiscard]] Result<Example> makeExample(const TrainedModel& model, const records::RecordBatch& rows,
                                          std::size_t row);

/// Gives the model `count` examples (fewer where there are fewer rows), spread evenly over the rows.
[[nodiscard]] Status addExamples(TrainedModel& model, const records::RecordBatch& rows,
                                 std::size_t count = 8);

/// Scores the model's examples again. Mismatch names the first one whose output differs by more than another
/// processor's rounding explains.
[[nodiscard]] Status checkExamples(const TrainedModel& model);

} // namespace driftwood::model
