#include "app/cli/terminal.h"

#include "ui/format/format.h"

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cwchar>
#include <sys/ioctl.h>
#include <unistd.h>

namespace driftwood::cli {
namespace {

constexpr int kDefaultWidth = 80;
constexpr int kColumnGap = 2;

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

void write(std::FILE* stream, const QString& text) {
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

Terminal::Terminal(bool colourAllowed)
    : m_colour(colourAllowed && isatty(STDOUT_FILENO) != 0 && qEnvironmentVariableIsEmpty("NO_COLOR"))
    , m_errorIsTerminal(isatty(STDERR_FILENO) != 0) {}

void Terminal::line(const QString& text) {
    clearProgress();
    write(stdout, text + '\n');
}

void Terminal::error(const QString& text) {
    clearProgress();
    write(stderr, text + '\n');
}

void Terminal::progress(const QString& text) {
    if (!m_errorIsTerminal)
        return;
    QString shown = text;
    while (displayWidth(shown) >= width())
        shown.chop(1);
    write(stderr, QStringLiteral("\r\x1b[2K") + shown);
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

int Terminal::width() const {
    winsize size{};
    for (const int fd : {STDOUT_FILENO, STDERR_FILENO})
        if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
            return size.ws_col;
    return kDefaultWidth;
}

QString progressBar(qint64 done, qint64 total, int width) {
    if (total <= 0)
        return {};
    const double share = std::clamp(static_cast<double>(done) / static_cast<double>(total), 0.0, 1.0);
    const int filled = static_cast<int>(share * width);
    return QString(filled, QChar(0x2588)) + QString(width - filled, QChar(0x2591)) +
           QStringLiteral(" %1 %").arg(static_cast<int>(share * 100), 3);
}

QString shown(std::string_view text) {
    return ui::escapeControls(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
}

int displayWidth(const QString& text) {
    int columns = 0;
    bool inEscape = false;
    for (const char32_t c : text.toUcs4()) {
        if (inEscape)
            inEscape = !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
        else if (c == 0x1b)
            inEscape = true;
        else
            columns += std::max(0, wcwidth(static_cast<wchar_t>(c)));
    }
    return columns;
}

void Table::print(Terminal& terminal) const {
    std::vector<int> widths;
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        int widest = displayWidth(m_columns[c].title);
        for (const QStringList& row : m_rows)
            widest = std::max(widest, displayWidth(row.value(static_cast<int>(c))));
        widths.push_back(widest);
    }
    const auto render = [&](const QStringList& cells) {
        QString text;
        for (std::size_t c = 0; c < m_columns.size(); ++c) {
            const QString cell = cells.value(static_cast<int>(c));
            const QString padding(widths[c] - displayWidth(cell), ' ');
            const bool last = c + 1 == m_columns.size();
            text += m_columns[c].right ? padding + cell : cell + (last ? QString() : padding);
            if (!last)
                text += QString(kColumnGap, ' ');
        }
        return text;
    };
    QStringList titles;
    for (const Column& column : m_columns)
        titles << column.title;
    terminal.line(terminal.styled(render(titles), Style::Dim));
    for (const QStringList& row : m_rows)
        terminal.line(render(row));
}

} // namespace driftwood::cli
