#pragma once

#include "broker/publisher.h"
#include "scoring/prediction_json.h"

#include <chrono>
#include <memory>
#include <set>
#include <stop_token>

namespace driftwood::scoring {

/// Trouble that ends by itself when the broker is back.
[[nodiscard]] bool canBeWaitedOut(const Error& error);

/// Predictions on their way to their topic, one batch at a time. A record that was not delivered in time is
/// published again with its whole batch until the broker has acknowledged all of it: at least once.
class PredictionPublisher {
  public:
    /// Makes the topic, with `partitions` partitions, when it is not there.
    [[nodiscard]] static Result<std::unique_ptr<PredictionPublisher>>
    open(broker::Connection& connection, std::shared_ptr<const model::TrainedModel> model, TopicName source,
         const TopicName& target, std::size_t partitions);

    /// `partitions`: those of the target.
    PredictionPublisher(std::unique_ptr<broker::Publisher> publisher,
                        std::shared_ptr<const model::TrainedModel> model, TopicName source,
                        std::set<PartitionId> partitions);

    /// Hands a batch to the producer; what it cannot take while the broker is away waitForDelivery() makes up
    /// for. Only once the batch before is delivered.
    [[nodiscard]] Status queue(const records::RecordBatch& rows, const Predictions& predictions);
    /// True when everything of the batch is acknowledged, false when that has not happened within `wait` or
    /// before a stop was requested; call it again then.
    [[nodiscard]] Result<bool> waitForDelivery(const records::RecordBatch& rows,
                                               const Predictions& predictions, const std::stop_token& stop,
                                               std::chrono::milliseconds wait);

  private:
    std::unique_ptr<broker::Publisher> m_publisher;
    std::shared_ptr<const model::TrainedModel> m_model;
    TopicName m_source;
    std::set<PartitionId> m_partitions; ///< of the target
    std::int64_t m_deliveredWhenDone = 0;
};

} // namespace driftwood::scoring
