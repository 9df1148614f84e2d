#pragma once

#include "app/cli/terminal.h"

#include <vector>

namespace driftwood::cli {

/// Columns aligned by their widest cell; numbers right, text left. Cells may carry colour. Where lines are
/// limited and the table is too wide, columns that can be done without are left out, the last first; then the
/// widest of those that may be cut are.
class Table {
  public:
    enum class Fit : unsigned char { Whole, Cut, LeaveOut };
    struct Column {
        QString title;
        bool right = false;
        Fit fit = Fit::Whole;
    };
    explicit Table(std::vector<Column> columns)
        : m_columns(std::move(columns)) {}
    void add(QStringList cells) { m_rows.push_back(std::move(cells)); }
    void print(Terminal& terminal) const;
    [[nodiscard]] bool empty() const { return m_rows.empty(); }
    /// The lines of the table, titles first, no wider than `limit` as far as its columns allow.
    [[nodiscard]] QStringList lines(std::optional<int> limit) const;

  private:
    /// Of every column, 0 for one that is left out.
    [[nodiscard]] std::vector<int> widths(std::optional<int> limit) const;
    [[nodiscard]] QString render(const QStringList& cells, const std::vector<int>& widths) const;

    std::vector<Column> m_columns;
    std::vector<QStringList> m_rows;
};

} // namespace driftwood::cli
