#pragma once

#include "evaluation/backtest_job.h"
#include "tasks/job.h"
#include "ui/monitor/shown_monitor.h"
#include "ui/widgets/rich_text.h"

#include <QWidget>
#include <functional>
#include <map>

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

    ChallengerPanel(session::AppContext& app, const ShownMonitor& shown, Records records,
                    QWidget* parent = nullptr);

    /// Another monitor is shown, and with it the challenger that was tried against it last.
    void showTrial();
    /// What can be added, and whether the records can be read.
    void refresh();

  Q_SIGNALS:
    void attachRequested(const QString& modelId);
    /// `warning`: why it may not be wanted; empty: nothing speaks against it.
    void promoteRequested(const QString& modelId, bool back, const QString& warning);

  private:
    using BacktestJob = tasks::ResultJob<evaluation::BacktestOutcome>;

    void fillMenu();
    void start(const workspace::ModelRow& challenger);
    void takeEnd(qint64 monitorId);
    void draw();
    [[nodiscard]] QString whyNot() const;
    [[nodiscard]] QString whyNotPromote() const;
    [[nodiscard]] std::string before() const;

    session::AppContext& m_app;
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
    /// A challenger, and how it did; kept while other monitors are looked at.
    struct Trial {
        QString challengerId;       ///< empty: none was tried
        QStringList names;          ///< of champion and challenger
        BacktestJob* job = nullptr; ///< while it is under way
        std::optional<evaluation::BacktestOutcome> outcome;
        RichText note;
    };
    /// Of the monitor that is shown.
    [[nodiscard]] const Trial& trial() const;

    BacktestItemModel* m_model;
    std::map<qint64, Trial> m_trials; ///< by monitor
    QString m_beforeId;               ///< of the model that was in this place before; empty: none
};

} // namespace driftwood::ui
