#include "ui/charts/plot/series_plot.h"

#include "ui/charts/plot/chart_private.h"
#include "ui/format/format.h"

#include <cmath>
#include <limits>

namespace driftwood::ui {

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
constexpr int kColumnsAPoint = 12;          ///< more points than one per this many columns: a noisy band
constexpr std::size_t kSmoothPoints = 5000; ///< lines with fewer points are antialiased

QVector<double> toVector(const std::vector<double>& values) { return {values.begin(), values.end()}; }

/// Zeros and negative numbers cannot be shown on a logarithmic axis.
void dropNonPositive(std::vector<double>& values) {
    for (double& value : values)
        if (!(value > 0))
            value = kGap;
}

/// Removes invisible points from a thinned line: those within two pixel columns of the last kept point that
/// differ from it by less than half a pixel. A smooth line keeps a fraction of its points, a noisy one nearly
/// all.
void dropUnseen(SeriesPyramid::Drawn& drawn, double columnWidth, double tolerance) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < drawn.x.size(); ++i) {
        const bool end = i == 0 || i + 1 == drawn.x.size() || !std::isfinite(drawn.y[i]) ||
                         !std::isfinite(drawn.y[i + 1]) || !std::isfinite(drawn.y[kept - 1]);
        if (!end && drawn.x[i] - drawn.x[kept - 1] < 2 * columnWidth &&
            std::abs(drawn.y[i] - drawn.y[kept - 1]) < tolerance)
            continue;
        drawn.x[kept] = drawn.x[i];
        drawn.y[kept] = drawn.y[i];
        ++kept;
    }
    drawn.points -= drawn.x.size() - kept;
    drawn.x.resize(kept);
    drawn.y.resize(kept);
}

} // namespace

std::optional<std::size_t> Series::lastBefore(double x) const {
    std::size_t at = points.lowerBound(std::nextafter(x, std::numeric_limits<double>::infinity()));
    // Skips a few NaN values; a series that ended in a long gap has no end to label.
    for (int steps = 0; at > 0 && steps < 1000; ++steps)
        if (std::isfinite(points.y(--at)))
            return at;
    return std::nullopt;
}

SeriesPlot::SeriesPlot(ChartPrivate& owner)
    : Track(owner)
    , m_track(*this) {}

SeriesId SeriesPlot::add(const QString& name, SeriesRole role, int category) {
    auto series = std::make_unique<Series>();
    series->name = name;
    series->role = role;
    series->category = category;
    if (role != SeriesRole::Outliers) {
        QCustomPlot* plot = chart().plot;
        for (QCPGraph** graph : {&series->bandLow, &series->bandHigh, &series->line, &series->planned}) {
            *graph = plot->addGraph(xAxis(), yAxis());
            (*graph)->setAdaptiveSampling(false); // the pyramid has already chosen the points
            (*graph)->setAntialiasedFill(true);
        }
        series->bandLow->setPen(Qt::NoPen);
        series->bandHigh->setPen(Qt::NoPen);
        series->bandHigh->setChannelFillGraph(series->bandLow);
    }
    m_series.push_back(std::move(series));
    restyle();
    changed();
    return count() - 1;
}

void SeriesPlot::clear() {
    for (const auto& series : m_series)
        for (QCPGraph* graph : {series->bandHigh, series->bandLow, series->line, series->planned})
            if (graph)
                chart().plot->removeGraph(graph);
    m_series.clear();
    changed();
}

std::optional<double> SeriesPlot::valueAt(const Series& series, double x) const {
    const auto at = series.points.nearest(x);
    if (!at || x < series.points.x(0) || x > series.points.x(series.points.size() - 1))
        return std::nullopt;
    const double value = series.points.y(*at);
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<Interval> SeriesPlot::extent() const {
    std::optional<Interval> out;
    for (const auto& series : m_series)
        for (const SeriesPyramid* points : {&series->points, &series->lower}) {
            if (!series->visible || points->isEmpty())
                continue;
            const Interval own{points->x(0), points->x(points->size() - 1)};
            out = out ? Interval{std::min(out->begin, own.begin), std::max(out->end, own.end)} : own;
        }
    return out;
}

void SeriesPlot::prepare(const Interval& visible, int columns) {
    m_visible = visible;
    m_values.reset();
    m_thinning = {};
    for (const auto& series : m_series) {
        if (series->visible)
            extendVertical(*series, visible);
        if (!series->line)
            continue;
        prepareLine(*series, visible, columns);
        prepareBand(*series, visible, columns);
    }
    if (m_values && limit && limit->isReference && (!m_logarithmic || limit->value > 0)) {
        m_values->begin = std::min(m_values->begin, limit->value);
        m_values->end = std::max(m_values->end, limit->value);
    } else if (m_values && limit && !m_logarithmic) {
        // The axis includes the limit if values come near it.
        const double reach = std::abs(limit->value) * 0.5;
        if (limit->above && m_values->end > limit->value - reach)
            m_values->end = std::max(m_values->end, limit->value * 1.02);
    }
    setVerticalData(m_values);
}

void SeriesPlot::extendVertical(const Series& series, const Interval& visible) {
    for (const SeriesPyramid* points : {&series.points, &series.lower, &series.upper}) {
        const std::size_t begin = points->lowerBound(visible.begin);
        const std::size_t end =
            points->lowerBound(std::nextafter(visible.end, std::numeric_limits<double>::infinity()));
        const auto own = points->extremes(begin, end);
        if (!own)
            continue;
        double low = own->min;
        if (m_logarithmic) {
            const auto positive = points->smallestPositive(begin, end);
            if (!positive)
                continue;
            low = *positive;
        }
        m_values = m_values ? Interval{std::min(m_values->begin, low), std::max(m_values->end, own->max)}
                            : Interval{low, own->max};
    }
}

void SeriesPlot::prepareLine(Series& series, const Interval& visible, int columns) {
    if (!series.visible) {
        series.line->data()->clear();
        series.planned->data()->clear();
        return;
    }
    SeriesPyramid::Drawn drawn = series.points.draw(visible.begin, visible.end, columns);
    if (m_logarithmic)
        dropNonPositive(drawn.y);
    QPen pen = rolePen(series.role, series.category, series.highlighted);
    if (drawn.isThinned()) {
        const std::size_t all = drawn.points;
        dropUnseen(drawn, visible.length() / columns, halfPixel(drawn.y));
        // A noisy line has several points per column. A wider pen would take ten times as long and look the
        // same.
        if (drawn.points > all / 2)
            pen.setWidthF(std::min(pen.widthF(), 1.0));
        if (drawn.total > m_thinning.total)
            m_thinning = {drawn.points, drawn.total};
    }
    series.line->setPen(pen);
    series.line->setAntialiased(drawn.x.size() < kSmoothPoints);
    if (!series.plannedFrom) {
        series.planned->data()->clear();
        series.line->setData(toVector(drawn.x), toVector(drawn.y), true);
        return;
    }
    QVector<double> x[2];
    QVector<double> y[2];
    for (std::size_t i = 0; i < drawn.x.size(); ++i) {
        const bool planned = drawn.x[i] > *series.plannedFrom;
        if (planned && x[1].isEmpty() && !x[0].isEmpty()) { // dots begin where the measured line ends
            x[1] << x[0].last();
            y[1] << y[0].last();
        }
        x[planned] << drawn.x[i];
        y[planned] << drawn.y[i];
    }
    series.line->setData(x[0], y[0], true);
    series.planned->setData(x[1], y[1], true);
}

/// Half a pixel of the vertical axis in the values' unit; on a logarithmic axis, at the smallest values.
double SeriesPlot::halfPixel(const std::vector<double>& values) const {
    const double height = std::max(1, rect()->height());
    if (!m_values)
        return 0.0;
    if (!m_logarithmic)
        return 0.5 * m_values->length() / height;
    double least = m_values->end;
    for (const double value : values)
        if (value > 0)
            least = std::min(least, value);
    return least * std::expm1(0.5 * std::log(m_values->end / m_values->begin) / height);
}

void SeriesPlot::prepareBand(Series& series, const Interval& visible, int columns) {
    series.band.clear();
    series.bandLow->data()->clear();
    series.bandHigh->data()->clear();
    if (!series.visible || series.lower.isEmpty())
        return;
    SeriesPyramid::Drawn low = series.lower.drawEdge(visible.begin, visible.end, columns / 2, false);
    SeriesPyramid::Drawn high = series.upper.drawEdge(visible.begin, visible.end, columns / 2, true);
    if (m_logarithmic) {
        // If the lower edge has no place on the axis, the band reaches the axis' end.
        for (std::size_t i = 0; i < low.y.size() && i < high.y.size(); ++i)
            if (m_values && low.y[i] <= 0 && high.y[i] > 0)
                low.y[i] = m_values->begin;
        dropNonPositive(low.y);
        dropNonPositive(high.y);
    }
    if (static_cast<int>(low.x.size()) * kColumnsAPoint > columns) {
        series.band.set(std::move(low), std::move(high));
        return;
    }
    series.bandLow->setData(toVector(low.x), toVector(low.y), true);
    series.bandHigh->setData(toVector(high.x), toVector(high.y), true);
}

void SeriesPlot::paintData(QCPPainter& painter) {
    for (const auto& series : m_series)
        if (series->visible && series->line)
            series->band.paint(
                painter, box(), chart().plot->bufferDevicePixelRatio(), series->bandHigh->brush().color(),
                [this](double x) { return toPixelX(x); }, [this](double y) { return toPixelY(y); });
}

void SeriesPlot::restyle() {
    Track::restyle();
    for (const auto& series : m_series) {
        if (!series->line)
            continue;
        const QPen pen = rolePen(series->role, series->category, series->highlighted);
        series->line->setPen(pen);
        QPen dotted = pen;
        dotted.setCapStyle(Qt::FlatCap);
        dotted.setDashPattern({1.5, 2.5});
        series->planned->setPen(dotted);
        // A percentile band lies under many lines, so it is neutral; a prediction's band has the line's
        // colour.
        const bool own = series->role == SeriesRole::Predicted || series->role == SeriesRole::Category;
        series->bandHigh->setBrush(own ? withAlpha(series->colour(), 0.14)
                                       : withAlpha(color(Token::Reference), 0.35));
    }
}

std::vector<ReadoutRow> SeriesPlot::readout(double x) const {
    std::vector<ReadoutRow> rows;
    for (const auto& series : m_series) {
        if (!series->visible || series->role == SeriesRole::Outliers)
            continue;
        const auto value = valueAt(*series, x);
        rows.push_back(
            {series->name, value ? formatNumber(*value) : QStringLiteral("–"), roleInk(series->role),
             series->role == SeriesRole::Category ? std::optional(series->colour()) : std::nullopt});
    }
    return rows;
}

std::vector<CsvColumn> SeriesPlot::columns(const Interval& range) const {
    std::vector<CsvColumn> out;
    const auto add = [&](const QString& name, const SeriesPyramid& points) {
        CsvColumn column{title.isEmpty() || chart().tracks.size() == 1 ? name
                                                                       : title + QStringLiteral(": ") + name,
                         {},
                         {}};
        const std::size_t end =
            points.lowerBound(std::nextafter(range.end, std::numeric_limits<double>::infinity()));
        for (std::size_t i = points.lowerBound(range.begin); i < end; ++i) {
            column.x.push_back(points.x(i));
            column.y.push_back(points.y(i));
        }
        out.push_back(std::move(column));
    };
    for (const auto& series : m_series) {
        if (!series->visible)
            continue;
        add(series->name, series->points);
        if (series->lower.isEmpty())
            continue;
        add(series->name + QStringLiteral(" (low)"), series->lower);
        add(series->name + QStringLiteral(" (high)"), series->upper);
    }
    return out;
}

QString SeriesPlot::summary() const {
    QStringList parts;
    for (const auto& series : m_series) {
        if (!series->visible || series->points.isEmpty())
            continue;
        const auto all = series->points.extremes(0, series->points.size());
        if (series->role == SeriesRole::Outliers) {
            parts << Chart::tr("%1: %2 points")
                         .arg(series->name, formatCount(static_cast<qint64>(series->points.size())));
            continue;
        }
        const auto last = series->lastBefore(m_visible.end);
        if (!all || !last)
            continue;
        parts << Chart::tr("%1: now %2, between %3 and %4")
                     .arg(series->name, formatNumber(series->points.y(*last)), formatNumber(all->min),
                          formatNumber(all->max));
        if (const auto best = series->best ? valueAt(*series, *series->best) : std::nullopt)
            parts << Chart::tr("%1: best %2").arg(series->name, formatNumber(*best));
    }
    if (limit)
        parts << (limit->isReference ? limit->text + ' ' + shortNumber(limit->value)
                                     : Chart::tr("limit %1").arg(shortNumber(limit->value)));
    if (!alarms.empty())
        parts << Chart::tr("%n alarms", nullptr, static_cast<int>(alarms.size()));
    for (const Mark& mark : notFinite)
        parts << mark.text;
    const QString body = parts.join(QStringLiteral("; "));
    return title.isEmpty() || body.isEmpty() ? body : title + QStringLiteral(": ") + body;
}

double SeriesPlot::neighbour(double x, int direction, double least) const {
    std::optional<double> found;
    for (const auto& series : m_series) {
        const SeriesPyramid& points = series->points;
        if (!series->visible || points.isEmpty())
            continue;
        std::optional<double> own;
        if (direction == 0) {
            own = points.x(*points.nearest(x));
        } else if (direction > 0) {
            if (const std::size_t i = points.lowerBound(x + std::max(least, std::abs(x) * 1e-15));
                i < points.size())
                own = points.x(i);
        } else if (const std::size_t i = points.lowerBound(x - least); i > 0) {
            own = points.x(i < points.size() && points.x(i) == x - least ? i : i - 1);
        }
        if (own && (!found || std::abs(*own - x) < std::abs(*found - x)))
            found = own;
    }
    return found.value_or(x);
}

void SeriesPlot::setLogarithmic(bool logarithmic) {
    m_logarithmic = logarithmic;
    changed();
}

bool SeriesPlot::click(QPointF at, bool dry) {
    for (const auto& [box, id] : m_links)
        if (box.contains(at)) {
            if (!dry)
                Q_EMIT chart().q.annotationActivated(id);
            return true;
        }
    return false;
}

} // namespace driftwood::ui
