#include "app/cli/attach_end.h"

#include "ui/format/format.h"

#include <algorithm>

namespace driftwood::cli {

Result<AlarmsLeft> alarmsLeft(workspace::Workspace& workspace, const monitoring::AttachOutcome& outcome) {
    auto rows = workspace.alarms();
    if (!rows)
        return forward(rows);
    AlarmsLeft left;
    for (const monitoring::MonitorAlarms& monitor : outcome.monitors)
        for (const drift::Alarm& alarm : monitor.alarms) {
            const bool isAcknowledged = std::ranges::any_of(*rows, [&](const workspace::AlarmRow& row) {
                return row.monitorId == monitor.monitorId && row.id == alarm.id &&
                       !row.acknowledged.at.empty();
            });
            if (isAcknowledged)
                continue;
            if (!monitor.openBefore.contains(alarm.id))
                ++left.raised;
            else if (!alarm.clearedAt && monitor.monitorId == outcome.monitorId)
                ++left.known; // those of a replaced monitor are history
        }
    return left;
}

ExitCode exitCode(const monitoring::AttachOutcome& outcome, const AlarmsLeft& alarms) {
    if (outcome.end == monitoring::AttachEnd::StoppedByUser)
        return kStopped;
    if (outcome.reachedNeither > 0)
        return kUnpublished;
    if (alarms.raised > 0)
        return kFoundDrift;
    return alarms.known > 0 ? kKnownDrift : kOk;
}

QString unpublishedText(const monitoring::AttachOutcome& outcome, const std::string& target,
                        const std::string& deadLetter) {
    QString text = QStringLiteral("%1: %2 refused their predictions; monitors %3 lists them with the reasons")
                       .arg(counted(outcome.unpublished, "record"), shown(target))
                       .arg(outcome.monitorId);
    if (deadLetter.empty())
        return text + QStringLiteral(". They are not scored again; a topic named with --dead-letter would "
                                     "have received the predictions");
    const qint64 kept = outcome.unpublished - outcome.reachedNeither;
    return text + QStringLiteral(", and %1 has %2")
                      .arg(shown(deadLetter), kept == 0 ? QStringLiteral("none of them")
                                              : kept == outcome.unpublished
                                                  ? QStringLiteral("all of them")
                                                  : QStringLiteral("%1 of them").arg(ui::formatCount(kept)));
}

} // namespace driftwood::cli
