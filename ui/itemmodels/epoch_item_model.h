#pragma once

#include "runs/run_history.h"

#include <QAbstractTableModel>
#include <QString>
#include <string>
#include <vector>

namespace driftwood::ui {

/// All metrics of a run, one row per epoch; an incremental run has one row per few hundred records. The best
/// epoch is bold.
class EpochItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Inserts the new rows; a run that started again resets the model. Call clear() before showing another
    /// run's history.
    void setHistory(const runs::RunHistory& history);
    void clear();
    /// The table's contents for the clipboard: the workspace's names of the metrics, all digits.
    [[nodiscard]] QString csv() const;
    [[nodiscard]] bool isIncremental() const { return m_incremental; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    /// A metric's title: "validation RMSE" for "validation/rmse".
    [[nodiscard]] static QString metricTitle(const std::string& name);

  private:
    struct Row {
        int epoch = 0;
        qint64 step = 0;
        std::vector<double> values; ///< one per column of m_columns, NaN if not measured
    };
    [[nodiscard]] static Row rowOf(const runs::EpochMetrics& epoch, const std::vector<std::string>& columns);
    [[nodiscard]] static bool sameRow(const Row& a, const Row& b);
    /// Adds the new epochs without touching the known ones; false if the whole history must be read again.
    [[nodiscard]] bool grow(const runs::RunHistory& history);
    void setBest(int row);
    [[nodiscard]] int firstMetric() const { return m_incremental ? 1 : 2; }

    bool m_incremental = false;
    std::vector<std::string> m_columns;
    std::vector<Row> m_rows;
    int m_best = -1;
    int m_generation = -1; ///< of the history that the rows come from
};

} // namespace driftwood::ui
