#include "evaluation/row_scoring.h"

#include <algorithm>
#include <numeric>

namespace driftwood::evaluation {
namespace {

/// Rows scored between two checks of the stop token.
constexpr std::size_t kScoredAtOnce = 4096;

} // namespace

Result<std::chrono::duration<double>> scoreRows(const std::shared_ptr<const model::TrainedModel>& model,
                                                const dataset::LoadedDataset& data, std::size_t begin,
                                                const TakeScored& take, const ProgressSink& progress,
                                                const std::stop_token& stop) {
    auto scorer = scoring::Scorer::create(model);
    if (!scorer)
        return forward(scorer);
    std::chrono::duration<double> scoringTime{0};
    std::vector<std::uint32_t> chunk;
    for (std::size_t from = begin; from < data.rows.rows(); from += kScoredAtOnce) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "stopped by you", "scoring with model " + model->id);
        chunk.resize(std::min(kScoredAtOnce, data.rows.rows() - from));
        std::iota(chunk.begin(), chunk.end(), static_cast<std::uint32_t>(from));
        records::RecordBatch rows(data.rows.sharedSchema());
        rows.gather(data.rows, chunk);
        const auto started = std::chrono::steady_clock::now();
        auto predictions = (*scorer)->score(rows);
        scoringTime += std::chrono::steady_clock::now() - started;
        if (!predictions)
            return forward(predictions);
        take(rows, *predictions);
        if (progress)
            progress({"scoring with " + model->name,
                      static_cast<std::int64_t>(from + chunk.size() - begin),
                      static_cast<std::int64_t>(data.rows.rows() - begin),
                      "records",
                      {}});
    }
    return scoringTime;
}

} // namespace driftwood::evaluation
