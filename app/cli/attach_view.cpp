#include "app/cli/attach_view.h"

#include "app/cli/model_report.h"
#include "monitoring/promotion.h"
#include "ui/format/format.h"

#include <algorithm>

namespace driftwood::cli {
namespace {

constexpr std::size_t kToldOneByOne = 20;

QString namesOf(const std::vector<PartitionId>& partitions) {
    QStringList names;
    for (const PartitionId partition : partitions)
        names << QStringLiteral("P%1").arg(partition.value);
    return names.join(", ");
}

} // namespace

void AttachView::showWindow(const drift::DriftReport& report) {
    const auto worst = std::ranges::max_element(report.fields, {}, &drift::FieldDrift::psi);
    QString text =
        QStringLiteral("  window to %1  mean error %2")
            .arg(ui::formatTime(report.to.value, QTimeZone::utc(), ui::TimeDetail::Seconds).section(' ', 1),
                 ui::formatNumber(report.meanError));
    if (worst != report.fields.end() && worst->judged) {
        const QString field =
            QStringLiteral("  worst %1 PSI %2").arg(shown(worst->path), QString::number(worst->psi, 'f', 2));
        text += worst->drifted ? m_terminal.styled(field, Style::Drift) : field;
    }
    m_terminal.line(text);
}

void AttachView::showAlarm(std::int64_t monitor, const drift::Alarm& alarm) {
    if (alarm.clearedAt)
        m_terminal.paragraph(m_terminal.styled(QStringLiteral("△ "), Style::Good) + shown(alarm.text()), 2);
    else if (m_raised.emplace(monitor, alarm.id).second)
        printAlarms(m_terminal, {alarm});
}

void AttachView::showSilence(const std::optional<monitoring::Silence>& silence) {
    if (silence.has_value() == m_silent)
        return;
    m_silent = silence.has_value();
    m_terminal.line(silence ? m_terminal.styled(QStringLiteral("  no record for %1; the longest pause was %2")
                                                    .arg(ui::formatDuration(silence->since),
                                                         ui::formatDuration(silence->usual)),
                                                Style::Bad)
                            : m_terminal.styled("  records arrive again", Style::Good));
}

void AttachView::showPromotion(const workspace::PromotionRow& promotion) {
    QStringList places;
    for (const Position& position : monitoring::positionsOf(promotion))
        places << shownPosition(position);
    m_terminal.paragraph(QStringLiteral("monitor %1 is in the place of monitor %2 since %3")
                             .arg(promotion.toMonitorId)
                             .arg(promotion.fromMonitorId)
                             .arg(places.join(", ")),
                         2);
}

void AttachView::showNewPartitions(const std::vector<PartitionId>& partitions) {
    if (!partitions.empty())
        m_terminal.paragraph(QStringLiteral("%1 %2 new: scored from %3 beginning")
                                 .arg(namesOf(partitions), partitions.size() == 1 ? "is" : "are",
                                      partitions.size() == 1 ? "its" : "their"),
                             2);
}

void AttachView::showWithoutPartner(const std::vector<PartitionId>& partitions) {
    if (!partitions.empty())
        m_terminal.paragraph(
            m_terminal.styled(QStringLiteral("▲ "), Style::Bad) +
                QStringLiteral(
                    "the topic for predictions has no partition %1: predictions for it are placed by the "
                    "hash of their key, so order is kept per key only and lost for records without a key")
                    .arg(namesOf(partitions)),
            2);
}

void AttachView::showLeftOut(const std::vector<broker::OffsetRange>& ranges) {
    for (const broker::OffsetRange& range : ranges)
        m_terminal.paragraph(
            m_terminal.styled(QStringLiteral("▲ "), Style::Bad) +
                QStringLiteral("the beginning of P%1 moved (retention): offsets %2 to %3, %4 "
                               "in all, are not scored")
                    .arg(range.partition.value)
                    .arg(range.begin.value)
                    .arg(range.end.value - 1)
                    .arg(range.span()),
            2);
}

void AttachView::showUndecodable(const std::vector<decoder::DecodeFailure>& failures) {
    for (const decoder::DecodeFailure& failure : failures) {
        if (failure.kind == decoder::FailureKind::Tombstone)
            continue; // counted, but there is nothing wrong with it
        if (m_undecodable++ < kToldOneByOne)
            m_terminal.paragraph(m_terminal.styled(QStringLiteral("▲ "), Style::Bad) +
                                     QStringLiteral("%1 is not scored: %2")
                                         .arg(shownPosition(failure.position), shown(failure.reason)),
                                 2);
        else if (m_undecodable == kToldOneByOne + 1)
            m_terminal.line("  more records cannot be decoded; they are counted at the end");
    }
}

void AttachView::showUnpublished(const std::vector<scoring::UnpublishedRecord>& records) {
    for (const scoring::UnpublishedRecord& record : records) {
        if (m_unpublished++ < kToldOneByOne)
            m_terminal.paragraph(m_terminal.styled(QStringLiteral("▲ "), Style::Bad) +
                                     QStringLiteral("%1 is not published: %2")
                                         .arg(shownPosition(record.source), shown(record.reason)),
                                 2);
        else if (m_unpublished == kToldOneByOne + 1)
            m_terminal.line("  more records are not published; they are counted and listed at the end");
    }
}

void AttachView::show(std::vector<monitoring::AttachUpdate>&& updates) {
    for (const monitoring::AttachUpdate& update : updates) {
        for (const auto& report : update.reports)
            showWindow(report);
        for (const auto& alarm : update.alarms)
            showAlarm(update.monitorId, alarm);
        if (update.beganAnew)
            m_terminal.paragraph("the demo's broker was restarted with new topics: what this group had "
                                 "scored is gone, and scoring continues with records that arrive from now on",
                                 2);
        if (update.targetMadeAnew)
            m_terminal.paragraph(m_terminal.styled(QStringLiteral("▲ "), Style::Bad) +
                                     "the topic for predictions was deleted and re-created: the earlier "
                                     "predictions are gone. Scoring continues; another group with -o "
                                     "beginning scores again what the source still has",
                                 2);
        showNewPartitions(update.newPartitions);
        showWithoutPartner(update.withoutPartner);
        showLeftOut(update.leftOut);
        for (const std::string& note : update.notes)
            m_terminal.paragraph(m_terminal.styled(QStringLiteral("▲ "), Style::Bad) + shown(note), 2);
        showUndecodable(update.failures);
        showUnpublished(update.unpublished);
        showSilence(update.silence);
        if (update.promoted)
            showPromotion(*update.promoted);
        if (update.groupShared && !m_groupShared)
            m_terminal.paragraph(
                m_terminal.styled(QStringLiteral("▲ "), Style::Bad) +
                    "another process commits offsets for this group: records are scored "
                    "twice. Stop one of the two, or give it a group of its own with --group.",
                2);
        m_groupShared = m_groupShared || update.groupShared;
        if (update.connected != m_connected) {
            m_connected = update.connected;
            m_terminal.line(m_connected
                                ? m_terminal.styled("  broker is back", Style::Good)
                                : m_terminal.styled("  broker is unreachable; waiting for it", Style::Bad));
        }
    }
    const monitoring::AttachUpdate& now = updates.back();
    // The most important figures come first, because a narrow terminal cuts off the rest.
    QString text = QStringLiteral("scored %1  %2  lag %3")
                       .arg(ui::formatCount(now.scored), ui::formatRate(now.recordsPerSec, "records"),
                            ui::formatCount(now.connected ? now.lag : -1));
    if (now.recordsPerSec > 0)
        text += QStringLiteral("  latency p50 %1 p99 %2 ms  %3 µs/record")
                    .arg(ui::formatNumber(now.latencyP50Ms), ui::formatNumber(now.latencyP99Ms),
                         ui::formatNumber(now.scoringUsPerRecord));
    m_terminal.progress(text);
}

} // namespace driftwood::cli
