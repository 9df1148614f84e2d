#include "ui/monitor/alarm_card.h"

#include "ui/monitor/monitor_words.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/rich_line.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace driftwood::ui {

AlarmCard::AlarmCard(QWidget* parent)
    : QWidget(parent)
    , m_icon(new IconLabel(QStringLiteral("warning"), metrics::kIcon, Token::Ember))
    , m_subject(new RichLine)
    , m_time(textLabel({}, TextStyle::Value, Token::Ink2))
    , m_sentence(new RichLine({}, TextStyle::Small, Token::Ink2))
    , m_records(textLabel({}, TextStyle::Value, Token::Ink2))
    , m_buttons(new QWidget)
    , m_line(horizontalLine()) {
    m_sentence->setWrap(true);
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::kGap8);
    top->addWidget(m_icon);
    top->addWidget(m_subject, 1);
    top->addWidget(m_time);
    auto* train = barButton(tr("Train again on this range"));
    auto* records = barButton(tr("Records"));
    records->setToolTip(tr("The first record of the range, in its topic"));
    connect(train, &QPushButton::clicked, this, [this] { Q_EMIT trainAgain(m_alarm); });
    connect(records, &QPushButton::clicked, this, [this] { Q_EMIT showRecords(m_alarm); });
    auto* buttons = new FlowLayout(m_buttons);
    buttons->setContentsMargins(0, metrics::kGap4, 0, 0);
    buttons->setSpacing(metrics::kGap8);
    buttons->addWidget(train);
    buttons->addWidget(records);
    auto* body = new QVBoxLayout;
    body->setContentsMargins(metrics::kIcon + metrics::kGap8, 0, 0, 0);
    body->setSpacing(2);
    body->addWidget(m_sentence);
    body->addWidget(m_records);
    body->addWidget(m_buttons);
    auto* content = new QVBoxLayout;
    content->setContentsMargins(metrics::kGap12, metrics::kGap12, metrics::kGap12, metrics::kGap12);
    content->setSpacing(metrics::kGap4);
    content->addLayout(top);
    content->addLayout(body);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(content);
    column->addWidget(m_line);
}

void AlarmCard::setAlarm(const drift::Alarm& alarm, const QTimeZone& zone) {
    m_alarm = alarm;
    const bool open = !alarm.clearedAt;
    const QString subject = alarmSubject(alarm);
    m_icon->setIcon(QStringLiteral("warning"), open ? Token::Ember : Token::Ink3);
    m_subject->setRichText(isFieldAlarm(alarm) ? RichText(QStringLiteral("%1"), {monoStrong(subject)})
                                               : RichText(QStringLiteral("%1"), {strong(subject)}));
    m_time->setText(clockText(alarm.raisedAt, zone));
    RichText sentence = alarmSentence(alarm, zone);
    if (!open)
        sentence.add(
            RichText(QStringLiteral(" ") + tr("Over by %1."), {mono(clockText(*alarm.clearedAt, zone))}));
    m_sentence->setRichText(sentence);
    m_records->setText(alarmRecords(alarm));
    m_buttons->setVisible(open);
    setAccessibleName(tr("Alarm: %1").arg(subject));
    setAccessibleDescription(sentence.plainText());
}

void AlarmCard::mousePressEvent(QMouseEvent* /*event*/) { Q_EMIT brush(m_alarm); }

} // namespace driftwood::ui
