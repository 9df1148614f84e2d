#pragma once

#include "ui/charts/chart_types.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QPen>
#include <QPointF>

class QPainter;
class QRectF;

namespace driftwood::ui {

/// Colour of a series' line.
[[nodiscard]] QColor roleColor(SeriesRole role, int category);
/// Colour of its name: the line's where that has contrast enough for text, else one of the inks.
[[nodiscard]] QColor roleInk(SeriesRole role);
/// Pen of its line; opaque, because lines drawn in pieces show translucent joints as dots.
[[nodiscard]] QPen rolePen(SeriesRole role, int category, bool highlighted);
/// `over` at `share` (0 to 1) on `ground`, opaque.
[[nodiscard]] QColor mixed(const QColor& over, const QColor& ground, double share);
[[nodiscard]] QColor withAlpha(QColor colour, double share);

/// One piece of a line of text.
struct TextRun {
    QString text;
    QFont font;
    QColor colour;
};
using TextLine = std::vector<TextRun>;

[[nodiscard]] double textWidth(const QString& text, const QFont& font);
[[nodiscard]] double textWidth(const TextLine& line);
/// Pieces side by side on one base line; with a halo of surface colour for text on data. Returns the width.
double drawLine(QPainter& painter, QPointF baseline, const TextLine& line, bool halo = false);
/// One piece whose alignment within `box` is given.
void drawText(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const TextRun& run,
              bool halo = false);

/// Diagonal lines of `line-2` on the surface: what is expired or left out.
void drawHatch(QPainter& painter, const QRectF& box);
/// The alarm's triangle, its point down at `tip`.
void drawTriangle(QPainter& painter, QPointF tip, const QColor& colour);

/// One entry of a legend: a stroke, a dot or a filled square before a name.
struct LegendEntry {
    enum class Form : std::uint8_t { Stroke, Dash, Dot, Fill };
    QString name;
    QColor colour;
    Form form = Form::Stroke;
};

/// The mark, 12 px wide from `left`, about its middle.
void drawLegendMark(QPainter& painter, QPointF left, const LegendEntry& entry);

/// A tick's number: "0.02", "1e-4", "7.5 k", "1.2 M".
[[nodiscard]] QString tickText(double value);

/// formatNumber without trailing zeros: limits and thresholds are given, not measured.
[[nodiscard]] QString shortNumber(double value);

} // namespace driftwood::ui
