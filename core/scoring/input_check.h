#pragma once

#include "broker/connection.h"
#include "model/trained_model.h"
#include "records/record_batch.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace driftwood::scoring {

/// Looks in rows that come in batches of one schema for values that a model can read.
class InputCheck {
  public:
    explicit InputCheck(const model::TrainedModel& model);
    void add(const records::RecordBatch& rows);
    /// Mismatch, naming the fields, when most of the fields the model reads have no value of the type it
    /// reads in any of the rows: it would score what it fills in for them. No rows say nothing.
    [[nodiscard]] Status finish(const std::string& where) const;

  private:
    struct Field {
        std::string path;
        bool hasValue = false;
        std::int64_t notFitting = 0;
        std::string reason{}; ///< why the first of these does not fit
    };
    std::string m_model; ///< name
    std::int64_t m_rows = 0;
    std::vector<Field> m_fields; ///< sorted by path
};

/// The same for rows that are in memory.
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
