#pragma once

#include "drift/drift_monitor.h"

#include <QTimeZone>
#include <QWidget>

class QLabel;

namespace driftwood::ui {

class IconLabel;
class RichLine;

/// One alarm: what, since when, value against limit, which records, and what can be done about it.
class AlarmCard : public QWidget {
    Q_OBJECT

  public:
    explicit AlarmCard(QWidget* parent = nullptr);

    void setAlarm(const drift::Alarm& alarm, const QTimeZone& zone);
    void setLineBelow(bool shown) { m_line->setVisible(shown); }
    [[nodiscard]] const drift::Alarm& alarm() const { return m_alarm; }

  Q_SIGNALS:
    void trainAgain(const driftwood::drift::Alarm& alarm);
    void showRecords(const driftwood::drift::Alarm& alarm);
    void brush(const driftwood::drift::Alarm& alarm); ///< its stretch shall be seen in the tracks

  protected:
    void mousePressEvent(QMouseEvent* event) override;

  private:
    drift::Alarm m_alarm;
    IconLabel* m_icon;
    RichLine* m_subject;
    QLabel* m_time;
    RichLine* m_sentence;
    QLabel* m_records;
    QWidget* m_buttons;
    QWidget* m_line;
};

} // namespace driftwood::ui
