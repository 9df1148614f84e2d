#include "ui/widgets/lists/name_column.h"

#include "ui/theme/type.h"
#include "ui/widgets/lists/choice_delegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QSet>
#include <QTableView>
#include <QToolTip>
#include <algorithm>
#include <utility>

namespace driftwood::ui {
namespace {

const QString kObjectName = QStringLiteral("nameColumn");

class NameColumn : public QObject {
  public:
    NameColumn(QTableView& table, int column, int most)
        : QObject(&table)
        , m_table(table)
        , m_column(column)
        , m_most(most)
        , m_heads(table.horizontalHeader()->viewport()) {
        setObjectName(kObjectName);
        table.installEventFilter(this);
        table.horizontalHeader()->viewport()->installEventFilter(this);
        connect(table.horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
            if (m_pressed) // elsewhere the mouse may be moving the text size
                m_byPerson.insert(section);
        });
        connect(table.model(), &QAbstractItemModel::headerDataChanged, this, &NameColumn::fit);
        connect(table.model(), &QAbstractItemModel::modelReset, this, &NameColumn::fit);
        connect(table.model(), &QAbstractItemModel::rowsInserted, this, &NameColumn::fit);
        connect(table.model(), &QAbstractItemModel::dataChanged, this, &NameColumn::fitSoon);
        fit();
    }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (watched == m_heads) { // events also arrive while the table is being deleted
            if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease)
                m_pressed = event->type() == QEvent::MouseButtonPress;
            return event->type() == QEvent::ToolTip && tellHead(*static_cast<QHelpEvent*>(event));
        }
        const bool done = QObject::eventFilter(watched, event);
        if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
            fitSoon(); // columns may change
        return done;
    }

  private:
    void fitSoon() {
        if (std::exchange(m_due, true))
            return;
        QMetaObject::invokeMethod(this, &NameColumn::fit, Qt::QueuedConnection);
    }

    void fit() {
        m_due = false;
        QHeaderView* header = m_table.horizontalHeader();
        if (m_column >= header->count())
            return;
        int others = 0;
        for (int column = 0; column < header->count(); ++column)
            if (column != m_column && !header->isSectionHidden(column))
                others += header->sectionSize(column);
        const int names = static_cast<QAbstractItemView&>(m_table).sizeHintForColumn(m_column);
        const int needed = std::min(std::max(header->sectionSizeHint(m_column), names), scaled(m_most));
        others += widenColumns(m_table.viewport()->width() - others - needed);
        const bool fits = m_table.viewport()->width() - others >= needed;
        header->setSectionResizeMode(m_column, fits ? QHeaderView::Stretch : QHeaderView::Fixed);
        if (!fits)
            header->resizeSection(m_column, needed);
    }

    /// The width that the figures or choices of a column need; 0 for a column of something else.
    [[nodiscard]] int figuresOf(int column) const {
        if (qobject_cast<const ChoiceDelegate*>(m_table.itemDelegateForColumn(column)) != nullptr)
            return static_cast<QAbstractItemView&>(m_table).sizeHintForColumn(column);
        const QVariant aligned = m_table.model()->index(0, column).data(Qt::TextAlignmentRole);
        const bool figures = aligned.userType() == QMetaType::Int
                                 ? (aligned.toInt() & Qt::AlignRight) != 0
                                 : aligned.value<Qt::Alignment>().testFlag(Qt::AlignRight);
        return figures ? static_cast<QAbstractItemView&>(m_table).sizeHintForColumn(column) : 0;
    }

    /// Widens columns with elided figures or choices, whatever room there is, and those with elided titles,
    /// using room that the names do not need. Returns how much was used.
    int widenColumns(int spare) {
        if (!m_table.isVisible()) // its size is not valid yet
            return 0;
        const QHeaderView* header = m_table.horizontalHeader();
        int given = 0;
        for (int column = 0; column < header->count(); ++column)
            given += widen(column, figuresOf(column) - header->sectionSize(column));
        for (int column = 0; column < header->count() && given < spare; ++column)
            given += widen(column, std::min(header->sectionSizeHint(column) - header->sectionSize(column),
                                            spare - given));
        return given;
    }

    /// Returns how much the column was widened.
    int widen(int column, int more) {
        QHeaderView* header = m_table.horizontalHeader();
        const QHeaderView::ResizeMode mode = header->sectionResizeMode(column);
        if (column == m_column || more <= 0 || header->isSectionHidden(column) ||
            m_byPerson.contains(column) || (mode != QHeaderView::Interactive && mode != QHeaderView::Fixed))
            return 0;
        const int before = header->sectionSize(column);
        header->resizeSection(column, before + more);
        return header->sectionSize(column) - before;
    }

    /// Shows the full title as a tool tip if it is elided anyway and the model supplies no tool tip.
    bool tellHead(const QHelpEvent& help) {
        const QHeaderView* header = m_table.horizontalHeader();
        const int column = header->logicalIndexAt(help.pos());
        if (column < 0 || header->sectionSizeHint(column) <= header->sectionSize(column))
            return false;
        const auto said = [&](int role) {
            return m_table.model()->headerData(column, Qt::Horizontal, role).toString();
        };
        if (!said(Qt::ToolTipRole).isEmpty())
            return false;
        QToolTip::showText(help.globalPos(), said(Qt::DisplayRole), header->viewport());
        return true;
    }

    QTableView& m_table;
    const int m_column;
    const int m_most; ///< that is reserved for the names, at 100 % text
    const QWidget* const m_heads;
    QSet<int> m_byPerson;   ///< columns whose width the user chose
    bool m_pressed = false; ///< a button of the mouse, on the titles
    bool m_due = false;     ///< a fit is queued
};

} // namespace

void keepNamesReadable(QTableView& table, int column, int most) {
    delete table.findChild<QObject*>(kObjectName, Qt::FindDirectChildrenOnly); // the widths are new
    new NameColumn(table, column, most);
}

} // namespace driftwood::ui
