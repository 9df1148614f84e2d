#include "evaluation/row_scoring.h"

#include <algorithm>

namespace driftwood::evaluation {

Status scoreRows(const std::shared_ptr<const model::TrainedModel>& model, dataset::RowSource& rows,
                 std::int64_t begin, const TakeScored& take, const std::stop_token& stop) {
    auto scorer = scoring::Scorer::create(model);
    if (!scorer)
        return forward(scorer);
    for (std::int64_t seen = 0;;) {
        const bool scores = seen >= begin;
        const auto batch = rows.next(
            scores ? kScoredAtOnce : std::min(static_cast<std::size_t>(begin - seen), kScoredAtOnce), stop);
        if (!batch)
            return tl::unexpected<Error>(batch.error());
        if (batch->empty())
            return {};
        seen += static_cast<std::int64_t>(batch->rows());
        if (!scores)
            continue;
        const auto predictions = (*scorer)->score(*batch);
        if (!predictions)
            return tl::unexpected<Error>(predictions.error());
        take(*batch, *predictions);
    }
}

} // namespace driftwood::evaluation
