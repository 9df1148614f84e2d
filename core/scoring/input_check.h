#pragma once

#include "broker/connection.h"
#include "model/trained_model.h"
#include "records/record_batch.h"

#include <stop_token>
#include <string>

namespace driftwood::scoring {

/// Mismatch, naming the fields, when most of the fields a model reads have no value in any of the rows: it
/// would score what it fills in for them. No rows say nothing.
[[nodiscard]] Status checkInputs(const model::TrainedModel& model, const records::RecordBatch& rows,
                                 const std::string& where);

/// The same of a topic's newest records; also Mismatch when none of those can be decoded as the model's data
/// set was.
[[nodiscard]] Status checkTopic(broker::Connection& connection, const TopicName& topic,
                                const model::TrainedModel& model);

} // namespace driftwood::scoring
