#pragma once

#include "ui/monitor/alarm_card.h"

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

/// Open alarms, newest first, and the cleared ones under "Earlier".
class AlarmsPanel : public QWidget {
    Q_OBJECT

  public:
    static constexpr int kEarlierShown = 20;

    explicit AlarmsPanel(QWidget* parent = nullptr);

    /// The user's note on an alarm, and until when it is muted (0: not muted).
    struct Said {
        const workspace::AlarmRow* row = nullptr;
        std::int64_t mutedUntilMs = 0;
    };
    using SaidOf = std::function<Said(const drift::Alarm&)>;
    void setAlarms(const std::vector<drift::Alarm>& alarms, const QTimeZone& zone, const SaidOf& saidOf = {});

  Q_SIGNALS:
    void trainAgain(const driftwood::drift::Alarm& alarm);
    void showRecords(const driftwood::drift::Alarm& alarm);
    void acknowledge(const driftwood::drift::Alarm& alarm);
    void mute(const driftwood::drift::Alarm& alarm, bool muted);
    void brush(const driftwood::drift::Alarm& alarm);

  private:
    /// If the number of cards is unchanged they are reused, so that a growing alarm neither flickers nor
    /// loses the focus.
    void fill(QVBoxLayout* column, QList<AlarmCard*>& cards, const std::vector<drift::Alarm>& alarms,
              const QTimeZone& zone, const SaidOf& saidOf);

    QLabel* m_none;
    QLabel* m_earlierHeading;
    QLabel* m_more;
    QVBoxLayout* m_openColumn;
    QVBoxLayout* m_earlierColumn;
    QList<AlarmCard*> m_open;
    QList<AlarmCard*> m_earlier;
};

} // namespace driftwood::ui
