#include "ui/browse/records/value_tree.h"

#include "ui/theme/metrics.h"
#include "ui/theme/type.h"
#include "ui/widgets/lists/value_delegate.h"

#include <QEvent>
#include <QHeaderView>

namespace driftwood::ui {
namespace {

class RowDelegate : public ValueDelegate {
  public:
    using ValueDelegate::ValueDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override {
        return {ValueDelegate::sizeHint(option, index).width(), scaled(metrics::kTableRow)};
    }
};

} // namespace

ValueTree::ValueTree(QAbstractItemModel* model, const QString& name, QList<int> widths, QWidget* parent)
    : QTreeView(parent)
    , m_widths(std::move(widths)) {
    setModel(model);
    setItemDelegate(new RowDelegate(this));
    setAccessibleName(name);
    setUniformRowHeights(true);
    setIndentation(metrics::kTreeIndent);
    setFrameShape(QFrame::NoFrame);
    setAllColumnsShowFocus(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setTextElideMode(Qt::ElideRight);
    header()->setHighlightSections(false);
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(false);
    setWidths();
}

void ValueTree::setWidths() {
    for (int column = 0; column < m_widths.size(); ++column) {
        const int width = m_widths[column];
        header()->setSectionResizeMode(column, width == 0 ? QHeaderView::Stretch : QHeaderView::Interactive);
        if (width > 0)
            header()->resizeSection(column, scaled(width));
    }
}

QAction* ValueTree::addKeyAction(const QString& text, const QKeySequence& keys) {
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    addAction(action);
    return action;
}

void ValueTree::changeEvent(QEvent* event) {
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setWidths();
}

} // namespace driftwood::ui
