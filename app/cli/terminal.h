#pragma once

#include "app/cli/text_layout.h"
#include "base/error.h"

#include <optional>

namespace driftwood::cli {

enum class Style : unsigned char { Plain, Bold, Dim, Good, Bad, Drift, Accent };

/// Output for users: results on standard output, progress and errors on standard error;
/// colours and redrawn lines only on a terminal.
class Terminal {
  public:
    /// The form of lines on standard error: text for people, or one JSON object per line.
    enum class Errors : unsigned char { Text, Json };
    explicit Terminal(bool colourAllowed, Errors errors = Errors::Text);

    void line(const QString& text = {});
    /// Prints a text wrapped at spaces if a line limit applies;
    /// later lines are indented by `indent` columns.
    void paragraph(const QString& text, int indent);
    /// A line on standard error; as JSON {"warning": text}.
    void error(const QString& text);
    /// A line on standard error that is written as it is.
    void errorLine(const QString& line);
    /// A line on standard error that the next one overwrites; nothing if that is not a terminal or errors are
    /// JSON.
    void progress(const QString& text);
    void clearProgress();

    [[nodiscard]] QString styled(const QString& text, Style style) const;
    [[nodiscard]] QString heading(const QString& text) const { return styled(text, Style::Bold); }
    /// Columns of the terminal, or the value of COLUMNS.
    /// None if output goes to a file or program, which should get everything.
    [[nodiscard]] std::optional<int> lineLimit() const { return m_lineLimit; }
    [[nodiscard]] int width() const; ///< for charts: lineLimit(), otherwise 80
    /// The error of a failed write to standard output (a full disk); none so far.
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }

  private:
    void writeOut(const QString& text);

    std::optional<int> m_lineLimit;
    std::optional<Error> m_failure;
    bool m_colour;
    Errors m_errors;
    bool m_errorIsTerminal;
    bool m_progressShown = false;
};

} // namespace driftwood::cli
