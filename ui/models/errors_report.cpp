#include "ui/models/errors_report.h"

#include "training/objectives/objective.h"
#include "ui/charts/agreement_chart.h"
#include "ui/charts/distribution_chart.h"
#include "ui/format/format.h"
#include "ui/itemmodels/models/confusion_item_models.h"
#include "ui/itemmodels/models/wrong_record_item_model.h"
#include "ui/models/error_figures.h"
#include "ui/models/share_delegate.h"
#include "ui/models/value_table.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/layout/tile.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>
#include <QStyle>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {
namespace {

using training::PredictionKind;

constexpr int kPicturesHeight = 264;
constexpr int kHeightOfTwo = 432; ///< one below the other
constexpr int kLeftShare = 5;     ///< a confusion matrix needs more room than its figures
constexpr int kRightShare = 4;
constexpr int kLeastChart = 240;
constexpr int kMostTiles = 4;
constexpr int kCountColumn = 92;
constexpr int kLeastRecords = 6 * metrics::kTableRow; ///< heads, some rows and a scroll bar

/// The least width of a count and its share, so that none is cut, at the normal text size.
int countColumn(const QTableView& table) {
    int widest = scaled(kCountColumn);
    for (int column = 1; column < table.model()->columnCount(); ++column)
        widest = std::max(widest, static_cast<const QAbstractItemView&>(table).sizeHintForColumn(column));
    return (widest * 100 + fontFactor() - 1) / fontFactor();
}

/// The width of a table whose first column is as wide as its content.
int leastWidth(const QTableView& table, int others) {
    const int names = static_cast<const QAbstractItemView&>(table).sizeHintForColumn(0);
    return std::max(names, table.horizontalHeader()->sectionSizeHint(0)) + others;
}

Histogram histogramOf(const evaluation::Bins& bins) { return {bins.edges, bins.counts}; }

/// A picture with a title above.
QWidget* panel(RichLine* title, QWidget* picture) {
    auto* widget = new QWidget;
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(metrics::kGap12, metrics::kGap12, metrics::kGap12, metrics::kGap8);
    column->setSpacing(metrics::kGap8);
    column->addWidget(title);
    column->addWidget(picture, 1);
    return widget;
}

RichLine* titleLine() { return new RichLine(RichText(), TextStyle::Small, Token::Ink2); }

} // namespace

ErrorsReport::ErrorsReport(QWidget* parent)
    : QWidget(parent) {
    setGround(*this, Token::Surface);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto* tiles = new TileRow;
    for (int i = 0; i < kMostTiles; ++i)
        m_tiles.append(tiles->addTile({}));
    column->addWidget(tiles);
    column->addWidget(horizontalLine());
    column->addWidget(buildPictures());
    column->addWidget(horizontalLine());
    column->addWidget(buildRecords(), 1);
}

QWidget* ErrorsReport::buildPictures() {
    m_agreement = new AgreementChart;
    m_agreement->setAccessibleName(tr("Predicted against actual"));
    m_confusion = new ConfusionItemModel(this);
    m_confusionTable = valueTable(m_confusion, tr("Confusion matrix"));
    m_confusionTable->setItemDelegate(new ShareDelegate(m_confusionTable));
    m_confusionTable->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_leftTitle = titleLine();
    m_leftPicture = new QStackedWidget;
    m_leftPicture->addWidget(m_agreement);
    m_leftPicture->addWidget(m_confusionTable);

    m_distribution = new DistributionChart;
    m_distribution->setAccessibleName(tr("Distribution"));
    m_classes = new ClassFiguresItemModel(this);
    m_classTable = valueTable(m_classes, tr("Figures by class"));
    m_rightTitle = titleLine();
    m_rightPicture = new QStackedWidget;
    m_rightPicture->addWidget(m_distribution);
    m_rightPicture->addWidget(m_classTable);

    m_pictures = new QWidget;
    setScaled(*m_pictures, Extent::FixedHeight, kPicturesHeight);
    auto* row = new QHBoxLayout(m_pictures);
    row->setContentsMargins({});
    row->setSpacing(0);
    m_left = panel(m_leftTitle, m_leftPicture);
    m_divider = verticalLine();
    m_lineBetween = horizontalLine();
    m_lineBetween->hide();
    row->addWidget(m_left, kLeftShare);
    row->addWidget(m_divider);
    row->addWidget(m_lineBetween);
    row->addWidget(panel(m_rightTitle, m_rightPicture), kRightShare);
    return m_pictures;
}

void ErrorsReport::arrangePictures() {
    const bool two = !m_left->isHidden();
    int left = scaled(kLeastChart);
    int right = left;
    if (m_leftPicture->currentWidget() == m_confusionTable) {
        const QHeaderView* classes = m_confusionTable->horizontalHeader();
        left = leastWidth(*m_confusionTable, (classes->count() - 1) * classes->minimumSectionSize());
        const QHeaderView* figures = m_classTable->horizontalHeader();
        right = leastWidth(*m_classTable, figures->length() - figures->sectionSize(0));
    }
    const int margins = 2 * metrics::kGap12 + style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    const int all = kLeftShare + kRightShare;
    const bool stacked =
        two && (left + margins > width() * kLeftShare / all || right + margins > width() * kRightShare / all);
    static_cast<QBoxLayout*>(m_pictures->layout())
        ->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_divider->setVisible(two && !stacked);
    m_lineBetween->setVisible(stacked);
    setScaled(*m_pictures, Extent::FixedHeight, stacked ? kHeightOfTwo : kPicturesHeight);
}

void ErrorsReport::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrangePictures();
}

QWidget* ErrorsReport::buildRecords() {
    auto* widget = new QWidget;
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_recordsTitle = titleLine();
    auto* top = new QHBoxLayout;
    top->setContentsMargins(metrics::kGap12, metrics::kGap12, metrics::kGap12, metrics::kGap8);
    top->addWidget(m_recordsTitle);
    column->addLayout(top);
    m_records = new WrongRecordItemModel(this);
    m_recordTable = valueTable(m_records, tr("Largest errors"));
    m_recordTable->setObjectName(QStringLiteral("largestErrors"));
    setScaled(*m_recordTable, Extent::MinimumHeight, kLeastRecords);
    const auto open = [this](int row) {
        const dataset::Manifest& manifest = m_analysis->model->lineage.dataset;
        Q_EMIT linkActivated(Link::record(manifest.topic, m_records->position(row).inOnlyTopic())
                                 .onCluster(manifest.clusterId));
    };
    connect(m_recordTable, &QTableView::activated, this,
            [open](const QModelIndex& index) { open(index.row()); });
    connect(m_recordTable, &QTableView::clicked, this, [open](const QModelIndex& index) {
        if (index.column() == WrongRecordItemModel::Offset)
            open(index.row());
    });
    column->addWidget(m_recordTable, 1);
    return widget;
}

void ErrorsReport::setAnalysis(const std::shared_ptr<const evaluation::ErrorAnalysis>& analysis,
                               const QTimeZone& zone) {
    if (analysis == m_analysis)
        return;
    m_analysis = analysis;
    showFigures(*analysis);
    showPictures(*analysis);
    showRecords(analysis, zone);
}

void ErrorsReport::showFigures(const evaluation::ErrorAnalysis& analysis) {
    const QList<Figure> figures = errorFigures(analysis);
    for (int i = 0; i < m_tiles.size(); ++i) {
        m_tiles[i]->setVisible(i < figures.size());
        if (i >= figures.size())
            continue;
        m_tiles[i]->setLabel(figures[i].label);
        m_tiles[i]->setFigure(figures[i].value);
        m_tiles[i]->setNote(figures[i].note);
    }
}

void ErrorsReport::showPictures(const evaluation::ErrorAnalysis& analysis) {
    const PredictionKind prediction = analysis.model->objective().prediction;
    m_left->setVisible(prediction != PredictionKind::Score);
    m_leftPicture->setCurrentIndex(prediction == PredictionKind::Class ? 1 : 0);
    m_rightPicture->setCurrentIndex(prediction == PredictionKind::Class ? 1 : 0);
    switch (prediction) {
    case PredictionKind::Score:
        m_rightTitle->setRichText(RichText(tr("%1  scores of these records and of the training rows"),
                                           {strong(tr("Anomaly score"))}));
        m_distribution->setReference(tr("training range"), histogramOf(analysis.training));
        m_distribution->setCurrent(tr("these records"), histogramOf(analysis.distribution),
                                   DistributionChart::Outline::Population);
        m_distribution->setThreshold(analysis.model->threshold, tr("threshold"));
        m_distribution->setFootnote({});
        m_distribution->setLogarithmicX(true);
        break;
    case PredictionKind::Number: {
        m_leftTitle->setRichText(
            RichText(tr("%1  on the dashed line both are equal"), {strong(tr("Predicted against actual"))}));
        const evaluation::Agreement& cells = analysis.agreement;
        m_agreement->setCells({cells.begin, cells.width, cells.cells, cells.counts});
        m_agreement->setFootnote(cells.outside > 0
                                     ? tr("%n record(s) lie beyond", nullptr, static_cast<int>(cells.outside))
                                     : QString());
        m_rightTitle->setRichText(RichText(tr("%1  predicted minus actual"), {strong(tr("Error"))}));
        m_distribution->setReference(tr("these records"), histogramOf(analysis.distribution));
        m_distribution->setCurrent({}, {});
        m_distribution->setThreshold(0.0, tr("exact"));
        m_distribution->setFootnote(tr("values beyond the axis count in the outermost bars"));
        m_distribution->setLogarithmicX(false);
        break;
    }
    case PredictionKind::Class:
        m_leftTitle->setRichText(RichText(tr("%1  rows: actual class, columns: predicted class"),
                                          {strong(tr("Confusion matrix"))}));
        m_confusion->setConfusion(analysis.confusion);
        setScaled(*m_confusionTable->horizontalHeader(), Extent::LeastSection,
                  countColumn(*m_confusionTable));
        m_confusionTable->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
        m_confusionTable->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
        m_rightTitle->setRichText(
            RichText(tr("%1  precision: correct among predicted, recall: found among actual"),
                     {strong(tr("By class"))}));
        m_classes->setConfusion(analysis.confusion);
        using Class = ClassFiguresItemModel;
        setColumns(*m_classTable, Class::Class,
                   {{Class::Actual, 68}, {Class::Precision, 80}, {Class::Recall, 78}, {Class::F1, 66}});
        break;
    }
    arrangePictures();
}

void ErrorsReport::showRecords(const std::shared_ptr<const evaluation::ErrorAnalysis>& analysis,
                               const QTimeZone& zone) {
    using Record = WrongRecordItemModel;
    m_records->setAnalysis(analysis, zone);
    const bool scores = analysis->model->objective().prediction == PredictionKind::Score;
    setColumns(*m_recordTable, Record::Key,
               {{Record::Topic, 124},
                {Record::Partition, 76},
                {Record::Offset, 92},
                {Record::Time, 164},
                {Record::First, 84},
                {Record::Second, scores ? 132 : 84}});
    if (!scores)
        m_recordTable->setColumnWidth(Record::Third, scaled(84));
    m_recordsTitle->setRichText(
        m_records->rowCount() == 0
            ? RichText(tr("%1  none: every record was classified correctly"), {strong(tr("Largest errors"))})
            : RichText(tr("%1  the %2 largest, click an offset to see the record"),
                       {strong(scores ? tr("Highest scores") : tr("Largest errors")),
                        mono(formatCount(m_records->rowCount()))}));
}

} // namespace driftwood::ui
