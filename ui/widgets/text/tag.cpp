#include "ui/widgets/text/tag.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

namespace driftwood::ui {

namespace {

constexpr int kTagPadding = 6;
constexpr int kSign = 12; ///< room for a dot or triangle with its gap
constexpr int kHeight = 18;

void box(QPainter& painter, const QRect& rect, const QColor& ground, const QColor& border) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(border == ground ? QPen(Qt::NoPen) : QPen(border, 1));
    painter.setBrush(ground);
    const double inset = border == ground ? 0 : 0.5;
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), metrics::kRadiusSmall,
                            metrics::kRadiusSmall);
}

} // namespace

QSize tagSize(const QString& text, TagKind kind, bool dot) {
    const int sign = dot || kind == TagKind::Ember ? kSign + (kind == TagKind::Ember ? 3 : 0) : 0;
    return {QFontMetrics(font(TextStyle::Tag)).horizontalAdvance(text) + 2 * kTagPadding + sign,
            scaled(kHeight)};
}

void paintTag(QPainter& painter, const QPoint& topLeft, const QString& text, TagKind kind, bool dot) {
    const TagColors colors = tagColors(kind);
    const QRect rect(topLeft, tagSize(text, kind, dot));
    painter.save();
    box(painter, rect, color(colors.ground), color(colors.border));
    QRect words = rect.adjusted(kTagPadding, 0, -kTagPadding, 0);
    const double middle = rect.top() + rect.height() / 2.0;
    if (kind == TagKind::Ember) {
        paintIcon(painter, QRectF(words.left() - 1, middle - 6, 12, 12), QStringLiteral("warning"),
                  color(colors.ink));
        words.setLeft(words.left() + kSign + 3);
    } else if (dot) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(colors.ink));
        painter.drawEllipse(QPointF(words.left() + 4, middle), 4, 4);
        words.setLeft(words.left() + kSign);
    }
    painter.setFont(font(TextStyle::Tag));
    painter.setPen(color(colors.ink));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, text);
    painter.restore();
}

QSize clusterTagSize(const QString& text) {
    return {QFontMetrics(font(TextStyle::LabelCaps)).horizontalAdvance(text.toUpper()) + 2 * kTagPadding,
            scaled(kHeight - 2)};
}

void paintClusterTag(QPainter& painter, const QPoint& topLeft, const QString& text,
                     const QString& colorName) {
    const QRect rect(topLeft, clusterTagSize(text));
    const QColor ground = clusterColor(colorName);
    painter.save();
    box(painter, rect, ground, ground);
    painter.setFont(font(TextStyle::LabelCaps));
    painter.setPen(color(Token::OnCluster));
    painter.drawText(rect, Qt::AlignCenter, text.toUpper());
    painter.restore();
}

Tag::Tag(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

Tag::Tag(const QString& text, TagKind kind, QWidget* parent)
    : Tag(parent) {
    setTag(text, kind);
}

void Tag::setTag(const QString& text, TagKind kind) {
    m_text = text;
    m_kind = kind;
    m_cluster.clear();
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Tag::setCluster(const QString& text, const QString& colorName) {
    setTag(text);
    m_cluster = colorName.isEmpty() ? QStringLiteral("other") : colorName;
    updateGeometry();
}

void Tag::setDot(bool dot) {
    m_dot = dot;
    updateGeometry();
    update();
}

QSize Tag::sizeHint() const {
    return m_cluster.isEmpty() ? tagSize(m_text, m_kind, m_dot) : clusterTagSize(m_text);
}

void Tag::paintEvent(QPaintEvent*) {
    if (m_text.isEmpty())
        return;
    QPainter painter(this);
    if (m_cluster.isEmpty())
        paintTag(painter, {0, 0}, m_text, m_kind, m_dot);
    else
        paintClusterTag(painter, {0, 0}, m_text, m_cluster);
}

void Tag::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        updateGeometry();
}

} // namespace driftwood::ui
