#include "app/cli/attach_lines.h"
#include "app/cli/commands/commands.h"
#include "app/cli/model_report.h"
#include "app/cli/option_kinds.h"
#include "app/cli/table.h"
#include "base/clock.h"
#include "base/person.h"
#include "drift/drift_json.h"
#include "monitoring/alarm_rows.h"
#include "monitoring/left_out_rows.h"
#include "monitoring/monitor_to_continue.h"
#include "monitoring/replacement.h"
#include "monitoring/undecodable_rows.h"
#include "monitoring/unpublished_rows.h"
#include "ui/format/format.h"

#include <algorithm>

namespace driftwood::cli {
namespace {

using workspace::MonitorRow;

constexpr double kMostHours = 876'600.0; ///< a century, far from the end of what a time can hold

struct MonitorOptions {
    std::int64_t monitor = 0;
    std::string name;
    std::string alarm;
    std::string words;
    double hours = 24.0;
};

std::string stateOf(const MonitorRow& row) {
    return row.running ? "running" : row.interrupted ? "interrupted" : "stopped";
}

/// A dry run publishes and commits nothing.
bool isDryRun(const MonitorRow& row) { return row.targetTopic.empty(); }

QString shownState(const MonitorRow& row) {
    return shown(stateOf(row)) + (isDryRun(row) ? QStringLiteral(", dry run") : QString());
}

std::vector<workspace::AlarmRow> alarmsOf(const std::vector<workspace::AlarmRow>& all, std::int64_t monitor) {
    std::vector<workspace::AlarmRow> of;
    std::ranges::copy_if(all, std::back_inserter(of),
                         [monitor](const workspace::AlarmRow& row) { return row.monitorId == monitor; });
    return of;
}

nlohmann::ordered_json monitorJson(const MonitorRow& row, int openAlarms) {
    return {{"monitor", row.id},          {"name", row.name},          {"state", stateOf(row)},
            {"model", row.modelId},       {"topic", row.sourceTopic},  {"target", row.targetTopic},
            {"dry_run", isDryRun(row)},   {"group", row.group},        {"profile", row.profileName},
            {"scored", row.scored},       {"open_alarms", openAlarms}, {"started_at", row.startedAt},
            {"stopped_at", row.stoppedAt}};
}

nlohmann::ordered_json noteJson(const workspace::PersonNote& note) {
    if (note.at.empty())
        return nullptr;
    return {{"by", note.by}, {"at", note.at}, {"words", note.words}};
}

nlohmann::ordered_json alarmJson(const workspace::AlarmRow& row, const drift::Alarm& alarm) {
    nlohmann::ordered_json json(drift::toJson(alarm));
    json["acknowledged"] = noteJson(row.acknowledged);
    json["muted"] = row.mutedUntilMs > 0 ? noteJson(row.muted) : nlohmann::ordered_json();
    json["muted_until_ms"] =
        row.mutedUntilMs > 0 ? nlohmann::ordered_json(row.mutedUntilMs) : nlohmann::ordered_json();
    return json;
}

/// A monitor's name as the window shows it: its own, otherwise its model's.
std::string shownName(const MonitorRow& row, const std::vector<workspace::ModelRow>& models) {
    if (!row.name.empty())
        return row.name;
    const auto model = std::ranges::find(models, row.modelId, &workspace::ModelRow::id);
    return model == models.end() ? std::string() : model->name;
}

int listMonitors(Context& context) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(monitors, workspace->monitors());
    DRIFTWOOD_TRY(alarms, workspace->alarms());
    DRIFTWOOD_TRY(models, workspace->models());
    DRIFTWOOD_TRY(promotions, workspace->promotions());
    const auto openAlarms = [&, now = timeNow().value](const MonitorRow& row) {
        return monitoring::alarmsToLookAt(row, alarms, promotions, now);
    };
    if (context.options.json) {
        auto json = nlohmann::ordered_json::array();
        for (const MonitorRow& row : monitors)
            json.push_back(monitorJson(row, openAlarms(row)));
        context.printJson({{"monitors", json}});
        return kOk;
    }
    Table table({{"MONITOR", true},
                 {"NAME", false, Table::Fit::Cut},
                 {"STATE"},
                 {"MODEL"},
                 {"TOPIC", false, Table::Fit::Cut},
                 {"GROUP", false, Table::Fit::Cut},
                 {"SCORED", true},
                 {"OPEN ALARMS", true}});
    for (const MonitorRow& row : monitors)
        table.add({QString::number(row.id), shown(shownName(row, models)), shownState(row),
                   shown(row.modelId), shown(row.sourceTopic), shown(row.group), ui::formatCount(row.scored),
                   ui::formatCount(openAlarms(row))});
    if (table.empty())
        context.terminal().line("No monitor yet. Make one with: driftwood-cli attach MODEL TOPIC");
    else
        table.print(context.terminal());
    return kOk;
}

void printNote(Terminal& out, const QString& what, const workspace::PersonNote& note) {
    if (note.at.empty())
        return;
    QString text = QStringLiteral("%1 by %2, %3").arg(what, shown(note.by), shown(note.at));
    if (!note.words.empty())
        text += QStringLiteral(": ") + shown(note.words);
    out.paragraph(text, 4);
}

/// Only alarms that count as open are highlighted: not those of a replaced monitor, which are history.
void printAlarm(Terminal& out, const drift::Alarm& alarm, const workspace::AlarmRow& row,
                const std::vector<workspace::AlarmRow>& ofMonitor, bool isHistory) {
    if (!isHistory && monitoring::wantsAttention(row, ofMonitor, timeNow().value))
        return printAlarms(out, {alarm});
    const QString mark = row.clearedAtMs != 0           ? QStringLiteral("over: ")
                         : !row.acknowledged.at.empty() ? QStringLiteral("known: ")
                         : isHistory                    ? QStringLiteral("history: ")
                                                        : QStringLiteral("muted: ");
    out.paragraph(out.styled(mark, Style::Dim) + shown(alarm.text()), 2);
}

int showMonitor(Context& context, std::int64_t id) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(row, monitoring::monitorByNumber(*workspace, id));
    DRIFTWOOD_TRY(models, workspace->models());
    DRIFTWOOD_TRY(all, workspace->alarms());
    DRIFTWOOD_TRY(allPromotions, workspace->promotions());
    DRIFTWOOD_TRY(unpublished, monitoring::UnpublishedRows(*workspace, id).load());
    DRIFTWOOD_TRY(undecodable, monitoring::UndecodableRows(*workspace, id).load());
    DRIFTWOOD_TRY(leftOut, monitoring::LeftOutRows(*workspace, id).load());
    auto promotions = allPromotions;
    std::erase_if(promotions, [id](const workspace::PromotionRow& promotion) {
        return promotion.fromMonitorId != id && promotion.toMonitorId != id;
    });
    const auto rows = alarmsOf(all, id);
    const auto* replacement = row.running ? nullptr : monitoring::replacementOf(id, allPromotions);
    auto json = nlohmann::ordered_json::array();
    Terminal& out = context.terminal();
    if (!context.options.json) {
        out.line(
            out.heading(QStringLiteral("monitor %1  %2").arg(row.id).arg(shown(shownName(row, models)))));
        out.paragraph(QStringLiteral("%1: %2 on %3, predictions to %4 under group %5; %6")
                          .arg(shownState(row), shown(row.modelId), shown(row.sourceTopic),
                               shown(row.targetTopic.empty() ? "nowhere" : row.targetTopic),
                               shown(row.group.empty() ? "none" : row.group), counted(row.scored, "record")),
                      2);
        if (replacement != nullptr && !rows.empty())
            out.paragraph(
                QStringLiteral("monitor %1 replaced it: its alarms are history, and none counts as open")
                    .arg(replacement->toMonitorId),
                2);
    }
    for (const workspace::AlarmRow& alarmRow : rows) {
        DRIFTWOOD_TRY(alarm, monitoring::alarmFromRow(alarmRow));
        if (context.options.json) {
            json.push_back(alarmJson(alarmRow, alarm));
            continue;
        }
        printAlarm(out, alarm, alarmRow, rows, replacement != nullptr);
        out.line(QStringLiteral("    ") + shown(alarm.id));
        printNote(out, QStringLiteral("acknowledged"), alarmRow.acknowledged);
        if (alarmRow.mutedUntilMs > 0)
            printNote(out,
                      QStringLiteral("muted until %1")
                          .arg(shown(formatIso8601(TimestampMs(alarmRow.mutedUntilMs)))),
                      alarmRow.muted);
    }
    if (context.options.json) {
        auto object = monitorJson(row, monitoring::alarmsToLookAt(row, all, allPromotions, timeNow().value));
        object["replaced_by"] = replacement != nullptr ? nlohmann::ordered_json(replacement->toMonitorId)
                                                       : nlohmann::ordered_json();
        object["alarms"] = std::move(json);
        object["promotions"] = nlohmann::ordered_json::array();
        for (const auto& promotion : promotions)
            object["promotions"].push_back(promotionJson(promotion));
        object["unpublished"] = unpublishedJson(unpublished);
        object["undecodable"] = nlohmann::ordered_json::array();
        for (const monitoring::UndecodableRecords& records : undecodable)
            object["undecodable"].push_back({{"partition", records.partition.value},
                                             {"count", records.count},
                                             {"first_offset", records.first.value},
                                             {"last_offset", records.last.value},
                                             {"reason", records.reason}});
        object["left_out"] = rangesJson(leftOut);
        context.printJson(object);
        return kOk;
    }
    for (const auto& record : unpublished)
        out.paragraph(
            QStringLiteral("%1 is not published: %2").arg(shownPosition(record.source), shown(record.reason)),
            2);
    for (const monitoring::UndecodableRecords& records : undecodable)
        out.paragraph(records.count == 1
                          ? QStringLiteral("%1 could not be decoded: %2")
                                .arg(shownPosition({records.partition, records.first}), shown(records.reason))
                          : QStringLiteral("P%1: %2 from %3 to %4 could not be decoded: %5")
                                .arg(records.partition.value)
                                .arg(counted(records.count, "record"))
                                .arg(records.first.value)
                                .arg(records.last.value)
                                .arg(shown(records.reason)),
                      2);
    for (const broker::OffsetRange& range : leftOut)
        out.paragraph(
            QStringLiteral(
                "P%1: offsets %2 to %3 are not scored: retention deleted them before they were read")
                .arg(range.partition.value)
                .arg(range.begin.value)
                .arg(range.end.value - 1),
            2);
    for (const auto& promotion : promotions)
        if (promotion.state == workspace::PromotionState::Done)
            out.paragraph(QStringLiteral("monitor %1 took the place of monitor %2, %3 by %4 %5")
                              .arg(promotion.toMonitorId)
                              .arg(promotion.fromMonitorId)
                              .arg(shown(promotion.doneAt), shown(promotion.by), shown(promotion.why)),
                          2);
    return kOk;
}

int renameMonitor(Context& context, const MonitorOptions& options) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    if (const auto renamed = workspace->renameMonitor(options.monitor, options.name); !renamed)
        return context.report(renamed.error());
    return showMonitor(context, options.monitor);
}

int removeMonitor(Context& context, const MonitorOptions& options) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    if (const auto removed = workspace->removeMonitor(options.monitor); !removed)
        return context.report(removed.error());
    return context.reportRemoved("monitor", std::to_string(options.monitor));
}

workspace::PersonNote noteOf(const MonitorOptions& options) {
    return {personHere(), formatIso8601(timeNow()), options.words};
}

int acknowledge(Context& context, const MonitorOptions& options) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    if (const auto done = workspace->acknowledgeAlarm(options.monitor, options.alarm, noteOf(options)); !done)
        return context.report(done.error());
    return showMonitor(context, options.monitor);
}

int mute(Context& context, const MonitorOptions& options) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    constexpr double kMsPerHour = 3'600'000.0;
    const std::int64_t until =
        options.hours <= 0.0 ? 0 : timeNow().value + static_cast<std::int64_t>(options.hours * kMsPerHour);
    if (const auto done = workspace->muteAlarm(options.monitor, options.alarm, until, noteOf(options)); !done)
        return context.report(done.error());
    return showMonitor(context, options.monitor);
}

} // namespace

void addMonitors(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("monitors", "List monitors, show one with its alarms, or change one");
    auto options = std::make_shared<MonitorOptions>();
    command->add_option("monitor", options->monitor, "Number of a monitor");
    const auto numbered = [&options](CLI::App* sub) {
        sub->add_option("monitor", options->monitor, "Number of a monitor")->required();
        return sub;
    };
    auto* rename = numbered(command->add_subcommand("rename", "Give a monitor a name of its own"));
    rename->add_option("name", options->name, "New name; empty: the model's name again")->required();
    auto* remove = numbered(command->add_subcommand(
        "remove", "Forget a monitor with its alarms and charts (what it wrote to Kafka stays)"));
    auto* acknowledged = numbered(command->add_subcommand("acknowledge", "Acknowledge an alarm"));
    auto* muted = numbered(command->add_subcommand("mute", "Mute an alarm, and others like it, for a while"));
    for (CLI::App* sub : {acknowledged, muted}) {
        sub->add_option("alarm", options->alarm, "Id of the alarm")->required();
        sub->add_option("--words", options->words, "Kept with it");
    }
    muted->add_option("--hours", options->hours, "How long, at most a century; 0 unmutes")
        ->capture_default_str()
        ->check(between(0, kMostHours));
    command->callback([&context, options, rename, remove, acknowledged, muted] {
        context.action = [=, &context] {
            if (rename->parsed())
                return renameMonitor(context, *options);
            if (remove->parsed())
                return removeMonitor(context, *options);
            if (acknowledged->parsed())
                return acknowledge(context, *options);
            if (muted->parsed())
                return mute(context, *options);
            return options->monitor == 0 ? listMonitors(context) : showMonitor(context, options->monitor);
        };
    });
}

} // namespace driftwood::cli
