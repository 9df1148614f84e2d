#include "app/cli/table.h"

#include <algorithm>

namespace driftwood::cli {
namespace {

constexpr int kColumnGap = 2;
/// Minimum width of a shortened cell, so that it is still meaningful.
constexpr int kLeastCut = 12;
constexpr int kReadableCut = 20;

int totalWidth(const std::vector<int>& widths) {
    int total = 0;
    for (const int width : widths)
        if (width > 0)
            total += width + (total > 0 ? kColumnGap : 0);
    return total;
}

} // namespace

std::vector<int> Table::fullWidths() const {
    std::vector<int> widths;
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        int widest = std::max(displayWidth(m_columns[c].title), c < m_flushed.size() ? m_flushed[c] : 0);
        for (const QStringList& row : m_rows)
            widest = std::max(widest, displayWidth(row.value(static_cast<int>(c))));
        widths.push_back(widest);
    }
    return widths;
}

template <class May>
void Table::cut(std::vector<int>& widths, int limit, int least, May may) const {
    while (totalWidth(widths) > limit) {
        int* widest = nullptr;
        for (std::size_t c = 0; c < m_columns.size(); ++c)
            if (may(m_columns[c].fit) && widths[c] > least && (widest == nullptr || widths[c] > *widest))
                widest = &widths[c];
        if (widest == nullptr)
            return;
        --*widest;
    }
}

std::vector<int> Table::widths(std::optional<int> limit) const {
    std::vector<int> widths = fullWidths();
    if (!limit)
        return widths;
    cut(widths, *limit, kReadableCut, [](Fit fit) { return fit == Fit::CutFirst; });
    for (std::size_t c = m_columns.size(); c-- > 0 && totalWidth(widths) > *limit;)
        if (m_columns[c].fit == Fit::LeaveOut)
            widths[c] = 0;
    cut(widths, *limit, kLeastCut, [](Fit fit) { return fit == Fit::Cut || fit == Fit::CutFirst; });
    return widths;
}

QString Table::render(const QStringList& cells, const std::vector<int>& widths) const {
    QString text;
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        if (widths[c] == 0)
            continue;
        if (!text.isEmpty())
            text += QString(kColumnGap, ' ');
        const QString cell = elided(cells.value(static_cast<int>(c)), widths[c]);
        const QString padding(widths[c] - displayWidth(cell), ' ');
        text += m_columns[c].right ? padding + cell : cell + padding;
    }
    while (text.endsWith(' '))
        text.chop(1);
    return text;
}

QStringList Table::titles() const {
    QStringList titles;
    for (const Column& column : m_columns)
        titles << column.title;
    return titles;
}

QStringList Table::lines(std::optional<int> limit) const {
    const std::vector<int> widths = this->widths(limit);
    QStringList out{render(titles(), widths)};
    for (const QStringList& row : m_rows)
        out << render(row, widths);
    return out;
}

void Table::print(Terminal& terminal) const {
    const QStringList all = lines(terminal.lineLimit());
    terminal.line(terminal.styled(all.first(), Style::Dim));
    for (const QString& line : all.sliced(1))
        terminal.line(line);
}

void Table::flush(Terminal& terminal) {
    const QStringList all = lines(terminal.lineLimit());
    if (m_flushed.empty())
        terminal.line(terminal.styled(all.first(), Style::Dim));
    for (const QString& line : all.sliced(1))
        terminal.line(line);
    m_flushed = fullWidths();
    m_rows.clear();
}

} // namespace driftwood::cli
