// The marks that SeriesPlot paints on its lines: rings, points beyond the limit, marks, labels at the lines'
// ends.

#include "ui/charts/plot/brush_paint.h"
#include "ui/charts/plot/chart_private.h"
#include "ui/charts/plot/series_plot.h"
#include "ui/format/format.h"
#include "ui/theme/type.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace driftwood::ui {

namespace {

constexpr double kLabelGap = 8;     ///< between a line's end and its label
constexpr double kLabelStroke = 16; ///< stroke of a category's colour before its label
constexpr double kLabelColumn = 60; ///< labels of ends nearer than this are aligned
constexpr double kRingRadius = 2.6;
constexpr double kBestRadius = 5.5;
constexpr int kMostRowsAway = 4; ///< of a label from its ring

double baselineAt(double middle, TextStyle style) {
    const QFontMetricsF metrics(font(style));
    return std::round(middle + (metrics.ascent() - metrics.descent()) / 2);
}

std::vector<Mark> newestFirst(std::vector<Mark> marks) {
    std::ranges::stable_sort(marks, std::greater{}, &Mark::x);
    return marks;
}

constexpr double kTriangle = 5; ///< half of an alarm triangle's width
constexpr int kLaneGap = 4;     ///< between an alarm's words and the plot
constexpr int kMostRows = 4;    ///< of annotations above one another

/// Least vertical distance of two labels.
double labelHeight() { return lineHeight(TextStyle::Tick); }
/// Height of an annotation's two lines.
double noteHeight() { return 2 * lineHeight(TextStyle::Nav) + 8; }

/// Finds a place for a label that covers no other: the wanted place, otherwise one above the existing labels.
std::optional<QRectF> freePlace(const std::vector<QRectF>& taken, QRectF wanted, double top) {
    for (int row = 0; row < kMostRows && wanted.top() >= top - noteHeight(); ++row) {
        const auto covers = [&](const QRectF& other) { return other.intersects(wanted); };
        const auto other = std::ranges::find_if(taken, covers);
        if (other == taken.end())
            return wanted.top() >= top - 6 || row == 0 ? std::optional(wanted) : std::nullopt;
        wanted.moveBottom(other->top() - 1);
    }
    return std::nullopt;
}

} // namespace

void SeriesPlot::paintMarks(QCPPainter& painter) {
    painter.save();
    painter.setClipRect(box().adjusted(0, -6, 6, 6));
    for (const auto& series : m_series) {
        if (!series->visible)
            continue;
        paintBeyond(painter, *series);
        if (series->role == SeriesRole::Validation)
            paintRings(painter, *series);
    }
    painter.restore();
    const std::vector<PlacedEnd> ends = placedEnds();
    std::vector<QRectF> taken;
    for (const PlacedEnd& end : ends)
        taken.emplace_back(end.x, end.y - labelHeight() / 2, end.width, labelHeight());
    if (const auto text = limitPlace())
        taken.push_back(*text);
    for (const auto& series : m_series)
        if (const auto at = bestPoint(*series))
            taken.emplace_back(at->x() - kBestRadius, at->y() - kBestRadius, 2 * kBestRadius,
                               2 * kBestRadius);
    for (const auto& series : m_series)
        paintBest(painter, *series, taken);
    paintLimit(painter);
    paintNotFinite(painter, taken);
    paintAlarms(painter);
    paintAnnotations(painter, taken);
    paintEnds(painter, ends);
}

/// Paints outliers and, in other series, points beyond the limit.
void SeriesPlot::paintBeyond(QCPPainter& painter, const Series& series) const {
    const bool outliers = series.role == SeriesRole::Outliers;
    if (!outliers && !(limit && limit->mark && series.role != SeriesRole::Predicted))
        return;
    const SeriesPyramid::Drawn drawn = series.points.draw(m_visible.begin, m_visible.end, rect()->width());
    painter.setAntialiasing(true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Ember));
    for (std::size_t i = 0; i < drawn.x.size(); ++i) {
        const double y = drawn.y[i];
        if (!std::isfinite(y) || (m_logarithmic && y <= 0))
            continue;
        if (outliers || (limit->above ? y > limit->value : y < limit->value))
            painter.drawEllipse(QPointF(toPixelX(drawn.x[i]), toPixelY(y)), 2.2, 2.2);
    }
}

void SeriesPlot::paintRings(QCPPainter& painter, const Series& series) const {
    const SeriesPyramid::Drawn drawn = series.points.draw(m_visible.begin, m_visible.end, rect()->width());
    if (drawn.points * 9 >= static_cast<std::size_t>(rect()->width()))
        return; // too many rings would cover the line
    painter.setAntialiasing(true);
    painter.setBrush(color(Token::Surface));
    painter.setPen(QPen(series.colour(), 1.4));
    for (std::size_t i = 0; i < drawn.x.size(); ++i)
        if (std::isfinite(drawn.y[i]) && (!m_logarithmic || drawn.y[i] > 0))
            painter.drawEllipse(QPointF(toPixelX(drawn.x[i]), toPixelY(drawn.y[i])), kRingRadius,
                                kRingRadius);
}

std::optional<QPointF> SeriesPlot::bestPoint(const Series& series) const {
    if (!series.visible || !series.best || *series.best < m_visible.begin || *series.best > m_visible.end)
        return std::nullopt;
    const auto value = valueAt(series, *series.best);
    if (!value || (m_logarithmic && *value <= 0))
        return std::nullopt;
    return QPointF(toPixelX(*series.best), toPixelY(*value));
}

/// Paints the ring of the best evaluation and its value, at its point and not at the line's end.
void SeriesPlot::paintBest(QCPPainter& painter, const Series& series, std::vector<QRectF>& taken) const {
    const auto at = bestPoint(series);
    if (!at)
        return;
    painter.setAntialiasing(true);
    painter.setBrush(color(Token::Surface));
    painter.setPen(QPen(series.colour(), 1.4));
    painter.drawEllipse(*at, kBestRadius, kBestRadius);
    painter.drawEllipse(*at, kRingRadius, kRingRadius);
    const TextLine text = bestText(series);
    const QRectF place = placeOfBest(*at, textWidth(text), taken);
    taken.push_back(place);
    drawLine(painter, {place.left(), place.bottom() - QFontMetricsF(font(TextStyle::Nav)).descent()}, text,
             true);
}

/// Above or below the point, at its sides or further away: where it covers no other label, and the fewest
/// lines cross it.
QRectF SeriesPlot::placeOfBest(QPointF at, double width, const std::vector<QRectF>& taken) const {
    const double left =
        std::clamp(at.x() - width / 2, box().left(), std::max(box().left(), box().right() - width));
    const double high = labelHeight();
    const double apart = kBestRadius + kLabelGap / 2;
    const QRectF over(left, at.y() - apart - high, width, high);
    const QRectF under = over.translated(0, 2 * apart + high);
    std::vector<QRectF> places{over,
                               under,
                               {at.x() - apart - width, at.y() - high / 2, width, high},
                               {at.x() + apart, at.y() - high / 2, width, high}};
    for (int row = 1; row <= kMostRowsAway; ++row)
        for (const QRectF& near : {over.translated(0, -row * high), under.translated(0, row * high)})
            for (const double aside : {0.0, -width / 2 - apart, width / 2 + apart})
                places.push_back(near.translated(aside, 0));
    const QRectF* best = nullptr;
    int fewest = 0;
    for (const QRectF& place : places) {
        if (!box().adjusted(-1, 0, 1, 0).contains(place) ||
            std::ranges::any_of(taken, [&](const QRectF& other) { return other.intersects(place); }))
            continue;
        const int crossed = linesThrough(place);
        if (best == nullptr || crossed < fewest) {
            best = &place;
            fewest = crossed;
        }
        if (fewest == 0)
            break;
    }
    return best != nullptr ? *best : under;
}

/// Number of pixel columns of a place that have a line in them.
int SeriesPlot::linesThrough(const QRectF& place) const {
    constexpr double kStep = 3;
    int crossed = 0;
    for (const auto& series : m_series) {
        if (!series->visible || series->points.size() == 0)
            continue;
        std::optional<double> before;
        for (double x = place.left() - kStep; x <= place.right() + kStep; x += kStep) {
            const auto value = valueAt(*series, xAxis()->pixelToCoord(x));
            if (!value || (m_logarithmic && *value <= 0))
                continue;
            const double y = toPixelY(*value);
            const double from = before.value_or(y);
            if (std::min(from, y) <= place.bottom() && std::max(from, y) >= place.top())
                ++crossed;
            before = y;
        }
    }
    return crossed;
}

void SeriesPlot::paintLimit(QCPPainter& painter) const {
    if (!limit || (m_logarithmic && limit->value <= 0))
        return;
    const double y = std::round(toPixelY(limit->value));
    if (y < box().top() || y > box().bottom())
        return;
    QPen pen(color(limit->isReference ? Token::Reference : Token::Ink2), 1);
    pen.setDashPattern({4, 3});
    painter.setAntialiasing(false);
    painter.setPen(pen);
    painter.drawLine(QPointF(box().left(), y), QPointF(box().right(), y));
    const TextLine text = limitText();
    if (limitStandsBeside())
        drawLine(painter, {box().right() + 5, baselineAt(y, TextStyle::Tick)}, text);
    else
        drawLine(painter, {box().right() - textWidth(text), y - 4}, text, true);
}

std::optional<QRectF> SeriesPlot::limitPlace() const {
    if (!limit || (m_logarithmic && limit->value <= 0))
        return std::nullopt;
    const double y = std::round(toPixelY(limit->value));
    if (y < box().top() || y > box().bottom())
        return std::nullopt;
    const double width = textWidth(limitText());
    return limitStandsBeside() ? QRectF(box().right() + 5, y - labelHeight() / 2, width, labelHeight())
                               : QRectF(box().right() - width, y - 4 - labelHeight(), width, labelHeight());
}

TextLine SeriesPlot::limitText() const {
    return {
        {shortNumber(limit->value), font(TextStyle::Tick), color(Token::Ink)},
        {limit->text.isEmpty() ? QString() : ' ' + limit->text, font(TextStyle::Nav), color(Token::Ink2)}};
}

bool SeriesPlot::limitStandsBeside() const {
    return box().right() + 5 + textWidth(limitText()) <= chart().q.width() - 2;
}

/// Newest first: if there is not enough room for all texts, older marks are drawn without.
void SeriesPlot::paintNotFinite(QCPPainter& painter, std::vector<QRectF>& taken) const {
    for (const Mark& mark : newestFirst(notFinite)) {
        const double x = std::round(toPixelX(mark.x));
        if (x < box().left() || x > box().right())
            continue;
        painter.fillRect(QRectF(x, box().top(), 1, box().height()), color(Token::Error));
        paintBeside(painter, taken, {mark.text, font(TextStyle::Nav), color(Token::Error)},
                    {x, box().top() + 14}, 6);
    }
}

int SeriesPlot::markRoom() const { return alarms.empty() ? 0 : lineHeight(TextStyle::Tag) + kLaneGap; }

/// Alarms have a lane of their own above the plot: within it, their words could not be told from the points
/// beyond the limit, which have the same colour.
void SeriesPlot::paintAlarms(QCPPainter& painter) const {
    const bool first = chart().tracks.front().get() == this;
    const double bars = first && chart().brush.mode() != Chart::Brush::None ? kBrushBar : 0;
    const double bottom = box().top() - bars;
    std::vector<QRectF> taken;
    if (!unit.isEmpty() && bars == 0)
        taken.emplace_back(kSide + chart().gutter, bottom - topRoom(), textWidth(unit, font(TextStyle::Nav)),
                           topRoom());
    const std::vector<Mark> marks = newestFirst(alarms);
    for (const Mark& alarm : marks) {
        const double x = toPixelX(alarm.x);
        if (x < box().left() || x > box().right())
            continue;
        drawTriangle(painter, {x, bottom - 1}, color(Token::Ember));
        taken.emplace_back(x - kTriangle, bottom - labelHeight(), 2 * kTriangle, labelHeight());
    }
    for (const Mark& alarm : marks)
        if (const double x = toPixelX(alarm.x); x >= box().left() && x <= box().right())
            paintBeside(painter, taken, {alarm.text, font(TextStyle::Tag), color(Token::Ember)},
                        {x, bottom - kLaneGap}, 10);
}

/// Paints the text left or right of a mark, where no other text is; not at all if both sides are taken.
void SeriesPlot::paintBeside(QCPPainter& painter, std::vector<QRectF>& taken, const TextRun& run, QPointF at,
                             double apart) const {
    const double width = textWidth(run.text, run.font);
    // With several tracks the lines' end labels stand right of the plot.
    const double end = chart().gutter > 0 ? box().right() + 1 : chart().q.width();
    for (const double left : {at.x() - width - apart, at.x() + apart}) {
        const QRectF place(left, at.y() - labelHeight() + 2, width, labelHeight());
        if (left < box().left() || place.right() > end ||
            std::ranges::any_of(taken, [&](const QRectF& other) { return other.intersects(place); }))
            continue;
        taken.push_back(place.adjusted(-4, 0, 4, 0));
        drawLine(painter, {left, at.y()}, {run}, true);
        return;
    }
}

void SeriesPlot::paintAnnotations(QCPPainter& painter, const std::vector<QRectF>& others) {
    m_links.clear();
    struct Note {
        const Annotation* said;
        double tip;
        QRectF stroke;
    };
    std::vector<Note> notes;
    for (const Annotation& note : annotations) {
        if (note.x < m_visible.begin || note.x > m_visible.end)
            continue;
        // Stands above the highest line there, so that the top of a spike stays visible.
        std::optional<double> top;
        for (const auto& series : m_series)
            if (const auto value = series->visible ? valueAt(*series, note.x) : std::nullopt)
                top = std::max(top.value_or(*value), *value);
        const double tip = std::max(
            top && (!m_logarithmic || *top > 0) ? toPixelY(*top) - 6 : box().center().y(), box().top() + 52);
        notes.push_back({&note, tip, QRectF(std::round(toPixelX(note.x)), tip - 16, 1, 12)});
        painter.fillRect(notes.back().stroke, color(Token::Ink2));
    }
    std::vector<QRectF> labels = others;
    for (const Note& note : notes) {
        const TextRun text{note.said->text, font(TextStyle::Nav), color(Token::Ink2)};
        const TextRun link{note.said->link, font(TextStyle::Tick), color(Token::Accent)};
        const double width = std::max(textWidth(text.text, text.font), textWidth(link.text, link.font));
        const double x = note.stroke.x();
        const double left = std::min(x - 2, chart().q.width() - width - 4);
        std::vector<QRectF> taken = labels;
        for (const Note& other : notes)
            if (other.said != note.said)
                taken.push_back(other.stroke);
        const auto place =
            freePlace(taken, QRectF(left - 4, note.tip - 52, width + 8, noteHeight()), box().top());
        if (!place) {
            // There is no room for the text. The stroke stays and can still be clicked.
            m_links.emplace_back(QRectF(x - 4, note.tip - 18, 9, 18), note.said->id);
            continue;
        }
        labels.push_back(*place);
        const double last = place->bottom() - 6;
        drawLine(painter, {left, link.text.isEmpty() ? last : last - 15}, {text}, true);
        if (!link.text.isEmpty()) {
            drawLine(painter, {left, last}, {link}, true);
            m_links.emplace_back(*place, note.said->id);
        }
    }
}

void SeriesPlot::paintCursor(QCPPainter& painter, double x) {
    painter.setAntialiasing(true);
    painter.setPen(QPen(color(Token::Surface), 1));
    for (const auto& series : m_series) {
        if (!series->visible || series->role == SeriesRole::Outliers || series->role == SeriesRole::TrainRaw)
            continue;
        const auto value = valueAt(*series, x);
        if (!value || (m_logarithmic && *value <= 0))
            continue;
        painter.setBrush(series->colour());
        const double at = series->points.x(*series->points.nearest(x));
        const QPointF centre(toPixelX(at), toPixelY(*value));
        if (box().adjusted(-1, -1, 1, 1).contains(centre))
            painter.drawEllipse(centre, 3.5, 3.5);
    }
}

TextLine SeriesPlot::endText(const Series& series, double value) const {
    const bool bold =
        series.highlighted || series.role == SeriesRole::Validation || series.role == SeriesRole::Train;
    const TextRun name{series.name, font(bold ? TextStyle::NavStrong : TextStyle::Nav), roleInk(series.role)};
    const TextRun number{formatNumber(value), font(TextStyle::Tick), roleInk(series.role)};
    const QFont small = font(TextStyle::Nav);
    if (series.role == SeriesRole::Category)
        return {name};
    if (chart().gutter > 0) // the legend shows the name already, so the label begins with the value
        return {{number.text, font(TextStyle::TickStrong), number.colour},
                {' ' + series.name, small, color(Token::Ink2)}};
    return {name, {QStringLiteral("  "), small, name.colour}, number};
}

TextLine SeriesPlot::bestText(const Series& series) const {
    const auto value = series.best ? valueAt(series, *series.best) : std::nullopt;
    if (!value)
        return {};
    return {{Chart::tr("best") + ' ', font(TextStyle::Nav), color(Token::Ink2)},
            {formatNumber(*value), font(TextStyle::TickStrong), roleInk(series.role)}};
}

std::vector<SeriesPlot::EndLabel> SeriesPlot::endLabels() const {
    std::vector<EndLabel> labels;
    for (const auto& series : m_series) {
        if (!series->visible || !series->endLabel || series->role == SeriesRole::TrainRaw ||
            series->role == SeriesRole::Outliers || series->name.isEmpty())
            continue;
        const auto last = series->lastBefore(m_visible.end);
        if (!last || series->points.x(*last) < m_visible.begin)
            continue;
        const double value = series->points.y(*last);
        if (m_logarithmic && series->points.y(*last) <= 0)
            continue;
        labels.push_back(
            {series.get(), series->points.x(*last), series->points.y(*last), endText(*series, value)});
    }
    return labels;
}

bool SeriesPlot::needsLegend() const {
    return static_cast<double>(endLabels().size()) * labelHeight() > rect()->height() * 0.8;
}

std::vector<LegendEntry> SeriesPlot::legend() const {
    const bool gutter = chart().gutter > 0;
    if (!gutter && !needsLegend())
        return {};
    std::vector<LegendEntry> entries;
    for (const auto& series : m_series) {
        if (!series->visible || series->name.isEmpty() || (gutter && m_series.size() == 1))
            continue;
        const auto form = series->role == SeriesRole::Outliers   ? LegendEntry::Form::Dot
                          : series->role == SeriesRole::Compared ? LegendEntry::Form::Dash
                                                                 : LegendEntry::Form::Stroke;
        entries.push_back({series->name, series->colour(), form});
    }
    return entries;
}

double SeriesPlot::rightRoom(double width) const {
    double room = 0;
    if (limit)
        room = textWidth(shortNumber(limit->value), font(TextStyle::Tick)) + 10 +
               (chart().gutter > 0 ? textWidth(' ' + limit->text, font(TextStyle::Nav)) : 0);
    if (needsLegend())
        return room;
    for (const EndLabel& label : endLabels()) {
        const double after = (m_visible.end - label.x) / m_visible.length();
        const double text = textWidth(label.text) + kLabelGap + 6 +
                            (label.series->role == SeriesRole::Category ? kLabelStroke : 0);
        if (chart().gutter > 0)
            room = std::max(room, text);
        else if (after < 1)
            room = std::max(room, (text - after * width) / (1 - after));
    }
    return std::min(room, width * 0.35);
}

std::vector<SeriesPlot::PlacedEnd> SeriesPlot::placedEnds() const {
    if (needsLegend())
        return {};
    std::vector<PlacedEnd> placed;
    for (EndLabel& label : endLabels()) {
        const double width =
            textWidth(label.text) + (label.series->role == SeriesRole::Category ? kLabelStroke : 0);
        // With several tracks the labels stand outside the plot, where a brushed range cannot cover them.
        const double end = chart().gutter > 0 ? box().right() : toPixelX(label.x);
        const double x = std::min(end + kLabelGap, chart().q.width() - width - 6);
        const double y = toPixelY(label.y);
        placed.push_back({std::move(label), x, y, width});
    }
    // Labels of ends that are near each other are left-aligned, which is easier to read.
    for (PlacedEnd& one : placed)
        for (const PlacedEnd& other : placed)
            if (std::abs(other.x - one.x) < kLabelColumn)
                one.x = std::max(one.x, std::min(other.x, chart().q.width() - one.width - 6));
    if (limit && limitStandsBeside() && !(m_logarithmic && limit->value <= 0)) {
        const double taken = toPixelY(limit->value);
        for (PlacedEnd& one : placed)
            if (std::abs(one.y - taken) < labelHeight())
                one.y = taken + (one.y > taken ? labelHeight() : -labelHeight());
    }
    std::ranges::sort(placed, {}, &PlacedEnd::y);
    const auto collide = [](const PlacedEnd& a, const PlacedEnd& b) {
        return a.x < b.x + b.width && b.x < a.x + a.width && std::abs(a.y - b.y) < labelHeight();
    };
    for (std::size_t i = 0; i < placed.size(); ++i)
        for (std::size_t above = 0; above < i; ++above)
            if (collide(placed[i], placed[above]))
                placed[i].y = placed[above].y + labelHeight();
    // Labels below the plot's bottom are moved up, and the others with them.
    double lowest = box().bottom() - 4;
    for (auto one = placed.rbegin(); one != placed.rend() && one->y > lowest; ++one) {
        one->y = lowest;
        lowest -= labelHeight();
    }
    return placed;
}

void SeriesPlot::paintEnds(QCPPainter& painter, const std::vector<PlacedEnd>& ends) {
    for (const PlacedEnd& one : ends) {
        double x = std::round(one.x);
        if (one.label.series->role == SeriesRole::Category) {
            painter.setAntialiasing(false);
            painter.fillRect(QRectF(x, std::round(one.y) - 1, 12, 2), one.label.series->colour());
            x += kLabelStroke;
        }
        drawLine(painter, {x, baselineAt(one.y, TextStyle::Nav)}, one.label.text, true);
    }
}

} // namespace driftwood::ui
