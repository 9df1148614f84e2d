#pragma once

#include "runs/run_history.h"
#include "ui/itemmodels/column_table_model.h"

#include <string>

namespace driftwood::ui {

/// The metrics of one step.
struct EpochRow {
    int epoch = 0;
    qint64 step = 0;
    std::vector<double> values; ///< one per metric of the table, NaN if not measured
};

/// All metrics of a run, one row per epoch; a run in one pass has one row per few hundred records. The best
/// epoch is bold.
class EpochItemModel : public ColumnTableModel<EpochRow> {
    Q_OBJECT

  public:
    explicit EpochItemModel(QObject* parent = nullptr);

    /// Inserts the new rows; a run that started again resets the model. Call clear() before showing another
    /// run's history.
    void setHistory(const runs::RunHistory& history);
    void clear();
    /// The table's contents for the clipboard: the workspace's names of the metrics, all digits.
    [[nodiscard]] QString csv() const;
    [[nodiscard]] bool isInOnePass() const { return m_inOnePass; }

    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    /// A metric's title: "validation RMSE" for "validation/rmse".
    [[nodiscard]] static QString metricTitle(const std::string& name);

  private:
    [[nodiscard]] static Columns columns(bool inOnePass, const std::vector<std::string>& metrics);
    /// Adds the new epochs without touching the known ones; false if the whole history must be read again.
    [[nodiscard]] bool grow(const runs::RunHistory& history);
    void setBest(int row);

    bool m_inOnePass = false;
    std::vector<std::string> m_metrics;
    int m_best = -1;
    int m_generation = -1; ///< of the history that the rows come from
};

} // namespace driftwood::ui
