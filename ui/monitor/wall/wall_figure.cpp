#include "ui/monitor/wall/wall_figure.h"

#include "ui/theme/metrics.h"
#include "ui/theme/type.h"
#include "ui/widgets/text/text_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace driftwood::ui {

WallFigure::WallFigure(QWidget* parent)
    : QWidget(parent)
    , m_label(textLabel({}, TextStyle::WallLabel, Token::Ink2))
    , m_value(textLabel({}, TextStyle::Wall))
    , m_unit(textLabel({}, TextStyle::WallLabel, Token::Ink2)) {
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::kGap12);
    row->addWidget(m_value);
    row->addWidget(m_unit, 0, Qt::AlignBottom);
    row->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kGap36, metrics::kGap16, metrics::kGap12, metrics::kGap8);
    column->setSpacing(0);
    column->addWidget(m_label);
    column->addLayout(row);
}

void WallFigure::setFigure(const FigureTexts::Figure& figure, const QString& age) {
    m_label->setText(figure.stale && !age.isEmpty() ? QStringLiteral("%1 · %2").arg(figure.label, age)
                                                    : figure.label);
    m_value->setText(figure.value);
    m_unit->setText(figure.unit);
    // On the figure's base line; the row of labels would align it otherwise.
    m_unit->setContentsMargins(0, 0, 0, m_value->fontMetrics().descent() - m_unit->fontMetrics().descent());
    setInk(*m_value, figure.stale ? Token::Ink3 : figure.drift ? Token::Ember : Token::Ink);
    setAccessibleName(QStringLiteral("%1: %2 %3").arg(figure.label, figure.value, figure.unit));
}

} // namespace driftwood::ui
