#include "ui/charts/plot/brush_paint.h"

#include "ui/charts/plot/paint.h"
#include "ui/theme/type.h"

#include <QPainter>
#include <cmath>

namespace driftwood::ui {

namespace {

struct Pixels {
    double begin;
    double end;
};

/// The part of a range within the stage; nothing if the range lies outside.
std::optional<Pixels> visiblePart(const BrushPicture& picture, const Interval& span) {
    const double begin = std::max(picture.toPixel(span.begin), picture.stage.left());
    const double end = std::min(picture.toPixel(span.end), picture.stage.right());
    if (end <= begin)
        return std::nullopt;
    return Pixels{std::round(begin), std::round(end)};
}

void paintExcluded(QPainter& painter, const BrushPicture& picture, const Interval& stretch) {
    const auto part = visiblePart(picture, stretch);
    if (!part)
        return;
    for (const QRectF& box : picture.tinted)
        drawHatch(painter, QRectF(QPointF(part->begin, box.top()), QPointF(part->end, box.bottom() + 1)));
    const QFont small = font(TextStyle::Nav);
    const QString word = Chart::tr("excluded");
    if (const double spare = part->end - part->begin - textWidth(word, small); spare >= 8)
        drawLine(painter, {part->begin + spare / 2, picture.stage.top() + 40},
                 {{word, small, color(Token::Ink2)}}, true);
}

void paintBar(QPainter& painter, const QRectF& bar, const BrushPicture& picture, const BrushRange& range) {
    painter.fillRect(bar, color(Token::Accent));
    const QFont bold = font(TextStyle::NavStrong);
    const QString gap = QStringLiteral("   ");
    const QStringList parts = picture.label(range);
    const QString name = parts.first();
    const QString detail = parts.last();
    // The longest form that fits: all parts; name and detail; name and the detail without its last word; the
    // name.
    QStringList forms{parts.join(gap), name + gap + detail};
    if (parts.size() > 2 && detail.contains(' '))
        forms << name + QStringLiteral("  ") + detail.section(' ', 0, -2);
    forms << name;
    const auto fits = [&](const QString& form) { return textWidth(form, bold) <= bar.width() - 8; };
    const auto text = std::ranges::find_if(forms, fits);
    if (text == forms.end())
        return;
    drawText(painter, bar, Qt::AlignCenter, {*text, bold, color(Token::OnAccent)});
}

void paintEdge(QPainter& painter, const BrushPicture& picture, double x, bool focused) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setRenderHint(QPainter::Antialiasing);
    double top = picture.stage.top();
    const auto lineTo = [&](double bottom) {
        if (bottom > top)
            painter.fillRect(QRectF(x - 0.75, top, 1.5, bottom - top), color(Token::Accent));
    };
    for (const QRectF& words : picture.words) {
        lineTo(words.top());
        top = words.bottom();
    }
    lineTo(picture.stage.bottom() + 1);
    const QRectF& first = picture.tinted.empty() ? picture.stage : picture.tinted.front();
    QRectF handle(0, 0, kHandleWidth, std::min(kHandleHeight, first.height()));
    handle.moveCenter({x, first.center().y()});
    painter.setPen(QPen(color(Token::Accent), focused ? 2 : 1.5));
    painter.setBrush(focused ? color(Token::Accent) : color(Token::Surface));
    painter.drawRoundedRect(handle, 2, 2);
    if (focused) {
        // The edge that has focus: filled, with a ring round it.
        painter.setPen(QPen(color(Token::Ink), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(handle.adjusted(-3, -3, 3, 3), 4, 4);
    }
}

} // namespace

QRectF labelBar(const QRectF& stage, double begin, double end) {
    return {begin, stage.top() - kBrushBar, std::max(end - begin, 1.0), kBrushBar};
}

void paintRanges(QPainter& painter, const BrushPicture& picture, const RangeBrush& brush,
                 const std::vector<Interval>& excluded) {
    painter.save();
    for (const Interval& stretch : excluded)
        paintExcluded(painter, picture, stretch);
    for (std::size_t i = 0; i < brush.ranges().size(); ++i) {
        const BrushRange& range = brush.ranges()[i];
        const auto part = visiblePart(picture, range.span);
        if (!part)
            continue;
        for (const QRectF& box : picture.tinted)
            painter.fillRect(QRectF(QPointF(part->begin, box.top()), QPointF(part->end, box.bottom() + 1)),
                             withAlpha(color(Token::Accent), 0.12));
        if (picture.tinted.size() > 1) // the tint also fills the space between tracks
            for (std::size_t k = 1; k < picture.tinted.size(); ++k)
                painter.fillRect(QRectF(QPointF(part->begin, picture.tinted[k - 1].bottom() + 1),
                                        QPointF(part->end, picture.tinted[k].top())),
                                 withAlpha(color(Token::Accent), 0.12));
        paintBar(painter, labelBar(picture.stage, part->begin, part->end), picture, range);
        for (const bool end : {false, true}) {
            const double x = picture.toPixel(end ? range.span.end : range.span.begin);
            if (x < picture.stage.left() - 1 || x > picture.stage.right() + 1)
                continue;
            paintEdge(painter, picture, std::round(x),
                      brush.focus() == RangeBrush::Edge{static_cast<int>(i), end});
        }
    }
    painter.restore();
}

} // namespace driftwood::ui
