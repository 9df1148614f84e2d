#include "ui/charts/plot/paint.h"

#include "ui/format/format.h"
#include "ui/format/numbers.h"
#include "ui/theme/elide.h"
#include "ui/theme/type.h"

#include <QCache>
#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <cmath>

namespace driftwood::ui {
namespace {

constexpr int kWidthsKept = 2000;

} // namespace

QColor roleColor(SeriesRole role, int category) {
    switch (role) {
    case SeriesRole::Train:
        return color(Token::Train);
    case SeriesRole::TrainRaw:
        return mixed(color(Token::Train), color(Token::Surface), 0.28);
    case SeriesRole::Validation:
        return color(Token::Validation);
    case SeriesRole::Compared:
        return color(Token::Reference);
    case SeriesRole::Actual:
        return color(Token::Actual);
    case SeriesRole::Predicted:
        return color(Token::Predicted);
    case SeriesRole::Measure:
        return color(Token::Measure);
    case SeriesRole::Category:
        return categoryColor(category);
    case SeriesRole::Outliers:
        return color(Token::Ember);
    }
    return color(Token::Measure);
}

QColor roleInk(SeriesRole role) {
    switch (role) {
    case SeriesRole::TrainRaw:
    case SeriesRole::Compared:
        return color(Token::Ink2);
    case SeriesRole::Category:
        return color(Token::Ink);
    default:
        return roleColor(role, 0);
    }
}

QPen rolePen(SeriesRole role, int category, bool highlighted) {
    QPen pen(roleColor(role, category), 1.6);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::RoundCap);
    switch (role) {
    case SeriesRole::TrainRaw:
        pen.setWidthF(1);
        break;
    case SeriesRole::Actual:
        pen.setWidthF(1.1);
        break;
    case SeriesRole::Measure:
    case SeriesRole::Category:
        pen.setWidthF(1.3);
        break;
    case SeriesRole::Compared:
        pen.setWidthF(1.3);
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern({4 / 1.3, 3 / 1.3});
        break;
    default:
        break;
    }
    if (highlighted)
        pen.setWidthF(2);
    return pen;
}

QColor mixed(const QColor& over, const QColor& ground, double share) {
    const auto part = [&](double a, double b) { return static_cast<float>(a * share + b * (1 - share)); };
    return QColor::fromRgbF(part(over.redF(), ground.redF()), part(over.greenF(), ground.greenF()),
                            part(over.blueF(), ground.blueF()));
}

QColor withAlpha(QColor colour, double share) {
    colour.setAlphaF(static_cast<float>(share));
    return colour;
}

double textWidth(const QString& text, const QFont& font) {
    // The cache avoids shaping the same text many times per picture.
    static QCache<std::pair<QString, QFont>, double> known(kWidthsKept);
    const QString shown = cutText(text);
    const std::pair key(shown, font);
    if (const double* width = known.object(key))
        return *width;
    const double width = QFontMetricsF(font).horizontalAdvance(shown);
    known.insert(key, new double(width));
    return width;
}

double textWidth(const TextLine& line) {
    double width = 0;
    for (const TextRun& run : line)
        width += textWidth(run.text, run.font);
    return width;
}

namespace {

constexpr double kHalo = 3;
constexpr int kHalosKept = 400;
constexpr qsizetype kLongestKept = 80;

void strokeHalo(QPainter& painter, QPointF baseline, const TextRun& run) {
    QPainterPath outline;
    outline.addText(baseline, run.font, cutText(run.text));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.strokePath(outline,
                       QPen(color(Token::Surface), kHalo, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
}

/// Draws the surface colour around letters that stand on data. Screen pictures of it are cached, because
/// stroking letters takes longer than drawing the line below them.
void drawHalo(QPainter& painter, QPointF baseline, const TextRun& run) {
    const QPaintDevice* device = painter.device();
    if (painter.paintEngine()->type() != QPaintEngine::Raster || run.text.size() > kLongestKept)
        return strokeHalo(painter, baseline, run);
    const double dots = device->devicePixelRatio();
    const QFontMetricsF metrics(run.font);
    const QPointF inset(kHalo, std::ceil(metrics.ascent()) + kHalo);
    const QString key =
        QStringLiteral("halo/%1/%2/%3/%4")
            .arg(run.font.key(), color(Token::Surface).name(), QString::number(dots), run.text);
    static QCache<QString, QImage> kept(kHalosKept);
    QImage* image = kept.object(key);
    if (image == nullptr) {
        const QSizeF size(textWidth(run.text, run.font) + 2 * kHalo, metrics.height() + 2 * kHalo + 1);
        image = new QImage((size * dots).toSize() + QSize(1, 1), QImage::Format_ARGB32_Premultiplied);
        image->setDevicePixelRatio(dots);
        image->fill(Qt::transparent);
        QPainter onImage(image);
        strokeHalo(onImage, inset, run);
        onImage.end();
        kept.insert(key, image);
    }
    painter.drawImage(baseline - inset, *image);
}

} // namespace

double drawLine(QPainter& painter, QPointF baseline, const TextLine& line, bool halo) {
    painter.save();
    double x = baseline.x();
    if (halo) {
        for (const TextRun& run : line) {
            drawHalo(painter, {x, baseline.y()}, run);
            x += textWidth(run.text, run.font);
        }
        x = baseline.x();
    }
    for (const TextRun& run : line) {
        painter.setFont(run.font);
        painter.setPen(run.colour);
        painter.drawText(QPointF(x, baseline.y()), cutText(run.text));
        x += textWidth(run.text, run.font);
    }
    painter.restore();
    return x - baseline.x();
}

void drawText(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const TextRun& run, bool halo) {
    const QFontMetricsF metrics(run.font);
    const double width = metrics.horizontalAdvance(cutText(run.text));
    double x = box.left();
    if (alignment & Qt::AlignRight)
        x = box.right() - width;
    else if (alignment & Qt::AlignHCenter)
        x = box.center().x() - width / 2;
    double y = box.top() + metrics.ascent();
    if (alignment & Qt::AlignBottom)
        y = box.bottom() - metrics.descent();
    else if (alignment & Qt::AlignVCenter)
        y = box.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    drawLine(painter, {std::round(x), std::round(y)}, {run}, halo);
}

void drawHatch(QPainter& painter, const QRectF& box) {
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.fillRect(box, color(Token::Surface));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Token::Line2), 1));
    constexpr double kPitch = 8;
    // The pattern is anchored to the picture, not to the box, so it does not move when the box grows.
    const double first = std::floor((box.left() - box.height()) / kPitch) * kPitch;
    for (double x = first; x < box.right(); x += kPitch)
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    painter.restore();
}

void drawTriangle(QPainter& painter, QPointF tip, const QColor& colour) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF{tip, tip + QPointF(-5, -8), tip + QPointF(5, -8)});
    painter.restore();
}

void drawLegendMark(QPainter& painter, QPointF left, const LegendEntry& entry) {
    painter.save();
    const double y = std::round(left.y());
    switch (entry.form) {
    case LegendEntry::Form::Fill:
        painter.fillRect(QRectF(left.x(), y - 5, 12, 10), entry.colour);
        break;
    case LegendEntry::Form::Dot:
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(entry.colour);
        painter.drawEllipse(QPointF(left.x() + 6, y), 2.5, 2.5);
        break;
    case LegendEntry::Form::Stroke:
    case LegendEntry::Form::Dash: {
        QPen pen(entry.colour, 2);
        pen.setCapStyle(Qt::FlatCap);
        if (entry.form == LegendEntry::Form::Dash)
            pen.setDashPattern({2, 1.5});
        painter.setPen(pen);
        painter.drawLine(QPointF(left.x(), y), QPointF(left.x() + 12, y));
        break;
    }
    }
    painter.restore();
}

QString tickText(double value) {
    const double size = std::abs(value);
    QString text;
    if (size < 1e-12) {
        return QStringLiteral("0");
    } else if (size < 1.5e-3) {
        text = QString::number(size, 'e', 1);
        text.remove(QStringLiteral(".0")).replace(QStringLiteral("e-0"), QStringLiteral("e-"));
    } else if (size < 1000) {
        text = QString::number(size, 'g', 6);
    } else {
        constexpr std::pair<double, const char*> kUnits[] = {
            {1e15, " P"}, {1e12, " T"}, {1e9, " G"}, {1e6, " M"}, {1e3, " k"}};
        for (const auto& [unit, name] : kUnits)
            if (size >= unit) {
                text = QString::number(size / unit, 'g', 5) + QString::fromUtf8(name);
                break;
            }
    }
    const qsizetype exponent = text.indexOf(QLatin1Char('e')); // the exponent's sign must stay a hyphen
    text = exponent < 0 ? localNumber(text) : localNumber(text.left(exponent)) + text.mid(exponent);
    return value < 0 ? QChar(0x2212) + text : text;
}

QString shortNumber(double value) {
    QString text = formatNumber(value);
    const QString point = numberLocale().decimalPoint();
    if (!text.contains(point) || text.contains('e'))
        return text;
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith(point))
        text.chop(point.size());
    return text;
}

} // namespace driftwood::ui
