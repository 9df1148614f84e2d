#include "ui/browse/topics/partitions_view.h"

#include "ui/itemmodels/topics/partition_item_model.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/widgets/lists/value_delegate.h"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr int kColumnWidth = 132;

} // namespace

PartitionsView::PartitionsView(QWidget* parent)
    : QWidget(parent)
    , m_model(new PartitionItemModel(this))
    , m_view(new QTableView) {
    setGround(*this, Token::Surface);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ValueDelegate(m_view));
    m_view->setAccessibleName(tr("Partitions"));
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setScaled(*m_view->verticalHeader(), Extent::Section, metrics::kTableRow);
    m_view->horizontalHeader()->setHighlightSections(false);
    setScaled(*m_view->horizontalHeader(), Extent::Section, kColumnWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
}

void PartitionsView::setTopic(const session::TopicFacts* facts) {
    if (facts != nullptr)
        m_model->setTopic(*facts);
    else
        m_model->clear();
}

} // namespace driftwood::ui
