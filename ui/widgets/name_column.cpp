#include "ui/widgets/name_column.h"

#include "ui/theme/type.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QSet>
#include <QTableView>
#include <QToolTip>
#include <algorithm>
#include <utility>

namespace driftwood::ui {
namespace {

constexpr int kMostReserved = 160;

class NameColumn : public QObject {
  public:
    NameColumn(QTableView& table, int column)
        : QObject(&table)
        , m_table(table)
        , m_column(column)
        , m_heads(table.horizontalHeader()->viewport()) {
        table.installEventFilter(this);
        table.horizontalHeader()->viewport()->installEventFilter(this);
        connect(table.horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
            if (QGuiApplication::mouseButtons() != Qt::NoButton)
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
        if (watched == m_heads) // events also arrive while the table is being deleted
            return event->type() == QEvent::ToolTip && tellHead(*static_cast<QHelpEvent*>(event));
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
        const int needed =
            std::min(std::max(header->sectionSizeHint(m_column), names), scaled(kMostReserved));
        others += widenColumns(m_table.viewport()->width() - others - needed);
        const bool fits = m_table.viewport()->width() - others >= needed;
        header->setSectionResizeMode(m_column, fits ? QHeaderView::Stretch : QHeaderView::Fixed);
        if (!fits)
            header->resizeSection(m_column, needed);
    }

    /// A column of figures needs room for its figures, too; they are aligned to the right.
    [[nodiscard]] int neededBy(int column) const {
        const QHeaderView* header = m_table.horizontalHeader();
        const QAbstractItemModel* model = m_table.model();
        const QVariant aligned = model->index(0, column).data(Qt::TextAlignmentRole);
        const bool figures = aligned.userType() == QMetaType::Int
                                 ? (aligned.toInt() & Qt::AlignRight) != 0
                                 : aligned.value<Qt::Alignment>().testFlag(Qt::AlignRight);
        return std::max(header->sectionSizeHint(column),
                        figures ? static_cast<QAbstractItemView&>(m_table).sizeHintForColumn(column) : 0);
    }

    /// Widens columns with elided titles or figures, using room that the names do not need. Returns how much
    /// was used.
    int widenColumns(int spare) {
        QHeaderView* header = m_table.horizontalHeader();
        int given = 0;
        if (!m_table.isVisible()) // its size is not valid yet
            return given;
        for (int column = 0; column < header->count() && given < spare; ++column) {
            const QHeaderView::ResizeMode mode = header->sectionResizeMode(column);
            const int lacks = neededBy(column) - header->sectionSize(column);
            if (column == m_column || lacks <= 0 || header->isSectionHidden(column) ||
                m_byPerson.contains(column) ||
                (mode != QHeaderView::Interactive && mode != QHeaderView::Fixed))
                continue;
            const int more = std::min(lacks, spare - given);
            header->resizeSection(column, header->sectionSize(column) + more);
            given += more;
        }
        return given;
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
    const QWidget* const m_heads;
    QSet<int> m_byPerson; ///< columns whose width the user chose
    bool m_due = false;   ///< a fit is queued
};

} // namespace

void keepNamesReadable(QTableView& table, int column) { new NameColumn(table, column); }

} // namespace driftwood::ui
