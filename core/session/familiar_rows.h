#pragma once

#include "dataset/dataset.h"
#include "model/trained_model.h"

#include <cstdint>

namespace driftwood::session {

/// Of the rows [begin, …), those of the data set that a model was made of: that it learned from, or was
/// chosen by.
[[nodiscard]] std::int64_t rowsOfItsDataset(const model::TrainedModel& model,
                                            const dataset::LoadedDataset& data, std::size_t begin);
/// The same less the validation part of that very data set, which a model did not learn from.
[[nodiscard]] std::int64_t familiarRows(const model::TrainedModel& model, const dataset::LoadedDataset& data,
                                        std::size_t begin);

} // namespace driftwood::session
