#pragma once

#include "drift/alarm.h"
#include "workspace/workspace.h"

#include <QTimeZone>
#include <QWidget>

class QLabel;
class QPushButton;

namespace driftwood::ui {

class IconLabel;
class RichLine;

/// One alarm: subject, start, value against limit, records, and the possible actions.
class AlarmCard : public QWidget {
    Q_OBJECT

  public:
    explicit AlarmCard(QWidget* parent = nullptr);

    /// `said`: the user's note on it; null: none. `mutedUntilMs` 0: it is not muted. `history`: nobody is
    /// asked to acknowledge or mute it.
    void setAlarm(const drift::Alarm& alarm, const QTimeZone& zone, const workspace::AlarmRow* said = nullptr,
                  std::int64_t mutedUntilMs = 0, bool history = false);
    void setLineBelow(bool shown) { m_line->setVisible(shown); }
    [[nodiscard]] const drift::Alarm& alarm() const { return m_alarm; }

  Q_SIGNALS:
    void trainAgain(const driftwood::drift::Alarm& alarm);
    void showRecords(const driftwood::drift::Alarm& alarm);
    void acknowledge(const driftwood::drift::Alarm& alarm);
    void mute(const driftwood::drift::Alarm& alarm, bool muted); ///< false: unmute it
    void brush(const driftwood::drift::Alarm& alarm);            ///< show its time in the tracks

  protected:
    void mousePressEvent(QMouseEvent* event) override;

  private:
    drift::Alarm m_alarm;
    bool m_muted = false;
    IconLabel* m_icon;
    RichLine* m_subject;
    QLabel* m_time;
    RichLine* m_sentence;
    QLabel* m_records;
    RichLine* m_said;
    QPushButton* m_train;
    QPushButton* m_acknowledge;
    QPushButton* m_mute;
    QWidget* m_buttons;
    QWidget* m_line;
};

} // namespace driftwood::ui
