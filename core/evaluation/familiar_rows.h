#pragma once

#include "dataset/manifest.h"
#include "model/trained_model.h"
#include "records/record_batch.h"

#include <cstdint>

namespace driftwood::evaluation {

/// Counts rows that belong to a model's own data set, from which it was trained or selected.
class RowsOfItsDataset {
  public:
    explicit RowsOfItsDataset(const model::TrainedModel& model);
    void add(const records::RecordBatch& rows, std::size_t begin = 0);
    /// Those of the added rows, which are of `records`; 0 where these are of another topic.
    [[nodiscard]] std::int64_t in(const dataset::Manifest& records) const;
    /// The same without the validation part, if it is the same data set: the model did not learn from it. The
    /// rows were added from row `begin` on, and the first `trainRows` of the data set are for training.
    [[nodiscard]] std::int64_t familiar(const dataset::Manifest& records, std::int64_t trainRows,
                                        std::int64_t begin) const;

  private:
    const model::TrainedModel& m_model;
    broker::TopicRanges m_ranges;
    std::int64_t m_rows = 0;
};

} // namespace driftwood::evaluation
