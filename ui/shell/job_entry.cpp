#include "ui/shell/job_entry.h"

#include "session/monitor_session.h"
#include "ui/format/format.h"
#include "ui/theme/elide.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/messages/error_card.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <algorithm>

namespace driftwood::ui {
namespace {

using State = tasks::Job::State;

constexpr int kDot = 8;
constexpr int kBarWidth = 90;
constexpr int kLeastTitle = 64;

} // namespace

JobEntry::JobEntry(tasks::Job& job, QWidget* parent)
    : QAbstractButton(parent)
    , m_job(job) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    connect(&job, &tasks::Job::changed, this, &JobEntry::follow);
    follow();
}

double JobEntry::share() const {
    const Progress& progress = m_job.progress();
    return progress.total > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.total)
                              : -1.0;
}

QString JobEntry::figure() const {
    switch (m_job.state()) {
    case State::Waiting:
        return tr("waiting");
    case State::Paused:
        return tr("paused");
    case State::Stopping:
        return tr("stopping");
    case State::Finished:
        return tr("done");
    case State::Stopped:
        return tr("stopped");
    case State::Failed: {
        // An attached monitor is called stopped here, whatever ended it, as on the Monitor page.
        const auto* monitor = qobject_cast<const session::MonitorSession*>(&m_job);
        return monitor != nullptr && monitor->monitorId() != 0 ? tr("stopped") : tr("failed");
    }
    case State::Running:
        break;
    }
    if (share() < 0.0)
        return m_job.progress().done > 0 ? formatCount(m_job.progress().done) : QString();
    const auto left = m_job.remaining();
    const QString percent = formatPercent(share());
    return left ? tr("%1  %2 left").arg(percent, formatDuration(*left)) : percent;
}

void JobEntry::follow() {
    setText(m_job.title());
    setAccessibleName(tr("%1, %2").arg(m_job.title(), figure()));
    const QString detail =
        m_job.error() ? errorText(*m_job.error()) : QString::fromStdString(m_job.progress().detail);
    setToolTip(toolTipText(detail.isEmpty() ? m_job.title() : m_job.title() + QLatin1Char('\n') + detail));
    updateGeometry();
    update();
}

int JobEntry::widthBesideTitle() const {
    int wide = kDot + metrics::kGap8 + 2 * metrics::kGap4;
    if (const QString text = figure(); !text.isEmpty())
        wide += metrics::kGap8 + QFontMetrics(ui::font(TextStyle::Value)).horizontalAdvance(text);
    return wide;
}

QSize JobEntry::sizeHint() const {
    int wide = widthBesideTitle() + lineAdvance(QFontMetrics(ui::font(TextStyle::Small)), text());
    if (share() >= 0.0 && !m_job.over())
        wide += metrics::kGap8 + kBarWidth;
    return {wide, scaled(metrics::kStatusHeight) - 2};
}

QSize JobEntry::minimumSizeHint() const {
    const int title = lineAdvance(QFontMetrics(ui::font(TextStyle::Small)), text());
    return {widthBesideTitle() + std::min(title, scaled(kLeastTitle)), sizeHint().height()};
}

void JobEntry::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse())
        painter.fillRect(rect(), color(Token::Hover));
    const Token dotInk = m_job.state() == State::Failed                   ? Token::Error
                         : m_job.state() == State::Finished               ? Token::Ok
                         : m_job.over() || m_job.state() == State::Paused ? Token::Ink3
                                                                          : Token::Accent;
    qreal x = metrics::kGap4;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(dotInk));
    painter.drawEllipse(QRectF(x, (height() - kDot) / 2.0, kDot, kDot));
    x += kDot + metrics::kGap8;

    const auto write = [&](const QString& words, TextStyle style, Token ink) {
        painter.setFont(ui::font(style));
        painter.setPen(color(ink));
        painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, words);
        x += painter.fontMetrics().horizontalAdvance(words) + metrics::kGap8;
    };
    const int room = width() - widthBesideTitle();
    const bool hasGroove = share() >= 0.0 && !m_job.over() && width() >= sizeHint().width();
    write(elidedText(QFontMetrics(ui::font(TextStyle::Small)), text(), Qt::ElideMiddle, room),
          TextStyle::Small, Token::Ink2);
    if (hasGroove) {
        const QRectF groove(x, (height() - metrics::kProgress) / 2.0, kBarWidth, metrics::kProgress);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::Line));
        painter.drawRoundedRect(groove, 2, 2);
        painter.setBrush(color(dotInk));
        painter.drawRoundedRect(QRectF(groove.topLeft(), QSizeF(groove.width() * share(), groove.height())),
                                2, 2);
        x += kBarWidth + metrics::kGap8;
    }
    write(figure(), TextStyle::Value, Token::Ink2);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color(Token::Accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::kRadius, metrics::kRadius);
    }
}

void JobEntry::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    menu.addAction(tr("Open"), this, &QAbstractButton::click);
    menu.addAction(tr("Stop"), this, &JobEntry::stopRequested)->setEnabled(!m_job.over());
    menu.exec(event->globalPos());
}

} // namespace driftwood::ui
