#include "ui/browse/ranges/statistics_panel.h"

#include "ui/format/format.h"
#include "ui/format/numbers.h"
#include "ui/itemmodels/datasets/comparison_item_model.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/widgets/controls/labelled_combo.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/layout/stage_progress.h"
#include "ui/widgets/lists/histogram_delegate.h"
#include "ui/widgets/lists/name_column.h"
#include "ui/widgets/lists/value_delegate.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/text/icon_label.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

using namespace metrics;
using session::RangeInspector;

constexpr int kNarrowestStatistic = 48;
constexpr int kLeastFieldRows = 4;
constexpr int kShape = 104;
constexpr int kLeastShape = 56; ///< with less room the histograms are hidden, never the figures
constexpr int kLeastName = 90;

/// "one pass, exact", or which part of it was read.
RichText basisOf(const profiling::RangeRows& rows) {
    if (rows.whole)
        return StatisticsPanel::tr("one pass, exact");
    return RichText(StatisticsPanel::tr("sampled: %1 of %2 records, spread evenly"),
                    {mono(formatCount(rows.records)), mono(formatEstimate(rows.ranges.span()))});
}

} // namespace

StatisticsPanel::StatisticsPanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new ComparisonItemModel(this)) {
    setGround(*this, Token::Surface);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead());
    m_progress = new StageProgress(this);
    m_progress->setContentsMargins(kGap12, 0, kGap12, kGap8);
    m_progress->hide();
    connect(m_progress, &StageProgress::stopRequested, this, &StatisticsPanel::stopRequested);
    column->addWidget(m_progress);
    column->addWidget(makeTable(), 1);
    column->addWidget(makeFoot());
}

QWidget* StatisticsPanel::makeHead() {
    auto* bar = new Bar(kBarHeight, Token::Surface, this);
    bar->setLine(Bar::Line::None);
    bar->addWidget(textLabel(tr("Field statistics"), TextStyle::Heading));
    m_basis = new RichLine(RichText(), TextStyle::Small, Token::Ink3, bar);
    bar->addWidget(m_basis, 1);
    m_sort = new LabelledCombo(tr("Sort by"), bar);
    m_sort->setAccessibleName(tr("Sort fields by"));
    m_sort->addItem(tr("PSI"), static_cast<int>(ComparisonItemModel::Sort::Psi));
    m_sort->addItem(tr("schema"), static_cast<int>(ComparisonItemModel::Sort::Schema));
    m_sort->addItem(tr("name"), static_cast<int>(ComparisonItemModel::Sort::Name));
    connect(m_sort, &QComboBox::currentIndexChanged, this, [this] {
        m_model->setSort(static_cast<ComparisonItemModel::Sort>(m_sort->currentData().toInt()));
    });
    bar->addWidget(m_sort);
    return bar;
}

QWidget* StatisticsPanel::makeTable() {
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ValueDelegate(m_table));
    m_table->setItemDelegateForColumn(ComparisonItemModel::Shape, new HistogramDelegate(m_table));
    m_table->setAccessibleName(tr("Field statistics"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setScaled(*m_table->verticalHeader(), Extent::Section, kHistogramRow);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    setScaled(*header, Extent::LeastSection, kNarrowestStatistic);
    header->resizeSection(ComparisonItemModel::Shape, scaled(kShape));
    header->resizeSection(ComparisonItemModel::Null, scaled(60));
    for (const int column : {ComparisonItemModel::MeanA, ComparisonItemModel::MeanB})
        header->resizeSection(column, scaled(70));
    for (const int column : {ComparisonItemModel::Psi, ComparisonItemModel::Ks})
        header->resizeSection(column, scaled(kNarrowestStatistic));
    keepNamesReadable(*m_table, ComparisonItemModel::Field);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT fieldActivated(QString::fromStdString(m_model->field(index.row()).a.statistics.field.path));
    });

    m_empty = new EmptyState(
        QStringLiteral("table"), tr("No statistics yet"),
        tr("The fields of the first range are read once it is chosen; a second one is compared with it."),
        this);
    auto* failed = new QWidget(this);
    auto* inset = new QVBoxLayout(failed);
    inset->setContentsMargins(kGap12, kGap12, kGap12, kGap12);
    m_error = new ErrorCard(failed);
    inset->addWidget(m_error);
    inset->addStretch();
    connect(m_error, &ErrorCard::actionTriggered, this, &StatisticsPanel::retryRequested);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    m_stack->addWidget(failed);
    setScaled(*m_table, Extent::MinimumHeight, kTableRow + kLeastFieldRows * kHistogramRow);
    return m_stack;
}

QWidget* StatisticsPanel::makeFoot() {
    auto* foot = new Bar(kTabsHeight, Token::Surface, this);
    foot->setLine(Bar::Line::Above);
    m_fields = new RichLine(RichText(), TextStyle::Small, Token::Ink2, foot);
    m_warning = new IconLabel(QStringLiteral("warning"), kIcon, Token::Ember, foot);
    m_beyond = new RichLine(RichText(), TextStyle::Small, Token::Ember, foot);
    m_undecodable = new RichLine(RichText(), TextStyle::Small, Token::Ink3, foot);
    foot->addWidget(m_fields);
    foot->addWidget(m_warning);
    foot->addWidget(m_beyond);
    foot->addStretch();
    foot->addWidget(m_undecodable);
    return foot;
}

void StatisticsPanel::show(const RangeInspector& inspector, const QString& a, const QString& b,
                           const QString& nothing) {
    const bool known = inspector.a().has_value() && !inspector.fields().empty();
    const bool withB = known && inspector.b().has_value();
    m_model->setFields(known ? inspector.fields() : std::vector<profiling::FieldComparison>(), a,
                       withB ? b : QString());
    for (const int column : {ComparisonItemModel::MeanB, ComparisonItemModel::Psi, ComparisonItemModel::Ks})
        m_table->setColumnHidden(column, !withB);
    fitShapes();
    m_sort->setVisible(withB);
    if (inspector.error()) {
        m_error->setError(*inspector.error(), tr("Read again"));
        m_stack->setCurrentIndex(2);
    } else {
        m_stack->setCurrentWidget(known ? static_cast<QWidget*>(m_table) : m_empty);
    }
    m_empty->setTitle(!nothing.isEmpty()    ? nothing
                      : a.isEmpty()         ? tr("No statistics yet")
                      : inspector.stopped() ? tr("Stopped by you")
                                            : tr("Reading range %1").arg(a));
    RichText basis;
    if (withB)
        basis = RichText(tr("%1 filled, %2 outlined").arg(a, b)).gap();
    if (known)
        basis.add(basisOf(*inspector.a()));
    m_basis->setRichText(basis);
    showFoot(inspector, a, b);
    showProgress(inspector, inspector.stage() == RangeInspector::Stage::ReadingB ? b : a);
}

void StatisticsPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitShapes();
}

/// Gives the histograms what names and figures leave.
void StatisticsPanel::fitShapes() {
    QHeaderView* header = m_table->horizontalHeader();
    int room = width() - scaled(kLeastName) - style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    for (int column = 0; column < header->count(); ++column)
        if (column != ComparisonItemModel::Field && column != ComparisonItemModel::Shape &&
            !header->isSectionHidden(column))
            room -= header->sectionSize(column);
    const bool shown = room >= scaled(kLeastShape);
    m_table->setColumnHidden(ComparisonItemModel::Shape, !shown);
    if (shown)
        header->resizeSection(ComparisonItemModel::Shape, std::min(room, scaled(kShape)));
}

void StatisticsPanel::showFoot(const RangeInspector& inspector, const QString& a, const QString& b) {
    const int fields = m_model->rowCount();
    m_fields->setRichText(fields == 0 ? RichText() : RichText(tr("%1 fields"), {mono(formatCount(fields))}));
    const int beyond = m_model->beyondLimit();
    m_warning->setVisible(beyond > 0);
    m_beyond->setVisible(beyond > 0);
    m_beyond->setRichText(RichText(tr("%n fields beyond PSI %1", nullptr, beyond),
                                   {mono(formatFixed(inspector.limits().psiThreshold, 2))}));
    RichText undecodable;
    if (inspector.a() && inspector.b())
        undecodable = RichText(tr("undecodable: %1 in %2, %3 in %4"),
                               {mono(formatCount(inspector.a()->undecodable)), plain(a),
                                mono(formatCount(inspector.b()->undecodable)), plain(b)});
    else if (inspector.a())
        undecodable = RichText(tr("undecodable: %1"), {mono(formatCount(inspector.a()->undecodable))});
    m_undecodable->setRichText(undecodable);
}

void StatisticsPanel::showProgress(const RangeInspector& inspector, const QString& reading) {
    using Stage = RangeInspector::Stage;
    const Stage stage = inspector.stage();
    m_progress->setVisible(stage != Stage::Idle);
    if (stage == Stage::Idle)
        return;
    if (stage == Stage::Decoder || stage == Stage::Cost) {
        m_progress->setTitle(stage == Stage::Decoder ? tr("Reading a sample") : tr("Measuring the cost"));
        m_progress->setFigures({});
        m_progress->setShare(-1);
        return;
    }
    const auto total = inspector.toRead();
    m_progress->setTitle(tr("Reading range %1").arg(reading));
    m_progress->setFigures(
        RichText(tr("%1 of %2"), {mono(formatCount(inspector.readSoFar())), mono(formatEstimate(total))}));
    m_progress->setShare(total > 0 ? static_cast<double>(inspector.readSoFar()) / static_cast<double>(total)
                                   : -1.0);
}

} // namespace driftwood::ui
