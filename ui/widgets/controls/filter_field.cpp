#include "ui/widgets/controls/filter_field.h"

#include "ui/theme/icons.h"
#include "ui/widgets/lists/list_roles.h"

#include <QAbstractItemView>
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

void FilterField::leadTo(QAbstractItemView* view) { m_view = view; }

void FilterField::enterView() {
    if (m_settle.isActive()) { // apply the typed text before moving on
        m_settle.stop();
        Q_EMIT filterChanged(text());
    }
    const QAbstractItemModel* model = m_view->model();
    const auto isLeaf = [model](const QModelIndex& index) { // a group without rows does not count
        return index.isValid() && !model->hasChildren(index) && !index.data(GroupRole).toBool() &&
               (index.flags() & Qt::ItemIsSelectable);
    };
    if (!isLeaf(m_view->currentIndex())) {
        QModelIndex first = model->index(0, 0);
        while (first.isValid() && model->hasChildren(first))
            first = model->index(0, 0, first);
        if (!isLeaf(first))
            return; // nothing matches: the focus stays in the field, so that the text can be changed
        m_view->setCurrentIndex(first);
    }
    m_view->setFocus(Qt::TabFocusReason);
}

void FilterField::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    const bool enters =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Down;
    if (enters && m_view != nullptr && event->modifiers() == (event->modifiers() & Qt::KeypadModifier)) {
        enterView();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace driftwood::ui
