#include "app/cli/progress_line.h"

#include "ui/format/format.h"

namespace driftwood::cli {
namespace {
constexpr int kBarWidth = 24;
/// A rate is not meaningful before this time.
constexpr double kSettledSeconds = 0.5;
} // namespace

void ProgressLine::show(const Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (progress.stage != m_stage) {
        m_stage = progress.stage;
        m_stageBegin = progress.done;
        m_since = now;
    }
    QString text = shown(progress.stage) + "  " + progressBar(progress.done, progress.total, kBarWidth);
    text += QStringLiteral("  %1").arg(ui::formatCount(progress.done));
    if (progress.total > 0)
        text += QStringLiteral(" of %1").arg(ui::formatCount(progress.total));
    text += ' ' + shown(progress.unit);
    const double seconds = std::chrono::duration<double>(now - m_since).count();
    if (seconds > kSettledSeconds) {
        const double rate = static_cast<double>(progress.done - m_stageBegin) / seconds;
        text += "  " + ui::formatRate(rate, shown(progress.unit));
        if (progress.total > 0 && rate > 0) {
            const double left = static_cast<double>(progress.total - progress.done) / rate;
            text += QStringLiteral("  %1 left")
                        .arg(ui::formatDuration(std::chrono::milliseconds(static_cast<qint64>(left * 1000))));
        }
    }
    if (!progress.detail.empty())
        text += "  " + shown(progress.detail);
    m_terminal.progress(text);
}

} // namespace driftwood::cli
