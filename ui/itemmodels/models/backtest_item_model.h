#pragma once

#include "evaluation/backtest_job.h"
#include "ui/itemmodels/column_table_model.h"

#include <QStringList>

namespace driftwood::ui {

/// One figure of all compared models.
struct ComparedFigure {
    QString name;
    QStringList values; ///< one per model
    int best = -1;      ///< index of the better model; -1: neither is better
};

/// Models compared on the same records: one row per figure, one column per model, the better one marked.
class BacktestItemModel : public ColumnTableModel<ComparedFigure> {
    Q_OBJECT

  public:
    explicit BacktestItemModel(QObject* parent = nullptr);

    /// `names` are the columns' headers if the models' own names are equal; otherwise empty.
    void setOutcome(const evaluation::BacktestOutcome& outcome, const QStringList& names = {});
    void clear();

  private:
    [[nodiscard]] static Columns columns(const QStringList& models);
};

} // namespace driftwood::ui
