#include "ui/training/training_page.h"

#include "runs/run_names.h"
#include "ui/format/format.h"
#include "ui/itemmodels/training/metric_words.h"
#include "ui/page/job_link.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/training/loss_panel.h"
#include "ui/training/new_run_facts.h"
#include "ui/training/new_run_form.h"
#include "ui/training/run_facts.h"
#include "ui/training/run_list.h"
#include "ui/training/run_status_bar.h"
#include "ui/training/run_view.h"
#include "ui/widgets/layout/three_columns.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/messages/error_sentences.h"
#include "ui/widgets/messages/name_dialog.h"
#include "workspace/removal.h"

#include <QAction>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace driftwood::ui {

TrainingPage::TrainingPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_book(context.app) {
    build();
    buildActions();
    connect(&m_book, &RunBook::changed, this, [this] {
        openNewest();
        refreshList();
        refreshRun();
    });
    connect(&m_book, &RunBook::beganToRun, this, [this](qint64 id) {
        auto* session = m_beginning.data();
        if (session != nullptr && session->runId() == id) {
            setJobLink(*session, Link::run(id));
            m_beginning.clear();
            openRun(id);
        }
    });
    connect(&m_book, &RunBook::ended, this, &TrainingPage::sayEnded);
    connect(&context.preferences, &Preferences::changed, this, &TrainingPage::refreshRun);
    refreshList();
    showShown();
}

TrainingPage::~TrainingPage() = default;

void TrainingPage::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_columns = new ThreeColumns(QStringLiteral("training"), this);
    column->addWidget(m_columns);

    m_run = new RunView(m_book, m_context.app.background);
    m_form = new NewRunForm(m_context.app);
    m_empty = new EmptyState(QStringLiteral("training"), tr("No run yet"),
                             tr("A run learns from a data set. Its loss is drawn while it runs."));
    setGround(*m_empty, Token::Surface);
    m_empty->setAction(tr("New run…"), QStringLiteral("plus"));
    m_work = new QStackedWidget;
    for (QWidget* view : std::initializer_list<QWidget*>{m_empty, m_run, m_form})
        m_work->addWidget(view);
    m_runFacts = new RunFacts(m_context.app, m_context.preferences);
    m_planFacts = new NewRunFacts;
    m_facts = new QStackedWidget;
    auto* nothing = new QWidget;
    setGround(*nothing, Token::Surface);
    m_facts->addWidget(nothing);
    m_facts->addWidget(m_runFacts);
    m_facts->addWidget(m_planFacts);
    m_list = new RunList;
    m_columns->setList(m_list);
    m_columns->setWork(m_work);
    m_columns->setFacts(m_facts);

    connect(m_empty, &EmptyState::actionTriggered, this, [this] { newRun({}, {}); });
    connect(m_columns, &ThreeColumns::factsOverChanged, this, &Page::headerChanged);
    connect(m_form, &NewRunForm::edited, this, &TrainingPage::refreshPlan);
    connect(m_form, &NewRunForm::startRequested, this, &TrainingPage::start);
    connect(m_run, &RunView::goOnRequested, this, &TrainingPage::goOn);
    connect(m_run, &RunView::keepBestRequested, this, &TrainingPage::keepBest);
    connect(m_run, &RunView::historyChanged, this, &TrainingPage::refreshRun);
    connect(m_run, &RunView::recordActivated, this, [this](const Position& position) {
        const auto run = current();
        const auto* row = run ? m_context.app.store.snapshot().dataset(run->row.datasetName) : nullptr;
        if (row != nullptr)
            Q_EMIT linkActivated(
                Link::record(row->manifest.topic, position).onCluster(row->manifest.clusterId));
    });
    for (FactsPanel* panel : std::initializer_list<FactsPanel*>{m_runFacts, m_planFacts})
        connect(panel, &FactsPanel::linkActivated, this, &TrainingPage::follow);
}

void TrainingPage::buildActions() {
    m_new = new QAction(icon(QStringLiteral("plus")), tr("New run…"), this);
    m_cancel = new QAction(tr("Cancel"), this);
    m_start = new QAction(icon(QStringLiteral("play")), tr("Start"), this);
    m_openModel = new QAction(tr("Open model"), this);
    m_attach = new QAction(icon(QStringLiteral("plug")), tr("Attach…"), this);
    m_rename = new QAction(tr("Rename…"), this);
    m_rename->setShortcut(Qt::Key_F2);
    m_remove = new QAction(tr("Remove…"), this);
    m_remove->setShortcut(QKeySequence::Delete);
    m_list->setRunActions({m_rename, m_remove});
    connect(m_rename, &QAction::triggered, this, &TrainingPage::renameRun);
    connect(m_remove, &QAction::triggered, this, &TrainingPage::askRemoveRun);
    connect(m_list, &RunList::chosen, this, &TrainingPage::openRun);
    connect(m_list, &RunList::filterChanged, this, &TrainingPage::refreshList);
    connect(m_list, &RunList::menuAboutToShow, this, [this] {
        const auto run = current();
        for (QAction* action : {m_rename, m_remove})
            action->setEnabled(run && !run->isLive());
    });
    makePrimary(m_start);
    makePrimary(m_attach);
    connect(m_new, &QAction::triggered, this, &TrainingPage::newRunAfterShown);
    connect(m_cancel, &QAction::triggered, this, [this] {
        m_shown = m_runId != 0 ? Shown::Run : Shown::Nothing;
        showShown();
    });
    connect(m_start, &QAction::triggered, this, &TrainingPage::start);
    connect(m_openModel, &QAction::triggered, this, [this] {
        if (const auto run = current())
            Q_EMIT linkActivated(Link::model(QString::fromStdString(run->row.modelId)));
    });
    connect(m_attach, &QAction::triggered, this, [this] {
        if (const auto run = current())
            Q_EMIT linkActivated(Link::attach(QString::fromStdString(run->row.modelId)));
    });
}

bool TrainingPage::open(const Link& link) {
    switch (link.to) {
    case Link::To::Page:
        m_wantsNewest = m_shown == Shown::Nothing;
        openNewest();
        return true;
    case Link::To::NewRun:
        newRun(link.name, link.baseModelId);
        return true;
    case Link::To::Run:
        openRun(link.id);
        return true;
    default:
        return false;
    }
}

bool TrainingPage::shows(const Link& link) const {
    return link.to == Link::To::Run && m_shown == Shown::Run && link.id == m_runId;
}

void TrainingPage::openNewest() {
    if (!m_wantsNewest || !m_book.loaded())
        return;
    m_wantsNewest = false;
    if (const auto runs = m_book.runs(); m_shown == Shown::Nothing && !runs.empty())
        openRun(runs.front().row.id);
}

QList<Crumb> TrainingPage::crumbs() const {
    QList<Crumb> out{{.text = tr("Training")}};
    if (m_shown == Shown::NewRun)
        out << Crumb{.text = tr("New run")};
    else if (const auto run = current())
        out << Crumb{.text = QString::fromStdString(run->row.name)}
            << Crumb{.text = m_runId == 0 ? tr("new run") : run->title()};
    return out;
}

QList<QAction*> TrainingPage::headerActions() const {
    QList<QAction*> out;
    if (m_columns->areFactsOver())
        out << m_columns->factsAction();
    if (m_shown == Shown::NewRun)
        return out << m_cancel << m_start;
    const auto run = current();
    const bool hasModel = run && !run->row.modelId.empty();
    m_new->setProperty("primary", !hasModel);
    out << m_new;
    if (hasModel)
        out << m_openModel << m_attach;
    return out;
}

QStringList TrainingPage::statusFacts() const {
    if (m_shown != Shown::Run)
        return {};
    const auto run = current();
    return run ? QStringList{QString::fromStdString(run->row.engine)} : QStringList{};
}

void TrainingPage::focusFilter() { m_list->focusFilter(); }

bool TrainingPage::stopWhatRuns() {
    const auto run = current();
    auto* session = run ? run->session.data() : nullptr;
    if (m_shown != Shown::Run || session == nullptr || session->over() || run->state == RunState::Stopping)
        return false;
    session->stop();
    return true;
}

std::optional<RunInfo> TrainingPage::current() const {
    if (const auto* session = m_beginning.data())
        return m_book.infoOf(*session);
    return m_runId == 0 ? std::nullopt : m_book.run(m_runId);
}

void TrainingPage::newRun(const QString& dataset, const QString& baseModelId) {
    m_shown = Shown::NewRun;
    showShown();
    m_form->begin(dataset, baseModelId);
}

void TrainingPage::newRunAfterShown() {
    const auto run = current();
    if (run && !run->isLive() && run->row.modelId.empty())
        if (const auto request = runs::requestOf(run->row)) {
            m_shown = Shown::NewRun;
            showShown();
            m_form->begin(*request);
            return;
        }
    newRun(run ? QString::fromStdString(run->row.datasetName) : QString(), {});
}

void TrainingPage::start() {
    if (m_shown != Shown::NewRun || !m_form->accept())
        return;
    beginSession(std::make_unique<session::TrainingSession>(
        m_context.app.connection.connection(), m_context.app.store.folder(), m_form->checked().request));
}

void TrainingPage::goOn() {
    if (auto session = continued())
        beginSession(std::move(session));
}

void TrainingPage::keepBest() {
    const auto run = current();
    if (auto* live = run ? run->session.data() : nullptr; live != nullptr && !live->over()) {
        live->keepBest();
        live->resume(); // a paused run must continue to finish
        return;
    }
    if (auto session = continued()) {
        session->keepBest();
        beginSession(std::move(session));
    }
}

std::unique_ptr<session::TrainingSession> TrainingPage::continued() {
    const auto run = current();
    if (!run)
        return nullptr;
    const auto connection = m_context.app.connection.connection();
    if (!connection) {
        Notice notice{.kind = Notice::Kind::Error,
                      .title = tr("Not connected"),
                      .text = tr("The run reads its data set again. Connect to its cluster first."),
                      .isOver = [this] { return m_context.app.connection.connection() != nullptr; }};
        Q_EMIT noticed(notice);
        return nullptr;
    }
    return std::make_unique<session::TrainingSession>(connection, m_context.app.store.folder(), run->row);
}

void TrainingPage::renameRun() {
    const auto run = current();
    if (!run || run->isLive() || m_shown != Shown::Run)
        return;
    auto* dialog =
        new NameDialog(tr("Rename %1").arg(run->title()), QString::fromStdString(run->row.name), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id = run->row.id] {
        m_context.app.store.change(
            [id, name = dialog->name().toStdString()](workspace::Workspace& workspace) {
                return runs::renameRun(workspace, id, name);
            });
    });
    dialog->open();
}

void TrainingPage::askRemoveRun() {
    const auto run = current();
    if (!run || run->isLive() || m_shown != Shown::Run)
        return;
    ConfirmDialog::Question question;
    question.title = tr("Remove %1, %2").arg(run->title(), QString::fromStdString(run->row.name));
    question.text = run->row.modelId.empty()
                        ? RichText(tr("Its curves and its checkpoint are deleted. It produced no model."))
                        : RichText(tr("Its curves are deleted. Its model stays."));
    question.action = tr("Remove");
    auto* dialog = new ConfirmDialog(question, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, row = run->row] {
        m_context.app.store.change([id = row.id](workspace::Workspace& workspace) {
            return workspace::removeRunAndCheckpoint(workspace, id);
        });
        if (m_runId == row.id) {
            m_runId = 0;
            m_shown = Shown::Nothing;
            m_wantsNewest = true;
            showShown();
        }
    });
    dialog->open();
}

void TrainingPage::beginSession(std::unique_ptr<session::TrainingSession> session) {
    m_beginning = session.get();
    m_runId = session->runId();
    m_shown = Shown::Run;
    auto* started = m_context.app.jobs.start(std::move(session));
    if (started->runId() != 0) {
        setJobLink(*started, Link::run(started->runId()));
        m_beginning.clear();
    }
    showShown();
    m_run->loss()->setFocus();
}

void TrainingPage::openRun(qint64 id) {
    m_beginning.clear();
    m_runId = id;
    m_shown = Shown::Run;
    m_list->select(id);
    showShown();
}

void TrainingPage::showShown() {
    if (m_shown == Shown::NewRun) {
        m_work->setCurrentWidget(m_form);
        m_facts->setCurrentWidget(m_planFacts);
        m_list->selectNone();
    } else if (m_shown == Shown::Run && current()) {
        m_work->setCurrentWidget(m_run);
        m_facts->setCurrentWidget(m_runFacts);
    } else {
        m_work->setCurrentWidget(m_empty);
        m_facts->setCurrentIndex(0);
    }
    refreshRun();
    Q_EMIT headerChanged();
    Q_EMIT statusChanged();
}

void TrainingPage::refreshList() {
    m_list->setEntries(m_book.entries(m_list->filter()));
    if (m_shown == Shown::Run)
        m_list->select(m_runId);
}

void TrainingPage::refreshRun() {
    if (m_shown != Shown::Run)
        return;
    const auto run = current();
    if (!run) {
        // A link to a run that does not exist or is not known yet.
        m_empty->setTitle(m_book.loaded() ? tr("No run %1").arg(m_runId) : tr("Reading the workspace"));
        m_work->setCurrentWidget(m_empty);
        return;
    }
    const bool newState = m_work->currentWidget() != m_run || m_run->run().state != run->state ||
                          m_run->run().row.name != run->row.name ||
                          m_run->run().row.modelId != run->row.modelId || m_run->run().row.id != run->row.id;
    m_work->setCurrentWidget(m_run);
    const auto* session = run->session.data();
    if (const int epoch = session != nullptr && run->isLive() ? session->epoch() : 0; epoch != m_epochShown) {
        m_epochShown = epoch;
        refreshList(); // the list names the same epoch as the line above the curve
    }
    m_run->showRun(*run);
    m_runFacts->showRun(*run, m_run->history());
    if (newState) {
        Q_EMIT headerChanged();
        Q_EMIT statusChanged();
    }
}

void TrainingPage::refreshPlan() {
    const auto* row = m_context.app.store.snapshot().dataset(m_form->datasetName().toStdString());
    m_planFacts->showPlan(m_form->checked(), row == nullptr ? nullptr : &row->manifest);
    const auto& problems = m_form->checked().problems;
    m_start->setToolTip(problems.isEmpty() ? tr("Start the run (Ctrl+Enter)") : problems.front().sentence);
}

void TrainingPage::sayEnded(qint64 id) {
    const auto run = m_book.run(id);
    const auto* session = run ? run->session.data() : nullptr;
    if (session == nullptr)
        return;
    Notice notice;
    notice.link = Link::run(id);
    notice.linkText = tr("Open");
    const QString name = tr("%1, %2").arg(run->title(), QString::fromStdString(run->row.name));
    switch (session->state()) {
    case tasks::Job::State::Finished: {
        const auto& history = session->history();
        notice.kind = Notice::Kind::Done;
        notice.title = tr("Finished: %1").arg(name);
        if (const auto best = history.bestEpoch())
            notice.text = tr("Best validation loss %1, epoch %2.")
                              .arg(formatNumber(*history.atBest("validation/loss")),
                                   formatCount(history.epochs()[*best].epoch));
        if (const auto beside = besideBaselines(run->row, history);
            beside && beside->standing != training::BaselineComparison::Standing::Better)
            notice.text += QStringLiteral(" ") + capitalised(comparisonText(*beside)) + QLatin1Char('.');
        break;
    }
    case tasks::Job::State::Stopped:
        notice.kind = Notice::Kind::Info;
        notice.title = tr("Stopped: %1").arg(name);
        notice.text = run->row.steps > 0
                          ? tr("The checkpoint of step %1 is kept.").arg(formatCount(run->row.steps))
                          : tr("No step was completed.");
        break;
    default:
        notice.kind = Notice::Kind::Error;
        notice.title = tr("Failed: %1").arg(name);
        notice.error = session->error();
        if (notice.error)
            notice.text = whatHappened(*notice.error);
        notice.isOver = [this, id] { // it was resumed
            const auto now = m_book.run(id);
            return now && now->isLive();
        };
    }
    Q_EMIT noticed(notice);
}

void TrainingPage::follow(const QString& factsLink) {
    const auto run = current();
    if (factsLink == QLatin1String("dataset"))
        Q_EMIT linkActivated(Link::dataset(
            m_shown == Shown::NewRun ? m_form->datasetName()
                                     : QString::fromStdString(run ? run->row.datasetName : std::string())));
    else if (factsLink == QLatin1String("model") && run)
        Q_EMIT linkActivated(Link::model(QString::fromStdString(run->row.modelId)));
    else if (factsLink == QLatin1String("parent") && run)
        Q_EMIT linkActivated(Link::model(QString::fromStdString(run->row.parentModelId)));
}

} // namespace driftwood::ui
