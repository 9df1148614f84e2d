#pragma once

#include "app/cli/terminal.h"

#include <vector>

namespace driftwood::cli {

/// Columns as wide as their widest cell; numbers right-aligned, text left. Cells may have colours. If a line
/// limit applies and the table is too wide, it shortens CutFirst columns, then drops LeaveOut columns from
/// the last on, then shortens the widest of the columns that may be shortened.
class Table {
  public:
    enum class Fit : unsigned char {
        Whole,
        Cut,
        CutFirst, ///< shortened to kReadableCut before a column is dropped; then like Cut
        LeaveOut
    };
    struct Column {
        QString title;
        bool right = false;
        Fit fit = Fit::Whole;
    };
    explicit Table(std::vector<Column> columns)
        : m_columns(std::move(columns)) {}
    void add(QStringList cells) { m_rows.push_back(std::move(cells)); }
    void print(Terminal& terminal) const;
    /// For a table too long for memory: prints the rows added since the last call and discards them. Columns
    /// never become narrower; the titles are printed once.
    void flush(Terminal& terminal);
    [[nodiscard]] bool empty() const { return m_rows.empty(); }
    /// The lines of the table, titles first, at most `limit` columns wide if possible.
    [[nodiscard]] QStringList lines(std::optional<int> limit) const;

  private:
    /// Shortens the widest of the columns for which `may` is true, none below `least`, until the table fits.
    template <class May>
    void cut(std::vector<int>& widths, int limit, int least, May may) const;
    /// The width of every column, 0 if it is dropped.
    [[nodiscard]] std::vector<int> widths(std::optional<int> limit) const;
    /// The widths of the columns' widest cells, without a limit.
    [[nodiscard]] std::vector<int> fullWidths() const;
    [[nodiscard]] QStringList titles() const;
    [[nodiscard]] QString render(const QStringList& cells, const std::vector<int>& widths) const;

    std::vector<Column> m_columns;
    std::vector<int> m_flushed; ///< widths of the lines printed by flush(); empty before the first
    std::vector<QStringList> m_rows;
};

} // namespace driftwood::cli
