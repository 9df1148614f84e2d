#include "ui/monitor/challenger_panel.h"

#include "monitoring/replacement.h"
#include "session/app_context.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/itemmodels/models/backtest_item_model.h"
#include "ui/itemmodels/training/metric_words.h"
#include "ui/page/job_link.h"
#include "ui/page/model_versions.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/type.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/lists/name_column.h"
#include "ui/widgets/lists/value_delegate.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace driftwood::ui {
namespace {

constexpr int kShownRows = 6;
constexpr int kFigureColumn = 56; ///< at least; wider for what it has to show
constexpr int kNameColumn = 192;  ///< for "Rows in these figures"

QTableView* comparisonTable(QAbstractItemModel* model) {
    auto* table = new QTableView;
    table->setModel(model);
    table->setItemDelegate(new ValueDelegate(table));
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setScaled(*table->verticalHeader(), Extent::Section, metrics::kTableRow);
    // The figures take what they need, the names the rest; long names and titles are elided.
    setScaled(*table->horizontalHeader(), Extent::Section, kFigureColumn);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setTextElideMode(Qt::ElideMiddle); // names of models may differ at their ends
    keepNamesReadable(*table, 0, kNameColumn);
    table->setAccessibleName(ChallengerPanel::tr("Champion and challenger on the same records"));
    return table;
}

} // namespace

ChallengerPanel::ChallengerPanel(session::AppContext& app, const ShownMonitor& shown, Records records,
                                 QWidget* parent)
    : QWidget(parent)
    , m_app(app)
    , m_shown(shown)
    , m_records(std::move(records))
    , m_name(new ElidedLabel(tr("none")))
    , m_add(barButton(tr("Add…")))
    , m_menu(new QMenu(this))
    , m_stop(barButton(tr("Stop")))
    , m_note(new RichLine({}, TextStyle::Small, Token::Ink2))
    , m_attach(linkButton(tr("Attach the challenger…")))
    , m_promote(linkButton(tr("Promote…")))
    , m_back(linkButton(QString()))
    , m_model(new BacktestItemModel(this)) {
    m_add->setObjectName(QStringLiteral("addChallenger"));
    m_attach->setObjectName(QStringLiteral("attachChallenger"));
    m_promote->setObjectName(QStringLiteral("promoteChallenger"));
    m_back->setObjectName(QStringLiteral("promoteBack"));
    m_table = comparisonTable(m_model);
    setTextStyle(*m_name, TextStyle::Strong);
    m_name->setElideMode(Qt::ElideMiddle);
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
    auto* next = new QHBoxLayout;
    next->setSpacing(metrics::kGap16);
    next->addWidget(m_attach);
    next->addWidget(m_promote);
    next->addStretch();
    content->addLayout(next);
    content->addWidget(m_back, 0, Qt::AlignLeft);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(horizontalLine());
    column->addLayout(content);

    m_add->setMenu(m_menu);
    m_attach->setToolTip(tr("Shadow: runs beside the champion, with its own group and topic"));
    m_promote->setToolTip(tr("Replaces the champion: same group, same topic, same offsets"));
    connect(m_table->horizontalScrollBar(), &QScrollBar::rangeChanged, this, &ChallengerPanel::fitHeight);
    connect(m_menu, &QMenu::aboutToShow, this, &ChallengerPanel::fillMenu);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (trial().job != nullptr)
            trial().job->stop();
    });
    connect(m_attach, &QPushButton::clicked, this, [this] { Q_EMIT attachRequested(trial().challengerId); });
    connect(m_promote, &QPushButton::clicked, this,
            [this] { Q_EMIT promoteRequested(trial().challengerId, false, whyNotPromote()); });
    connect(m_back, &QPushButton::clicked, this, [this] { Q_EMIT promoteRequested(m_beforeId, true, {}); });
    showTrial();
}

const ChallengerPanel::Trial& ChallengerPanel::trial() const {
    static const Trial kNone;
    const auto known = m_shown.isSet() ? m_trials.find(m_shown.id()) : m_trials.end();
    return known != m_trials.end() ? known->second : kNone;
}

void ChallengerPanel::showTrial() {
    draw();
    refresh();
}

/// A hidden button that has the focus would pass it to something outside the page.
void ChallengerPanel::setShown(QPushButton& button, bool shown) {
    if (!shown && button.hasFocus())
        m_add->setFocus(Qt::OtherFocusReason);
    button.setVisible(shown);
}

void ChallengerPanel::draw() {
    const Trial& shown = trial();
    m_name->setText(shown.challengerId.isEmpty() ? tr("none") : shown.names.last());
    m_model->clear();
    if (shown.outcome) {
        m_model->setOutcome(*shown.outcome, shown.names);
        fitHeight();
    }
    m_table->setVisible(shown.outcome.has_value());
    m_note->setRichText(shown.note);
    m_note->setVisible(!shown.challengerId.isEmpty());
    setShown(*m_stop, shown.job != nullptr);
    offerNext();
}

/// Offers the next steps for a compared challenger. A monitor that was replaced is no champion any more, so
/// nothing can be promoted in its place.
void ChallengerPanel::offerNext() {
    const bool compared = trial().outcome.has_value() && !m_shown.isReplaced();
    setShown(*m_attach, compared);
    setShown(*m_promote, compared && !m_shown.target().value.empty());
}

/// The rows of the comparison, and its scroll bar if the panel is too narrow for the figures.
void ChallengerPanel::fitHeight() {
    const QScrollBar* bar = m_table->horizontalScrollBar();
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            std::min(m_model->rowCount(), kShownRows) * scaled(metrics::kTableRow) +
                            (bar->maximum() > 0 ? metrics::kScrollBar : 0) + 2 * m_table->frameWidth());
}

void ChallengerPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitHeight(); // the text may have another size
}

/// The previous model, if the current one came here by a promotion.
std::string ChallengerPanel::before() const {
    const session::StoreSnapshot& made = m_app.store.snapshot();
    if (m_shown.isSet() && monitoring::replacementOf(m_shown.id(), made.promotions) != nullptr)
        return {}; // another model has its place now
    for (const workspace::PromotionRow& promotion : made.promotions)
        if (m_shown.isSet() && promotion.toMonitorId == m_shown.id() &&
            promotion.state == workspace::PromotionState::Done)
            if (const auto* monitor = made.monitor(promotion.fromMonitorId))
                return monitor->modelId;
    return {};
}

QString ChallengerPanel::whyNot() const {
    const auto& champion = m_shown.model();
    if (!m_shown.isSet() || !champion)
        return tr("Choose a monitor first");
    if (m_shown.isReplaced())
        return tr("Another model was promoted in its place");
    if (trial().job != nullptr)
        return tr("A comparison is under way");
    if (const Scored scored = m_records(); scored.marked.ranges.empty() && scored.all.ranges.empty())
        return tr("Nothing has been scored yet");
    if (m_app.connection.state() != session::ConnectionSession::State::Connected)
        return tr("Not connected");
    // The records are read through the window's connection.
    if (const std::string name = m_shown.connectionName(); name != m_app.connection.profile().name)
        return tr("Its records are on another cluster: connect to %1 first")
            .arg(QString::fromStdString(name));
    for (const auto& row : m_app.store.snapshot().models)
        if (row.id != champion->id && row.task == training::taskName(champion->task))
            return {};
    return tr("There is no other model of this task");
}

/// The warning if the challenger was worse on the common records, by the task's headline metric.
QString ChallengerPanel::whyNotPromote() const {
    const Trial& shown = trial();
    if (!shown.outcome || shown.outcome->results.size() < 2)
        return {};
    const evaluation::BacktestResult& champion = shown.outcome->results.front();
    const evaluation::BacktestResult& challenger = shown.outcome->results.back();
    const training::MetricKind& figure = champion.model->objective().headline();
    const auto before = champion.evaluation.get(std::string(figure.name));
    const auto after = challenger.evaluation.get(std::string(figure.name));
    if (!before || !after || (figure.largerIsBetter ? *after >= *before : *after <= *before))
        return {};
    return tr("It was worse on the %1 records both were tried on: %2 %3 against %4.")
        .arg(formatCount(shown.outcome->rows), metricTitle(figure.name), formatNumber(*after),
             formatNumber(*before));
}

void ChallengerPanel::refresh() {
    const QString reason = whyNot();
    offerNext();
    m_beforeId = QString::fromStdString(before());
    setShown(*m_back, !m_beforeId.isEmpty());
    if (const auto& champion = m_shown.model(); champion && !m_beforeId.isEmpty())
        m_back->setText(
            tr("Back to %1…")
                .arg(versionsOf(m_app.store.snapshot(), m_beforeId.toStdString(), champion->id).first));
    m_focus.setEnabled(*m_add, reason.isEmpty());
    m_add->setToolTip(reason.isEmpty()
                          ? tr("Try another model on the brushed records, or on all that were scored")
                          : reason);
    if (const BacktestJob* job = trial().job; job != nullptr && job->progress().total > 0) {
        const Progress& progress = job->progress();
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
    for (const workspace::ModelRow& row : m_app.store.snapshot().models) {
        if (row.id == champion->id || row.task != training::taskName(champion->task))
            continue;
        const QString text = QStringLiteral("%1 · %2").arg(versionedName(m_app.store.snapshot(), row.id),
                                                           QString::fromStdString(row.id.substr(0, 8)));
        connect(m_menu->addAction(text), &QAction::triggered, this, [this, row] { start(row); });
    }
}

void ChallengerPanel::start(const workspace::ModelRow& challenger) {
    const auto& champion = m_shown.model();
    if (!champion)
        return;
    evaluation::BacktestRequest request;
    request.models = {champion->id, challenger.id};
    const Scored scored = m_records();
    const bool ofMarked = !scored.marked.ranges.empty();
    request.ranges = ofMarked ? scored.marked : scored.all;
    if (ofMarked) // a challenger that was trained on the brushed range has learned all of it
        request.otherwise = scored.all;
    request.leaveOutLearned = true;
    request.beginMayMove = true; // retention may remove records during the comparison
    request.drift = m_shown.config();
    const auto [championName, name] = versionsOf(m_app.store.snapshot(), champion->id, challenger.id);
    auto job = std::make_unique<BacktestJob>(
        tr("%1 against %2").arg(name, championName),
        [connection = m_app.connection.connection(), folder = m_app.store.folder(),
         request](const ProgressSink& report, const std::stop_token& stop) {
            return evaluation::runBacktest(*connection, folder, request, report, stop);
        });
    const qint64 id = m_shown.id();
    Trial& fresh = m_trials[id];
    fresh = Trial();
    fresh.challengerId = QString::fromStdString(challenger.id);
    fresh.names = {championName, name};
    fresh.ofMarked = ofMarked;
    fresh.note = tr("Reading the records…");
    fresh.job = m_app.jobs.start(std::move(job));
    setJobLink(*fresh.job, Link::monitor(id));
    connect(fresh.job, &tasks::Job::changed, this, &ChallengerPanel::refresh);
    connect(fresh.job, &tasks::Job::ended, this, [this, id] { takeEnd(id); });
    showTrial();
}

void ChallengerPanel::takeEnd(qint64 monitorId) {
    Trial& over = m_trials[monitorId];
    const BacktestJob* job = std::exchange(over.job, nullptr);
    if (job == nullptr)
        return;
    if (job->state() == tasks::Job::State::Finished) {
        over.outcome = *job->outcome();
        const QString rows = formatCount(over.outcome->rows);
        over.note = over.outcome->learned > 0
                        ? RichText(tr("Both on the same %1 records, new to both; %2 that one of them was "
                                      "trained on are left out. Nothing was published."),
                                   {mono(rows), mono(formatEstimate(over.outcome->learned))})
                        : RichText(tr("Both on the same %1 records, new to both. Nothing was published."),
                                   {mono(rows)});
        if (over.ofMarked)
            over.note.add(QLatin1Char(' ') + (over.outcome->tookOthers
                                                  ? tr("One of them was trained on all of the brushed range, "
                                                       "so these are all records that were scored.")
                                                  : tr("Only the brushed range was compared.")));
    } else if (job->state() == tasks::Job::State::Failed) {
        over.note = errorText(*job->error());
    } else {
        over.note = tr("Stopped by you.");
    }
    showTrial();
}

} // namespace driftwood::ui
