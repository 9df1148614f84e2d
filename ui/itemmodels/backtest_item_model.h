#pragma once

#include "evaluation/backtest_job.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace driftwood::ui {

/// Models compared on the same records: one row per figure, one column per model, the better one marked.
class BacktestItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    using QAbstractTableModel::QAbstractTableModel;

    /// `names` are the columns' headers if the models' own names are equal; otherwise empty.
    void setOutcome(const evaluation::BacktestOutcome& outcome, const QStringList& names = {});
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    struct Row {
        QString name;
        QStringList values; ///< one per model
        int best = -1;      ///< column of the better model; -1: neither is better
    };
    QStringList m_models;
    QList<Row> m_rows;
};

} // namespace driftwood::ui
