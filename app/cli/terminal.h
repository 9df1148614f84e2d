#pragma once

#include "app/cli/text_layout.h"
#include "base/error.h"

#include <optional>

namespace driftwood::cli {

enum class Style : unsigned char { Plain, Bold, Dim, Good, Bad, Drift, Accent };

/// Where human output goes: results on standard output, progress and errors on standard error, colour and
/// redrawn lines only where that is a terminal.
class Terminal {
  public:
    explicit Terminal(bool colourAllowed);

    void line(const QString& text = {});
    /// A text that may be long: broken at spaces where lines are limited, later lines indented by so many
    /// columns.
    void paragraph(const QString& text, int indent);
    void error(const QString& text);
    /// One line on standard error that is overwritten by the next; nothing where that is not a terminal.
    void progress(const QString& text);
    void clearProgress();

    [[nodiscard]] QString styled(const QString& text, Style style) const;
    [[nodiscard]] QString heading(const QString& text) const { return styled(text, Style::Bold); }
    /// Columns of the terminal, or what COLUMNS says. None where output goes to a file or a program, for
    /// which nothing should be left out.
    [[nodiscard]] std::optional<int> lineLimit() const { return m_lineLimit; }
    [[nodiscard]] int width() const; ///< for drawings: lineLimit(), else 80
    /// What could not be written to standard output (a full disk); none so far.
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }

  private:
    void writeOut(const QString& text);

    std::optional<int> m_lineLimit;
    std::optional<Error> m_failure;
    bool m_colour;
    bool m_errorIsTerminal;
    bool m_progressShown = false;
};

} // namespace driftwood::cli
