#pragma once

#include "broker/connection.h"
#include "broker/publisher.h"
#include "scoring/prediction_json.h"

#include <chrono>
#include <deque>
#include <memory>
#include <set>
#include <stop_token>
#include <vector>

namespace driftwood::scoring {

/// Trouble that ends by itself when the broker is back.
[[nodiscard]] bool canBeWaitedOut(const Error& error);

/// A row whose prediction the target topic does not take, and why.
struct Unpublished {
    std::size_t row = 0;
    Error error;
    bool inDeadLetters = false; ///< its prediction lies there
};

/// Predictions on their way to their topic, one batch at a time. What was not delivered in time is published
/// again until the broker has acknowledged it: at least once. A prediction that the topic refuses for its own
/// sake is set aside, so that it holds up no other: the broker refuses a whole batch for one record, hence
/// those are sent again one by one, and stand behind their neighbours then.
class PredictionPublisher {
  public:
    /// Makes the topic, with `partitions` partitions, when it is not there. `deadLetter` may be empty.
    [[nodiscard]] static Result<std::unique_ptr<PredictionPublisher>>
    open(broker::Connection& connection, std::shared_ptr<const model::TrainedModel> model, TopicName source,
         const TopicName& target, std::size_t partitions, const TopicName& deadLetter = {});

    /// `partitions`: those of the target. `publisher` keeps what is undelivered.
    PredictionPublisher(std::unique_ptr<broker::Publisher> publisher,
                        std::shared_ptr<const model::TrainedModel> model, TopicName source,
                        std::set<PartitionId> partitions,
                        std::unique_ptr<broker::Publisher> deadLetters = nullptr);

    /// Hands the rows from `begin` on to the producer. 0 begins a batch, only once the batch before is
    /// delivered; otherwise the batch has grown by these rows.
    [[nodiscard]] Status queue(const records::RecordBatch& rows, const Predictions& predictions,
                               std::size_t begin = 0);
    /// True when everything of the batch is acknowledged or set aside, false when that has not happened
    /// within `wait` or before a stop was requested; call it again then.
    [[nodiscard]] Result<bool> waitForDelivery(const records::RecordBatch& rows,
                                               const Predictions& predictions, const std::stop_token& stop,
                                               std::chrono::milliseconds wait);
    /// Once it is delivered: what was set aside of the batch, by row. It lies in the dead-letter topic where
    /// there is one.
    [[nodiscard]] std::vector<Unpublished> takeUnpublished();
    /// Partitions of the target.
    [[nodiscard]] const std::set<PartitionId>& partitions() const { return m_partitions; }

  private:
    [[nodiscard]] Status publish(const records::RecordBatch& rows, const Predictions& predictions,
                                 std::vector<std::size_t> which);
    [[nodiscard]] broker::Headers sourceHeaders(const Position& position) const;
    [[nodiscard]] Status sortUndelivered();
    /// Whether nothing of the batch is left to be sent; sends what comes next otherwise.
    [[nodiscard]] Result<bool> goOn(const records::RecordBatch& rows, const Predictions& predictions);
    [[nodiscard]] Status writeOff(const records::RecordBatch& rows, const Predictions& predictions);

    std::unique_ptr<broker::Publisher> m_publisher;
    std::shared_ptr<const model::TrainedModel> m_model;
    TopicName m_source;
    std::set<PartitionId> m_partitions; ///< of the target
    std::unique_ptr<broker::Publisher> m_deadLetters;
    std::vector<std::size_t> m_again;   ///< rows to be sent again
    std::deque<std::size_t> m_suspects; ///< rows of batches that were refused, to be sent alone
    bool m_alone = false;               ///< what is under way is one suspect
    std::vector<Unpublished> m_unpublished;
    std::size_t m_writtenOff = 0; ///< of those, settled with the dead-letter topic
    bool m_letterUnderWay = false;
};

} // namespace driftwood::scoring
