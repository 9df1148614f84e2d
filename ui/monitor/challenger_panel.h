#pragma once

#include "evaluation/backtest_job.h"
#include "tasks/job.h"
#include "ui/monitor/shown_monitor.h"
#include "ui/widgets/controls/focus_loan.h"
#include "ui/widgets/text/rich_text.h"

#include <QWidget>
#include <functional>
#include <map>

class QMenu;
class QPushButton;
class QTableView;

namespace driftwood::ui {

class BacktestItemModel;
class ElidedLabel;
class RichLine;

/// Tries another model on the records that the monitor's own model scored; at the bottom of Facts.
class ChallengerPanel : public QWidget {
    Q_OBJECT

  public:
    /// The records of the monitor to compare on.
    struct Scored {
        broker::TopicRanges marked; ///< of the brushed range; without ranges: none is brushed
        broker::TopicRanges all;
    };
    using Records = std::function<Scored()>;

    ChallengerPanel(session::AppContext& app, const ShownMonitor& shown, Records records,
                    QWidget* parent = nullptr);

    /// Shows the last trial of the monitor that is now shown.
    void showTrial();
    /// Updates the list of possible challengers, and whether the records can be read.
    void refresh();

  Q_SIGNALS:
    void attachRequested(const QString& modelId);
    /// `warning`: a reason against the promotion; empty if there is none.
    void promoteRequested(const QString& modelId, bool back, const QString& warning);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    using BacktestJob = tasks::ResultJob<evaluation::BacktestOutcome>;

    void fillMenu();
    void start(const workspace::ModelRow& challenger);
    void takeEnd(qint64 monitorId);
    void draw();
    void offerNext();
    void fitHeight();
    void setShown(QPushButton& button, bool shown);
    [[nodiscard]] QString whyNot() const;
    [[nodiscard]] QString whyNotPromote() const;
    [[nodiscard]] std::string before() const;

    session::AppContext& m_app;
    const ShownMonitor& m_shown;
    Records m_records;
    ElidedLabel* m_name;
    QPushButton* m_add;
    FocusLoan m_focus; ///< of the button that a comparison disables
    QMenu* m_menu;
    QPushButton* m_stop;
    RichLine* m_note;
    QTableView* m_table;
    QPushButton* m_attach;
    QPushButton* m_promote;
    QPushButton* m_back;
    /// A challenger and its results; kept while other monitors are shown.
    struct Trial {
        QString challengerId;       ///< empty: there was no trial
        QStringList names;          ///< names of champion and challenger
        BacktestJob* job = nullptr; ///< null unless it is running
        bool ofMarked = false;      ///< a range was brushed
        std::optional<evaluation::BacktestOutcome> outcome;
        RichText note;
    };
    /// The trial of the shown monitor.
    [[nodiscard]] const Trial& trial() const;

    BacktestItemModel* m_model;
    std::map<qint64, Trial> m_trials; ///< by monitor
    QString m_beforeId;               ///< the previous model in this place; empty: none
};

} // namespace driftwood::ui
