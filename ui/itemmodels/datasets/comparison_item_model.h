#pragma once

#include "profiling/range_statistics.h"
#include "ui/itemmodels/column_table_model.h"

namespace driftwood::ui {

/// The fields of range A, and how far range B differs from it, in the distances that monitors use.
class ComparisonItemModel : public ColumnTableModel<profiling::FieldComparison> {
    Q_OBJECT

  public:
    enum Column { Field, Shape, Null, MeanA, MeanB, Psi, Ks };
    enum class Sort : unsigned char { Schema, Name, Psi };

    explicit ComparisonItemModel(QObject* parent = nullptr);

    /// `first` and `second` are the ranges' names in the window ("B", "C"); `second` is empty without a
    /// second range.
    void setFields(std::vector<profiling::FieldComparison> fields, const QString& first,
                   const QString& second);
    void setSort(Sort sort);
    [[nodiscard]] bool hasB() const { return !m_second.isEmpty(); }
    [[nodiscard]] int beyondLimit() const; ///< fields whose PSI is beyond its limit
    [[nodiscard]] const profiling::FieldComparison& field(int row) const { return rowAt(row); }

  private:
    [[nodiscard]] Columns columns() const;
    [[nodiscard]] std::vector<profiling::FieldComparison> sorted() const;

    std::vector<profiling::FieldComparison> m_fields; ///< in the order of the schema
    QString m_first;
    QString m_second;
    Sort m_sort = Sort::Psi;
};

} // namespace driftwood::ui
