#include "ui/widgets/layout/partition_progress.h"

#include "ui/format/format.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QPainter>
#include <cmath>

namespace driftwood::ui {

namespace {
constexpr int kGap = 6;
constexpr int kDash = 14;
} // namespace

PartitionProgress::PartitionProgress(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PartitionProgress::setParts(const QList<Part>& parts) {
    if (parts.size() != m_parts.size())
        updateGeometry();
    m_parts = parts;
    QStringList said;
    for (const Part& part : parts)
        said << tr("P%1 %2 %").arg(part.partition).arg(percentFigure(part.share, 0));
    setAccessibleName(tr("Progress by partition"));
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    update();
}

void PartitionProgress::setNamed(bool named) {
    m_named = named;
    updateGeometry();
    update();
}

QSize PartitionProgress::sizeHint() const {
    const int each = m_named ? scaled(48) : kDash;
    return {static_cast<int>(m_parts.size()) * (each + kGap), m_named ? lineHeight(TextStyle::Tick) + 8 : 12};
}

QSize PartitionProgress::minimumSizeHint() const {
    return {static_cast<int>(m_parts.size()) * (4 + 2), sizeHint().height()};
}

void PartitionProgress::paintEvent(QPaintEvent*) {
    if (m_parts.isEmpty())
        return;
    QPainter painter(this);
    painter.setFont(ui::font(TextStyle::Tick));
    const double step = static_cast<double>(width() + kGap) / static_cast<double>(m_parts.size());
    const double gap = step > 20 ? kGap : 2;
    const bool names = m_named && step >= scaled(24);
    const int barHeight = m_named ? metrics::kProgress - 1 : metrics::kProgress;
    const int y = m_named ? height() - barHeight - 1 : (height() - barHeight) / 2;
    for (int i = 0; i < m_parts.size(); ++i) {
        const QRectF bar(i * step, y, std::max(1.0, step - gap), barHeight);
        const double share = std::clamp(m_parts[i].share, 0.0, 1.0);
        painter.fillRect(bar, color(Token::Line));
        painter.fillRect(QRectF(bar.topLeft(), QSizeF(bar.width() * share, bar.height())),
                         color(Token::Measure));
        if (!names)
            continue;
        painter.setPen(color(Token::Ink2));
        painter.drawText(QRectF(bar.left(), 0, step - gap, y - 2), Qt::AlignLeft | Qt::AlignBottom,
                         QStringLiteral("P%1").arg(m_parts[i].partition));
    }
}

} // namespace driftwood::ui
