#include "ui/models/model_overview.h"

#include "training/objectives/objective.h"
#include "ui/charts/distribution_chart.h"
#include "ui/format/format.h"
#include "ui/itemmodels/models/fitted_feature_item_model.h"
#include "ui/models/architecture_view.h"
#include "ui/models/lineage_view.h"
#include "ui/models/model_words.h"
#include "ui/page/row_words.h"
#include "ui/page/task_words.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/theme.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/tile.h"
#include "ui/widgets/lists/histogram_delegate.h"
#include "ui/widgets/lists/value_delegate.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr int kChartsHeight = 206;
constexpr int kBins = 40;
constexpr double kBytesPerFloat = 4.0;
constexpr int kTiles = 6;
constexpr int kWidestColumn = 420;
constexpr int kLeastColumn = 66; ///< wide enough for every header in both languages; a narrower table scrolls

QVBoxLayout* panelColumn(QWidget* widget) {
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(metrics::kGap12, metrics::kGap12, metrics::kGap12, metrics::kGap12);
    column->setSpacing(metrics::kGap8);
    return column;
}

Histogram histogramOf(const std::vector<double>& sorted) {
    Histogram histogram;
    histogram.counts = binned(sorted, kBins);
    if (histogram.counts.empty())
        return histogram;
    const double width = (sorted.back() - sorted.front()) / kBins;
    for (int i = 0; i <= kBins; ++i)
        histogram.edges.push_back(sorted.front() + width * i);
    return histogram;
}

} // namespace

ModelOverview::ModelOverview(QWidget* parent)
    : QScrollArea(parent)
    , m_tiles(new TileRow) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget;
    setGround(*content, Token::Surface);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (int i = 0; i < kTiles; ++i)
        m_tile.append(m_tiles->addTile({}));
    column->addWidget(m_tiles);
    m_quality = new RichLine(RichText(), TextStyle::Small, Token::Ink2);
    m_quality->setWrap(true);
    auto* quality = new QHBoxLayout;
    quality->setContentsMargins(metrics::kGap12, 0, metrics::kGap12, metrics::kGap12);
    quality->addWidget(m_quality);
    column->addLayout(quality);
    m_rowNotes = textLabel({}, TextStyle::Small, Token::Ink2);
    m_rowNotes->setObjectName(QStringLiteral("rowNotes"));
    m_rowNotes->setWordWrap(true);
    m_rowNotes->setContentsMargins(metrics::kGap12, 0, metrics::kGap12, metrics::kGap8);
    column->addWidget(m_rowNotes);
    column->addWidget(horizontalLine());
    column->addWidget(buildPictures());
    column->addWidget(horizontalLine());
    column->addWidget(buildLineage());
    column->addWidget(horizontalLine());
    column->addWidget(buildFeatures());
    column->addStretch(1); // on a tall screen the spare room is at the bottom, not between the panels
    setWidget(content);
}

QWidget* ModelOverview::buildPictures() {
    auto* row = new QWidget;
    setScaled(*row, Extent::FixedHeight, kChartsHeight);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* left = new QWidget;
    auto* leftColumn = panelColumn(left);
    m_architectureNote = new RichLine(RichText(), TextStyle::Small, Token::Ink2);
    leftColumn->addWidget(m_architectureNote);
    m_architecture = new ArchitectureView;
    leftColumn->addWidget(m_architecture, 1);
    auto* right = new QWidget;
    auto* rightColumn = panelColumn(right);
    m_distributionTitle = textLabel({}, TextStyle::Heading);
    rightColumn->addWidget(m_distributionTitle);
    m_distribution = new DistributionChart;
    rightColumn->addWidget(m_distribution, 1);
    layout->addWidget(left, 1);
    layout->addWidget(verticalLine());
    layout->addWidget(right, 1);
    return row;
}

QWidget* ModelOverview::buildLineage() {
    auto* widget = new QWidget;
    auto* column = panelColumn(widget);
    auto* top = new QHBoxLayout;
    auto* title =
        new RichLine(RichText(tr("%1  each step can be opened; the same manifest gives the same bytes"),
                              {strong(tr("Lineage"))}),
                     TextStyle::Small, Token::Ink2);
    title->setWrap(true);
    top->addWidget(title, 1, Qt::AlignVCenter);
    auto* copy = barButton(QStringLiteral("copy"), tr("Copy as text"));
    top->addWidget(copy);
    column->addLayout(top);
    m_lineage = new LineageView;
    column->addWidget(m_lineage);
    connect(copy, &QPushButton::clicked, m_lineage,
            [this] { QGuiApplication::clipboard()->setText(m_lineage->text()); });
    connect(m_lineage, &LineageView::linkActivated, this, &ModelOverview::linkActivated);
    return widget;
}

QWidget* ModelOverview::buildFeatures() {
    m_features = new FittedFeatureItemModel(this);
    m_featuresView = new QTableView;
    m_featuresView->setModel(m_features);
    m_featuresView->setAccessibleName(tr("Features"));
    m_featuresView->setItemDelegate(new ValueDelegate(m_featuresView));
    m_featuresView->setItemDelegateForColumn(FittedFeatureItemModel::Reference,
                                             new HistogramDelegate(m_featuresView));
    m_featuresView->setShowGrid(false);
    m_featuresView->setWordWrap(false);
    m_featuresView->setTextElideMode(Qt::ElideMiddle);
    m_featuresView->setTabKeyNavigation(false);
    m_featuresView->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_featuresView->verticalHeader()->hide();
    m_featuresView->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setScaled(*m_featuresView->verticalHeader(), Extent::Section, metrics::kTableRow);
    m_featuresView->horizontalHeader()->setHighlightSections(false);
    setScaled(*m_featuresView->horizontalHeader(), Extent::MostSection, kWidestColumn);
    setScaled(*m_featuresView->horizontalHeader(), Extent::LeastSection, kLeastColumn);
    m_featuresView->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (const int column : {FittedFeatureItemModel::Feature, FittedFeatureItemModel::Type,
                             FittedFeatureItemModel::TransformColumn})
        m_featuresView->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_featuresView->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return m_featuresView;
}

void ModelOverview::setModel(const model::TrainedModel& model, qint64 runId, const QStringList& attachedTo,
                             const QTimeZone& zone) {
    showFigures(model);
    m_architecture->setNetwork(model.learned.network(), model.lineage.training.network.kind);
    const training::Network& network = model.learned.network();
    const bool residual = &network.architecture() == &training::kResidual;
    m_architectureNote->setRichText(
        RichText(residual ? tr("%1  dense with residual blocks, %2, linear output")
                          : tr("%1  dense, %2, linear output"),
                 {strong(tr("Architecture")), plain(activationTitle(network.activation()))}));
    m_distributionTitle->setText(outputTitle(model.task));
    m_distribution->setReference(tr("training range"), histogramOf(model.reference.predictionSample));
    if (model.objective().prediction == training::PredictionKind::Score)
        m_distribution->setThreshold(model.threshold, tr("threshold"));
    else
        m_distribution->setThreshold(std::nullopt);
    m_lineage->setModel(model, runId, attachedTo, zone);
    m_features->setModel(model);
    m_featuresView->setFixedHeight(m_featuresView->horizontalHeader()->sizeHint().height() +
                                   m_features->rowCount() * scaled(metrics::kTableRow) + 2);
}

void ModelOverview::showFigures(const model::TrainedModel& model) {
    const QList<Figure> figures = qualityFigures(model);
    m_quality->setRichText(qualityText(model));
    int used = 0;
    for (const Figure& figure : figures.mid(0, kTiles - 2)) {
        m_tile[used]->setLabel(figure.label);
        m_tile[used]->setFigure(figure.value);
        m_tile[used]->setNote(figure.note);
        m_tile[used++]->show();
    }
    m_tile[used]->setLabel(tr("Parameters"));
    m_tile[used]->setFigure(formatCount(static_cast<qint64>(model.learned.weights().size())));
    m_tile[used++]->setNote(tr("%1, float32")
                                .arg(formatBytes(static_cast<qint64>(
                                    static_cast<double>(model.learned.weights().size()) * kBytesPerFloat))));
    m_tile[used]->setLabel(tr("Trained for"));
    m_tile[used]->setFigure(formatCount(model.lineage.steps), tr("steps"));
    m_tile[used++]->setNote(model.lineage.learnerType().inOnePass
                                ? tr("one pass, in log order")
                                : tr("best epoch %1").arg(formatCount(model.lineage.bestEpoch)));
    for (; used < kTiles; ++used)
        m_tile[used]->hide();
    QStringList notes = rowNoteTexts(model.onNewRows(), model.lineage.learnerType().inOnePass);
    if (model.lineage.familiarRows > 0)
        notes << tr("Rows that the parent model was trained on; training began with its weights, so the "
                    "figures flatter this model: %1")
                     .arg(formatCount(model.lineage.familiarRows));
    m_rowNotes->setText(notes.join('\n'));
    m_rowNotes->setVisible(!notes.isEmpty());
}

} // namespace driftwood::ui
