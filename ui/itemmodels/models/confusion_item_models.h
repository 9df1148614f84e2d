#pragma once

#include "evaluation/error_analysis.h"
#include "ui/itemmodels/column_table_model.h"

namespace driftwood::ui {

/// The records of an actual class, counted by predicted class.
struct ConfusionRow {
    QString actual;
    std::vector<std::int64_t> predicted; ///< one count per class
    std::int64_t all = 0;
    int own = -1; ///< index of the class; -1: training never saw it
};

/// A confusion matrix: one row per actual class, one column per predicted class; each cell has its count and
/// its share of the row. Records of a class not seen in training have an additional row.
class ConfusionItemModel : public ColumnTableModel<ConfusionRow> {
    Q_OBJECT

  public:
    /// double: the cell's share of its row, 0 to 1; no value in the column of the classes' names.
    static constexpr int ShareRole = Qt::UserRole + 0x200;

    explicit ConfusionItemModel(QObject* parent = nullptr);

    void setConfusion(const evaluation::Confusion& confusion);

  private:
    [[nodiscard]] static Columns columns(const std::vector<std::string>& classes);
};

struct ClassFiguresRow {
    QString name;
    evaluation::ClassFigures figures;
};

/// The quality of a classification for each class.
class ClassFiguresItemModel : public ColumnTableModel<ClassFiguresRow> {
    Q_OBJECT

  public:
    enum Column { Class, Actual, Precision, Recall, F1 };

    explicit ClassFiguresItemModel(QObject* parent = nullptr);

    void setConfusion(const evaluation::Confusion& confusion);
};

} // namespace driftwood::ui
