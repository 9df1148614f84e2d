#pragma once

#include "evaluation/backtest_job.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace driftwood::ui {

/// Models compared on the same records: a row a figure, a column a model, the better one marked.
class BacktestItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    using QAbstractTableModel::QAbstractTableModel;

    /// `names`: the columns', where the models' own would not tell them apart; else empty.
    void setOutcome(const evaluation::BacktestOutcome& outcome, const QStringList& names = {});
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    struct Row {
        QString name;
        QStringList values; ///< one a model
        int best = -1;      ///< column of the better model; -1: none is
    };
    QStringList m_models;
    QList<Row> m_rows;
};

} // namespace driftwood::ui
