#include "ui/widgets/name_column.h"

#include "ui/theme/type.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>
#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr int kMostReserved = 160;

class NameColumn : public QObject {
  public:
    NameColumn(QTableView& table, int column)
        : QObject(&table)
        , m_table(table)
        , m_column(column) {
        table.installEventFilter(this);
        connect(table.model(), &QAbstractItemModel::modelReset, this, &NameColumn::fit);
        connect(table.model(), &QAbstractItemModel::rowsInserted, this, &NameColumn::fit);
        fit();
    }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        const bool done = QObject::eventFilter(watched, event);
        if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
            QMetaObject::invokeMethod(this, &NameColumn::fit, Qt::QueuedConnection); // columns may come or go
        return done;
    }

  private:
    void fit() {
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
        const bool fits = m_table.viewport()->width() - others >= needed;
        header->setSectionResizeMode(m_column, fits ? QHeaderView::Stretch : QHeaderView::Fixed);
        if (!fits)
            header->resizeSection(m_column, needed);
    }

    QTableView& m_table;
    const int m_column;
};

} // namespace

void keepNamesReadable(QTableView& table, int column) { new NameColumn(table, column); }

} // namespace driftwood::ui
