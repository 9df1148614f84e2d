#include "monitoring/left_out_rows.h"

#include "monitoring/history_json.h"

#include <algorithm>
#include <tuple>

namespace driftwood::monitoring {
namespace {

using broker::OffsetRange;

std::string leftOutText(const OffsetRange& range) {
    return nlohmann::json{
        {"partition", range.partition.value}, {"begin", range.begin.value}, {"end", range.end.value}}
        .dump();
}

Result<OffsetRange> leftOutFromText(const std::string& text, const std::string& where) {
    return readHistoryJson(text, "a range that was left out", where, {}, [](const nlohmann::json& value) {
        return OffsetRange{PartitionId(value.value("partition", 0)),
                           Offset(value.value("begin", std::int64_t{0})),
                           Offset(value.value("end", std::int64_t{0}))};
    });
}

/// A kind beside those of monitor_history.cpp; an entry's time is its number.
constexpr workspace::HistoryKind<OffsetRange> kLeftOut{"left_out", leftOutText, leftOutFromText};

} // namespace

Result<std::vector<OffsetRange>> LeftOutRows::load() const {
    auto entries = m_workspace.history(m_monitorId, kLeftOut);
    if (!entries)
        return forward(entries);
    std::vector<OffsetRange> all;
    for (const auto& entry : *entries)
        all.push_back(entry.value);
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
        auto entries = m_workspace.history(m_monitorId, kLeftOut);
        if (!entries)
            return forward(entries);
        m_kept = entries->size();
    }
    std::vector<workspace::HistoryEntry<OffsetRange>> entries;
    for (const OffsetRange& range : ranges) {
        if (*m_kept >= kMostKept)
            break;
        entries.push_back({static_cast<std::int64_t>((*m_kept)++), range});
    }
    return entries.empty() ? Status() : m_workspace.addHistory(m_monitorId, kLeftOut, entries);
}

} // namespace driftwood::monitoring
