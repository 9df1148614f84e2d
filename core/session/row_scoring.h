#pragma once

#include "base/progress.h"
#include "dataset/dataset.h"
#include "scoring/scorer.h"

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace driftwood::session {

/// Some rows, and what the model says of them.
using TakeScored = std::function<void(const records::RecordBatch& rows, const scoring::Predictions& said)>;

/// Scores the data set's rows from `begin` on, in its order, and hands them to `take` in pieces, between two
/// of which it can be stopped (Cancelled). Returns the time that scoring alone took.
[[nodiscard]] Result<std::chrono::duration<double>>
scoreRows(const std::shared_ptr<const model::TrainedModel>& model, const dataset::LoadedDataset& data,
          std::size_t begin, const TakeScored& take, const ProgressSink& progress,
          const std::stop_token& stop);

} // namespace driftwood::session
