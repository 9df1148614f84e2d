#pragma once

#include "broker/connection.h"
#include "model/trained_model.h"
#include "records/record_batch.h"

#include <memory>
#include <stop_token>
#include <string>

namespace driftwood::scoring {

/// Mismatch, naming the fields, when most of the fields a model reads have no value of the type it reads in
/// any of the rows: it would score what it fills in for them. No rows say nothing.
[[nodiscard]] Status checkInputs(const model::TrainedModel& model, const records::RecordBatch& rows,
                                 const std::string& where);

/// Values of the fields that the model reads which do not fit the types it reads them as: to it they are
/// missing.
[[nodiscard]] std::int64_t countNotFitting(const model::TrainedModel& model,
                                           const records::RecordBatch& rows);

/// checkInputs() of a topic's newest records; also Mismatch when none of those can be decoded as the model's
/// data set was.
[[nodiscard]] Status checkTopic(broker::Connection& connection, const TopicName& topic,
                                const std::shared_ptr<const model::TrainedModel>& model);

} // namespace driftwood::scoring
