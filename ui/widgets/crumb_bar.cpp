#include "ui/widgets/crumb_bar.h"

#include "ui/widgets/rich_line.h"

#include <QHBoxLayout>

namespace driftwood::ui {

CrumbBar::CrumbBar(QWidget* parent)
    : QWidget(parent)
    , m_line(new RichLine) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_line);
    setAccessibleName(tr("Where this is"));
    connect(m_line, &QLabel::linkActivated, this,
            [this](const QString& step) { Q_EMIT activated(step.toInt()); });
}

void CrumbBar::setSteps(const QList<Step>& steps) {
    RichText text;
    for (int i = 0; i < steps.size(); ++i) {
        const Step& step = steps[i];
        const bool last = i + 1 == steps.size();
        Span span{step.text, step.mono ? TextStyle::BodyMono : TextStyle::Body, Token::Ink2, {}};
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
    m_line->setRichText(text);
}

} // namespace driftwood::ui
