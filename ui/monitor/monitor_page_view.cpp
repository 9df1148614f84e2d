// The page's layout, and how it shows its state.
#include "session/app_context.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/monitor/alarms/alarms_panel.h"
#include "ui/monitor/alarms/rule_facts.h"
#include "ui/monitor/challenger_panel.h"
#include "ui/monitor/delivery_facts.h"
#include "ui/monitor/figures_row.h"
#include "ui/monitor/monitor_banner.h"
#include "ui/monitor/monitor_list.h"
#include "ui/monitor/monitor_page.h"
#include "ui/monitor/monitor_words.h"
#include "ui/monitor/track_series.h"
#include "ui/monitor/tracks_view.h"
#include "ui/theme/icons.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/labelled_combo.h"
#include "ui/widgets/controls/segmented_control.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/layout/facts_panel.h"
#include "ui/widgets/layout/facts_section.h"
#include "ui/widgets/layout/scrolled_form.h"
#include "ui/widgets/layout/three_columns.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/text/text_label.h"

#include <QAction>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

constexpr qint64 kMinute = 60'000;

QVBoxLayout* columnOf(QWidget* widget) {
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

} // namespace

void MonitorPage::build() {
    m_list = new MonitorList;
    m_columns = new ThreeColumns(QStringLiteral("monitor"));
    m_columns->setList(m_list);
    m_columns->setWork(buildWork());
    m_columns->setFacts(buildFacts());
    columnOf(this)->addWidget(m_columns);
    connect(m_columns, &ThreeColumns::factsOverChanged, this, &Page::headerChanged);
    m_tracks->setSpan(m_span->currentData().toLongLong());
}

QWidget* MonitorPage::buildWork() {
    m_empty = new EmptyState(QStringLiteral("monitor"), tr("No model is attached"),
                             tr("Attach one to a live topic to see its predictions, errors and drift here."));
    m_empty->setAction(tr("Attach a model…"), QStringLiteral("plug"));
    m_banner = new MonitorBanner(m_context.app, *m_book, *m_shown);
    m_figures = new FiguresRow;
    m_tracks = new TracksView(*m_shown, m_context.preferences);
    auto* monitor = new QWidget;
    auto* column = columnOf(monitor);
    column->addWidget(buildBar());
    column->addWidget(m_banner);
    auto* picture = new QWidget;
    auto* parts = columnOf(picture);
    parts->addWidget(m_figures);
    parts->addWidget(horizontalLine());
    parts->addWidget(m_tracks, 1);
    column->addWidget(new ScrolledForm(picture), 1);
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(monitor);
    setGround(*m_stack, Token::Surface);
    return m_stack;
}

QWidget* MonitorPage::buildBar() {
    m_span = new SegmentedControl(tr("Span"));
    m_span->addItem(tr("15 min"), 15 * kMinute);
    m_span->addItem(tr("1 h"), 60 * kMinute);
    m_span->addItem(tr("6 h"), 360 * kMinute);
    m_span->addItem(tr("24 h"), 1440 * kMinute);
    m_field = new LabelledCombo(tr("Field"));
    m_field->setAccessibleName(tr("Field of the upper track"));
    m_pause = barButton(QStringLiteral("pause"), tr("Pause"));
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Pause the view; the monitor keeps running (Space)"));
    auto* bar = new Bar;
    bar->addWidget(m_span);
    bar->addWidget(m_field);
    bar->addStretch();
    bar->addWidget(m_pause);
    return bar;
}

QWidget* MonitorPage::buildFacts() {
    m_alarmsHead = new AlarmsHead;
    m_alarms = new AlarmsPanel;
    m_challenger = new ChallengerPanel(m_context.app, *m_shown, [this] {
        ChallengerPanel::Scored scored{retrainRanges(), {m_shown->source(), {}}};
        if (const monitoring::Track& track = m_shown->track(); !track.points().empty())
            scored.all = track.ranges(m_shown->source(), track.points().front().begin, track.end());
        return scored;
    });
    auto* facts = new FactsPanel;
    auto* head = new QWidget;
    auto* column = columnOf(head);
    column->addWidget(m_alarmsHead);
    column->addWidget(horizontalLine());
    facts->setHead(head);
    facts->addWidget(m_alarms);
    m_delivery = new DeliveryFacts(*facts);
    connect(m_delivery, &DeliveryFacts::recordRequested, this, [this](const Position& source) {
        Q_EMIT linkActivated(Link::record(m_shown->source(), source).onConnection(m_shown->connectionName()));
    });
    m_rules = facts->addSection(tr("Rules"));
    m_rules->setNote(tr("Chosen when the model was attached."));
    connect(m_rules, &FactsSection::linkActivated, this,
            [this](const QString& dataset) { Q_EMIT linkActivated(Link::dataset(dataset)); });
    facts->setFoot(m_challenger);
    return facts;
}

void MonitorPage::refreshList() { m_list->setEntries(m_book->entries()); }

void MonitorPage::refreshAll() {
    m_stack->setCurrentIndex(m_shown->isSet() ? 1 : 0);
    fillFields();
    m_banner->refresh();
    refreshLive();
    refreshActions();
    refreshNotes();
    m_challenger->refresh();
}

void MonitorPage::refreshNotes() {
    m_rules->setFacts(ruleFacts(*m_shown)); // one of them is the dead-letter topic
    m_delivery->show(m_shown->deliveryNotes());
}

void MonitorPage::fillFields() {
    const auto& model = m_shown->model();
    const bool choosable = model && model->objective().prediction == training::PredictionKind::Score;
    m_field->setVisible(choosable);
    if (!choosable)
        return;
    m_field->clear();
    for (const auto& [input, path] : numericInputs(*model))
        m_field->addItem(path, QVariant::fromValue<qulonglong>(input));
    showField();
}

void MonitorPage::showField() { m_field->setCurrentData(QVariant::fromValue<qulonglong>(m_tracks->field())); }

void MonitorPage::refreshLive() {
    if (!m_shown->isSet())
        return;
    m_pause->setText(m_paused
                         ? tr("Paused · %1 waiting").arg(formatCount(m_shown->scored() - m_scoredWhenPaused))
                         : tr("Pause"));
    refreshAlarms();
    m_banner->refresh();
    Q_EMIT statusChanged();
    if (m_paused)
        return;
    refreshFigures();
    m_tracks->refresh();
    followBrushedAlarm();
}

void MonitorPage::refreshAlarms() {
    if (!m_shown->isSet())
        return;
    m_alarms->setAlarms(
        m_shown->alarms(), m_context.preferences.zone(),
        [this](const drift::Alarm& alarm) {
            return AlarmsPanel::Said{m_context.app.store.snapshot().alarm(m_shown->id(), alarm.id),
                                     m_book->mutedUntilMs(m_shown->id(), alarm), m_shown->isReplaced()};
        },
        m_shown->id());
    m_alarmsHead->setOpen(m_book->openAlarms(m_shown->id()));
}

/// Updates the figures for the visible stretch.
void MonitorPage::refreshFigures() {
    if (!m_shown->isSet())
        return;
    const Interval span = m_tracks->span();
    m_figures->setTexts(FigureTexts::of(*m_shown, m_context.preferences.zone(),
                                        TimestampMs(std::llround(span.begin)),
                                        TimestampMs(std::llround(span.end))));
}

void MonitorPage::refreshActions() {
    const bool live = m_shown->isSet() && isLive(m_shown->entry().state);
    const QString whyNot = live || !m_shown->isSet() ? QString() : m_book->whyNotResume(m_shown->id());
    m_stopResume->setText(live ? tr("Stop") : tr("Resume"));
    m_stopResume->setIcon(icon(live ? QStringLiteral("stop") : QStringLiteral("play")));
    m_stopResume->setEnabled(whyNot.isEmpty());
    const bool commits = !m_shown->target().value.empty();
    m_stopResume->setToolTip(live                ? commits ? tr("Commits what is scored and stops")
                                                           : tr("Stops; nothing is committed")
                                            : !whyNot.isEmpty() ? whyNot
                             : commits           ? tr("Resumes from the committed offsets")
                                                 : tr("Resumes from the end of the topic"));
    m_wall->setEnabled(m_shown->model() != nullptr);
    const auto alarms = m_shown->alarms();
    const auto brushed = std::ranges::find(alarms, m_brushedAlarm, &drift::Alarm::id);
    const QString notYet = brushed != alarms.end() ? whyNotTrainAgain(*brushed) : QString();
    m_trainAgain->setEnabled(notYet.isEmpty());
    m_trainAgain->setToolTip(m_tracks->range() ? tr("Selects the brushed range of %1 for a new data set")
                                                     .arg(QString::fromStdString(m_shown->source().value))
                                               : tr("Selects a range of %1 for a new data set")
                                                     .arg(QString::fromStdString(m_shown->source().value)));
    if (!notYet.isEmpty())
        m_trainAgain->setToolTip(notYet);
    m_challenger->refresh();
    Q_EMIT headerChanged();
}

} // namespace driftwood::ui
