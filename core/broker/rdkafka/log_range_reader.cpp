#include "broker/rdkafka/log_range_reader.h"

#include "broker/range_sets.h"
#include "broker/rdkafka/client_errors.h"
#include "broker/rdkafka/readers.h"

#include <algorithm>

namespace driftwood::broker::rdkafka {

Result<std::unique_ptr<LogRangeReader>>
LogRangeReader::open(std::shared_ptr<Client> client, const TopicRanges& ranges, const ReadOptions& options) {
    for (const OffsetRange& range : ranges.ranges)
        if (range.partition.value < 0 || range.begin.value < 0)
            return fail(ErrorCode::InvalidArgument, "range has no such partition or begin",
                        place(ranges.topic.value, range.partition.value, range.begin.value),
                        "Partitions and offsets count from 0.");
    if (onePerPartition(ranges).size() > 1)
        return fail(ErrorCode::InvalidArgument, "a reader reads one range of a partition", ranges.topic.value,
                    "Read them one after the other.");
    auto reader = std::make_unique<LogRangeReader>(std::move(client), ranges, options);
    if (Status status = reader->startFetching(); !status)
        return forward(status);
    return reader;
}

LogRangeReader::LogRangeReader(std::shared_ptr<Client> client, const TopicRanges& ranges,
                               const ReadOptions& options)
    : m_client(std::move(client))
    , m_topic(ranges.topic.value)
    , m_options(options)
    , m_room(std::max<std::size_t>(options.maxBatch, 1)) {
    m_progress.reserve(ranges.ranges.size());
    for (const OffsetRange& range : ranges.ranges) {
        const auto partition = static_cast<std::size_t>(range.partition.value);
        if (m_slotOfPartition.size() <= partition)
            m_slotOfPartition.resize(partition + 1, -1);
        m_slotOfPartition[partition] = static_cast<std::int32_t>(m_progress.size());
        const bool open = range.begin < range.end;
        m_progress.push_back({.range = range, .open = open});
        m_open += open ? 1 : 0;
    }
}

LogRangeReader::~LogRangeReader() { m_client->stop(); }

Status LogRangeReader::startFetching() {
    if (m_open == 0)
        return {};
    std::vector<Position> positions;
    std::vector<rd_kafka_queue_t*> queues;
    for (Progress& progress : m_progress) {
        if (!progress.open)
            continue;
        positions.push_back({progress.range.partition, progress.range.begin});
        if (!m_options.apart)
            continue;
        progress.queue.reset(rd_kafka_queue_new(m_client->handle()));
        queues.push_back(progress.queue.get());
    }
    if (const auto code = m_client->start(m_topic, positions, queues); code)
        return tl::unexpected(asReadError(clientError(code, {}, m_topic), m_topic));
    return {};
}

LogRangeReader::Progress* LogRangeReader::progressOf(PartitionId id) {
    const auto partition = static_cast<std::size_t>(id.value);
    if (id.value < 0 || partition >= m_slotOfPartition.size() || m_slotOfPartition[partition] < 0)
        return nullptr;
    return &m_progress[static_cast<std::size_t>(m_slotOfPartition[partition])];
}

Result<RawBatch> LogRangeReader::next(const std::stop_token& stop) { return read(nullptr, stop); }

Result<RawBatch> LogRangeReader::nextOf(PartitionId partition, const std::stop_token& stop) {
    Progress* only = progressOf(partition);
    if (only == nullptr || (only->open && only->queue == nullptr))
        return fail(ErrorCode::InvalidArgument, "this partition is not read by itself",
                    place(m_topic, partition.value, 0));
    return read(only, stop);
}

void LogRangeReader::takeFrom(rd_kafka_queue_t* queue, std::chrono::milliseconds wait, BatchBuilder& batch) {
    for (rd_kafka_message_t* message : fetch(queue, wait, m_room)) {
        Progress* progress = message->rkt == nullptr ? nullptr : progressOf(PartitionId(message->partition));
        if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
            takeRecord(message, progress, batch);
            continue;
        }
        if (!m_error)
            takeEvent(*message, progress);
        rd_kafka_message_destroy(message);
    }
}

Result<RawBatch> LogRangeReader::read(Progress* only, const std::stop_token& stop) {
    BatchBuilder batch(m_client, m_room.size());
    auto lastProgress = std::chrono::steady_clock::now();
    const auto isOpen = [&] { return only == nullptr ? m_open > 0 : only->open; };
    while (batch.empty() && isOpen() && !m_error) {
        if (stop.stop_requested()) {
            m_error = Error{ErrorCode::Cancelled, "reading was stopped", m_topic, ""};
            break;
        }
        const std::size_t openBefore = m_open;
        takeFrom(only == nullptr ? m_client->queue() : only->queue.get(), kPoll, batch);
        if (only != nullptr && batch.empty() && !m_error) // events that concern no partition
            takeFrom(m_client->queue(), std::chrono::milliseconds(0), batch);
        const auto now = std::chrono::steady_clock::now();
        if (!batch.empty() || m_open < openBefore) {
            lastProgress = now;
            m_client->events().clearTrouble();
        }
        if (auto failure = m_client->events().failure(); failure && !m_error)
            m_error = asReadError(std::move(*failure), m_topic);
        if (isOpen() && !m_error && now - lastProgress > m_options.stallBudget)
            m_error = stalled();
    }
    if (batch.empty() && m_error)
        return tl::unexpected(*m_error);
    return batch.finish();
}

void LogRangeReader::takeRecord(rd_kafka_message_t* message, Progress* progress, BatchBuilder& batch) {
    // Before begin: fetched again after a broken connection. After an error: left to a resuming reader.
    if (progress == nullptr || !progress->open || m_error || message->offset < progress->range.begin.value) {
        rd_kafka_message_destroy(message);
        return;
    }
    if (message->offset >= progress->range.end.value) {
        // The first record past the range: everything in the range has been seen or was compacted away.
        rd_kafka_message_destroy(message);
        close(*progress);
        return;
    }
    progress->range.begin = Offset(message->offset + 1);
    batch.add(message);
    if (progress->range.begin == progress->range.end)
        close(*progress);
}

void LogRangeReader::takeEvent(const rd_kafka_message_t& message, Progress* progress) {
    if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
        if (progress == nullptr || !progress->open)
            return;
        // Before the range's end an open transaction may hold back the log's end: wait for it.
        progress->endOfLog = message.offset;
        if (message.offset >= progress->range.end.value)
            close(*progress);
        return;
    }
    if (progress != nullptr && !progress->open)
        return; // concerns a partition that is done
    m_error = readError(*m_client, m_topic, message);
}

void LogRangeReader::close(Progress& progress) {
    progress.open = false;
    progress.range.begin = progress.range.end;
    --m_open;
    m_client->stop(progress.range.partition);
}

TopicRanges LogRangeReader::remaining() const {
    TopicRanges result{TopicName(m_topic), {}};
    for (const Progress& progress : m_progress)
        if (progress.open)
            result.ranges.push_back(progress.range);
    return result;
}

Error LogRangeReader::stalled() const {
    std::string missing;
    bool shortLog = false;
    for (const Progress& progress : m_progress) {
        if (!progress.open)
            continue;
        missing += missing.empty() ? "" : ", ";
        missing += place(m_topic, progress.range.partition.value, progress.range.begin.value) + " of " +
                   std::to_string(progress.range.end.value);
        if (progress.endOfLog >= 0) {
            shortLog = true;
            missing += " (readable up to " + std::to_string(progress.endOfLog) + ")";
        }
    }
    std::string what = "nothing arrived for " + std::to_string(m_options.stallBudget.count()) + " ms";
    const auto trouble = m_client->events().trouble();
    if (trouble)
        what += "; last trouble: " + trouble->what;
    return {ErrorCode::Stalled, std::move(what), std::move(missing),
            shortLog  ? "The log ends before the range does: an open transaction holds its end back, or the "
                        "range was chosen beyond it."
            : trouble ? trouble->hint
                      : "Try again; what was read so far can be resumed."};
}

Result<std::unique_ptr<RangeReader>> openRangeReader(const ConnectionProfile& profile,
                                                     const TopicRanges& ranges, const ReadOptions& options) {
    const auto kind = options.interactive ? ReaderKind::Interactive : ReaderKind::Bulk;
    Purpose purpose = readerPurpose(kind, options.isolation, {});
    if (options.apart)
        divideQueue(purpose, ranges.ranges.size());
    auto client = Client::open(profile, Client::Kind::Reader, purpose);
    if (!client)
        return forward(client);
    return LogRangeReader::open(std::move(*client), ranges, options);
}

} // namespace driftwood::broker::rdkafka
