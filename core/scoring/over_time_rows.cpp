#include "scoring/over_time_rows.h"

#include <algorithm>

namespace driftwood::scoring {
namespace {

/// Rows read at once where all are read beforehand.
constexpr std::size_t kReadAtOnce = 4096;

} // namespace

Result<std::unique_ptr<OverTimeRows>> OverTimeRows::over(dataset::RowSource& rows,
                                                         const std::vector<features::OverTime>& columns,
                                                         features::OverTimeColumns::Beginnings beginnings,
                                                         RememberPast past) {
    auto made = features::OverTimeColumns::create(columns, *rows.schema(), std::move(beginnings));
    if (!made)
        return forward(made);
    return std::unique_ptr<OverTimeRows>(new OverTimeRows(rows, *std::move(made), std::move(past)));
}

Status OverTimeRows::readAll(const std::stop_token& stop) {
    records::RecordBatch all(m_rows.schema());
    while (true) {
        const auto batch = m_rows.next(kReadAtOnce, stop);
        if (!batch)
            return tl::unexpected<Error>(batch.error());
        if (batch->empty())
            break;
        all.append(*batch);
    }
    auto rows = m_columns.add(std::move(all));
    if (!rows)
        return forward(rows);
    m_all.emplace(std::move(*rows));
    const dataset::RowParts parts = m_rows.parts().value_or(dataset::RowParts());
    m_ofAll.emplace(*m_all, parts.trainRows, parts.validationBegin);
    return {};
}

Result<records::RecordBatch> OverTimeRows::next(std::size_t most, const std::stop_token& stop) {
    if (!std::exchange(m_began, true)) {
        if (m_past)
            if (Status remembered = m_past(m_columns, stop); !remembered)
                return forward(remembered);
        const auto parts = m_rows.parts();
        if (parts && parts->trainRows < parts->validationBegin)
            if (Status read = readAll(stop); !read)
                return forward(read);
    }
    if (m_ofAll)
        return m_ofAll->next(most, stop);
    auto rows = m_rows.next(most, stop);
    if (!rows)
        return rows;
    return m_columns.add(std::move(*rows));
}

Status OverTimeRows::rewind() {
    if (m_ofAll)
        return m_ofAll->rewind();
    m_columns.forgetAll();
    m_began = false;
    return m_rows.rewind();
}

features::OverTimeColumns::Beginnings beginningsOf(const broker::TopicRanges& ranges) {
    features::OverTimeColumns::Beginnings beginnings;
    for (std::size_t i = 1; i < ranges.ranges.size(); ++i) {
        const broker::OffsetRange& before = ranges.ranges[i - 1];
        const broker::OffsetRange& range = ranges.ranges[i];
        if (before.partition == range.partition && before.end != range.begin)
            beginnings.push_back({kFirstSource, range.partition, range.begin});
    }
    return beginnings;
}

Status checkUnfiltered(const dataset::Manifest& manifest) {
    if (manifest.filter.empty())
        return {};
    return fail(ErrorCode::InvalidArgument,
                "columns over time would not see the records that the data set's filter leaves out, and see "
                "them on a live topic",
                "data set " + manifest.name, "Create the data set without a filter.");
}

Status withColumnsOverTime(dataset::RowSource& rows, const std::vector<features::OverTime>& columns,
                           const broker::TopicRanges& ranges, const dataset::UseRows& use,
                           OverTimeRows::RememberPast past) {
    if (columns.empty())
        return use(rows);
    auto wider = OverTimeRows::over(rows, columns, beginningsOf(ranges), std::move(past));
    if (!wider)
        return forward(wider);
    return use(**wider);
}

} // namespace driftwood::scoring
