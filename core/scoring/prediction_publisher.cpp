#include "scoring/prediction_publisher.h"

#include "scoring/attachment.h"

#include <algorithm>

namespace driftwood::scoring {
namespace {

using SteadyClock = std::chrono::steady_clock;

// How long a stop may go unnoticed.
constexpr std::chrono::milliseconds kFlushSlice{100};

Result<broker::TopicInfo> findOrMakeTopic(broker::Connection& connection, const TopicName& name,
                                          std::size_t partitions) {
    auto topic = connection.topic(name);
    if (topic || topic.error().code != ErrorCode::NotFound)
        return topic;
    if (Status made = connection.createTopic(name, static_cast<int>(partitions)); !made)
        return forward(made);
    return connection.topic(name);
}

} // namespace

bool canBeWaitedOut(const Error& error) {
    return error.code == ErrorCode::Unreachable || error.code == ErrorCode::Stalled;
}

Result<std::unique_ptr<PredictionPublisher>>
PredictionPublisher::open(broker::Connection& connection, std::shared_ptr<const model::TrainedModel> model,
                          TopicName source, const TopicName& target, std::size_t partitions) {
    auto topic = findOrMakeTopic(connection, target, partitions);
    if (!topic)
        return forward(topic);
    auto publisher = broker::Publisher::open(connection, target);
    if (!publisher)
        return forward(publisher);
    return std::make_unique<PredictionPublisher>(
        std::move(*publisher), std::move(model), std::move(source),
        std::set<PartitionId>(topic->partitions.begin(), topic->partitions.end()));
}

PredictionPublisher::PredictionPublisher(std::unique_ptr<broker::Publisher> publisher,
                                         std::shared_ptr<const model::TrainedModel> model, TopicName source,
                                         std::set<PartitionId> partitions)
    : m_publisher(std::move(publisher))
    , m_model(std::move(model))
    , m_source(std::move(source))
    , m_partitions(std::move(partitions)) {}

Status PredictionPublisher::queue(const records::RecordBatch& rows, const Predictions& predictions) {
    m_deliveredWhenDone = m_publisher->delivered() + static_cast<std::int64_t>(rows.rows());
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const Position position = rows.position(row);
        const std::string value = predictionJson(*m_model, m_source, rows, predictions, row);
        broker::OutgoingRecord record;
        if (m_partitions.contains(position.partition))
            record.partition = position.partition;
        if (rows.keys().valid(row))
            record.key = rows.keys().text(row);
        record.value = value;
        // As Kafka Streams does: what is derived from a record happened when the record did.
        if (rows.timestampsMs()[row] >= 0)
            record.timestamp = TimestampMs(rows.timestampsMs()[row]);
        record.headers = {{std::string(kSourceTopicHeader), m_source.value},
                          {std::string(kSourcePartitionHeader), std::to_string(position.partition.value)},
                          {std::string(kSourceOffsetHeader), std::to_string(position.offset.value)},
                          {std::string(kModelIdHeader), m_model->id}};
        if (Status queued = m_publisher->publish(record); !queued)
            return canBeWaitedOut(queued.error()) ? Status() : queued;
    }
    return {};
}

Result<bool> PredictionPublisher::waitForDelivery(const records::RecordBatch& rows,
                                                  const Predictions& predictions, const std::stop_token& stop,
                                                  std::chrono::milliseconds wait) {
    const auto deadline = SteadyClock::now() + wait;
    do {
        const Status flushed = m_publisher->flush(kFlushSlice);
        if (!flushed && !canBeWaitedOut(flushed.error()))
            return tl::unexpected(flushed.error());
        if (flushed && m_publisher->delivered() >= m_deliveredWhenDone)
            return true;
        // The producer is empty, yet some record is missing: it gave up on it.
        if (flushed)
            if (Status queued = queue(rows, predictions); !queued)
                return forward(queued);
    } while (!stop.stop_requested() && SteadyClock::now() < deadline);
    return false;
}

} // namespace driftwood::scoring
