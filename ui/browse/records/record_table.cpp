#include "ui/browse/records/record_table.h"

#include "ui/browse/records/record_delegate.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/type.h"
#include "ui/widgets/lists/windowed_table.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QTableView>
#include <QVBoxLayout>

namespace driftwood::ui {

using browsing::RecordRef;

namespace {

constexpr int kSampledRows = 40; ///< rows that are measured to choose a column's width
constexpr int kWidestColumn = 280;
constexpr int kNarrowestColumn = 36;
constexpr int kSortMark = 18; ///< room for the sort arrow beside the header's text
constexpr int kHeaderSlack = 8;

} // namespace

RecordTable::RecordTable(QWidget* parent)
    : QWidget(parent)
    , m_model(new RecordItemModel(this))
    , m_table(new WindowedTable) {
    m_table->setModel(m_model);
    QTableView* view = m_table->view();
    view->setAccessibleName(tr("Records"));
    view->setItemDelegate(new RecordDelegate(view));
    QHeaderView* header = view->horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setAccessibleName(tr("Columns of the records"));
    view->installEventFilter(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
    setFocusProxy(m_table);

    connect(m_table, &WindowedTable::currentRowChanged, this, &RecordTable::rowChanged);
    connect(m_table, &WindowedTable::rowActivated, this, &RecordTable::activated);
    connect(m_table, &WindowedTable::contextMenuRequested, this,
            [this](qint64, int, const QPoint& at) { showMenu(at); });
    connect(m_model, &RecordItemModel::rearranged, this, [this] { findAgain(false); });
    connect(header, &QHeaderView::sectionClicked, this, [this](int section) {
        if (section == RecordItemModel::Time)
            Q_EMIT orderClicked();
        else
            showOrder(); // a click moved the header's arrow to a column that cannot be sorted; move it back
    });
    connect(header, &QHeaderView::customContextMenuRequested, this, &RecordTable::showColumnsMenu);
}

void RecordTable::showOrder() {
    m_table->view()->horizontalHeader()->setSortIndicator(
        RecordItemModel::Time, m_newestFirst ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void RecordTable::begin(const browsing::RecordReading::Spec& spec, bool newestFirst, bool raw,
                        bool keepCurrent) {
    const bool sameColumns = m_columnsSized && spec == m_model->spec();
    const std::optional<Position> current = keepCurrent ? m_current : std::nullopt;
    m_model->begin(spec, newestFirst, raw);
    m_newestFirst = newestFirst;
    showOrder();
    m_columnsSized = sameColumns;
    m_current = current;
    if (!keepCurrent && m_currentRecord) {
        m_currentRecord.reset();
        Q_EMIT currentChanged();
    }
}

void RecordTable::add(const std::vector<RecordRef>& records) {
    m_model->add(records);
    if (!m_columnsSized && m_model->rows().size() > 0)
        sizeColumns();
    if (m_current && m_table->currentRow() < 0)
        findAgain(m_model->ring() == 0);
}

void RecordTable::sizeColumns() {
    m_columnsSized = true;
    orderColumns();
    const QFontMetrics values(ui::font(TextStyle::Value));
    const QFontMetrics headers(ui::font(TextStyle::Header));
    QHeaderView* header = m_table->view()->horizontalHeader();
    const qint64 rows = std::min<qint64>(m_model->rows().size(), kSampledRows);
    for (int column = 0; column < m_model->columnCount(); ++column) {
        int width = headers.horizontalAdvance(m_model->headerData(column, Qt::Horizontal).toString()) +
                    (column == RecordItemModel::Time ? kSortMark : kHeaderSlack);
        if (column == RecordItemModel::Time) // later rows may be of another year
            width = std::max(width, values.horizontalAdvance(QStringLiteral("0000-00-00 00:00:00")));
        for (qint64 row = 0; row < rows; ++row)
            width = std::max(
                width, values.horizontalAdvance(m_model->cell(row, column, Qt::DisplayRole).toString()));
        header->resizeSection(column, std::clamp(width + 2 * metrics::kCellPadding + 2, kNarrowestColumn,
                                                 scaled(kWidestColumn)));
    }
}

void RecordTable::orderColumns() {
    // Numeric columns come first: they matter most to the user, and text columns are wide.
    QHeaderView* header = m_table->view()->horizontalHeader();
    for (int column = 0; column < m_model->columnCount(); ++column)
        header->moveSection(header->visualIndex(column), column);
    int next = RecordItemModel::FirstField;
    const auto& spec = m_model->spec();
    const auto fields =
        spec ? std::min<std::size_t>(spec->schema.fields.size(), RecordItemModel::kMostFieldColumns)
             : std::size_t{0};
    for (std::size_t i = 0; i < fields; ++i)
        if (isRightAligned(spec->schema.fields[i].type))
            header->moveSection(header->visualIndex(RecordItemModel::FirstField + static_cast<int>(i)),
                                next++);
}

std::optional<RecordRef> RecordTable::current() const { return m_currentRecord; }

void RecordTable::rowChanged(qint64 row) {
    if (row < 0)
        return; // rows were removed, but the current record stays the same
    m_currentRecord = m_model->rows().at(row);
    m_current = m_currentRecord->position();
    Q_EMIT currentChanged();
}

void RecordTable::findAgain(bool scroll) {
    if (!m_current)
        return;
    if (const auto row = m_model->rows().find(*m_current))
        m_table->setCurrentRow(*row, scroll);
    else if (m_model->ring() > 0) // it has left the ring buffer and does not come back
        m_current.reset();
}

void RecordTable::setCurrent(const std::optional<Position>& position) {
    m_current = position;
    if (position)
        return findAgain(true);
    m_currentRecord.reset();
    m_table->setCurrentRow(-1);
    Q_EMIT currentChanged();
}

void RecordTable::step(int direction) {
    const qint64 to = m_table->currentRow() + direction;
    if (to >= 0 && to < m_model->rows().size())
        m_table->setCurrentRow(to);
}

void RecordTable::stepByKey(int direction) {
    if (const auto row = m_model->rows().sameKey(m_table->currentRow(), direction))
        m_table->setCurrentRow(*row);
}

void RecordTable::goToEnd(bool first) {
    if (m_model->rows().size() > 0)
        m_table->setCurrentRow(first ? 0 : m_model->rows().size() - 1);
}

std::vector<RecordRef> RecordTable::selectedOrAll() const {
    WindowedTable::Rows rows = m_table->selectedRows();
    if (rows.count() < 2)
        rows = {0, m_model->rows().size()};
    std::vector<RecordRef> out;
    for (qint64 row = rows.begin; row < std::min(rows.end, m_model->rows().size()); ++row)
        out.push_back(m_model->rows().at(row));
    return out;
}

bool RecordTable::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    const bool alt = key.modifiers() & Qt::AltModifier;
    if (alt && (key.key() == Qt::Key_Up || key.key() == Qt::Key_Down)) {
        stepByKey(key.key() == Qt::Key_Up ? -1 : 1);
        return true;
    }
    if (key.key() == Qt::Key_BracketLeft || key.key() == Qt::Key_BracketRight) {
        goToEnd(key.key() == Qt::Key_BracketLeft);
        return true;
    }
    if (key.key() == Qt::Key_Space) {
        Q_EMIT spacePressed();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void RecordTable::showMenu(const QPoint& globalPosition) {
    QMenu menu(this);
    Q_EMIT menuRequested(&menu);
    if (!menu.isEmpty())
        menu.exec(globalPosition);
}

void RecordTable::showColumnsMenu(const QPoint& position) {
    QHeaderView* header = m_table->view()->horizontalHeader();
    QMenu menu(this);
    for (int column = 0; column < m_model->columnCount(); ++column) {
        QAction* action = menu.addAction(m_model->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        action->setEnabled(column != RecordItemModel::Offset);
        connect(action, &QAction::toggled, header,
                [header, column](bool shown) { header->setSectionHidden(column, !shown); });
    }
    menu.exec(header->mapToGlobal(position));
}

} // namespace driftwood::ui
