#include "ui/monitor/alarms/alarm_note_dialog.h"

#include "base/clock.h"
#include "base/person.h"
#include "ui/monitor/monitor_words.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr int kNoteWidth = 420;
constexpr std::int64_t kMsPerHour = 3'600'000;

} // namespace

AlarmNoteDialog::AlarmNoteDialog(About about, const drift::Alarm& alarm, QWidget* parent)
    : QDialog(parent)
    , m_words(new QLineEdit) {
    const bool mute = about == About::Mute;
    const QString subject = alarmSubject(alarm);
    const QString title = mute ? tr("Mute “%1”").arg(subject) : tr("Acknowledge “%1”").arg(subject);
    setWindowTitle(title);
    setGround(*this, Token::Surface);
    auto* text = new RichLine(
        mute ? tr("Until then, this alarm and others about the same quantity are neither counted nor "
                  "announced. It stays in the list.")
             : tr("An acknowledged alarm is no longer counted. It stays in the list until it clears."),
        TextStyle::Body, Token::Ink2);
    text->setWrap(true);
    m_words->setPlaceholderText(mute ? tr("Why") : tr("What is known about it"));
    m_words->setAccessibleName(m_words->placeholderText());
    auto* column = new QVBoxLayout;
    column->setContentsMargins(metrics::kGap16, metrics::kGap16, metrics::kGap16, metrics::kGap12);
    column->setSpacing(metrics::kGap12);
    column->addWidget(textLabel(title, TextStyle::Title));
    column->addWidget(text);
    if (mute) {
        m_hours = new QComboBox;
        m_hours->setAccessibleName(tr("For how long"));
        m_hours->addItem(tr("for 1 hour"), 1);
        m_hours->addItem(tr("for 8 hours"), 8);
        m_hours->addItem(tr("for a day"), 24);
        m_hours->addItem(tr("for a week"), 168);
        m_hours->setCurrentIndex(2);
        column->addWidget(m_hours);
    }
    column->addWidget(m_words);
    auto* act = pushButton(mute ? tr("Mute") : tr("Acknowledge"), ButtonKind::Primary);
    auto* cancel = pushButton(tr("Cancel"));
    auto* foot = new Bar(metrics::kHeaderHeight, Token::Window);
    foot->setLine(Bar::Line::Above);
    foot->addStretch();
    foot->addWidget(cancel);
    foot->addWidget(act);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addLayout(column);
    outer->addWidget(foot);
    setFixedWidth(scaled(kNoteWidth));
    act->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(act, &QPushButton::clicked, this, &QDialog::accept);
    m_words->setFocus();
}

workspace::PersonNote AlarmNoteDialog::note() const {
    return {personHere(), formatIso8601(timeNow()), m_words->text().trimmed().toStdString()};
}

std::int64_t AlarmNoteDialog::mutedUntilMs() const {
    return m_hours == nullptr ? 0 : timeNow().value + m_hours->currentData().toInt() * kMsPerHour;
}

} // namespace driftwood::ui
