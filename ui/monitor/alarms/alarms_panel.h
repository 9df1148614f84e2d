#pragma once

#include "ui/monitor/alarms/alarm_card.h"

#include <functional>

class QVBoxLayout;

namespace driftwood::ui {

class Tag;

/// The head of Facts: the number of open alarms.
class AlarmsHead : public QWidget {
    Q_OBJECT

  public:
    explicit AlarmsHead(QWidget* parent = nullptr);
    void setOpen(int alarms);

  private:
    Tag* m_open;
};

/// Open alarms, newest first, and the cleared ones under "Earlier". While the pointer is on the panel no card
/// moves, so that a click hits the alarm that the user sees: what would move them waits until it has left.
class AlarmsPanel : public QWidget {
    Q_OBJECT

  public:
    static constexpr int kEarlierShown = 20;

    explicit AlarmsPanel(QWidget* parent = nullptr);

    /// The user's note on an alarm, and until when it is muted (0: not muted).
    struct Said {
        const workspace::AlarmRow* row = nullptr;
        std::int64_t mutedUntilMs = 0;
        bool history = false; ///< of a monitor that was replaced: nobody has to look at it
    };
    using SaidOf = std::function<Said(const drift::Alarm&)>;
    /// Those of another monitor do not wait for the pointer.
    void setAlarms(const std::vector<drift::Alarm>& alarms, const QTimeZone& zone, const SaidOf& saidOf = {},
                   qint64 monitor = 0);

  Q_SIGNALS:
    void trainAgain(const driftwood::drift::Alarm& alarm);
    void showRecords(const driftwood::drift::Alarm& alarm);
    void acknowledge(const driftwood::drift::Alarm& alarm);
    void mute(const driftwood::drift::Alarm& alarm, bool muted);
    void brush(const driftwood::drift::Alarm& alarm);

  protected:
    void leaveEvent(QEvent* event) override;

  private:
    struct Shown {
        std::vector<drift::Alarm> open;
        std::vector<drift::Alarm> earlier;
        qint64 hidden = 0; ///< number of earlier ones without a card
    };

    void arrange(const Shown& shown, const QTimeZone& zone, const SaidOf& saidOf);
    /// Shows what is new of the alarms that have a card, where it is.
    void refreshCards(const std::vector<drift::Alarm>& alarms, const QTimeZone& zone, const SaidOf& saidOf);
    /// If the number of cards is unchanged they are reused, so that a growing alarm neither flickers nor
    /// loses the focus.
    void fill(QVBoxLayout* column, QList<AlarmCard*>& cards, const std::vector<drift::Alarm>& alarms,
              const QTimeZone& zone, const SaidOf& saidOf);

    QLabel* m_none;
    QLabel* m_earlierHeading;
    QLabel* m_more;
    QLabel* m_waits;
    qint64 m_monitor = 0;
    std::function<void()> m_waiting; ///< arranges the cards anew once the pointer has left
    QVBoxLayout* m_openColumn;
    QVBoxLayout* m_earlierColumn;
    QList<AlarmCard*> m_open;
    QList<AlarmCard*> m_earlier;
};

} // namespace driftwood::ui
