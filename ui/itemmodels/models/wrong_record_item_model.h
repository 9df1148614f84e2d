#pragma once

#include "evaluation/error_analysis.h"
#include "ui/itemmodels/column_table_model.h"

#include <QTimeZone>
#include <memory>

namespace driftwood::ui {

/// The records with the model's largest errors, the worst first: their positions and the model's output.
class WrongRecordItemModel : public ColumnTableModel<evaluation::WrongRecord> {
    Q_OBJECT

  public:
    /// The meaning of the last three columns depends on the task; a score has no actual value to compare it
    /// with.
    enum Column { Topic, Partition, Offset, Time, Key, First, Second, Third };

    explicit WrongRecordItemModel(QObject* parent = nullptr);

    void setAnalysis(std::shared_ptr<const evaluation::ErrorAnalysis> analysis, const QTimeZone& zone);
    [[nodiscard]] RowPosition position(int row) const { return rowAt(row).position; }

  private:
    [[nodiscard]] Columns columns() const;
    /// The columns that depend on the task.
    [[nodiscard]] Columns outputColumns() const;
    [[nodiscard]] QString topic() const;
    [[nodiscard]] QString className(double index) const;

    std::shared_ptr<const evaluation::ErrorAnalysis> m_analysis;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace driftwood::ui
