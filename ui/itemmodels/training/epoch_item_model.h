#pragma once

#include "runs/run_history.h"
#include "ui/itemmodels/column_table_model.h"

#include <span>
#include <string>

namespace driftwood::ui {

/// All metrics of a run, one row per epoch; a run in one pass has one row per few hundred records. The best
/// epoch is bold.
class EpochItemModel : public ColumnTableModel<runs::EpochEnd> {
    Q_OBJECT

  public:
    explicit EpochItemModel(QObject* parent = nullptr);

    /// Inserts the new rows; a run that started again resets the model. Call clear() before showing another
    /// run's history.
    void setHistory(const runs::RunHistory& history);
    void clear();
    /// Writes the table for the clipboard: the workspace's names of the metrics, all digits. The function has
    /// its own copy of the table and may be called in any thread; it takes about a second per 10^6 values.
    [[nodiscard]] std::function<QString()> csvWriter() const;
    [[nodiscard]] bool isInOnePass() const { return m_inOnePass; }

    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    /// A metric's title: "validation RMSE" for "validation/rmse".
    [[nodiscard]] static QString metricTitle(const std::string& name);

  private:
    using Values = std::vector<std::vector<double>>; ///< by metric and row, NaN if not measured

    [[nodiscard]] Columns columns() const;
    [[nodiscard]] TableColumn<runs::EpochEnd> metricColumn(std::size_t metric) const;
    /// The values of m_metrics in these rows.
    [[nodiscard]] Values valuesOf(const runs::RunHistory& history,
                                  std::span<const runs::EpochEnd> rows) const;
    /// Whether the table's rows are the first ones of these, with the same values.
    [[nodiscard]] bool begins(const std::vector<runs::EpochEnd>& rows, const Values& values) const;
    /// Appends the rows that the table lacks, and takes new values of the last one that it has, because an
    /// epoch's metrics may arrive in parts.
    void grow(const runs::RunHistory& history, const std::vector<runs::EpochEnd>& rows);
    void setBest(int row);

    bool m_inOnePass = false;
    std::vector<std::string> m_metrics;
    Values m_values;
    int m_best = -1;
    int m_rewrites = -1; ///< of the history that the rows come from
};

} // namespace driftwood::ui
