#include "ui/widgets/controls/crumb_bar.h"

#include "ui/theme/elide.h"
#include "ui/theme/type.h"
#include "ui/widgets/text/rich_line.h"

#include <QHBoxLayout>
#include <algorithm>

namespace driftwood::ui {

CrumbBar::CrumbBar(QWidget* parent)
    : QWidget(parent)
    , m_line(new RichLine) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_line);
    setAccessibleName(tr("Location"));
    connect(m_line, &QLabel::linkActivated, this,
            [this](const QString& step) { Q_EMIT activated(step.toInt()); });
}

void CrumbBar::setSteps(const QList<Step>& steps) {
    m_steps = steps;
    fit();
    updateGeometry();
}

RichText CrumbBar::text(const QString& lastName) const {
    RichText text;
    for (int i = 0; i < m_steps.size(); ++i) {
        const Step& step = m_steps[i];
        const bool last = i + 1 == m_steps.size();
        Span span{
            last ? lastName : step.text, step.mono ? TextStyle::BodyMono : TextStyle::Body, Token::Ink2, {}};
        if (last) {
            span.style = step.mono ? TextStyle::PageMono : TextStyle::Page;
            span.ink = Token::Ink;
        } else if (step.leads) {
            span.link = QString::number(i);
        }
        text.add(span);
        if (!last)
            text.add(plain(QStringLiteral("  /  "), Token::Ink3));
    }
    return text;
}

void CrumbBar::fit() {
    if (m_steps.isEmpty()) {
        m_line->setRichText(RichText());
        return;
    }
    const Step& last = m_steps.last();
    const int before = RichLayout(text(QString()), {}, QWIDGETSIZE_MAX, false).size().width();
    const QFontMetrics metrics(ui::font(last.mono ? TextStyle::PageMono : TextStyle::Page));
    const int room = std::max(width() - before - 2, metrics.horizontalAdvance(QStringLiteral(u"mm\u2026")));
    const QString shown = elidedText(metrics, last.text, Qt::ElideMiddle, room);
    m_line->setRichText(text(shown));
    m_line->setToolTip(shown == last.text ? QString() : toolTipText(last.text));
}

QSize CrumbBar::sizeHint() const {
    const QString name = m_steps.isEmpty() ? QString() : m_steps.last().text;
    return {RichLayout(text(name), {}, QWIDGETSIZE_MAX, false).size().width() + 2,
            m_line->sizeHint().height()};
}

void CrumbBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

} // namespace driftwood::ui
