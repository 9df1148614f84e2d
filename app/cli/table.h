#pragma once

#include "app/cli/terminal.h"

#include <vector>

namespace driftwood::cli {

/// Columns aligned by their widest cell; numbers right, text left. Cells may carry colour. Where lines are
/// limited and the table is too wide, those to be cut first are cut; then columns that can be done without
/// are left out, the last first; then the widest of those that may be cut are.
class Table {
  public:
    enum class Fit : unsigned char {
        Whole,
        Cut,
        CutFirst, ///< before any column is left out, down to kReadableCut; then as Cut
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
    /// For a table that is too long to be held: prints the rows added since the last call and forgets them.
    /// Columns are never narrower than before; the titles come first, once.
    void flush(Terminal& terminal);
    [[nodiscard]] bool empty() const { return m_rows.empty(); }
    /// The lines of the table, titles first, no wider than `limit` as far as its columns allow.
    [[nodiscard]] QStringList lines(std::optional<int> limit) const;

  private:
    /// Cuts the widest of the columns that `may` be, none below `least`, until the table fits.
    template <class May>
    void cut(std::vector<int>& widths, int limit, int least, May may) const;
    /// Of every column, 0 for one that is left out.
    [[nodiscard]] std::vector<int> widths(std::optional<int> limit) const;
    /// Of their widest cells, whatever the limit.
    [[nodiscard]] std::vector<int> fullWidths() const;
    [[nodiscard]] QStringList titles() const;
    [[nodiscard]] QString render(const QStringList& cells, const std::vector<int>& widths) const;

    std::vector<Column> m_columns;
    std::vector<int> m_flushed; ///< widths of what flush() has printed; empty before
    std::vector<QStringList> m_rows;
};

} // namespace driftwood::cli
