#include "ui/monitor/monitor_page.h"

#include "session/app_context.h"
#include "ui/format/format.h"
#include "ui/monitor/alarms/alarms_panel.h"
#include "ui/monitor/attach_dialog.h"
#include "ui/monitor/challenger_panel.h"
#include "ui/monitor/figures_row.h"
#include "ui/monitor/monitor_banner.h"
#include "ui/monitor/monitor_list.h"
#include "ui/monitor/monitor_questions.h"
#include "ui/monitor/monitor_words.h"
#include "ui/monitor/track_series.h"
#include "ui/monitor/tracks_view.h"
#include "ui/monitor/wall/wall_window.h"
#include "ui/page/model_versions.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_names.h"
#include "ui/widgets/controls/labelled_combo.h"
#include "ui/widgets/controls/segmented_control.h"
#include "ui/widgets/layout/three_columns.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/messages/error_card.h"

#include <QAction>
#include <QApplication>
#include <QPushButton>
#include <QStackedWidget>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

using State = MonitorEntry::State;

constexpr int kLiveEveryMs = 200;

} // namespace

MonitorPage::MonitorPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_book(new MonitorBook(context.app, this))
    , m_shown(new ShownMonitor(context.app, *m_book, this))
    , m_questions(new MonitorQuestions(context.app, *m_book, *m_shown, this)) {
    build();
    buildActions();
    connectParts();
    refreshList();
    showNewest();
}

MonitorPage::~MonitorPage() {
    if (m_wallWindow)
        m_wallWindow->close();
}

void MonitorPage::buildActions() {
    m_wall = new QAction(icon(QStringLiteral("wall")), tr("Wall"), this);
    m_wall->setShortcut(Qt::Key_F11);
    m_wall->setToolTip(tr("Full screen, for a screen across the room (F11)"));
    m_stopResume = new QAction(this);
    m_trainAgain = new QAction(icon(QStringLiteral("retrain"), Token::OnAccent), tr("Train again…"), this);
    m_trainAgain->setShortcut(Qt::CTRL | Qt::Key_Return);
    makePrimary(m_trainAgain);
    for (QAction* action : {m_wall, m_stopResume, m_trainAgain}) {
        action->setShortcutContext(Qt::WindowShortcut); // while the page is in front, wherever the focus is
        addAction(action);
    }
    connect(m_wall, &QAction::triggered, this, &MonitorPage::toggleWall);
    connect(m_stopResume, &QAction::triggered, this, &MonitorPage::stopOrResume);
    connect(m_trainAgain, &QAction::triggered, this, [this] { trainAgain(retrainRanges()); });
    auto* pause = new QAction(tr("Pause the view"), m_tracks);
    pause->setShortcut(Qt::Key_Space);
    pause->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_tracks->addAction(pause);
    connect(pause, &QAction::triggered, m_pause, &QPushButton::toggle);
}

void MonitorPage::connectParts() {
    m_live.setSingleShot(true);
    m_live.setInterval(kLiveEveryMs);
    connect(&m_live, &QTimer::timeout, this, &MonitorPage::refreshLive);
    connect(m_book, &MonitorBook::changed, this, [this] {
        refreshList();
        m_banner->refresh();
        refreshNotes();
        refreshAlarms(); // what a person said of them
        refreshActions();
        showSuccessor();
        if (!m_shown->isSet())
            showNewest();
    });
    connect(m_book, &MonitorBook::updated, this, [this](qint64 id) {
        if (id == m_shown->id() && !m_live.isActive())
            m_live.start();
    });
    connect(m_book, &MonitorBook::attached, this, [this] { refreshAll(); });
    connect(m_book, &MonitorBook::alarmRaised, this, &MonitorPage::noteAlarm);
    connect(m_book, &MonitorBook::ended, this,
            [this](qint64 id, session::MonitorSession* session) { noteEnd(id, *session); });
    connect(m_shown, &ShownMonitor::changed, this, &MonitorPage::refreshAll);
    connect(m_list, &MonitorList::chosen, this, &MonitorPage::showMonitor);
    connect(m_list, &MonitorList::attachRequested, this, [this] { askToAttach({}); });
    connect(m_empty, &EmptyState::actionTriggered, this, [this] { askToAttach({}); });
    connect(m_banner, &Banner::actionTriggered, this, &MonitorPage::stopOrResume);
    connect(m_span, &SegmentedControl::currentIndexChanged, this, [this] {
        m_tracks->setSpan(m_span->currentData().toLongLong());
        refreshLive();
    });
    connect(m_field, &QComboBox::activated, this,
            [this] { m_tracks->setField(m_field->currentData().toULongLong()); });
    connect(m_tracks, &TracksView::fieldChanged, this, &MonitorPage::showField);
    connect(m_pause, &QPushButton::toggled, this, &MonitorPage::setPaused);
    connect(m_tracks, &TracksView::rangeEditedByPerson, this, [this] {
        m_brushedAlarm.clear();
        refreshActions();
    });
    connect(m_tracks, &TracksView::recordActivated, this, [this](const Position& position) {
        Q_EMIT linkActivated(
            Link::record(m_shown->source(), position).onConnection(m_shown->connectionName()));
    });
    connect(m_alarms, &AlarmsPanel::trainAgain, this,
            [this](const drift::Alarm& alarm) { trainAgain(alarm.range); });
    connect(m_alarms, &AlarmsPanel::showRecords, this, &MonitorPage::showRecords);
    connect(m_alarms, &AlarmsPanel::brush, this, &MonitorPage::brushAlarm);
    connect(m_alarms, &AlarmsPanel::acknowledge, m_questions, &MonitorQuestions::acknowledge);
    connect(m_alarms, &AlarmsPanel::mute, m_questions, &MonitorQuestions::mute);
    connect(m_challenger, &ChallengerPanel::attachRequested, this, [this](const QString& modelId) {
        askToAttach(modelId)->proposeBeside(m_shown->source(), m_shown->config());
    });
    connect(m_challenger, &ChallengerPanel::promoteRequested, m_questions, &MonitorQuestions::promote);
    connect(m_list, &MonitorList::renameRequested, m_questions, &MonitorQuestions::rename);
    connect(m_list, &MonitorList::removeRequested, m_questions, &MonitorQuestions::remove);
    connect(m_questions, &MonitorQuestions::noticed, this, &Page::noticed);
    connect(m_book, &MonitorBook::promoted, this, &MonitorPage::notePromotion);
    connect(m_book, &MonitorBook::promotionFailed, this, [this](const Error& error) {
        Notice notice;
        notice.kind = Notice::Kind::Error;
        notice.title = tr("Not promoted");
        notice.text = errorText(error);
        notice.error = error;
        Q_EMIT noticed(notice);
    });
    connect(m_tracks, &TracksView::spanChanged, this, [this] {
        m_span->setHolds(!m_tracks->isZoomed());
        refreshFigures();
    });
    connect(&m_context.preferences, &Preferences::changed, this, &MonitorPage::refreshAll);
}

bool MonitorPage::open(const Link& link) {
    switch (link.to) {
    case Link::To::Page:
        return true;
    case Link::To::Monitor:
        showMonitor(link.id);
        return true;
    case Link::To::Attach:
        askToAttach(link.name);
        return true;
    default:
        return false;
    }
}

bool MonitorPage::shows(const Link& link) const {
    return link.to == Link::To::Monitor && link.id == m_shown->id();
}

AttachDialog* MonitorPage::askToAttach(const QString& modelId) {
    auto* dialog = new AttachDialog(m_context.app, modelId, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_book->attach(dialog->request(), m_context.app.connection.profile());
        showMonitor(0);
    });
    dialog->open();
    return dialog;
}

void MonitorPage::showMonitor(qint64 id) {
    m_successor = 0;
    m_brushedAlarm.clear();
    m_pause->setChecked(false);
    m_tracks->setRange(std::nullopt);
    m_list->choose(id);
    m_shown->show(id);
    m_challenger->showTrial();
    const auto alarms = m_shown->alarms();
    const auto open =
        std::find_if(alarms.rbegin(), alarms.rend(), [](const auto& alarm) { return !alarm.clearedAt; });
    if (open != alarms.rend())
        m_brushedAlarm = open->id;
    refreshAll();
}

void MonitorPage::showNewest() {
    const auto entries = m_book->entries();
    if (entries.isEmpty()) {
        refreshAll();
        return;
    }
    const auto live =
        std::ranges::find_if(entries, [](const MonitorEntry& entry) { return isLive(entry.state); });
    showMonitor(live != entries.end() ? live->id : entries.first().id);
}

void MonitorPage::brushAlarm(const drift::Alarm& alarm) {
    m_brushedAlarm = alarm.id;
    followBrushedAlarm();
    refreshActions();
}

/// Extends the brush while the alarm it shows grows.
void MonitorPage::followBrushedAlarm() {
    if (m_brushedAlarm.empty())
        return;
    const auto alarms = m_shown->alarms();
    const auto alarm = std::ranges::find(alarms, m_brushedAlarm, &drift::Alarm::id);
    if (alarm == alarms.end() || alarm->from.value < 0)
        return;
    const Interval span{static_cast<double>(alarm->from.value), static_cast<double>(alarm->to.value) + 1.0};
    if (m_tracks->range() != span)
        m_tracks->setRange(span, alarm->range.span());
}

broker::TopicRanges MonitorPage::retrainRanges() const {
    const auto alarms = m_shown->alarms();
    if (const auto alarm = std::ranges::find(alarms, m_brushedAlarm, &drift::Alarm::id);
        alarm != alarms.end())
        return alarm->range;
    if (const auto span = m_tracks->range())
        return m_shown->track().ranges(m_shown->source(), TimestampMs(std::llround(span->begin)),
                                       TimestampMs(std::llround(span->end)));
    return {m_shown->source(), {}};
}

/// Shows the drifted field in the track above the score, so that cause and effect can be compared.
void MonitorPage::showFieldOf(const drift::Alarm& alarm) {
    const int index = m_field->findText(QString::fromStdString(alarm.path));
    if (index < 0)
        return;
    m_tracks->setField(m_field->itemData(index).toULongLong());
}

void MonitorPage::trainAgain(const broker::TopicRanges& ranges) {
    const auto& model = m_shown->model();
    Q_EMIT linkActivated(Link::select(ranges, model ? QString::fromStdString(model->id) : QString())
                             .onConnection(m_shown->connectionName()));
}

void MonitorPage::showRecords(const drift::Alarm& alarm) {
    if (alarm.range.ranges.empty())
        return;
    const broker::OffsetRange& first = alarm.range.ranges.front();
    Q_EMIT linkActivated(Link::record(alarm.range.topic, {first.partition, first.begin})
                             .onConnection(m_shown->connectionName()));
}

void MonitorPage::noteAlarm(qint64 id, const drift::Alarm& alarm) {
    if (m_book->mutedUntilMs(id, alarm) > 0)
        return;
    Notice notice;
    notice.kind = Notice::Kind::Drift;
    notice.title = isFieldAlarm(alarm) ? tr("Drift in %1").arg(alarmSubject(alarm))
                                       : tr("The %1 changed").arg(alarmSubject(alarm));
    notice.text = alarmSentence(alarm, m_context.preferences.zone()).plainText();
    notice.link = Link::monitor(id);
    notice.linkText = tr("Look");
    Q_EMIT noticed(notice);
    if (id != m_shown->id() || !m_brushedAlarm.empty() || m_tracks->range())
        return;
    brushAlarm(alarm);
    showFieldOf(alarm);
}

void MonitorPage::noteEnd(qint64 id, const session::MonitorSession& session) {
    if (session.promotion()) // notePromotion() reports it
        return;
    if (!session.missingTopics().empty() && id == m_shown->id() && isVisible()) {
        m_questions->makeTopics(session);
        return;
    }
    Notice notice;
    notice.link = Link::monitor(id);
    notice.linkText = tr("Look");
    if (session.state() == tasks::Job::State::Failed) {
        notice.kind = Notice::Kind::Error;
        notice.title = (session.monitorId() != 0                 ? tr("Monitor stopped: %1")
                        : session.request().resumeMonitorId != 0 ? tr("Not resumed: %1")
                                                                 : tr("Not attached: %1"))
                           .arg(session.title());
        notice.text = errorText(*session.error());
        notice.error = session.error();
        if (session.monitorId() != 0 || session.request().resumeMonitorId != 0)
            notice.isOver = [this, id] { return isLive(m_book->entry(id).state); };
    } else {
        notice.kind = Notice::Kind::Info;
        notice.title = tr("Monitor stopped: %1").arg(session.title());
        notice.text = (session.request().attachment.target.value.empty()
                           ? tr("%1 records scored; nothing was published.")
                           : tr("%1 records scored; offsets are committed."))
                          .arg(formatCount(session.figures().scored));
    }
    Q_EMIT noticed(notice);
}

void MonitorPage::notePromotion(const workspace::PromotionRow& promotion) {
    const session::StoreSnapshot& made = m_context.app.store.snapshot();
    QStringList places;
    for (const Position& position : monitoring::positionsOf(promotion))
        places << QStringLiteral("P%1 @ %2")
                      .arg(position.partition.value)
                      .arg(formatCount(position.offset.value));
    const auto* before = made.monitor(promotion.fromMonitorId);
    Notice notice;
    notice.kind = Notice::Kind::Info;
    notice.title = tr("Promoted");
    notice.text = tr("Took over from %1 at %2.")
                      .arg(before != nullptr ? versionedName(made, before->modelId) : tr("the other model"),
                           places.isEmpty() ? tr("its first record") : places.join(QStringLiteral(", ")));
    notice.link = Link::monitor(promotion.toMonitorId);
    notice.linkText = tr("Look");
    Q_EMIT noticed(notice);
    if (m_shown->isSet() && m_shown->id() == promotion.fromMonitorId) {
        m_successor = promotion.toMonitorId;
        showSuccessor();
    }
}

void MonitorPage::showSuccessor() {
    if (m_successor != 0 && m_book->row(m_successor) != nullptr)
        showMonitor(m_successor);
}

void MonitorPage::stopOrResume() {
    if (isLive(m_shown->entry().state)) {
        m_book->stop(m_shown->id());
        return;
    }
    const auto* last = m_shown->session();
    if (last != nullptr && last->error() && monitoring::asksWhereToBegin(*last->error())) {
        m_questions->whereToBegin(*last->error());
        return;
    }
    m_shown->resume();
}

void MonitorPage::toggleWall() {
    if (m_wallWindow) {
        m_wallWindow->close();
        return;
    }
    if (!m_shown->model())
        return;
    // The wall is dark in either theme, because its room is dark. The other window is hidden meanwhile.
    applyTheme(*qApp, ThemeChoice::Dark);
    m_wallWindow = new WallWindow(*m_shown, m_context.preferences, m_tracks->field(),
                                  m_span->currentData().toLongLong());
    connect(m_wallWindow, &WallWindow::left, this,
            [this] { applyTheme(*qApp, themeNamed(m_context.preferences.themeName())); });
    m_wallWindow->showFullScreen();
}

void MonitorPage::setPaused(bool paused) {
    m_paused = paused;
    m_scoredWhenPaused = m_shown->scored();
    refreshLive();
}

QList<Crumb> MonitorPage::crumbs() const {
    QList<Crumb> crumbs{{tr("Monitors"), false, Link::toPage(kMonitorPage)}};
    if (m_shown->isSet())
        crumbs.append({m_shown->entry().model, false, std::nullopt});
    return crumbs;
}

QList<QAction*> MonitorPage::headerActions() const {
    QList<QAction*> actions;
    if (m_columns->areFactsOver())
        actions.append(m_columns->factsAction());
    if (m_shown->isSet())
        actions.append({m_wall, m_stopResume, m_trainAgain});
    return actions;
}

QStringList MonitorPage::statusFacts() const {
    if (!m_shown->isSet())
        return {};
    QStringList facts{tr("scored %1").arg(formatCount(m_shown->scored()))};
    if (!m_shown->group().empty())
        facts.append(tr("group %1").arg(QString::fromStdString(m_shown->group())));
    return facts;
}

void MonitorPage::focusFilter() { m_list->focusFilter(); }

int MonitorPage::footHeight() const { return m_challenger->isVisible() ? m_challenger->height() : 0; }

bool MonitorPage::stopWhatRuns() {
    if (!m_tracks->range())
        return false;
    m_brushedAlarm.clear();
    m_tracks->setRange(std::nullopt);
    refreshActions();
    return true;
}

} // namespace driftwood::ui
