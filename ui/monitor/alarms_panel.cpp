#include "ui/monitor/alarms_panel.h"

#include "ui/format/format.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/tag.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

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
    m_earlierHeading->hide();
    m_more->hide();
}

void AlarmsPanel::setAlarms(const std::vector<drift::Alarm>& alarms, const QTimeZone& zone,
                            const SaidOf& saidOf) {
    std::vector<drift::Alarm> open;
    std::vector<drift::Alarm> earlier;
    for (auto alarm = alarms.rbegin(); alarm != alarms.rend(); ++alarm)
        (alarm->clearedAt ? earlier : open).push_back(*alarm);
    const auto hidden = static_cast<qint64>(earlier.size()) - kEarlierShown;
    if (hidden > 0)
        earlier.resize(kEarlierShown);
    fill(m_openColumn, m_open, open, zone, saidOf);
    fill(m_earlierColumn, m_earlier, earlier, zone, saidOf);
    m_none->setVisible(open.empty());
    m_earlierHeading->setVisible(!earlier.empty());
    m_more->setVisible(hidden > 0);
    m_more->setText(tr("and %1 before them").arg(formatCount(hidden)));
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
        cards[i]->setAlarm(alarm, zone, said.row, said.mutedUntilMs);
    }
    for (AlarmCard* card : cards)
        card->setLineBelow(card != cards.last()); // the panel draws the last line itself
}

} // namespace driftwood::ui
