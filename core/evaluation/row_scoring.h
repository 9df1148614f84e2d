#pragma once

#include "base/progress.h"
#include "dataset/dataset.h"
#include "scoring/scorer.h"

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace driftwood::evaluation {

/// Receives some rows with their predictions.
using TakeScored = std::function<void(const records::RecordBatch& rows, const scoring::Predictions& said)>;

/// Scores the data set's rows from `begin` on in its order and passes them to `take` in pieces; it can be
/// stopped between these (Cancelled). Returns the time of scoring alone.
[[nodiscard]] Result<std::chrono::duration<double>>
scoreRows(const std::shared_ptr<const model::TrainedModel>& model, const dataset::LoadedDataset& data,
          std::size_t begin, const TakeScored& take, const ProgressSink& progress,
          const std::stop_token& stop);

} // namespace driftwood::evaluation
