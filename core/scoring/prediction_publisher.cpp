#include "scoring/prediction_publisher.h"

#include "scoring/attachment.h"

#include <algorithm>
#include <numeric>

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
                          TopicName source, const TopicName& target, std::size_t partitions,
                          const TopicName& deadLetter) {
    auto topic = findOrMakeTopic(connection, target, partitions);
    if (!topic)
        return forward(topic);
    auto publisher = connection.openPublisher(target, {.keepUndelivered = true});
    if (!publisher)
        return forward(publisher);
    std::unique_ptr<broker::Publisher> deadLetters;
    if (!deadLetter.value.empty()) {
        if (auto made = findOrMakeTopic(connection, deadLetter, 1); !made)
            return forward(made);
        auto opened = connection.openPublisher(deadLetter, {.keepUndelivered = true});
        if (!opened)
            return forward(opened);
        deadLetters = std::move(*opened);
    }
    return std::make_unique<PredictionPublisher>(
        std::move(*publisher), std::move(model), std::move(source),
        std::set<PartitionId>(topic->partitions.begin(), topic->partitions.end()), std::move(deadLetters));
}

PredictionPublisher::PredictionPublisher(std::unique_ptr<broker::Publisher> publisher,
                                         std::shared_ptr<const model::TrainedModel> model, TopicName source,
                                         std::set<PartitionId> partitions,
                                         std::unique_ptr<broker::Publisher> deadLetters)
    : m_publisher(std::move(publisher))
    , m_model(std::move(model))
    , m_source(std::move(source))
    , m_partitions(std::move(partitions))
    , m_deadLetters(std::move(deadLetters)) {}

Status PredictionPublisher::queue(const records::RecordBatch& rows, const Predictions& predictions,
                                  std::size_t begin) {
    if (begin == 0) {
        m_again.clear();
        m_suspects.clear();
        m_alone = false;
        m_unpublished.clear();
        m_writtenOff = 0;
    }
    std::vector<std::size_t> added(rows.rows() - begin);
    std::iota(added.begin(), added.end(), begin);
    if (m_again.empty())
        return publish(rows, predictions, std::move(added));
    m_again.insert(m_again.end(), added.begin(), added.end()); // behind what the producer could not take
    return {};
}

Status PredictionPublisher::publish(const records::RecordBatch& rows, const Predictions& predictions,
                                    std::vector<std::size_t> which) {
    const records::Column* const bytes = rows.find(records::kKeyBytesPath);
    const records::Column& keys = bytes != nullptr ? *bytes : rows.keys();
    for (auto row = which.begin(); row != which.end(); ++row) {
        const Position position = rows.position(*row).inOnlyTopic();
        const std::string value = predictionJson(*m_model, m_source, rows, predictions, *row);
        broker::OutgoingRecord record;
        record.tag = *row;
        if (m_partitions.contains(position.partition))
            record.partition = position.partition;
        if (keys.valid(*row))
            record.key = keys.text(*row);
        record.value = value;
        // As Kafka Streams does: what is derived from a record happened when the record did.
        if (rows.timestampsMs()[*row] >= 0)
            record.timestamp = TimestampMs(rows.timestampsMs()[*row]);
        record.headers = sourceHeaders(position);
        const Status queued = m_publisher->publish(record);
        if (queued)
            continue;
        if (!canBeWaitedOut(queued.error()))
            return queued;
        m_again.insert(m_again.end(), row, which.end()); // with what it cannot take, the rest has to wait
        break;
    }
    return {};
}

broker::Headers PredictionPublisher::sourceHeaders(const Position& position) const {
    return {{std::string(kSourceTopicHeader), m_source.value},
            {std::string(kSourcePartitionHeader), std::to_string(position.partition.value)},
            {std::string(kSourceOffsetHeader), std::to_string(position.offset.value)},
            {std::string(kModelIdHeader), m_model->id}};
}

Status PredictionPublisher::sortUndelivered() {
    for (broker::Undelivered& each : m_publisher->takeUndelivered()) {
        switch (each.fault) {
        case broker::DeliveryFault::Lasting:
            each.error.what = "prediction was not delivered: " + each.error.what;
            return tl::unexpected(std::move(each.error));
        case broker::DeliveryFault::Passing:
            m_again.push_back(each.tag);
            break;
        case broker::DeliveryFault::OfTheRecord:
            if (m_alone)
                m_unpublished.push_back({each.tag, std::move(each.error)});
            else
                m_suspects.push_back(each.tag);
            break;
        }
    }
    std::ranges::sort(m_again);
    std::ranges::sort(m_suspects);
    return {};
}

Result<bool> PredictionPublisher::goOn(const records::RecordBatch& rows, const Predictions& predictions) {
    std::vector<std::size_t> next = std::exchange(m_again, {});
    if (next.empty() && !m_suspects.empty()) {
        m_alone = true;
        next.push_back(m_suspects.front());
        m_suspects.pop_front();
    }
    if (next.empty() && m_deadLetters && m_writtenOff < m_unpublished.size()) {
        if (Status written = writeOff(rows, predictions); !written)
            return forward(written);
        return m_writtenOff == m_unpublished.size();
    }
    if (next.empty())
        return true;
    if (Status sent = publish(rows, predictions, std::move(next)); !sent)
        return forward(sent);
    return false;
}

// Without its key and time, one of which may be what the target refused; the headers name the record.
Status PredictionPublisher::writeOff(const records::RecordBatch& rows, const Predictions& predictions) {
    Unpublished& unpublished = m_unpublished[m_writtenOff];
    const std::string value = predictionJson(*m_model, m_source, rows, predictions, unpublished.row);
    broker::OutgoingRecord record;
    record.value = value;
    record.headers = sourceHeaders(rows.position(unpublished.row).inOnlyTopic());
    record.headers.emplace_back(std::string(kReasonHeader), unpublished.error.what);
    if (!std::exchange(m_letterUnderWay, true))
        if (Status sent = m_deadLetters->publish(record); !sent)
            return sent;
    if (const Status sent = m_deadLetters->flush(kFlushSlice); !sent)
        return canBeWaitedOut(sent.error()) ? Status() : sent;
    m_letterUnderWay = false;
    unpublished.inDeadLetters = true;
    for (broker::Undelivered& each : m_deadLetters->takeUndelivered()) {
        if (each.fault == broker::DeliveryFault::Passing)
            return {};
        each.error.what = "dead letter was not delivered: " + each.error.what;
        if (each.fault == broker::DeliveryFault::Lasting)
            return tl::unexpected(std::move(each.error));
        unpublished.error.what += "; " + each.error.what;
        unpublished.inDeadLetters = false;
    }
    ++m_writtenOff;
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
        if (!flushed)
            continue;
        // The producer is empty: what it did not deliver, and what it could not even take, is left.
        if (Status sorted = sortUndelivered(); !sorted)
            return forward(sorted);
        auto done = goOn(rows, predictions);
        if (!done || *done)
            return done;
    } while (!stop.stop_requested() && SteadyClock::now() < deadline);
    return false;
}

std::vector<Unpublished> PredictionPublisher::takeUnpublished() {
    std::ranges::sort(m_unpublished, {}, &Unpublished::row);
    m_writtenOff = 0;
    return std::exchange(m_unpublished, {});
}

} // namespace driftwood::scoring
