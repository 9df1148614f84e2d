#include "ui/widgets/lists/windowed_table.h"

#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/type.h"
#include "ui/widgets/lists/window_scroll_bar.h"
#include "ui/widgets/lists/windowed_table_model.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTableView>
#include <QTimer>
#include <QWheelEvent>

namespace driftwood::ui {

namespace {

/// A wheel angle of 40 moves one row: three rows per notch.
constexpr int kAnglePerRow = 40;

QTableView* makeView() {
    auto* view = new QTableView;
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->setAutoScroll(false); // this class scrolls, by whole rows
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setFrameShape(QFrame::NoFrame);
    view->verticalHeader()->hide();
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setScaled(*view->verticalHeader(), Extent::Section, metrics::kTableRow);
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setStretchLastSection(true);
    return view;
}

} // namespace

WindowedTable::WindowedTable(QWidget* parent)
    : QWidget(parent)
    , m_view(makeView())
    , m_bar(new WindowScrollBar) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    row->addWidget(m_bar);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    setFocusProxy(m_view);
    connect(m_bar, &WindowScrollBar::moved, this, [this](qint64 first) {
        setFollowEnd(first >= lastFirst() && m_followEnd);
        moveTo(first);
    });
}

void WindowedTable::setModel(WindowedTableModel* model) {
    if (m_model != nullptr)
        m_model->disconnect(this);
    m_model = model;
    m_view->setModel(model);
    m_current = m_anchor = -1;
    m_selected = {};
    if (model == nullptr)
        return;
    connect(model, &QObject::destroyed, this, [this] { m_model = nullptr; });
    connect(model, &WindowedTableModel::shifted, this, &WindowedTable::slide);
    connect(model, &WindowedTableModel::totalChanged, this, [this] { totalChanged(); });
    connect(model, &WindowedTableModel::windowMoved, this, &WindowedTable::syncSelection);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        setCurrentRow(-1);
        scheduleLayout();
    });
    scheduleLayout();
}

int WindowedTable::visibleRows() const {
    return std::max(1, m_view->viewport()->height() / m_view->verticalHeader()->defaultSectionSize());
}

qint64 WindowedTable::firstVisibleRow() const { return m_model != nullptr ? m_model->firstRow() : 0; }

qint64 WindowedTable::lastFirst() const {
    return m_model != nullptr ? std::max<qint64>(0, m_model->totalRows() - visibleRows()) : 0;
}

// --- the window
// ------------------------------------------------------------------------------------------------

void WindowedTable::scheduleLayout() {
    // Delayed, because the model changes its rows here, which is not allowed during the view's own resize.
    if (std::exchange(m_layoutPending, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_layoutPending = false;
        if (m_model != nullptr)
            moveTo(m_followEnd ? lastFirst() : m_model->firstRow());
    });
}

void WindowedTable::moveTo(qint64 first) {
    if (m_model == nullptr)
        return;
    m_model->setWindow(std::clamp<qint64>(first, 0, lastFirst()), visibleRows() + 1);
    m_bar->setSpan(lastFirst(), visibleRows(), m_model->firstRow());
}

void WindowedTable::totalChanged() {
    if (m_model->totalRows() == 0)
        setCurrentRow(-1);
    moveTo(m_followEnd ? lastFirst() : m_model->firstRow());
}

void WindowedTable::slide(qint64 rows) {
    const qint64 total = m_model->totalRows();
    const auto moved = [&](qint64 row) {
        return row < 0 || row + rows < 0 || row + rows >= total ? -1 : row + rows;
    };
    m_current = moved(m_current);
    m_anchor = moved(m_anchor);
    const Rows was = m_selected;
    m_selected = {std::clamp<qint64>(was.begin + rows, 0, total),
                  std::clamp<qint64>(was.end + rows, 0, total)};
    if (m_selected.count() == 0)
        m_selected = {};
    syncSelection();
}

void WindowedTable::scrollToRow(qint64 row) {
    const qint64 first = firstVisibleRow();
    if (row < first)
        moveTo(row);
    else if (row >= first + visibleRows())
        moveTo(row - visibleRows() + 1);
}

void WindowedTable::setFollowEnd(bool follow) {
    if (follow == m_followEnd)
        return;
    m_followEnd = follow;
    if (follow)
        moveTo(lastFirst());
}

// --- selection
// --------------------------------------------------------------------------------------------------

void WindowedTable::setCurrentRow(qint64 row, bool scroll) {
    const qint64 total = m_model != nullptr ? m_model->totalRows() : 0;
    moveCurrent(row < 0 || total == 0 ? -1 : std::min(row, total - 1), false, scroll);
}

void WindowedTable::selectRows(qint64 begin, qint64 end) {
    m_selected = begin < end ? Rows{begin, end} : Rows{};
    syncSelection();
    Q_EMIT selectionChanged();
}

void WindowedTable::moveCurrent(qint64 to, bool extend, bool scroll) {
    const qint64 before = m_current;
    m_current = to;
    if (!extend || m_anchor < 0)
        m_anchor = to;
    const Rows rows = to < 0 ? Rows{} : Rows{std::min(m_anchor, to), std::max(m_anchor, to) + 1};
    const bool selectionMoved = !(rows == m_selected);
    m_selected = rows;
    if (to >= 0 && scroll)
        scrollToRow(to);
    syncSelection();
    if (before != m_current)
        Q_EMIT currentRowChanged(m_current);
    if (selectionMoved)
        Q_EMIT selectionChanged();
}

void WindowedTable::syncSelection() {
    QItemSelectionModel* selection = m_view->selectionModel();
    if (m_model == nullptr || selection == nullptr)
        return;
    const qint64 rows = m_model->rowCount();
    const qint64 begin = std::clamp<qint64>(m_selected.begin - m_model->firstRow(), 0, rows);
    const qint64 end = std::clamp<qint64>(m_selected.end - m_model->firstRow(), 0, rows);
    const int lastColumn = m_model->columnCount() - 1;
    if (begin < end && lastColumn >= 0)
        selection->select(QItemSelection(m_model->index(static_cast<int>(begin), 0),
                                         m_model->index(static_cast<int>(end) - 1, lastColumn)),
                          QItemSelectionModel::ClearAndSelect);
    else
        selection->clearSelection();
    const qint64 current = m_current - m_model->firstRow();
    const int column = std::max(0, selection->currentIndex().column());
    selection->setCurrentIndex(m_current >= 0 && current >= 0 && current < rows
                                   ? m_model->index(static_cast<int>(current), std::min(column, lastColumn))
                                   : QModelIndex(),
                               QItemSelectionModel::NoUpdate);
}

qint64 WindowedTable::rowAt(const QPoint& position) const {
    const int row = m_view->rowAt(position.y());
    return m_model == nullptr || row < 0 ? -1 : m_model->firstRow() + row;
}

// --- keys and mouse
// ---------------------------------------------------------------------------------------------

bool WindowedTable::eventFilter(QObject* watched, QEvent* event) {
    if (m_model == nullptr)
        return QWidget::eventFilter(watched, event);
    if (watched == m_view)
        return event->type() == QEvent::KeyPress ? keyPressed(*static_cast<QKeyEvent*>(event))
                                                 : QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::Resize:
        scheduleLayout();
        return false;
    case QEvent::Wheel:
        return wheeled(*static_cast<QWheelEvent*>(event));
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::MouseButtonDblClick:
        return mouse(*static_cast<QMouseEvent*>(event));
    case QEvent::ContextMenu: {
        const auto* menu = static_cast<QContextMenuEvent*>(event);
        const qint64 row = menu->reason() == QContextMenuEvent::Keyboard ? m_current : rowAt(menu->pos());
        if (row >= 0)
            Q_EMIT contextMenuRequested(row, m_view->columnAt(menu->pos().x()), menu->globalPos());
        return true;
    }
    default:
        return false;
    }
}

bool WindowedTable::wheeled(QWheelEvent& event) {
    if (event.angleDelta().y() == 0)
        return false; // the view handles horizontal scrolling
    m_wheelRest += event.angleDelta().y();
    const int rows = m_wheelRest / kAnglePerRow;
    m_wheelRest -= rows * kAnglePerRow;
    if (rows > 0)
        setFollowEnd(false);
    moveTo(firstVisibleRow() - rows);
    return true;
}

bool WindowedTable::mouse(QMouseEvent& event) {
    const qint64 row = rowAt(event.position().toPoint());
    if (row < 0)
        return false;
    if (event.type() == QEvent::MouseButtonDblClick && event.button() == Qt::LeftButton) {
        Q_EMIT rowActivated(row);
        return true;
    }
    const bool press = event.type() == QEvent::MouseButtonPress;
    if (press && event.button() == Qt::RightButton && row >= m_selected.begin && row < m_selected.end)
        return true; // the menu keeps the selection it applies to
    if (!press && !(event.buttons() & Qt::LeftButton))
        return false; // hovering
    m_view->setFocus(Qt::MouseFocusReason);
    const int column = m_view->columnAt(event.position().toPoint().x());
    if (press && column >= 0)
        m_view->selectionModel()->setCurrentIndex(
            m_model->index(m_view->rowAt(event.position().toPoint().y()), column),
            QItemSelectionModel::NoUpdate);
    moveCurrent(row, !press || (event.modifiers() & Qt::ShiftModifier));
    return true;
}

bool WindowedTable::keyPressed(QKeyEvent& event) {
    const qint64 last = m_model->totalRows() - 1;
    const qint64 from = std::max<qint64>(0, m_current);
    const bool extend = event.modifiers() & Qt::ShiftModifier;
    qint64 to = -1;
    switch (event.key()) {
    case Qt::Key_Up:
        to = from - 1;
        break;
    case Qt::Key_Down:
        to = m_current < 0 ? 0 : from + 1;
        break;
    case Qt::Key_PageUp:
        to = from - visibleRows();
        break;
    case Qt::Key_PageDown:
        to = from + visibleRows();
        break;
    case Qt::Key_Home:
        to = 0;
        break;
    case Qt::Key_End:
        to = last;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event.modifiers() != Qt::NoModifier || m_current < 0)
            return false;
        Q_EMIT rowActivated(m_current);
        return true;
    case Qt::Key_A:
        if (!event.matches(QKeySequence::SelectAll))
            return false;
        selectRows(0, last + 1);
        return true;
    default:
        return false;
    }
    if (event.modifiers() & Qt::AltModifier)
        return false; // with Alt, the page moves to the previous or next record with the same key
    if (last < 0)
        return true;
    if (event.key() == Qt::Key_Up || event.key() == Qt::Key_PageUp || event.key() == Qt::Key_Home)
        setFollowEnd(false);
    moveCurrent(std::clamp<qint64>(to, 0, last), extend);
    return true;
}

void WindowedTable::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        scheduleLayout();
}

} // namespace driftwood::ui
