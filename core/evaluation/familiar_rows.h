#pragma once

#include "dataset/dataset.h"
#include "model/trained_model.h"

#include <cstdint>

namespace driftwood::evaluation {

/// Number of rows [begin, …) that belong to the model's own data set,
/// from which it was trained or selected.
[[nodiscard]] std::int64_t rowsOfItsDataset(const model::TrainedModel& model,
                                            const dataset::LoadedDataset& data, std::size_t begin);
/// The same without the validation part, if this is the same data set: the model did not learn from it.
[[nodiscard]] std::int64_t familiarRows(const model::TrainedModel& model, const dataset::LoadedDataset& data,
                                        std::size_t begin);

} // namespace driftwood::evaluation
