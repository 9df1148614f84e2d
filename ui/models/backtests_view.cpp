#include "ui/models/backtests_view.h"

#include "ui/itemmodels/models/backtest_history_item_model.h"
#include "ui/models/job_stack.h"
#include "ui/models/value_table.h"
#include "ui/page/job_link.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/labelled_combo.h"
#include "ui/widgets/controls/segmented_control.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/layout/stage_progress.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/messages/error_card.h"

#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

enum Part { kAllRecords, kValidationPart };

QWidget* insetStrip(QWidget* inside) {
    auto* strip = new QWidget;
    auto* column = new QVBoxLayout(strip);
    column->setContentsMargins(metrics::kGap16, metrics::kGap12, metrics::kGap16, metrics::kGap12);
    column->addWidget(inside);
    return strip;
}

} // namespace

BacktestsView::BacktestsView(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_progress(new StageProgress)
    , m_error(new ErrorCard) {
    setGround(*this, Token::Surface);
    m_running = insetStrip(m_progress);
    m_failed = insetStrip(m_error);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(buildBar());
    column->addWidget(m_running);
    column->addWidget(m_failed);
    column->addWidget(buildHistory(), 1);
    connect(m_progress, &StageProgress::stopRequested, this, &BacktestsView::stop);
    connect(m_error, &ErrorCard::actionTriggered, this, &BacktestsView::start);
    connect(&m_context.app.connection, &session::ConnectionSession::stateChanged, this,
            &BacktestsView::refresh);
}

QWidget* BacktestsView::buildBar() {
    auto* bar = new Bar;
    m_datasets = new LabelledCombo(tr("Data set"));
    m_datasets->setAccessibleName(tr("Data set to try the model on"));
    m_part = new SegmentedControl(tr("Which of its records"), {tr("All records"), tr("Validation part")});
    m_start = barButton(tr("Back-test"));
    bar->addWidget(m_datasets);
    bar->addWidget(m_part);
    bar->addWidget(m_start);
    bar->addStretch();
    connect(m_start, &QPushButton::clicked, this, &BacktestsView::start);
    connect(m_datasets, &QComboBox::currentIndexChanged, this, &BacktestsView::refresh);
    return bar;
}

QWidget* BacktestsView::buildHistory() {
    using Column = BacktestHistoryItemModel::Column;
    m_history = new BacktestHistoryItemModel(this);
    m_table = valueTable(m_history, tr("Earlier back-tests"));
    setColumns(*m_table, Column::Records,
               {{Column::When, 136},
                {Column::Range, 168},
                {Column::Rows, 76},
                {Column::First, 88},
                {Column::Baseline, 88},
                {Column::FirstTrained, 88},
                {Column::Second, 88},
                {Column::Alarms, 68}});
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) { open(index.row()); });
    m_empty = new EmptyState(QStringLiteral("models"), tr("No back-test yet"),
                             tr("A back-test replays the records of a data set through the model and its "
                                "drift monitor, as if they "
                                "came in now. Choose one above."));
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    return m_stack;
}

int BacktestsView::count() const { return m_history->rowCount(); }

void BacktestsView::focusChoice() { m_datasets->setFocus(Qt::ShortcutFocusReason); }

void BacktestsView::setModel(const std::shared_ptr<const model::TrainedModel>& model) {
    if (!m_model || m_model->id != model->id)
        m_datasets->clear(); // forget the choice made for another model
    m_model = model;
    std::vector<workspace::BacktestRow> its;
    for (const workspace::BacktestRow& row : m_context.app.store.snapshot().backtests)
        if (row.modelId == model->id)
            its.push_back(row);
    m_stack->setCurrentIndex(its.empty() ? 0 : 1);
    m_history->setBacktests(std::move(its), model->task, model->onNewRows(),
                            model->lineage.learnerType().inOnePass, m_context.preferences.zone());
    fillDatasets();
    refresh();
}

/// Keeps the user's choice; without one, chooses the data set that the model was trained on.
void BacktestsView::fillDatasets() {
    const QSignalBlocker quiet(m_datasets);
    const QString chosen = m_datasets->count() > 0 ? m_datasets->currentText()
                                                   : QString::fromStdString(m_model->lineage.dataset.name);
    m_datasets->clear();
    for (const auto& row : m_context.app.store.snapshot().datasets)
        m_datasets->addItem(QString::fromStdString(row.manifest.name));
    m_datasets->setCurrentIndex(std::max(0, m_datasets->findText(chosen)));
}

BacktestsView::BacktestJob* BacktestsView::job() const {
    const auto it = m_jobs.find(m_model->id);
    return it == m_jobs.end() ? nullptr : it->second.data();
}

bool BacktestsView::stop() {
    if (!m_model || job() == nullptr || job()->over())
        return false;
    job()->stop();
    return true;
}

QString BacktestsView::whyNot() const {
    const auto& app = m_context.app;
    if (job() != nullptr && !job()->over())
        return tr("A back-test is under way");
    const auto* row = app.store.snapshot().dataset(m_datasets->currentText().toStdString());
    if (row == nullptr)
        return tr("There is no data set to try the model on");
    if (app.connection.connection() == nullptr || app.connection.clusterId() != row->manifest.clusterId)
        return tr("Connect to the data set's cluster first");
    return {};
}

void BacktestsView::refresh() {
    if (!m_model)
        return;
    const QString why = whyNot();
    m_start->setEnabled(why.isEmpty());
    m_start->setToolTip(why.isEmpty() ? tr("Replays the records through the model; nothing is published")
                                      : why);
    const BacktestJob* shown = job();
    m_running->setVisible(shown != nullptr && !shown->over());
    if (m_running->isVisibleTo(this))
        showProgress(*m_progress, *shown);
    const bool failed = shown != nullptr && shown->state() == tasks::Job::State::Failed && shown->error();
    m_failed->setVisible(failed);
    if (failed)
        m_error->setError(*shown->error(), why.isEmpty() ? tr("Try again") : QString());
}

void BacktestsView::start() {
    if (!m_model || !whyNot().isEmpty())
        return;
    evaluation::BacktestRequest request;
    request.models = {m_model->id};
    request.dataset = m_datasets->currentText().toStdString();
    request.validationOnly = m_part->currentIndex() == kValidationPart;
    auto* started = m_context.app.jobs.start(std::make_unique<BacktestJob>(
        tr("Back-test of %1 on %2").arg(QString::fromStdString(m_model->name), m_datasets->currentText()),
        [connection = m_context.app.connection.connection(), folder = m_context.app.store.folder(),
         request](const ProgressSink& report, const std::stop_token& stop) {
            return evaluation::runBacktest(*connection, folder, request, report, stop);
        }));
    setJobLink(*started, Link::model(QString::fromStdString(m_model->id)));
    m_jobs[m_model->id] = started;
    connect(started, &tasks::Job::changed, this, &BacktestsView::refresh);
    connect(started, &tasks::Job::ended, this, [this] {
        refresh();
        m_context.app.store.refresh(); // the job has stored its result
    });
    refresh();
}

void BacktestsView::open(int row) {
    const workspace::BacktestRow& backtest = m_history->backtest(row);
    if (m_context.app.store.snapshot().dataset(backtest.datasetName) != nullptr) {
        Q_EMIT linkActivated(Link::dataset(QString::fromStdString(backtest.datasetName)));
        return;
    }
    // The ranges are of a topic, or of a data set that was removed since.
    if (const auto& ranges = backtest.ranges.value())
        Q_EMIT linkActivated(Link::select(*ranges));
}

} // namespace driftwood::ui
