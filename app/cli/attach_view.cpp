#include "app/cli/attach_view.h"

#include "app/cli/model_report.h"
#include "ui/format/format.h"

#include <algorithm>

namespace driftwood::cli {

void AttachView::showWindow(const drift::DriftReport& report) {
    const auto worst = std::ranges::max_element(report.fields, {}, &drift::FieldDrift::psi);
    QString text = QStringLiteral("  window to %1  %2 records  mean error %3")
                       .arg(ui::formatTime(report.to.value).mid(11), ui::formatCount(report.records),
                            ui::formatNumber(report.meanError));
    if (worst != report.fields.end()) {
        const QString field = QStringLiteral("  worst field %1 PSI %2")
                                  .arg(shown(worst->path), QString::number(worst->psi, 'f', 2));
        text += worst->drifted ? m_terminal.styled(field, Style::Drift) : field;
    }
    m_terminal.line(text);
}

void AttachView::showAlarm(const drift::Alarm& alarm) {
    if (alarm.clearedAt)
        m_terminal.line(m_terminal.styled(QStringLiteral("△ cleared  "), Style::Good) + shown(alarm.text()));
    else if (m_raised.insert(alarm.id).second)
        printAlarms(m_terminal, {alarm});
}

void AttachView::show(std::vector<session::AttachUpdate>&& updates) {
    for (const session::AttachUpdate& update : updates) {
        for (const auto& report : update.reports)
            showWindow(report);
        for (const auto& alarm : update.alarms)
            showAlarm(alarm);
        if (update.connected != m_connected) {
            m_connected = update.connected;
            m_terminal.line(m_connected ? m_terminal.styled("  broker is back", Style::Good)
                                        : m_terminal.styled("  broker is away; waiting for it", Style::Bad));
        }
    }
    const session::AttachUpdate& now = updates.back();
    m_terminal.progress(QStringLiteral("scored %1  %2  latency p50 %3 p99 %4 ms  %5 µs/record  lag %6")
                            .arg(ui::formatCount(now.scored), ui::formatRate(now.recordsPerSec, "records"),
                                 ui::formatNumber(now.latencyP50Ms), ui::formatNumber(now.latencyP99Ms),
                                 ui::formatNumber(now.scoringUsPerRecord), ui::formatCount(now.lag)));
}

} // namespace driftwood::cli
