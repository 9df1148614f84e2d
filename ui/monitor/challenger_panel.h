#pragma once

#include "session/backtest_job.h"
#include "session/job.h"
#include "ui/monitor/shown_monitor.h"

#include <QWidget>
#include <functional>

class QLabel;
class QMenu;
class QPushButton;
class QTableView;

namespace driftwood::ui {

class BacktestItemModel;
class RichLine;

/// Another model, tried on the records the monitor's own was scored on: the foot of Facts.
class ChallengerPanel : public QWidget {
    Q_OBJECT

  public:
    /// Which records: the brushed ones, or all that were scored.
    using Records = std::function<broker::TopicRanges()>;

    ChallengerPanel(session::Desk& desk, const ShownMonitor& shown, Records records,
                    QWidget* parent = nullptr);

    /// Another monitor is shown: its challenger is none.
    void clear();
    /// What can be added, and whether the records can be read.
    void refresh();

  Q_SIGNALS:
    void attachRequested(const QString& modelId);
    void promoteRequested(const QString& modelId, bool back);

  private:
    using BacktestJob = session::ResultJob<session::BacktestOutcome>;

    void fillMenu();
    void start(const workspace::ModelRow& challenger);
    void takeEnd();
    [[nodiscard]] QString whyNot() const;
    [[nodiscard]] std::string before() const;

    session::Desk& m_desk;
    const ShownMonitor& m_shown;
    Records m_records;
    QLabel* m_name;
    QPushButton* m_add;
    QMenu* m_menu;
    QPushButton* m_stop;
    RichLine* m_note;
    QTableView* m_table;
    QPushButton* m_attach;
    QPushButton* m_promote;
    QPushButton* m_back;
    BacktestItemModel* m_model;
    BacktestJob* m_job = nullptr; ///< while it is under way
    QString m_challengerId;
    QString m_beforeId;  ///< of the model that was in this place before; empty: none
    QStringList m_names; ///< of champion and challenger
};

} // namespace driftwood::ui
