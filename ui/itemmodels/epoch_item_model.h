#pragma once

#include "runs/run_history.h"

#include <QAbstractTableModel>
#include <QString>
#include <string>
#include <vector>

namespace driftwood::ui {

/// Everything a run measured, a row an epoch; of an incremental run a row every few hundred records. The best
/// epoch is bold.
class EpochItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that are new are inserted; a run that began again resets. Before another run's history: clear().
    void setHistory(const runs::RunHistory& history);
    void clear();
    /// What the table holds, for a clipboard: the metrics' names as the workspace has them, all digits.
    [[nodiscard]] QString csv() const;
    [[nodiscard]] bool isIncremental() const { return m_incremental; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    /// A metric's name as people say it: "validation RMSE" for "validation/rmse".
    [[nodiscard]] static QString metricTitle(const std::string& name);

  private:
    struct Row {
        int epoch = 0;
        qint64 step = 0;
        std::vector<double> values; ///< one a column of m_columns, NaN where not measured
    };
    [[nodiscard]] static Row rowOf(const runs::EpochMetrics& epoch, const std::vector<std::string>& columns);
    [[nodiscard]] static bool sameRow(const Row& a, const Row& b);
    /// Takes over the epochs that are new, however many are known; false where everything has to be read.
    [[nodiscard]] bool grow(const runs::RunHistory& history);
    void setBest(int row);
    [[nodiscard]] int firstMetric() const { return m_incremental ? 1 : 2; }

    bool m_incremental = false;
    std::vector<std::string> m_columns;
    std::vector<Row> m_rows;
    int m_best = -1;
    int m_generation = -1; ///< of the history the rows are of
};

} // namespace driftwood::ui
