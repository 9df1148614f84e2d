#include "monitoring/unpublished_rows.h"

#include <nlohmann/json.hpp>
#include <set>

namespace driftwood::monitoring {
namespace {

using nlohmann::json;
using scoring::UnpublishedRecord;
using workspace::HistoryRow;

/// A kind beside those of monitor_history.cpp; the row's time is its number.
constexpr const char* kUnpublished = "unpublished";

} // namespace

Result<std::vector<UnpublishedRecord>> UnpublishedRows::load() const {
    auto rows = m_workspace.history(m_monitorId);
    if (!rows)
        return forward(rows);
    std::vector<UnpublishedRecord> records;
    std::set<Position> seen; // a killed session may have stored the same record twice
    for (const HistoryRow& row : *rows) {
        if (row.kind != kUnpublished)
            continue;
        const json value = json::parse(row.json, nullptr, false);
        if (!value.is_object())
            return fail(ErrorCode::CorruptData, "an unpublished record cannot be read",
                        "monitor " + std::to_string(m_monitorId) + ", number " + std::to_string(row.atMs));
        UnpublishedRecord record{
            {PartitionId(value.value("partition", 0)), Offset(value.value("offset", std::int64_t{0}))},
            value.value("reason", std::string()),
            value.value("in_dead_letters", false)};
        if (seen.insert(record.source).second)
            records.push_back(std::move(record));
    }
    return records;
}

Status UnpublishedRows::add(const std::vector<UnpublishedRecord>& records) {
    if (!m_kept) {
        auto known = load();
        if (!known)
            return forward(known);
        m_kept = known->size();
    }
    std::vector<HistoryRow> rows;
    for (const UnpublishedRecord& record : records) {
        if (*m_kept >= kMostKept)
            break;
        const json value{{"partition", record.source.partition.value},
                         {"offset", record.source.offset.value},
                         {"reason", record.reason},
                         {"in_dead_letters", record.inDeadLetters}};
        rows.push_back({kUnpublished, static_cast<std::int64_t>((*m_kept)++),
                        value.dump(-1, ' ', false, json::error_handler_t::replace)});
    }
    return rows.empty() ? Status() : m_workspace.addHistory(m_monitorId, rows);
}

} // namespace driftwood::monitoring
