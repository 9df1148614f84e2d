#include "monitoring/left_out_rows.h"

#include "base/bounded_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

namespace driftwood::monitoring {
namespace {

using broker::OffsetRange;
using workspace::HistoryRow;

/// A kind beside those of monitor_history.cpp; the row's time is its number.
constexpr const char* kLeftOut = "left_out";

} // namespace

Result<std::vector<OffsetRange>> LeftOutRows::load() const {
    auto rows = m_workspace.history(m_monitorId);
    if (!rows)
        return forward(rows);
    std::vector<OffsetRange> all;
    for (const HistoryRow& row : *rows) {
        if (row.kind != kLeftOut)
            continue;
        const nlohmann::json value = parseBoundedJson(row.json);
        if (!value.is_object())
            return fail(ErrorCode::CorruptData, "a range that was left out cannot be read",
                        "monitor " + std::to_string(m_monitorId) + ", number " + std::to_string(row.atMs));
        all.push_back({PartitionId(value.value("partition", 0)),
                       Offset(value.value("begin", std::int64_t{0})),
                       Offset(value.value("end", std::int64_t{0}))});
    }
    std::ranges::sort(all, {}, [](const OffsetRange& range) {
        return std::tuple(range.partition, range.begin, range.end);
    });
    std::vector<OffsetRange> merged;
    for (const OffsetRange& range : all) {
        if (!merged.empty() && merged.back().partition == range.partition && range.begin <= merged.back().end)
            merged.back().end = std::max(merged.back().end, range.end);
        else
            merged.push_back(range);
    }
    return merged;
}

Status LeftOutRows::add(const std::vector<OffsetRange>& ranges) {
    if (ranges.empty())
        return {};
    if (!m_kept) {
        auto rows = m_workspace.history(m_monitorId);
        if (!rows)
            return forward(rows);
        m_kept = static_cast<std::size_t>(std::ranges::count(*rows, kLeftOut, &HistoryRow::kind));
    }
    std::vector<HistoryRow> rows;
    for (const OffsetRange& range : ranges) {
        if (*m_kept >= kMostKept)
            break;
        const nlohmann::json value{
            {"partition", range.partition.value}, {"begin", range.begin.value}, {"end", range.end.value}};
        rows.push_back({kLeftOut, static_cast<std::int64_t>((*m_kept)++), value.dump()});
    }
    return rows.empty() ? Status() : m_workspace.addHistory(m_monitorId, rows);
}

} // namespace driftwood::monitoring
