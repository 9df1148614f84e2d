#pragma once

#include <QString>
#include <QStringList>
#include <string_view>
#include <vector>

namespace driftwood::cli {

enum class Style : unsigned char { Plain, Bold, Dim, Good, Bad, Drift, Accent };

/// Where human output goes: results on standard output, progress and errors on standard error, colour and
/// redrawn lines only where that is a terminal.
class Terminal {
  public:
    explicit Terminal(bool colourAllowed);

    void line(const QString& text = {});
    void error(const QString& text);
    /// One line on standard error that is overwritten by the next; nothing where that is not a terminal.
    void progress(const QString& text);
    void clearProgress();

    [[nodiscard]] QString styled(const QString& text, Style style) const;
    [[nodiscard]] QString heading(const QString& text) const { return styled(text, Style::Bold); }
    [[nodiscard]] int width() const; ///< columns; 80 where there is no terminal

  private:
    bool m_colour;
    bool m_errorIsTerminal;
    bool m_progressShown = false;
};

/// "█████░░░░░ 52 %"; an unknown total gives an empty text.
[[nodiscard]] QString progressBar(qint64 done, qint64 total, int width);

/// Columns aligned by their widest cell; numbers right, text left. Cells may carry colour.
class Table {
  public:
    struct Column {
        QString title;
        bool right = false;
    };
    explicit Table(std::vector<Column> columns)
        : m_columns(std::move(columns)) {}
    void add(QStringList cells) { m_rows.push_back(std::move(cells)); }
    void print(Terminal& terminal) const;
    [[nodiscard]] bool empty() const { return m_rows.empty(); }

  private:
    std::vector<Column> m_columns;
    std::vector<QStringList> m_rows;
};

/// Text from outside (a name, a key, a value, an error's words) as it may stand on a terminal: one line, its
/// control characters escaped, so that it can neither steer the terminal nor break a table.
[[nodiscard]] QString shown(std::string_view text);

/// Columns a text takes on a terminal: without colour codes; wide scripts count two.
[[nodiscard]] int displayWidth(const QString& text);

} // namespace driftwood::cli
