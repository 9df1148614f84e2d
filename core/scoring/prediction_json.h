#pragma once

#include "base/ids.h"
#include "scoring/scorer.h"

#include <string>

namespace driftwood::scoring {

/// The prediction's payload: one JSON object. Fields: value, and as the task has them: class, anomalous,
/// threshold, actual, error; model, source {topic, partition, offset}, timestamp. Fields without a value are
/// left out.
[[nodiscard]] std::string predictionJson(const model::TrainedModel& model, const TopicName& source,
                                         const records::RecordBatch& rows, const Predictions& predictions,
                                         std::size_t row);

} // namespace driftwood::scoring
