#include "ui/datasets/replayable_bars.h"

#include "ui/format/format.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QFontMetrics>
#include <QPainter>

namespace driftwood::ui {
namespace {

using namespace metrics;

constexpr int kNameWidth = 28;
constexpr int kThickness = 4;
constexpr std::size_t kMostRows =
    24; ///< of a topic with more partitions only the first are shown; the note names the problem

QString nameOf(int partition) { return QStringLiteral("P%1").arg(partition); }

} // namespace

ReplayableBars::ReplayableBars(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Records still in the log"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ReplayableBars::setParts(const std::vector<session::DatasetStanding::Part>& parts) {
    m_rows.clear();
    for (const auto& part : parts) {
        if (m_rows.empty() || m_rows.back().partition != part.range.partition.value)
            m_rows.push_back({part.range.partition.value});
        m_rows.back().left += part.left;
        m_rows.back().whole += part.range.span();
    }
    m_rows.resize(std::min(m_rows.size(), kMostRows));
    QStringList said;
    for (const Row& row : m_rows)
        said.append(
            tr("%1: %2 of %3").arg(nameOf(row.partition), formatCount(row.left), formatCount(row.whole)));
    setAccessibleDescription(said.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize ReplayableBars::sizeHint() const {
    return {scaled(200), static_cast<int>(m_rows.size()) * scaled(kFactsRow)};
}

QSize ReplayableBars::minimumSizeHint() const { return {scaled(120), sizeHint().height()}; }

void ReplayableBars::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setFont(ui::font(TextStyle::Value));
    const int row = scaled(kFactsRow);
    int figures = 0;
    for (const Row& shown : m_rows)
        figures = std::max(figures, painter.fontMetrics().horizontalAdvance(formatCount(shown.left)));
    const int from = scaled(kNameWidth);
    const int length = std::max(0, width() - from - figures - kGap12);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& shown = m_rows[i];
        const QRect line(0, static_cast<int>(i) * row, width(), row);
        const bool whole = shown.left == shown.whole;
        painter.setPen(color(Token::Ink2));
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, nameOf(shown.partition));
        painter.setPen(color(whole ? Token::Ink : Token::Error));
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, formatCount(shown.left));
        const QRect bar(from, line.center().y() - kThickness / 2 + 1, length, kThickness);
        painter.fillRect(bar, color(Token::Line));
        const double share =
            shown.whole > 0 ? static_cast<double>(shown.left) / static_cast<double>(shown.whole) : 1.0;
        // Records expire from the range's beginning, so the remaining bar is right-aligned.
        QRect left = bar;
        left.setLeft(bar.right() + 1 - static_cast<int>(share * bar.width()));
        painter.fillRect(left, color(Token::Measure));
    }
}

} // namespace driftwood::ui
