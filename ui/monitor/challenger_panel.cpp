#include "ui/monitor/challenger_panel.h"

#include "session/desk.h"
#include "ui/format/format.h"
#include "ui/itemmodels/backtest_item_model.h"
#include "ui/page/job_link.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/error_card.h"
#include "ui/widgets/rich_line.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/value_delegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace driftwood::ui {
namespace {

constexpr int kShownRows = 6;

QTableView* comparisonTable(QAbstractItemModel* model) {
    auto* table = new QTableView;
    table->setModel(model);
    table->setItemDelegate(new ValueDelegate(table));
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideMiddle);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(metrics::kTableRow);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->horizontalHeader()->setHighlightSections(false);
    table->setAccessibleName(ChallengerPanel::tr("Champion and challenger on the same records"));
    return table;
}

} // namespace

ChallengerPanel::ChallengerPanel(session::Desk& desk, const ShownMonitor& shown, Records records,
                                 QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_shown(shown)
    , m_records(std::move(records))
    , m_name(new ElidedLabel(tr("none")))
    , m_add(barButton(tr("Add…")))
    , m_menu(new QMenu(this))
    , m_stop(barButton(tr("Stop")))
    , m_note(new RichLine({}, TextStyle::Small, Token::Ink2))
    , m_attach(linkButton(tr("Attach the challenger…")))
    , m_model(new BacktestItemModel(this)) {
    m_table = comparisonTable(m_model);
    setTextStyle(*m_name, TextStyle::Strong);
    m_note->setWrap(true);
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::kGap8);
    top->addWidget(textLabel(tr("Challenger"), TextStyle::Small, Token::Ink2));
    top->addWidget(m_name, 1);
    top->addWidget(m_stop);
    top->addWidget(m_add);
    auto* content = new QVBoxLayout;
    content->setContentsMargins(metrics::kGap12, metrics::kGap8, metrics::kGap12, metrics::kGap8);
    content->setSpacing(metrics::kGap8);
    content->addLayout(top);
    content->addWidget(m_table);
    content->addWidget(m_note);
    content->addWidget(m_attach, 0, Qt::AlignLeft);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(horizontalLine());
    column->addLayout(content);

    m_add->setMenu(m_menu);
    m_attach->setToolTip(
        tr("Under a monitor and a group of its own; stop the champion's when it has proved itself"));
    connect(m_menu, &QMenu::aboutToShow, this, &ChallengerPanel::fillMenu);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->stop();
    });
    connect(m_attach, &QPushButton::clicked, this, [this] { Q_EMIT attachRequested(m_challengerId); });
    clear();
}

void ChallengerPanel::clear() {
    if (m_job) {
        disconnect(m_job, nullptr, this, nullptr);
        m_job->stop();
        m_job = nullptr;
    }
    m_challengerId.clear();
    m_name->setText(tr("none"));
    m_model->clear();
    m_table->hide();
    m_note->hide();
    m_stop->hide();
    m_attach->hide();
    refresh();
}

QString ChallengerPanel::whyNot() const {
    const auto& champion = m_shown.model();
    if (!m_shown.isSet() || !champion)
        return tr("Choose a monitor first");
    if (m_job)
        return tr("A comparison is under way");
    if (m_records().ranges.empty())
        return tr("Nothing was scored yet");
    if (m_desk.connection.state() != session::ConnectionSession::State::Connected)
        return tr("Not connected");
    for (const auto& row : m_desk.store.snapshot().models)
        if (row.id != champion->id && row.task == training::taskName(champion->task))
            return {};
    return tr("There is no other model of this task");
}

void ChallengerPanel::refresh() {
    const QString reason = whyNot();
    m_add->setEnabled(reason.isEmpty());
    m_add->setToolTip(reason.isEmpty()
                          ? tr("Try another model on the brushed records, or on all that were scored")
                          : reason);
    if (m_job && m_job->progress().total > 0) {
        const Progress& progress = m_job->progress();
        m_note->setRichText({tr("%1, %2 of %3"),
                             {plain(QString::fromStdString(progress.stage)), mono(formatCount(progress.done)),
                              mono(formatCount(progress.total))}});
    }
}

void ChallengerPanel::fillMenu() {
    m_menu->clear();
    const auto& champion = m_shown.model();
    if (!champion)
        return;
    for (const workspace::ModelRow& row : m_desk.store.snapshot().models) {
        if (row.id == champion->id || row.task != training::taskName(champion->task))
            continue;
        const QString text = QStringLiteral("%1 · %2").arg(QString::fromStdString(row.name),
                                                           QString::fromStdString(row.id.substr(0, 8)));
        connect(m_menu->addAction(text), &QAction::triggered, this, [this, row] { start(row); });
    }
}

void ChallengerPanel::start(const workspace::ModelRow& challenger) {
    const auto& champion = m_shown.model();
    if (!champion)
        return;
    session::BacktestRequest request;
    request.models = {champion->id, challenger.id};
    request.ranges = m_records();
    request.beginMayMove = true; // retention goes on while the records are compared
    request.drift = m_shown.config();
    const QString name = QString::fromStdString(challenger.name);
    auto job = std::make_unique<BacktestJob>(
        tr("%1 against %2").arg(name, QString::fromStdString(champion->name)),
        [connection = m_desk.connection.connection(), folder = m_desk.store.folder(),
         request](const ProgressSink& report, const std::stop_token& stop) {
            return session::runBacktest(*connection, folder, request, report, stop);
        });
    m_job = m_desk.jobs.start(std::move(job));
    setJobLink(*m_job, Link::monitor(m_shown.id()));
    connect(m_job, &session::Job::changed, this, &ChallengerPanel::refresh);
    connect(m_job, &session::Job::ended, this, &ChallengerPanel::takeEnd);
    m_challengerId = QString::fromStdString(challenger.id);
    m_name->setText(name);
    m_model->clear();
    m_table->hide();
    m_attach->hide();
    m_note->setRichText(tr("Reading the records…"));
    m_note->show();
    m_stop->show();
    refresh();
}

void ChallengerPanel::takeEnd() {
    const BacktestJob* job = std::exchange(m_job, nullptr);
    if (job == nullptr)
        return;
    m_stop->hide();
    if (job->state() == session::Job::State::Finished) {
        const session::BacktestOutcome& outcome = *job->outcome();
        m_model->setOutcome(outcome);
        const int rows = std::min(m_model->rowCount(), kShownRows);
        m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows * metrics::kTableRow +
                                2 * m_table->frameWidth());
        m_table->show();
        m_attach->show();
        m_note->setRichText(
            {tr("Both on the same %1 records; nothing was published."), {mono(formatCount(outcome.rows))}});
    } else if (job->state() == session::Job::State::Failed) {
        m_note->setRichText(errorText(*job->error()));
    } else {
        m_note->setRichText(tr("Stopped by you."));
    }
    refresh();
}

} // namespace driftwood::ui
