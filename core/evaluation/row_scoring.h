#pragma once

#include "dataset/row_source.h"
#include "scoring/scorer.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>

namespace driftwood::evaluation {

/// Rows that are scored at once. The digest of a back-test's predictions is over batches of so many.
inline constexpr std::size_t kScoredAtOnce = 4096;

/// Receives some rows with their predictions.
using TakeScored = std::function<void(const records::RecordBatch& rows, const scoring::Predictions& said)>;

/// Scores the rows from `begin` on in their order and passes them to `take` in pieces.
[[nodiscard]] Status scoreRows(const std::shared_ptr<const model::TrainedModel>& model,
                               dataset::RowSource& rows, std::int64_t begin, const TakeScored& take,
                               const std::stop_token& stop);

} // namespace driftwood::evaluation
