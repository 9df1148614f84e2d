#include "ui/monitor/alarms/alarms_panel.h"

#include "ui/format/format.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text/tag.h"
#include "ui/widgets/text/text_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace driftwood::ui {
namespace {

QVBoxLayout* plainColumn() {
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

/// A label in the column, with the margins of a card.
QLabel* cardLabel(const QString& text, TextStyle style, Token ink) {
    auto* label = textLabel(text, style, ink);
    label->setWordWrap(true);
    label->setContentsMargins(metrics::kGap12, metrics::kGap12, metrics::kGap12, metrics::kGap8);
    return label;
}

} // namespace

AlarmsHead::AlarmsHead(QWidget* parent)
    : QWidget(parent)
    , m_open(new Tag) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kGap12, 0, metrics::kGap12, 0);
    row->setSpacing(metrics::kGap8);
    row->addWidget(textLabel(tr("Alarms"), TextStyle::Heading));
    row->addWidget(m_open);
    row->addStretch();
    setFixedHeight(metrics::kBarHeight);
    m_open->hide();
}

void AlarmsHead::setOpen(int alarms) {
    m_open->setTag(tr("%n open", nullptr, alarms), TagKind::Ember);
    m_open->setVisible(alarms > 0);
}

AlarmsPanel::AlarmsPanel(QWidget* parent)
    : QWidget(parent)
    , m_none(cardLabel(tr("No alarm is open."), TextStyle::Small, Token::Ink3))
    , m_earlierHeading(cardLabel(tr("Earlier"), TextStyle::Heading, Token::Ink))
    , m_more(cardLabel({}, TextStyle::Small, Token::Ink3))
    , m_waits(
          cardLabel(tr("Updates are shown once the pointer leaves the list."), TextStyle::Small, Token::Ink2))
    , m_openColumn(plainColumn())
    , m_earlierColumn(plainColumn()) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_none);
    column->addLayout(m_openColumn);
    column->addWidget(m_earlierHeading);
    column->addLayout(m_earlierColumn);
    column->addWidget(m_more);
    column->addWidget(m_waits);
    m_earlierHeading->hide();
    m_more->hide();
    m_waits->hide();
}

void AlarmsPanel::setAlarms(const std::vector<drift::Alarm>& alarms, const QTimeZone& zone,
                            const SaidOf& saidOf, qint64 monitor) {
    Shown shown;
    for (auto alarm = alarms.rbegin(); alarm != alarms.rend(); ++alarm)
        (alarm->clearedAt ? shown.earlier : shown.open).push_back(*alarm);
    shown.hidden = std::max<qint64>(0, static_cast<qint64>(shown.earlier.size()) - kEarlierShown);
    shown.earlier.resize(shown.earlier.size() - static_cast<std::size_t>(shown.hidden));
    const auto same = [](const AlarmCard* card, const drift::Alarm& alarm) {
        return card->alarm().id == alarm.id;
    };
    const bool moves =
        !std::ranges::equal(m_open, shown.open, same) || !std::ranges::equal(m_earlier, shown.earlier, same);
    const bool sameMonitor = std::exchange(m_monitor, monitor) == monitor;
    const bool waits = moves && sameMonitor && underMouse() && !(m_open.isEmpty() && m_earlier.isEmpty());
    m_waits->setVisible(waits);
    if (waits) {
        refreshCards(alarms, zone, saidOf);
        m_waiting = [this, shown = std::move(shown), zone, saidOf] { arrange(shown, zone, saidOf); };
        return;
    }
    m_waiting = {};
    arrange(shown, zone, saidOf);
}

void AlarmsPanel::arrange(const Shown& shown, const QTimeZone& zone, const SaidOf& saidOf) {
    fill(m_openColumn, m_open, shown.open, zone, saidOf);
    fill(m_earlierColumn, m_earlier, shown.earlier, zone, saidOf);
    m_none->setVisible(shown.open.empty());
    m_earlierHeading->setVisible(!shown.earlier.empty());
    m_more->setVisible(shown.hidden > 0);
    m_more->setText(tr("and %1 earlier ones").arg(formatCount(shown.hidden)));
}

void AlarmsPanel::refreshCards(const std::vector<drift::Alarm>& alarms, const QTimeZone& zone,
                               const SaidOf& saidOf) {
    for (AlarmCard* card : m_open + m_earlier)
        if (const auto alarm = std::ranges::find(alarms, card->alarm().id, &drift::Alarm::id);
            alarm != alarms.end()) {
            const Said said = saidOf ? saidOf(*alarm) : Said();
            card->setAlarm(*alarm, zone, said.row, said.mutedUntilMs, said.history);
        }
}

void AlarmsPanel::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    m_waits->hide();
    if (const auto arrangeNow = std::exchange(m_waiting, {}))
        arrangeNow();
}

void AlarmsPanel::fill(QVBoxLayout* column, QList<AlarmCard*>& cards, const std::vector<drift::Alarm>& alarms,
                       const QTimeZone& zone, const SaidOf& saidOf) {
    while (cards.size() > static_cast<int>(alarms.size()))
        delete cards.takeLast();
    while (cards.size() < static_cast<int>(alarms.size())) {
        auto* card = new AlarmCard;
        connect(card, &AlarmCard::trainAgain, this, &AlarmsPanel::trainAgain);
        connect(card, &AlarmCard::showRecords, this, &AlarmsPanel::showRecords);
        connect(card, &AlarmCard::acknowledge, this, &AlarmsPanel::acknowledge);
        connect(card, &AlarmCard::mute, this, &AlarmsPanel::mute);
        connect(card, &AlarmCard::brush, this, &AlarmsPanel::brush);
        column->addWidget(card);
        cards.append(card);
    }
    for (int i = 0; i < cards.size(); ++i) {
        const drift::Alarm& alarm = alarms[static_cast<std::size_t>(i)];
        const Said said = saidOf ? saidOf(alarm) : Said();
        cards[i]->setAlarm(alarm, zone, said.row, said.mutedUntilMs, said.history);
    }
    for (AlarmCard* card : cards)
        card->setLineBelow(card != cards.last()); // the panel draws the last line itself
}

} // namespace driftwood::ui
