#pragma once

#include "training/metrics.h"
#include "training/training_spec.h"
#include "workspace/workspace.h"

#include <QAbstractTableModel>
#include <QTimeZone>
#include <array>
#include <vector>

namespace driftwood::ui {

/// Earlier back-tests of one model: the records, the results beside the best baseline on the same records,
/// and the model's quality at training time.
class BacktestHistoryItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { When, Records, Range, Rows, First, Baseline, FirstTrained, Second, Alarms, kColumns };

    using QAbstractTableModel::QAbstractTableModel;

    /// `trained`: the model's figures at training time, by the names of training/metrics.h. `onePass`: they
    /// were measured on each record before the model learned from it; otherwise on the validation part.
    void setBacktests(std::vector<workspace::BacktestRow> backtests, training::Task task,
                      const training::Evaluation& trained, bool onePass, const QTimeZone& zone);
    [[nodiscard]] const workspace::BacktestRow& backtest(int row) const {
        return m_rows[static_cast<std::size_t>(row)].backtest;
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

  private:
    struct Row {
        workspace::BacktestRow backtest;
        QString records; ///< the data set, or the topic of the ranges
        std::array<QVariant, 2> figures;
        qint64 judged = 0; ///< number of rows behind the figures
        QVariant baseline;
        QString against; ///< compares the model with the best baseline, in words
        bool isWorse = false;
    };
    [[nodiscard]] QVariant text(const Row& row, int column) const;

    std::vector<Row> m_rows;
    std::array<QString, 2> m_names;
    QVariant m_trained;
    bool m_onePass = false;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace driftwood::ui
