#pragma once

#include "evaluation/error_analysis.h"

#include <QAbstractTableModel>

namespace driftwood::ui {

/// A confusion matrix: one row per actual class, one column per predicted class; each cell has its count and
/// its share of the row. Records of a class that training never saw have an additional row.
class ConfusionItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    /// double: the cell's share of its row, 0 to 1; no value in the column of the classes' names.
    static constexpr int ShareRole = Qt::UserRole + 0x200;

    using QAbstractTableModel::QAbstractTableModel;

    void setConfusion(evaluation::Confusion confusion);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

  private:
    [[nodiscard]] bool isUnseen(int row) const;
    [[nodiscard]] std::int64_t count(int row, int column) const;
    [[nodiscard]] QString className(std::size_t index) const;

    evaluation::Confusion m_confusion;
    std::vector<std::int64_t> m_rowSums;
    bool m_hasUnseen = false;
};

/// The quality of a classification for each class.
class ClassFiguresItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Class, Actual, Precision, Recall, F1, kColumns };

    using QAbstractTableModel::QAbstractTableModel;

    void setConfusion(const evaluation::Confusion& confusion);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

  private:
    struct Row {
        QString name;
        evaluation::ClassFigures figures;
    };
    QList<Row> m_rows;
};

} // namespace driftwood::ui
