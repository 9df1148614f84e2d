#include "monitoring/undecodable_rows.h"

#include "monitoring/history_json.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace driftwood::monitoring {
namespace {

using nlohmann::json;

std::string undecodableText(const UndecodableRecords& records) {
    const json value{{"partition", records.partition.value},
                     {"reason", records.reason},
                     {"count", records.count},
                     {"first", records.first.value},
                     {"last", records.last.value}};
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<UndecodableRecords> undecodableFromText(const std::string& text, const std::string& where) {
    return readHistoryJson(text, "undecodable records", where, {}, [](const json& value) {
        return UndecodableRecords{PartitionId(value.value("partition", 0)),
                                  value.value("reason", std::string()), value.value("count", std::int64_t{0}),
                                  Offset(value.value("first", std::int64_t{0})),
                                  Offset(value.value("last", std::int64_t{0}))};
    });
}

/// A kind beside those of monitor_history.cpp; an entry's time is its number.
constexpr workspace::HistoryKind<UndecodableRecords> kUndecodable{"undecodable", undecodableText,
                                                                  undecodableFromText};

} // namespace

Result<std::vector<UndecodableRecords>> UndecodableRows::load() const {
    auto entries = m_workspace.history(m_monitorId, kUndecodable);
    if (!entries)
        return forward(entries);
    std::vector<UndecodableRecords> all;
    for (auto& entry : *entries)
        all.push_back(std::move(entry.value));
    std::ranges::sort(all, {}, [](const UndecodableRecords& records) {
        return std::tuple(records.partition, records.first, records.reason);
    });
    return all;
}

Status UndecodableRows::loadKept() {
    auto entries = m_workspace.history(m_monitorId, kUndecodable);
    if (!entries)
        return forward(entries);
    for (auto& entry : *entries) {
        UndecodableRecords& records = entry.value;
        m_placeOf[{records.partition, records.reason}] = m_kept.size();
        const auto last = m_lastOf.emplace(records.partition, records.last).first;
        last->second = std::max(last->second, records.last);
        m_kept.push_back(std::move(records));
    }
    m_isLoaded = true;
    return {};
}

std::size_t UndecodableRows::entryOf(PartitionId partition, const std::string& reason) {
    const auto known = m_placeOf.find({partition, reason});
    if (known != m_placeOf.end())
        return known->second;
    if (m_kept.size() >= kMostKept && reason != kOtherReasons)
        return entryOf(partition, kOtherReasons);
    m_placeOf[{partition, reason}] = m_kept.size();
    m_kept.push_back({partition, reason, 0, {}, {}});
    return m_kept.size() - 1;
}

Status UndecodableRows::add(const std::vector<decoder::DecodeFailure>& failures) {
    if (failures.empty())
        return {};
    if (!m_isLoaded)
        if (Status loaded = loadKept(); !loaded)
            return loaded;
    std::set<std::size_t> changed;
    for (const decoder::DecodeFailure& failure : failures) {
        const auto last = m_lastOf.find(failure.position.partition);
        if (last != m_lastOf.end() && failure.position.offset <= last->second)
            continue;
        m_lastOf[failure.position.partition] = failure.position.offset;
        const std::size_t place = entryOf(failure.position.partition, failure.reason);
        UndecodableRecords& records = m_kept[place];
        records.first = records.count++ == 0 ? failure.position.offset : records.first;
        records.last = failure.position.offset;
        changed.insert(place);
    }
    std::vector<workspace::HistoryEntry<UndecodableRecords>> entries;
    for (const std::size_t place : changed)
        entries.push_back({static_cast<std::int64_t>(place), m_kept[place]});
    return entries.empty() ? Status() : m_workspace.addHistory(m_monitorId, kUndecodable, entries);
}

} // namespace driftwood::monitoring
