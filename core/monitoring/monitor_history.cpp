#include "monitoring/monitor_history.h"

#include "monitoring/history_json.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace driftwood::monitoring {
namespace {

using nlohmann::json;
using workspace::HistoryEntry;
using workspace::HistoryKind;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Rounds to seven digits, more than a chart can show; null if not finite.
json rounded(double value) {
    if (!std::isfinite(value))
        return {};
    std::array<char, 32> digits{};
    std::snprintf(digits.data(), digits.size(), "%.7g", value);
    return std::strtod(digits.data(), nullptr);
}
double number(const json& value) { return value.is_null() ? kNaN : value.get<double>(); }

json toJson(const Moments& moments) {
    return json::array({moments.count, rounded(moments.mean), rounded(moments.squares)});
}
Moments momentsOf(const json& value) {
    return {value.at(0).get<std::int64_t>(), number(value.at(1)), number(value.at(2))};
}

json toJson(const TrackPoint& point, std::int64_t widthMs) {
    json fields = json::array();
    for (const Moments& field : point.fields)
        fields.push_back(json::array({field.count, rounded(field.mean)}));
    json outliers = json::array();
    for (const Outlier& outlier : point.outliers)
        outliers.push_back(json::array({outlier.time.value, rounded(outlier.score),
                                        outlier.position.partition.value, outlier.position.offset.value}));
    json ranges = json::array();
    for (const broker::OffsetRange& range : point.ranges)
        ranges.push_back(json::array({range.partition.value, range.begin.value, range.end.value}));
    return {{"width", widthMs},
            {"records", point.records},
            {"anomalous", point.anomalous},
            {"score",
             json::array({rounded(point.score.p1), rounded(point.score.median), rounded(point.score.p99)})},
            {"error", toJson(point.error)},
            {"prediction", toJson(point.prediction)},
            {"actual", toJson(point.actual)},
            {"fields", std::move(fields)},
            {"outliers", std::move(outliers)},
            {"ranges", std::move(ranges)}};
}

/// A point of the track, and the length of the interval of its points then. The entry's time is its begin.
struct KeptPoint {
    std::int64_t widthMs = 0;
    TrackPoint point;
};

json toJson(const KeptPoint& kept) { return toJson(kept.point, kept.widthMs); }

KeptPoint keptPointOf(const json& value) {
    KeptPoint kept{value.at("width").get<std::int64_t>(), {}};
    TrackPoint& point = kept.point;
    point.records = value.at("records").get<std::int64_t>();
    point.anomalous = value.at("anomalous").get<std::int64_t>();
    const json& score = value.at("score");
    point.score = {number(score.at(0)), number(score.at(1)), number(score.at(2))};
    point.error = momentsOf(value.at("error"));
    point.prediction = momentsOf(value.at("prediction"));
    point.actual = momentsOf(value.at("actual"));
    for (const json& field : value.at("fields"))
        point.fields.push_back({field.at(0).get<std::int64_t>(), number(field.at(1)), 0.0});
    for (const json& outlier : value.at("outliers"))
        point.note(
            {TimestampMs(outlier.at(0).get<std::int64_t>()),
             number(outlier.at(1)),
             {PartitionId(outlier.at(2).get<std::int32_t>()), Offset(outlier.at(3).get<std::int64_t>())}});
    for (const json& range : value.at("ranges"))
        point.ranges.push_back({PartitionId(range.at(0).get<std::int32_t>()),
                                Offset(range.at(1).get<std::int64_t>()),
                                Offset(range.at(2).get<std::int64_t>())});
    return kept;
}

json toJson(const DriftWindow& window) {
    json psi = json::array();
    for (const float value : window.psi)
        psi.push_back(rounded(value));
    return {{"to", window.to.value},
            {"records", window.records},
            {"psi", std::move(psi)},
            {"prediction", rounded(window.predictionPsi)}};
}

/// Without its begin, which is the entry's time.
DriftWindow windowOf(const json& value) {
    DriftWindow window;
    window.to = TimestampMs(value.at("to").get<std::int64_t>());
    window.records = value.at("records").get<std::int64_t>();
    for (const json& psi : value.at("psi"))
        window.psi.push_back(static_cast<float>(number(psi)));
    window.predictionPsi = static_cast<float>(number(value.at("prediction")));
    return window;
}

json keptJson(const drift::FieldDrift& field) {
    return {{"path", field.path},
            {"psi", rounded(field.psi)},
            {"judged", field.judged},
            {"drifted", field.drifted},
            {"missing", rounded(field.missingRate)},
            {"missing_drifted", field.missingDrifted},
            {"shape", field.shape}};
}

drift::FieldDrift fieldOf(const json& value) {
    drift::FieldDrift field;
    value.at("path").get_to(field.path);
    field.psi = number(value.at("psi"));
    value.at("judged").get_to(field.judged);
    value.at("drifted").get_to(field.drifted);
    field.missingRate = number(value.at("missing"));
    value.at("missing_drifted").get_to(field.missingDrifted);
    value.at("shape").get_to(field.shape);
    return field;
}

json keptJson(const drift::DriftReport& report) {
    json fields = json::array();
    for (const drift::FieldDrift& field : report.fields)
        fields.push_back(keptJson(field));
    return {{"to", report.to.value},
            {"records", report.records},
            {"fields", std::move(fields)},
            {"prediction", keptJson(report.prediction)},
            {"mean_error", rounded(report.meanError)}};
}

/// Without its begin, which is the entry's time.
drift::DriftReport reportOf(const json& value) {
    drift::DriftReport report;
    report.to = TimestampMs(value.at("to").get<std::int64_t>());
    report.records = value.at("records").get<std::int64_t>();
    for (const json& field : value.at("fields"))
        report.fields.push_back(fieldOf(field));
    report.prediction = fieldOf(value.at("prediction"));
    report.meanError = number(value.at("mean_error"));
    return report;
}

json toJson(const MonitorMemory& memory) {
    json next = json::array();
    for (const Position& position : memory.next)
        next.push_back(json::array({position.partition.value, position.offset.value}));
    return {{"next", std::move(next)}, {"memory", memory.memory}};
}

MonitorMemory memoryOf(const json& value) {
    MonitorMemory memory;
    for (const json& position : value.at("next"))
        memory.next.push_back(
            {PartitionId(position.at(0).get<std::int32_t>()), Offset(position.at(1).get<std::int64_t>())});
    value.at("memory").get_to(memory.memory);
    return memory;
}

template <class T>
std::string jsonText(const T& value) {
    return toJson(value).dump();
}

std::string reportText(const drift::DriftReport& report) { return keptJson(report).dump(); }

template <class T, T (*Read)(const json&)>
Result<T> fromJsonText(const std::string& text, const std::string& where) {
    return readHistoryJson(text, "the monitor's history", where,
                           "The log is untouched; a new monitor begins a new history.", Read);
}

constexpr HistoryKind<KeptPoint> kTrack{"track", jsonText, fromJsonText<KeptPoint, keptPointOf>};
constexpr HistoryKind<DriftWindow> kWindow{"window", jsonText, fromJsonText<DriftWindow, windowOf>};
constexpr HistoryKind<drift::DriftReport> kLatest{"latest", reportText,
                                                  fromJsonText<drift::DriftReport, reportOf>};
constexpr HistoryKind<MonitorMemory> kMemory{"memory", jsonText, fromJsonText<MonitorMemory, memoryOf>};

} // namespace

Result<MonitorHistory> loadHistory(workspace::Workspace& workspace, std::int64_t monitorId) {
    auto points = workspace.history(monitorId, kTrack);
    if (!points)
        return forward(points);
    auto windows = workspace.history(monitorId, kWindow);
    if (!windows)
        return forward(windows);
    auto latest = workspace.history(monitorId, kLatest);
    if (!latest)
        return forward(latest);
    auto memory = workspace.history(monitorId, kMemory);
    if (!memory)
        return forward(memory);
    MonitorHistory history;
    history.track.width = TrackRecorder::kFirstWidth;
    history.track.replaced = true;
    for (HistoryEntry<KeptPoint>& entry : *points) {
        history.track.width = std::max(history.track.width, std::chrono::milliseconds(entry.value.widthMs));
        entry.value.point.begin = TimestampMs(entry.atMs);
        history.track.points.push_back(std::move(entry.value.point));
    }
    for (HistoryEntry<DriftWindow>& entry : *windows) {
        entry.value.from = TimestampMs(entry.atMs);
        history.windows.push_back(std::move(entry.value));
    }
    if (!latest->empty()) {
        history.latest = std::move(latest->back().value);
        history.latest->from = TimestampMs(latest->back().atMs);
    }
    if (!memory->empty())
        history.memory = std::move(memory->back().value);
    return history;
}

Status HistoryWriter::save(TrackRecorder& track, const DriftTrail& trail) {
    if (auto saved = saveTrack(track.changesSince(m_cursor)); !saved)
        return saved;
    return saveWindows(trail);
}

Status HistoryWriter::save(const MonitorMemory& memory) {
    return m_workspace.replaceHistory(m_monitorId, kMemory, {{0, memory}});
}

Status HistoryWriter::saveTrack(const TrackChanges& changes) {
    std::vector<HistoryEntry<KeptPoint>> entries;
    for (const TrackPoint& point : changes.points)
        entries.push_back({point.begin.value, {changes.width.count(), point}});
    if (changes.replaced)
        return m_workspace.replaceHistory(m_monitorId, kTrack, entries);
    return entries.empty() ? Status() : m_workspace.addHistory(m_monitorId, kTrack, entries);
}

Status HistoryWriter::saveWindows(const DriftTrail& trail) {
    const auto& windows = trail.windows();
    const bool replaced = m_generation != trail.generation();
    const std::size_t from = replaced ? 0 : m_savedWindows;
    if (!replaced && from == windows.size())
        return {};
    std::vector<HistoryEntry<DriftWindow>> entries;
    for (std::size_t i = from; i < windows.size(); ++i)
        entries.push_back({windows[i].from.value, windows[i]});
    m_generation = trail.generation();
    m_savedWindows = windows.size();
    if (auto saved = replaced ? m_workspace.replaceHistory(m_monitorId, kWindow, entries)
                              : m_workspace.addHistory(m_monitorId, kWindow, entries);
        !saved || !trail.latest())
        return saved;
    return m_workspace.replaceHistory(m_monitorId, kLatest, {{trail.latest()->from.value, *trail.latest()}});
}

} // namespace driftwood::monitoring
