#include "ui/training/form_field.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/text/text_label.h"

#include <QLabel>
#include <QVBoxLayout>

namespace driftwood::ui {

FormField::FormField(const QString& name, QWidget* control, const QString& hint, QWidget* parent)
    : QWidget(parent)
    , m_control(control)
    , m_name(textLabel(name, TextStyle::Small, Token::Ink2))
    , m_line(textLabel({}, TextStyle::Small, Token::Ink3))
    , m_hint(hint) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kGap4);
    m_name->setBuddy(control);
    m_name->setWordWrap(true); // the field may be in a narrow half of the form
    m_name->setAlignment(Qt::AlignLeft | Qt::AlignBottom);
    column->addWidget(m_name);
    column->addWidget(control);
    column->addWidget(m_line);
    column->addStretch();
    m_line->setWordWrap(true);
    control->setAccessibleName(name);
    showLine();
}

int FormField::nameHeight() const {
    const QRect room(0, 0, m_name->width(), QWIDGETSIZE_MAX);
    return m_name->fontMetrics().boundingRect(room, Qt::TextWordWrap, m_name->text()).height();
}

void FormField::setLeastNameHeight(int pixels) { m_name->setMinimumHeight(pixels); }

void FormField::setProblem(const QString& sentence) {
    if (sentence == m_problem)
        return;
    m_problem = sentence;
    setFieldError(*m_control, !sentence.isEmpty());
    m_control->setAccessibleDescription(sentence);
    showLine();
}

void FormField::setHint(const QString& hint) {
    m_hint = hint;
    showLine();
}

void FormField::showLine() {
    m_line->setText(m_problem.isEmpty() ? m_hint : m_problem);
    setInk(*m_line, m_problem.isEmpty() ? Token::Ink3 : Token::Error);
    m_line->setVisible(!m_line->text().isEmpty());
}

} // namespace driftwood::ui
