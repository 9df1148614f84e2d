#include "ui/widgets/filter_field.h"

#include "ui/theme/icons.h"

#include <QKeyEvent>

namespace driftwood::ui {

namespace {
constexpr int kSettleMs = 120;
}

FilterField::FilterField(const QString& placeholder, const QString& iconName, QWidget* parent)
    : QLineEdit(parent) {
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setClearButtonEnabled(true);
    addAction(icon(iconName, Token::Ink2), QLineEdit::LeadingPosition);
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(this, &QLineEdit::textChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_settle, &QTimer::timeout, this, [this] { Q_EMIT filterChanged(text()); });
}

void FilterField::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace driftwood::ui
