#include "ui/models/architecture_view.h"

#include "ui/models/model_words.h"
#include "ui/theme/elide.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QPainter>
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
    m_kind = kind;
    QStringList sizes;
    for (const int size : network.sizes())
        sizes << QString::number(size);
    setAccessibleName(tr("Architecture"));
    setAccessibleDescription(tr("Layers of %1").arg(sizes.join(QStringLiteral(", "))));
    update();
}

std::size_t ArchitectureView::narrowest() const {
    return static_cast<std::size_t>(std::ranges::min_element(m_network.sizes()) - m_network.sizes().begin());
}

QString ArchitectureView::role(std::size_t layer) const {
    if (layer == 0)
        return tr("input");
    if (layer + 1 == m_network.sizes().size())
        return tr("output");
    if (m_kind == training::NetworkKind::Autoencoder && layer == narrowest())
        return tr("code");
    return activationTitle(m_network.activation());
}

void ArchitectureView::paintEvent(QPaintEvent*) {
    if (m_network.sizes().empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int words = lineHeight(TextStyle::Value) + lineHeight(TextStyle::Nav) + metrics::kGap12;
    const double middle = (height() - words) / 2.0;
    const double highest = height() - words - metrics::kGap16;
    const int widest = *std::ranges::max_element(m_network.sizes());
    const auto count = m_network.sizes().size();
    const double step = count > 1 ? (width() - 2.0 * sidePadding()) / static_cast<double>(count - 1) : 0.0;
    // By the square root of the size, so that layers of 4 and of 400 are both visible.
    const auto barHeight = [&](std::size_t i) {
        return std::max<double>(kLowestBar,
                                highest * std::sqrt(static_cast<double>(m_network.sizes()[i]) / widest));
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
    const bool hasCode = m_kind == training::NetworkKind::Autoencoder;
    for (std::size_t i = 0; i < count; ++i) {
        const double high = barHeight(i);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(hasCode && i == narrowest() ? Token::Accent : Token::Measure));
        painter.drawRoundedRect(QRectF(x(i) - kBarWidth / 2.0, middle - high / 2, kBarWidth, high), 2, 2);
        const double room = std::max(step, 2.0 * sidePadding());
        QRectF line(x(i) - room / 2, height() - words + metrics::kGap8, room, lineHeight(TextStyle::Value));
        painter.setFont(ui::font(TextStyle::Value));
        painter.setPen(color(Token::Ink));
        painter.drawText(line, Qt::AlignCenter, QString::number(m_network.sizes()[i]));
        line.translate(0, lineHeight(TextStyle::Value));
        painter.setFont(ui::font(TextStyle::Nav));
        painter.setPen(color(Token::Ink2));
        painter.drawText(
            line, Qt::AlignCenter,
            elidedText(painter.fontMetrics(), role(i), Qt::ElideRight, static_cast<int>(line.width())));
    }
}

} // namespace driftwood::ui
