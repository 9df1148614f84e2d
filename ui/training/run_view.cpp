#include "ui/training/run_view.h"

#include "ui/charts/series_chart.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/training/loss_panel.h"
#include "ui/training/run_book.h"
#include "ui/training/run_status_bar.h"
#include "ui/training/side_charts.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/layout/page_tabs.h"
#include "ui/widgets/lists/value_delegate.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/text/text_label.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr int kLossHeight = 2; ///< shares of the height
constexpr int kSideHeight = 1;
constexpr int kLeastSideHeight = 150;
constexpr int kMetricColumn = 132;
constexpr int kTableView = 1; ///< of the tabs

} // namespace

RunView::RunView(RunBook& book, tasks::Background& background, QWidget* parent)
    : QWidget(parent)
    , m_book(book)
    , m_background(background)
    , m_status(new RunStatusBar(this))
    , m_failureRow(new QWidget(this))
    , m_failure(new ErrorCard(m_failureRow))
    , m_tabs(new PageTabs(tr("Views of the run"), this))
    , m_views(new QStackedWidget(this))
    , m_loss(new LossPanel(book))
    , m_side(new SideCharts)
    , m_table(new QTableView) {
    setGround(*this, Token::Surface);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_status);
    auto* failureColumn = new QVBoxLayout(m_failureRow);
    failureColumn->setContentsMargins(metrics::kGap12, 0, metrics::kGap12, metrics::kGap12);
    failureColumn->addWidget(m_failure);
    column->addWidget(m_failureRow);
    m_failureRow->hide();
    m_tabs->addTab(tr("Curves"));
    m_tabs->addTab(tr("Metrics"));
    column->addWidget(m_tabs);
    column->addWidget(m_views, 1);

    auto* curves = new QSplitter(Qt::Vertical);
    curves->addWidget(m_loss);
    curves->addWidget(m_side);
    curves->setStretchFactor(0, kLossHeight);
    curves->setStretchFactor(1, kSideHeight);
    curves->setChildrenCollapsible(false);
    m_side->setMinimumHeight(kLeastSideHeight);
    m_views->addWidget(curves);
    m_views->addWidget(buildTable());
    connect(m_tabs, &PageTabs::currentChanged, this, [this](int view) {
        m_views->setCurrentIndex(view);
        if (const runs::RunHistory* shown = history())
            showTable(*shown);
    });
    connect(m_loss, &LossPanel::recordActivated, this, &RunView::recordActivated);
    connect(m_loss, &LossPanel::comparedChanged, this, &RunView::compareQuality);
    connect(m_status, &RunStatusBar::goOnRequested, this, &RunView::goOnRequested);
    connect(m_status, &RunStatusBar::keepBestRequested, this, &RunView::keepBestRequested);
    connect(m_status, &RunStatusBar::pauseRequested, this, [this] {
        if (auto* session = m_run.session.data())
            session->pause();
    });
    connect(m_status, &RunStatusBar::resumeRequested, this, [this] {
        if (auto* session = m_run.session.data())
            session->resume();
    });
    connect(m_status, &RunStatusBar::stopRequested, this, [this] {
        if (auto* session = m_run.session.data())
            session->stop();
    });
    connect(m_status, &RunStatusBar::checkpointRequested, this, [this] {
        if (auto* session = m_run.session.data())
            session->checkpointNow();
    });
}

QWidget* RunView::buildTable() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new Bar;
    m_tableNote = textLabel({}, TextStyle::Small, Token::Ink2);
    bar->addWidget(m_tableNote);
    bar->addStretch();
    auto* copy = barButton(QStringLiteral("copy"), tr("Copy as CSV"));
    bar->addWidget(copy);
    connect(copy, &QPushButton::clicked, this, [this] {
        m_copying = m_background.run<QString>(
            [write = m_epochs.csvWriter()](const std::stop_token& /*stop*/) { return write(); },
            [](const QString& table) { QApplication::clipboard()->setText(table); });
    });
    column->addWidget(bar);
    m_table->setModel(&m_epochs);
    m_table->setItemDelegate(new ValueDelegate(m_table));
    m_table->setAccessibleName(tr("Metrics"));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setScaled(*m_table->verticalHeader(), Extent::Section, metrics::kTableRow);
    m_table->horizontalHeader()->setHighlightSections(false);
    setScaled(*m_table->horizontalHeader(), Extent::LeastSection, kMetricColumn);
    m_table->horizontalHeader()->setResizeContentsPrecision(0); // only visible rows determine the widths
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    column->addWidget(m_table, 1);
    return page;
}

void RunView::showRun(const RunInfo& run) {
    const bool another = run.row.id != m_run.row.id || run.session != m_run.session ||
                         run.isLive() != m_run.isLive() || run.row.finishedAt != m_run.row.finishedAt ||
                         (run.session == nullptr && run.row.steps != m_run.row.steps);
    m_run = run;
    m_tableNote->setText(run.row.learnerType().hasEpochs
                             ? tr("Every epoch's metrics; the best one is bold")
                             : tr("The metrics after every few hundred records of the single pass"));
    showFailure();
    if (!another) {
        m_status->showRun(run, history());
        return;
    }
    disconnect(m_advanced);
    m_history.reset();
    m_epochs.clear();
    m_side->clear();
    m_epochsShown = 0;
    m_status->showRun(run, nullptr);
    if (run.session) {
        followSession();
        return;
    }
    m_loss->showRun(m_run, nullptr); // until it is read, no other run's curves stand under its name
    m_book.withHistory(run.row.id, this,
                       [this, id = run.row.id](std::shared_ptr<const runs::RunHistory> read) {
                           if (id == m_run.row.id && !m_run.session)
                               showHistory(std::move(read));
                       });
}

void RunView::followSession() {
    m_loss->showRun(m_run, nullptr);
    if (const auto* session = m_run.session.data())
        showTable(session->history());
    m_advanced = connect(m_run.session.data(), &session::TrainingSession::advanced, this, &RunView::drawLive);
    drawLive();
}

void RunView::drawLive() {
    const auto* session = m_run.session.data();
    if (session == nullptr)
        return;
    const runs::RunHistory& history = session->history();
    m_loss->follow(history);
    m_side->showRun(m_run, history, session->over() ? 0 : session->progress().total);
    m_status->showRun(m_run, &history);
    const bool epochEnded = history.epochs().size() != m_epochsShown;
    if (epochEnded || !m_run.row.learnerType().hasEpochs) {
        m_epochsShown = history.epochs().size();
        showTable(history);
        Q_EMIT historyChanged();
    } else if (session->epoch() != m_epochNamed) {
        Q_EMIT historyChanged(); // the line above the curve names the next epoch, and so do others
    }
    m_epochNamed = session->epoch();
}

void RunView::compareQuality() {
    std::vector<SideCharts::Compared> others;
    const std::string metric = headlineOf(m_run.row).metric;
    for (const LossPanel::Compared& other : m_loss->compared())
        if (const runs::Curve& curve = other.history->metric(metric); !curve.empty())
            others.push_back({m_loss->nameOf(other), runs::thinned(curve, runs::KeptSteps::kMost)});
    m_side->setCompared(std::move(others));
    const auto* session = m_run.session.data();
    if (const runs::RunHistory* shown = history())
        m_side->showRun(m_run, *shown, session == nullptr || session->over() ? 0 : session->progress().total);
}

void RunView::showHistory(std::shared_ptr<const runs::RunHistory> history) {
    m_history = std::move(history);
    m_loss->showRun(m_run, m_history);
    m_side->showRun(m_run, *m_history, 0);
    m_status->showRun(m_run, m_history.get());
    showTable(*m_history);
    Q_EMIT historyChanged();
}

void RunView::showTable(const runs::RunHistory& history) {
    const auto rows = history.epochs().empty() ? history.onePassLoss().size() : history.epochs().size();
    m_tabs->setCount(kTableView, static_cast<int>(rows));
    if (m_views->currentIndex() == kTableView) // while hidden it would resize columns for nothing
        m_epochs.setHistory(history);
}

void RunView::showFailure() {
    m_failureRow->setVisible(m_run.state == RunState::Failed);
    if (m_run.state != RunState::Failed)
        return;
    // The workspace stores an error as text; the session that had it still has its parts.
    Error error = failureOf(m_run.row);
    if (const auto* session = m_run.session.data(); session != nullptr && session->error())
        error = *session->error();
    m_failure->setError(error);
}

void RunView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier)
        m_status->pressPause();
    else
        QWidget::keyPressEvent(event);
}

} // namespace driftwood::ui
