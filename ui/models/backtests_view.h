#pragma once

#include "evaluation/backtest_job.h"
#include "session/app_context.h"
#include "ui/page/page.h"

#include <QPointer>
#include <QWidget>
#include <map>
#include <memory>
#include <string>

class QPushButton;
class QStackedWidget;
class QTableView;

namespace driftwood::ui {

class BacktestHistoryItemModel;
class EmptyState;
class ErrorCard;
class LabelledCombo;
class SegmentedControl;
class StageProgress;

/// The Back-tests tab: the workspace's earlier back-tests of a model with their results, and a new one on a
/// data set that the user chooses.
class BacktestsView : public QWidget {
    Q_OBJECT

  public:
    explicit BacktestsView(const PageContext& context, QWidget* parent = nullptr);

    void setModel(const std::shared_ptr<const model::TrainedModel>& model);
    [[nodiscard]] int count() const;
    /// Moves the focus to the first field of a new back-test.
    void focusChoice();
    /// False: nothing was running for the shown model.
    bool stop();

  Q_SIGNALS:
    void linkActivated(const driftwood::ui::Link& link);

  private:
    using BacktestJob = tasks::ResultJob<evaluation::BacktestOutcome>;

    QWidget* buildBar();
    QWidget* buildHistory();
    void fillDatasets();
    void start();
    void open(int row);
    void refresh(); ///< shows whether a back-test can start, and its progress
    [[nodiscard]] QString whyNot() const;
    [[nodiscard]] BacktestJob* job() const;

    PageContext m_context;
    std::shared_ptr<const model::TrainedModel> m_model;
    std::map<std::string, QPointer<BacktestJob>> m_jobs; ///< by model
    LabelledCombo* m_datasets;
    SegmentedControl* m_part;
    QPushButton* m_start;
    StageProgress* m_progress;
    QWidget* m_running;
    ErrorCard* m_error;
    QWidget* m_failed;
    BacktestHistoryItemModel* m_history;
    QTableView* m_table;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
};

} // namespace driftwood::ui
