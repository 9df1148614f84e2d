#include "ui/models/architecture_view.h"

#include "ui/models/model_words.h"
#include "ui/theme/elide.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

constexpr int kBarWidth = 12;
constexpr int kLowestBar = 14;

/// Half of the text of the outermost layers extends beyond their bars.
double sidePadding() { return scaled(28); }

} // namespace

ArchitectureView::ArchitectureView(QWidget* parent)
    : QWidget(parent) {
    setMinimumHeight(140);
}

void ArchitectureView::setNetwork(const training::Network& network, training::NetworkKind kind) {
    m_network = network;
    m_hasCode = training::choiceOf(kind).reconstructs;
    m_widths.clear();
    QStringList sizes;
    if (!network.empty())
        m_widths.push_back(network.inputs());
    for (const training::DenseLayer& layer : network.layers())
        m_widths.push_back(layer.outputs);
    for (const int size : m_widths)
        sizes << QString::number(size);
    setAccessibleName(tr("Architecture"));
    setAccessibleDescription(tr("Layers of %1").arg(sizes.join(QStringLiteral(", "))));
    update();
}

std::size_t ArchitectureView::narrowest() const {
    return static_cast<std::size_t>(std::ranges::min_element(m_widths) - m_widths.begin());
}

QString ArchitectureView::role(std::size_t layer) const {
    if (layer == 0)
        return tr("input");
    if (layer + 1 == m_widths.size())
        return tr("output");
    if (m_hasCode && layer == narrowest())
        return tr("code");
    return m_network.layers()[layer - 1].plus ? tr("sum") : activationTitle(m_network.activation());
}

void ArchitectureView::paintEvent(QPaintEvent*) {
    if (m_widths.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int words = lineHeight(TextStyle::Value) + lineHeight(TextStyle::Nav) + metrics::kGap12;
    const double middle = (height() - words) / 2.0;
    const double highest = height() - words - metrics::kGap16;
    const int widest = *std::ranges::max_element(m_widths);
    const auto count = m_widths.size();
    const double step = count > 1 ? (width() - 2.0 * sidePadding()) / static_cast<double>(count - 1) : 0.0;
    // By the square root of the size, so that layers of 4 and of 400 are both visible.
    const auto barHeight = [&](std::size_t i) {
        return std::max<double>(kLowestBar, highest * std::sqrt(static_cast<double>(m_widths[i]) / widest));
    };
    const auto x = [&](std::size_t i) { return sidePadding() + step * static_cast<double>(i); };

    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Hover));
    for (std::size_t i = 1; i < count; ++i) {
        const double left = barHeight(i - 1) / 2;
        const double right = barHeight(i) / 2;
        painter.drawPolygon(QPolygonF({{x(i - 1), middle - left},
                                       {x(i), middle - right},
                                       {x(i), middle + right},
                                       {x(i - 1), middle + left}}));
    }
    painter.setPen(QPen(color(Token::Measure), 1));
    painter.setBrush(Qt::NoBrush);
    for (std::size_t i = 0; i < m_network.layers().size(); ++i)
        if (const auto& from = m_network.layers()[i].plus) { // the output that goes around a block
            QPainterPath around({x(*from + 1), middle - barHeight(*from + 1) / 2});
            around.quadTo(x(*from + 2), 0, x(i + 1), middle - barHeight(i + 1) / 2);
            painter.drawPath(around);
        }
    for (std::size_t i = 0; i < count; ++i) {
        const double high = barHeight(i);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(m_hasCode && i == narrowest() ? Token::Accent : Token::Measure));
        painter.drawRoundedRect(QRectF(x(i) - kBarWidth / 2.0, middle - high / 2, kBarWidth, high), 2, 2);
        const double room = std::max(step, 2.0 * sidePadding());
        QRectF line(x(i) - room / 2, height() - words + metrics::kGap8, room, lineHeight(TextStyle::Value));
        painter.setFont(ui::font(TextStyle::Value));
        painter.setPen(color(Token::Ink));
        painter.drawText(line, Qt::AlignCenter, QString::number(m_widths[i]));
        line.translate(0, lineHeight(TextStyle::Value));
        painter.setFont(ui::font(TextStyle::Nav));
        painter.setPen(color(Token::Ink2));
        painter.drawText(
            line, Qt::AlignCenter,
            elidedText(painter.fontMetrics(), role(i), Qt::ElideRight, static_cast<int>(line.width())));
    }
}

} // namespace driftwood::ui
