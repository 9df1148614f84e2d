#include "ui/widgets/layout/flow_layout.h"

#include <QWidget>
#include <algorithm>

namespace driftwood::ui {

FlowLayout::FlowLayout(QWidget* parent)
    : QLayout(parent) {}

FlowLayout::~FlowLayout() { qDeleteAll(m_items); }

void FlowLayout::addItem(QLayoutItem* item) { m_items.append(item); }

int FlowLayout::count() const { return static_cast<int>(m_items.size()); }

QLayoutItem* FlowLayout::itemAt(int index) const { return m_items.value(index); }

QLayoutItem* FlowLayout::takeAt(int index) {
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const { return layOut(QRect(0, 0, width, 0), false); }

QSize FlowLayout::sizeHint() const {
    QSize size;
    for (const QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize its = item->sizeHint();
        size = QSize(size.width() + its.width() + (size.isEmpty() ? 0 : spacing()),
                     std::max(size.height(), its.height()));
    }
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : m_items)
        size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    layOut(rect, true);
}

void FlowLayout::addStretch() {
    addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Minimum));
}

void FlowLayout::placeRow(const Row& row, const QRect& room, int y) const {
    const int left = std::max(0, room.width() - row.width);
    int x = room.left();
    for (const auto& [item, size] : row.items) {
        if (item->spacerItem() != nullptr) {
            x += left;
            continue;
        }
        item->setGeometry(QRect(QPoint(x, y + (row.height - size.height()) / 2), size));
        x += size.width() + spacing();
    }
}

int FlowLayout::layOut(const QRect& rect, bool place) const {
    const QRect room = rect.marginsRemoved(contentsMargins());
    int y = room.top();
    Row row;
    const auto end = [&] {
        if (place)
            placeRow(row, room, y);
        y += row.height;
        row = {};
    };
    for (QLayoutItem* item : m_items) {
        if (item->spacerItem() != nullptr)
            row.items.append({item, QSize()});
        if (item->isEmpty()) // hidden
            continue;
        const QSize wanted = item->sizeHint();
        const int width = std::min(wanted.width(), std::max(room.width(), item->minimumSize().width()));
        if (row.height > 0 && row.width + spacing() + width > room.width()) {
            end();
            y += spacing();
        }
        row.width += (row.width > 0 ? spacing() : 0) + width;
        row.height = std::max(row.height, wanted.height());
        row.items.append({item, QSize(width, wanted.height())});
    }
    end();
    return y - rect.top() + contentsMargins().bottom();
}

} // namespace driftwood::ui
