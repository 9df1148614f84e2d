#include "ui/monitor/alarms/alarm_card.h"

#include "ui/monitor/monitor_words.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/flow_layout.h"
#include "ui/widgets/text/icon_label.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

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
    , m_said(new RichLine({}, TextStyle::Small, Token::Ink2))
    , m_train(barButton(tr("Train again on this range")))
    , m_acknowledge(barButton(tr("Acknowledge…")))
    , m_mute(barButton(tr("Mute…")))
    , m_buttons(new QWidget)
    , m_line(horizontalLine()) {
    m_acknowledge->setObjectName(QStringLiteral("acknowledge"));
    m_mute->setObjectName(QStringLiteral("mute"));
    m_train->setObjectName(QStringLiteral("trainOnAlarm"));
    m_sentence->setWrap(true);
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::kGap8);
    top->addWidget(m_icon);
    top->addWidget(m_subject, 1);
    top->addWidget(m_time);
    auto* records = barButton(tr("Records"));
    records->setToolTip(tr("The first record of the range, in its topic"));
    connect(m_train, &QPushButton::clicked, this, [this] { Q_EMIT trainAgain(m_alarm); });
    connect(records, &QPushButton::clicked, this, [this] { Q_EMIT showRecords(m_alarm); });
    connect(m_acknowledge, &QPushButton::clicked, this, [this] { Q_EMIT acknowledge(m_alarm); });
    connect(m_mute, &QPushButton::clicked, this, [this] { Q_EMIT mute(m_alarm, !m_muted); });
    m_said->setWrap(true);
    m_said->hide();
    auto* buttons = new FlowLayout(m_buttons);
    buttons->setContentsMargins(0, metrics::kGap4, 0, 0);
    buttons->setSpacing(metrics::kGap8);
    for (QPushButton* button : {m_train, records, m_acknowledge, m_mute})
        buttons->addWidget(button);
    auto* body = new QVBoxLayout;
    body->setContentsMargins(metrics::kIcon + metrics::kGap8, 0, 0, 0);
    body->setSpacing(2);
    body->addWidget(m_sentence);
    body->addWidget(m_records);
    body->addWidget(m_said);
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

void AlarmCard::setAlarm(const drift::Alarm& alarm, const QTimeZone& zone, const workspace::AlarmRow* said,
                         std::int64_t mutedUntilMs, bool history) {
    m_alarm = alarm;
    m_muted = mutedUntilMs > 0;
    const bool open = !alarm.clearedAt;
    const bool known = said != nullptr && !said->acknowledged.at.empty();
    const QString subject = alarmSubject(alarm);
    m_icon->setIcon(open ? QStringLiteral("warning") : QStringLiteral("check"),
                    open && !known && !m_muted && !history ? Token::Ember : Token::Ink3);
    m_subject->setRichText(isFieldAlarm(alarm) ? RichText(QStringLiteral("%1"), {monoStrong(subject)})
                                               : RichText(QStringLiteral("%1"), {strong(subject)}));
    m_time->setText(clockText(alarm.raisedAt, zone));
    RichText sentence = alarmSentence(alarm, zone);
    if (!open)
        sentence.add(
            RichText(QStringLiteral(" ") + tr("Cleared at %1."), {mono(clockText(*alarm.clearedAt, zone))}));
    m_sentence->setRichText(sentence);
    m_records->setText(alarmRecords(alarm));
    const QString whyNot = whyNotTrainAgain(alarm);
    m_train->setEnabled(whyNot.isEmpty());
    m_train->setToolTip(whyNot);
    QStringList words;
    const auto note = [&words](const QString& what, const workspace::PersonNote& by) {
        words << what.arg(QString::fromStdString(by.by)) +
                     (by.words.empty() ? QString() : QStringLiteral(": ") + QString::fromStdString(by.words));
    };
    if (known)
        note(tr("Acknowledged by %1"), said->acknowledged);
    if (m_muted)
        words << tr("Muted until %1").arg(clockText(TimestampMs(mutedUntilMs), zone));
    if (m_muted && said != nullptr && said->mutedUntilMs > 0)
        note(tr("by %1"), said->muted);
    if (open && !whyNot.isEmpty())
        words << tr("Cannot train on it yet: %1").arg(whyNot);
    m_said->setRichText(words.join(QStringLiteral(" · ")));
    m_said->setVisible(!words.isEmpty());
    m_acknowledge->setVisible(!known && !history);
    m_mute->setVisible(!history);
    m_mute->setText(m_muted ? tr("Unmute") : tr("Mute…"));
    m_buttons->setVisible(open);
    setAccessibleName(tr("Alarm: %1").arg(subject));
    setAccessibleDescription(
        sentence.plainText() +
        (words.isEmpty() ? QString() : QStringLiteral(" ") + m_said->richText().plainText()));
}

void AlarmCard::mousePressEvent(QMouseEvent* /*event*/) { Q_EMIT brush(m_alarm); }

} // namespace driftwood::ui
