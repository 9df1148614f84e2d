#include "scoring/past_records.h"

#include <algorithm>

namespace driftwood::scoring {

Result<std::unique_ptr<PastRecords>>
PastRecords::open(broker::Connection& connection, const TopicName& topic, const std::vector<Position>& starts,
                  std::int64_t within, const decoder::DecoderSpec& decoder, broker::Isolation isolation) {
    const auto marks = connection.watermarks(topic, isolation);
    if (!marks)
        return tl::unexpected(marks.error());
    std::unique_ptr<PastRecords> past(new PastRecords());
    past->m_ranges.topic = topic;
    for (const Position& start : starts) {
        const auto mark = std::ranges::find(*marks, start.partition, &broker::Watermarks::partition);
        if (mark == marks->end())
            continue;
        const Offset wanted(std::max<std::int64_t>(start.offset.value - within, 0));
        const Offset begin = std::max(wanted, mark->low);
        const Offset end = std::min(start.offset, mark->high);
        if (begin > wanted && wanted < start.offset)
            past->m_notes.push_back("partition " + std::to_string(start.partition.value) +
                                    ": the log begins at " + std::to_string(mark->low.value) +
                                    " by now, so columns over time do not know offsets " +
                                    std::to_string(wanted.value) + " to " +
                                    std::to_string(std::min(begin, start.offset).value - 1));
        if (begin < end)
            past->m_ranges.ranges.push_back({start.partition, begin, end});
    }
    if (past->m_ranges.ranges.empty())
        return past;
    std::ranges::sort(past->m_ranges.ranges, {}, &broker::OffsetRange::partition);
    auto made = decoder::Decoder::create(decoder);
    if (!made)
        return forward(made);
    past->m_decoder = std::move(*made);
    past->m_schema = std::make_shared<const records::Schema>(decoder.schema);
    broker::ReadOptions options;
    options.isolation = isolation;
    auto reader = connection.openRangeReader(past->m_ranges, options);
    if (!reader)
        return forward(reader);
    past->m_reader = std::move(*reader);
    return past;
}

Result<bool> PastRecords::step(features::OverTimeColumns& columns, const std::stop_token& stop) {
    if (!m_reader || m_reader->finished())
        return true;
    const auto batch = m_reader->next(stop);
    if (!batch)
        return tl::unexpected(batch.error());
    records::RecordBatch rows(m_schema);
    std::vector<decoder::DecodeFailure> failures;
    m_decoder->decode(*batch, rows, failures);
    if (Status remembered = columns.remember(rows); !remembered)
        return forward(remembered);
    return m_reader->finished();
}

} // namespace driftwood::scoring
