#include "monitoring/unpublished_rows.h"

#include "monitoring/history_json.h"

#include <set>

namespace driftwood::monitoring {
namespace {

using nlohmann::json;
using scoring::UnpublishedRecord;

std::string unpublishedText(const UnpublishedRecord& record) {
    const json value{{"partition", record.source.partition.value},
                     {"offset", record.source.offset.value},
                     {"reason", record.reason},
                     {"in_dead_letters", record.inDeadLetters}};
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<UnpublishedRecord> unpublishedFromText(const std::string& text, const std::string& where) {
    return readHistoryJson(text, "an unpublished record", where, {}, [](const json& value) {
        return UnpublishedRecord{
            {PartitionId(value.value("partition", 0)), Offset(value.value("offset", std::int64_t{0}))},
            value.value("reason", std::string()),
            value.value("in_dead_letters", false)};
    });
}

/// A kind beside those of monitor_history.cpp; an entry's time is its number.
constexpr workspace::HistoryKind<UnpublishedRecord> kUnpublished{"unpublished", unpublishedText,
                                                                 unpublishedFromText};

} // namespace

Result<std::vector<UnpublishedRecord>> UnpublishedRows::load() const {
    auto entries = m_workspace.history(m_monitorId, kUnpublished);
    if (!entries)
        return forward(entries);
    std::vector<UnpublishedRecord> records;
    std::set<Position> seen; // a killed session may have stored the same record twice
    for (auto& entry : *entries)
        if (seen.insert(entry.value.source).second)
            records.push_back(std::move(entry.value));
    return records;
}

Status UnpublishedRows::add(const std::vector<UnpublishedRecord>& records) {
    if (!m_kept) {
        auto known = load();
        if (!known)
            return forward(known);
        m_kept = known->size();
    }
    std::vector<workspace::HistoryEntry<UnpublishedRecord>> entries;
    for (const UnpublishedRecord& record : records) {
        if (*m_kept >= kMostKept)
            break;
        entries.push_back({static_cast<std::int64_t>((*m_kept)++), record});
    }
    return entries.empty() ? Status() : m_workspace.addHistory(m_monitorId, kUnpublished, entries);
}

} // namespace driftwood::monitoring
