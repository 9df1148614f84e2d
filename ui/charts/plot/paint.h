#pragma once

#include "ui/charts/chart_types.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QPen>
#include <QPointF>

class QPainter;
class QRectF;

namespace driftwood::ui {

/// The colour of a series' line.
[[nodiscard]] QColor roleColor(SeriesRole role, int category);
/// The colour of its name: the line's if that has enough contrast for text, otherwise one of the inks.
[[nodiscard]] QColor roleInk(SeriesRole role);
/// The pen of its line. It is opaque, because lines drawn in pieces would show dots at the joints.
[[nodiscard]] QPen rolePen(SeriesRole role, int category, bool highlighted);
/// The opaque colour that results from painting `over` on `ground` with opacity `share` (0 to 1).
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
/// Draws pieces side by side on one base line, with a halo of surface colour if they stand on data. Returns
/// the width.
double drawLine(QPainter& painter, QPointF baseline, const TextLine& line, bool halo = false);
/// Draws one piece, aligned within `box`.
void drawText(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const TextRun& run,
              bool halo = false);

/// Diagonal lines of `line-2` on the surface, for expired or excluded stretches.
void drawHatch(QPainter& painter, const QRectF& box);
/// Draws the alarm's triangle, which points down at `tip`.
void drawTriangle(QPainter& painter, QPointF tip, const QColor& colour);

/// One entry of a legend: a stroke, a dot or a filled square, and a name.
struct LegendEntry {
    enum class Form : std::uint8_t { Stroke, Dash, Dot, Fill };
    QString name;
    QColor colour;
    Form form = Form::Stroke;
};

/// Draws the mark, 12 px wide from `left`, vertically centred there.
void drawLegendMark(QPainter& painter, QPointF left, const LegendEntry& entry);

/// The text of a tick: "0.02", "1e-4", "7.5 k", "1.2 M".
[[nodiscard]] QString tickText(double value);

/// Like formatNumber without trailing zeros, for limits and thresholds, which are exact.
[[nodiscard]] QString shortNumber(double value);

} // namespace driftwood::ui
