#pragma once

#include "profiling/range_statistics.h"

#include <QAbstractTableModel>

namespace driftwood::ui {

/// The fields of range A, and how far range B differs from it, in the distances that monitors use.
class ComparisonItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Field, Shape, Null, MeanA, MeanB, Psi, Ks, ColumnCount };
    enum class Sort : unsigned char { Schema, Name, Psi };

    explicit ComparisonItemModel(QObject* parent = nullptr);

    /// `first` and `second` are the ranges' names in the window ("B", "C"); `second` is empty without a
    /// second range.
    void setFields(std::vector<profiling::FieldComparison> fields, const QString& first,
                   const QString& second);
    void setSort(Sort sort);
    [[nodiscard]] bool hasB() const { return !m_second.isEmpty(); }
    [[nodiscard]] int beyondLimit() const; ///< fields whose PSI is beyond its limit
    [[nodiscard]] const profiling::FieldComparison& field(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    [[nodiscard]] QVariant text(const profiling::FieldComparison& field, int column) const;
    void arrange();

    std::vector<profiling::FieldComparison> m_fields;
    std::vector<std::size_t> m_order;
    QString m_first;
    QString m_second;
    Sort m_sort = Sort::Psi;
};

} // namespace driftwood::ui
