#pragma once

#include "training/metrics.h"
#include "training/training_spec.h"
#include "ui/itemmodels/column_table_model.h"
#include "workspace/workspace.h"

#include <QTimeZone>
#include <array>

namespace driftwood::ui {

struct PastBacktest {
    workspace::BacktestRow backtest;
    QString records; ///< the data set, or the topic of the ranges
    std::array<QVariant, 2> figures;
    qint64 judged = 0;   ///< number of rows behind the figures
    qint64 familiar = 0; ///< number of rows that the model may have learned from
    QVariant baseline;
    QString against; ///< compares the model with the best baseline, in words
    bool isWorse = false;
};

/// Earlier back-tests of one model: the records, the results beside the best baseline on the same records,
/// and the model's quality at training time.
class BacktestHistoryItemModel : public ColumnTableModel<PastBacktest> {
    Q_OBJECT

  public:
    enum Column { When, Records, Range, Rows, First, Baseline, FirstTrained, Second, Alarms };

    explicit BacktestHistoryItemModel(QObject* parent = nullptr);

    /// `trained`: the model's figures at training time, by the names of training/metrics.h. `onePass`: they
    /// were measured on each record before the model learned from it; otherwise on the validation part.
    void setBacktests(std::vector<workspace::BacktestRow> backtests, training::Task task,
                      const training::Evaluation& trained, bool onePass, const QTimeZone& zone);
    [[nodiscard]] const workspace::BacktestRow& backtest(int row) const { return rowAt(row).backtest; }

  private:
    [[nodiscard]] Columns columns() const;

    std::array<QString, 2> m_names;
    QVariant m_trained;
    bool m_onePass = false;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace driftwood::ui
