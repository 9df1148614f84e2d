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
constexpr std::size_t kMostRows = 24; ///< more ranges than this are summed up in the last row

QString nameOf(const session::DatasetStanding::Part& part) {
    return QStringLiteral("P%1").arg(part.range.partition.value);
}

} // namespace

ReplayableBars::ReplayableBars(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Records still in the log"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ReplayableBars::setParts(const std::vector<session::DatasetStanding::Part>& parts) {
    m_parts = parts;
    m_parts.resize(std::min(parts.size(), kMostRows));
    QStringList said;
    for (const auto& part : m_parts)
        said.append(
            tr("%1: %2 of %3").arg(nameOf(part), formatCount(part.left), formatCount(part.range.span())));
    setAccessibleDescription(said.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize ReplayableBars::sizeHint() const {
    return {scaled(200), static_cast<int>(m_parts.size()) * scaled(kFactsRow)};
}

QSize ReplayableBars::minimumSizeHint() const { return {scaled(120), sizeHint().height()}; }

void ReplayableBars::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setFont(ui::font(TextStyle::Value));
    const int row = scaled(kFactsRow);
    int figures = 0;
    for (const auto& part : m_parts)
        figures = std::max(figures, painter.fontMetrics().horizontalAdvance(formatCount(part.left)));
    const int from = scaled(kNameWidth);
    const int length = std::max(0, width() - from - figures - kGap12);
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const auto& part = m_parts[i];
        const QRect line(0, static_cast<int>(i) * row, width(), row);
        const bool whole = part.left == part.range.span();
        painter.setPen(color(Token::Ink2));
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, nameOf(part));
        painter.setPen(color(whole ? Token::Ink : Token::Error));
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, formatCount(part.left));
        const QRect bar(from, line.center().y() - kThickness / 2 + 1, length, kThickness);
        painter.fillRect(bar, color(Token::Line));
        const double share = part.range.span() > 0
                                 ? static_cast<double>(part.left) / static_cast<double>(part.range.span())
                                 : 1.0;
        // What has expired is at the range's beginning: the bar keeps its end.
        QRect left = bar;
        left.setLeft(bar.right() + 1 - static_cast<int>(share * bar.width()));
        painter.fillRect(left, color(Token::Measure));
    }
}

} // namespace driftwood::ui
