#include "ui/models/value_table.h"

#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/type.h"
#include "ui/widgets/lists/name_column.h"
#include "ui/widgets/lists/value_delegate.h"

#include <QHeaderView>
#include <QTableView>

namespace driftwood::ui {

QTableView* valueTable(QAbstractItemModel* model, const QString& name) {
    auto* table = new QTableView;
    table->setModel(model);
    table->setItemDelegate(new ValueDelegate(table));
    table->setAccessibleName(name);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideMiddle);
    table->setTabKeyNavigation(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setScaled(*table->verticalHeader(), Extent::Section, metrics::kTableRow);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

void setColumns(QTableView& table, int stretched, std::initializer_list<std::pair<int, int>> widths) {
    QHeaderView* header = table.horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    for (const auto& [section, width] : widths)
        header->resizeSection(section, scaled(width));
    keepNamesReadable(table, stretched);
}

} // namespace driftwood::ui
