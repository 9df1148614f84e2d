#pragma once

#include "ui/theme/type.h"

#include <QAbstractTableModel>
#include <functional>
#include <type_traits>
#include <vector>

namespace driftwood::ui {

/// The value of a column's cells for a role.
template <typename Row>
struct CellRole {
    int role = 0;
    std::function<QVariant(const Row&)> value{};
};

/// A column of a table, complete in one place.
template <typename Row>
struct TableColumn {
    QString title{};                            ///< translated
    std::function<QVariant(const Row&)> text{}; ///< may be empty if a delegate draws the cell
    TextStyle style = TextStyle::Value;
    Qt::AlignmentFlag align = Qt::AlignLeft; ///< of the cells and of the header
    bool textIsTip = false;                  ///< also show the text as the tool tip, for narrow cells
    /// Further roles. Their values, even invalid ones, take precedence over the members above.
    std::vector<CellRole<Row>> roles{};
    QString headerTip{};
};

/// The base of table models with one type of row. The columns are a list in the order of the model's
/// `enum Column`; a new column is one more entry.
template <typename Row>
class ColumnTableModel : public QAbstractTableModel {
    // GCC 12 crashes on a column's designated initializers unless its default constructor is known before.
    static_assert(std::is_default_constructible_v<TableColumn<Row>>);

  public:
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }

    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const Row& row = rowAt(index.row());
        const TableColumn<Row>& column = m_columns[static_cast<std::size_t>(index.column())];
        for (const CellRole<Row>& more : column.roles)
            if (more.role == role)
                return more.value(row);
        switch (role) {
        case Qt::DisplayRole:
            return column.text ? column.text(row) : QString();
        case Qt::ToolTipRole:
            return column.textIsTip ? column.text(row) : QVariant();
        case Qt::FontRole:
            return font(column.style);
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment(column.align | Qt::AlignVCenter));
        default:
            return {};
        }
    }

    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return {};
        const TableColumn<Row>& column = m_columns[static_cast<std::size_t>(section)];
        switch (role) {
        case Qt::DisplayRole:
            return column.title;
        case Qt::ToolTipRole:
            return column.headerTip.isEmpty() ? QVariant() : column.headerTip;
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment(column.align | Qt::AlignVCenter));
        default:
            return {};
        }
    }

  protected:
    using Columns = std::vector<TableColumn<Row>>;

    explicit ColumnTableModel(QObject* parent, Columns columns = {})
        : QAbstractTableModel(parent)
        , m_columns(std::move(columns)) {}

    [[nodiscard]] const Row& rowAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    void reset(std::vector<Row> rows) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }

    /// For columns that depend on the rows.
    void reset(std::vector<Row> rows, Columns columns) {
        beginResetModel();
        m_rows = std::move(rows);
        setColumns(std::move(columns));
        endResetModel();
    }

    /// To be called within a reset.
    void setColumns(Columns columns) { m_columns = std::move(columns); }

    /// The values of rows `first` to `last` (inclusive) have changed.
    void rowsChanged(int first, int last) {
        if (first <= last)
            Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    }

    std::vector<Row> m_rows;

  private:
    Columns m_columns;
};

} // namespace driftwood::ui
