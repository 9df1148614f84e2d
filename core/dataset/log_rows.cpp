#include "dataset/log_rows.h"

#include <algorithm>

namespace driftwood::dataset {
namespace {

/// Rows that were taken are dropped once there are so many, and more than of those that wait.
constexpr std::size_t kDropAtOnce = 8192;

std::size_t partitionsOf(const Manifest& plan) {
    std::size_t count = 0;
    std::optional<PartitionId> last;
    for (const PartitionManifest& partition : plan.partitions)
        if (std::exchange(last, partition.range.partition) != partition.range.partition)
            ++count;
    return count;
}

} // namespace

LogRows::LogRows(const broker::Connection& connection, const Manifest& plan, RowDecoder decoder)
    : m_connection(connection)
    , m_topic(plan.topic)
    , m_decoder(std::move(decoder))
    , m_tallies(plan.ranges())
    , m_merge(partitionsOf(plan), plan.orderRule)
    , m_rows(m_decoder.schema()) {
    m_options.isolation = plan.isolation;
    m_options.apart = true;
    for (const PartitionManifest& partition : plan.partitions) {
        if (m_partitions.empty() || m_partitions.back().id != partition.range.partition)
            m_partitions.push_back({partition.range.partition, {}, nullptr});
        m_partitions.back().ranges.push_back(partition.range);
    }
}

Result<std::unique_ptr<LogRows>> LogRows::open(const broker::Connection& connection, const Manifest& plan,
                                               const std::vector<std::string>& fields) {
    auto decoder = RowDecoder::create(plan, fields);
    if (!decoder)
        return forward(decoder);
    std::unique_ptr<LogRows> rows(new LogRows(connection, plan, std::move(*decoder)));
    if (Status opened = rows->openFirst(); !opened)
        return forward(opened);
    return rows;
}

/// One reader for the first range of every partition.
Status LogRows::openFirst() {
    broker::TopicRanges first{m_topic, {}};
    for (const Partition& partition : m_partitions)
        first.ranges.push_back(partition.ranges.front());
    auto reader = m_connection.openRangeReader(first, m_options);
    if (!reader)
        return forward(reader);
    const std::shared_ptr<broker::RangeReader> shared = std::move(*reader);
    for (Partition& partition : m_partitions)
        partition.reader = shared;
    return {};
}

Status LogRows::openNext(Partition& partition) {
    auto reader = m_connection.openRangeReader({m_topic, {partition.ranges.front()}}, m_options);
    if (!reader)
        return forward(reader);
    partition.reader = std::move(*reader);
    return {};
}

Status LogRows::readOn(std::size_t index, const std::stop_token& stop) {
    Partition& partition = m_partitions[index];
    auto batch = partition.reader->nextOf(partition.id, stop);
    if (!batch)
        return forward(batch);
    if (batch->empty()) {
        partition.ranges.pop_front();
        partition.reader.reset();
        if (!partition.ranges.empty())
            return openNext(partition);
        m_merge.end(index);
        return {};
    }
    m_tallies.count(*batch);
    auto row = static_cast<std::uint32_t>(m_rows.rows());
    m_decoder.decode(*batch, m_rows);
    for (; row < m_rows.rows(); ++row) {
        partition.waiting.push_back(row);
        m_merge.add(index, m_rows.timestampsMs()[row]);
    }
    return {};
}

Result<records::RecordBatch> LogRows::next(std::size_t most, const std::stop_token& stop) {
    records::RecordBatch out(m_decoder.schema());
    std::vector<std::uint32_t> order;
    while (order.size() < most) {
        if (const auto partition = m_merge.take()) {
            auto& waiting = m_partitions[*partition].waiting;
            order.push_back(waiting.front());
            waiting.pop_front();
            continue;
        }
        if (m_merge.undecided().empty())
            break;
        if (Status read = readOn(m_merge.undecided().front(), stop); !read)
            return forward(read);
    }
    out.gather(m_rows, order);
    m_taken += order.size();
    dropTaken();
    m_notes.add(out);
    return out;
}

void LogRows::dropTaken() {
    if (m_taken < kDropAtOnce || 2 * m_taken < m_rows.rows())
        return;
    std::vector<std::uint32_t> kept;
    for (Partition& partition : m_partitions)
        for (std::uint32_t& row : partition.waiting) {
            kept.push_back(row);
            row = static_cast<std::uint32_t>(kept.size() - 1);
        }
    records::RecordBatch rows(m_decoder.schema());
    rows.gather(m_rows, kept);
    m_rows = std::move(rows);
    m_taken = 0;
}

void LogRows::finish(LoadedDataset& into) {
    into.manifest.partitions = m_tallies.finish();
    into.manifest.notes = m_notes.finish();
    m_decoder.finish(into);
}

} // namespace driftwood::dataset
