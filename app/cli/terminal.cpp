#include "app/cli/terminal.h"

#include "app/cli/json_text.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/ioctl.h>
#include <unistd.h>

namespace driftwood::cli {
namespace {

constexpr int kDefaultWidth = 80;

const char* code(Style style) {
    switch (style) {
    case Style::Plain:
        return "";
    case Style::Bold:
        return "1";
    case Style::Dim:
        return "2";
    case Style::Good:
        return "32";
    case Style::Bad:
        return "31";
    case Style::Drift:
        return "33";
    case Style::Accent:
        return "36";
    }
    return "";
}

/// False if not everything could be written.
bool write(std::FILE* stream, const QString& text) {
    const QByteArray bytes = text.toUtf8();
    const auto size = static_cast<std::size_t>(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, stream) == size && std::fflush(stream) == 0;
}

std::optional<int> columnsOf(int file) {
    winsize size{};
    return ioctl(file, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? std::optional<int>(size.ws_col)
                                                                  : std::nullopt;
}

/// COLUMNS takes effect even without a terminal, as in other programs.
std::optional<int> chosenColumns() {
    bool ok = false;
    const int columns = qEnvironmentVariableIntValue("COLUMNS", &ok);
    return ok && columns > 0 ? std::optional(columns) : std::nullopt;
}

} // namespace

Terminal::Terminal(bool colourAllowed, Errors errors)
    : m_lineLimit(chosenColumns())
    , m_colour(colourAllowed && isatty(STDOUT_FILENO) != 0 && qEnvironmentVariableIsEmpty("NO_COLOR"))
    , m_errors(errors)
    , m_errorIsTerminal(isatty(STDERR_FILENO) != 0) {
    if (!m_lineLimit)
        m_lineLimit = columnsOf(STDOUT_FILENO);
}

void Terminal::writeOut(const QString& text) {
    if (!write(stdout, text) && !m_failure)
        m_failure = Error{ErrorCode::Io,
                          std::string("the output could not be written: ") + std::strerror(errno),
                          "standard output",
                          {}};
}

void Terminal::line(const QString& text) {
    clearProgress();
    writeOut(text + '\n');
}

void Terminal::paragraph(const QString& text, int indent) {
    if (!m_lineLimit)
        return line(text);
    QString margin;
    for (const QString& part : wrapped(text, std::max(1, *m_lineLimit - indent))) {
        line(margin + part);
        margin = QString(indent, ' ');
    }
}

void Terminal::error(const QString& text) {
    errorLine(m_errors == Errors::Text ? text : jsonLine({{"warning", text.toStdString()}}));
}

void Terminal::errorLine(const QString& line) {
    clearProgress();
    write(stderr, line + '\n');
}

void Terminal::progress(const QString& text) {
    if (!m_errorIsTerminal || m_errors == Errors::Json)
        return;
    // One column stays free: a terminal may wrap the line after the last one.
    const int columns = columnsOf(STDERR_FILENO).value_or(kDefaultWidth) - 1;
    write(stderr, QStringLiteral("\r\x1b[2K") + elided(text, columns));
    m_progressShown = true;
}

void Terminal::clearProgress() {
    if (!m_progressShown)
        return;
    write(stderr, QStringLiteral("\r\x1b[2K"));
    m_progressShown = false;
}

QString Terminal::styled(const QString& text, Style style) const {
    if (!m_colour || style == Style::Plain)
        return text;
    return QStringLiteral("\x1b[%1m%2\x1b[0m").arg(QString::fromLatin1(code(style)), text);
}

int Terminal::width() const { return m_lineLimit.value_or(columnsOf(STDERR_FILENO).value_or(kDefaultWidth)); }

} // namespace driftwood::cli
