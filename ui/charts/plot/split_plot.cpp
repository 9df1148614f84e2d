#include "ui/charts/plot/split_plot.h"

#include "ui/charts/plot/chart_private.h"
#include "ui/format/format.h"
#include "ui/theme/type.h"

#include <cmath>
#include <numeric>

namespace driftwood::ui {

namespace {

constexpr double kFill = 0.8; ///< fills are lighter than lines

double total(const std::vector<double>& counts) { return std::accumulate(counts.begin(), counts.end(), 0.0); }

} // namespace

SplitPlot::SplitPlot(ChartPrivate& owner)
    : Track(owner) {
    m_zeroBased = true;
}

std::vector<SplitPlot::Part> SplitPlot::all() const {
    const QColor surface = color(Token::Surface);
    return {
        {Chart::tr("train"), &parts.train, mixed(color(Token::Train), surface, kFill), color(Token::Train)},
        {Chart::tr("gap"), &parts.gap, mixed(color(Token::Reference), surface, 0.45), color(Token::Ink2)},
        {Chart::tr("validation"), &parts.validation, mixed(color(Token::Validation), surface, kFill),
         color(Token::Validation)}};
}

QString SplitPlot::label(const Part& part) const {
    return part.name + ' ' + formatCount(static_cast<qint64>(std::llround(total(*part.counts))));
}

std::optional<Interval> SplitPlot::extent() const {
    if (parts.train.empty())
        return std::nullopt;
    return Interval{parts.begin, parts.begin + parts.width * static_cast<double>(parts.train.size())};
}

void SplitPlot::prepare(const Interval& /*visible*/, int /*columns*/) {
    double highest = 0;
    for (std::size_t i = 0; i < parts.train.size(); ++i)
        highest = std::max(highest, parts.train[i] + parts.gap[i] + parts.validation[i]);
    setVerticalData(parts.train.empty() ? std::nullopt : std::optional(Interval{0, highest}));
}

int SplitPlot::topRoom() const { return lineHeight(TextStyle::Small) + 6; }

void SplitPlot::paintData(QCPPainter& painter) {
    const BarSlots bars(*this, parts.begin, parts.width, parts.train.size());
    painter.save();
    painter.setClipRect(box(), Qt::IntersectClip);
    painter.setAntialiasing(false);
    for (std::size_t i = bars.first(); i < bars.last(); i += bars.step()) {
        double below = 0;
        for (const Part& part : all()) {
            const double count = bars.mean(*part.counts, i);
            if (count <= 0)
                continue;
            painter.fillRect(bars.bar(i, toPixelY(below + count), toPixelY(below)), part.fill);
            below += count;
        }
    }
    painter.restore();
}

double SplitPlot::highestBetween(double left, double right) const {
    double highest = 0;
    for (std::size_t i = 0; i < parts.train.size(); ++i) {
        const double at = toPixelX(parts.begin + parts.width * (static_cast<double>(i) + 0.5));
        if (at >= left && at <= right)
            highest = std::max(highest, parts.train[i] + parts.gap[i] + parts.validation[i]);
    }
    return highest;
}

void SplitPlot::paintMarks(QCPPainter& painter) {
    const QFont bold = font(TextStyle::NavStrong);
    const double top = box().top() - topRoom();
    const double height = lineHeight(TextStyle::Small);
    for (const Part& part : all()) {
        const auto first = std::ranges::find_if(*part.counts, [](double count) { return count > 0; });
        if (first == part.counts->end())
            continue;
        const auto last =
            std::find_if(part.counts->rbegin(), part.counts->rend(), [](double count) { return count > 0; });
        const auto at = [&](double bucket) { return toPixelX(parts.begin + parts.width * bucket); };
        const double left = at(static_cast<double>(first - part.counts->begin()));
        const double right = at(static_cast<double>(part.counts->rend() - last));
        const QString text = label(part);
        if (part.counts == &parts.gap) {
            // The text is wider than its narrow bars, so it stands above all bars below it.
            const double reach = textWidth(text, font(TextStyle::Nav)) / 2 + 4;
            const double highest = highestBetween((left + right) / 2 - reach, (left + right) / 2 + reach);
            drawText(painter, QRectF(left, toPixelY(highest) - height - 2, right - left, height),
                     Qt::AlignHCenter | Qt::AlignVCenter, {text, font(TextStyle::Nav), part.ink}, true);
        } else if (part.counts == &parts.train) {
            drawText(painter, QRectF(std::max(left, box().left()), top, 0, height),
                     Qt::AlignLeft | Qt::AlignVCenter, {text, bold, part.ink});
        } else {
            drawText(painter, QRectF(left, top, std::min(right, box().right()) - left, height),
                     Qt::AlignRight | Qt::AlignVCenter, {text, bold, part.ink});
        }
    }
}

std::vector<ReadoutRow> SplitPlot::readout(double x) const {
    std::vector<ReadoutRow> rows;
    const double bucket = std::floor((x - parts.begin) / parts.width);
    if (bucket < 0 || bucket >= static_cast<double>(parts.train.size()))
        return rows;
    for (const Part& part : all())
        if (const double count = (*part.counts)[static_cast<std::size_t>(bucket)]; count > 0)
            rows.push_back({part.name, formatCount(static_cast<qint64>(count)), part.ink, std::nullopt});
    return rows;
}

std::vector<CsvColumn> SplitPlot::columns(const Interval& range) const {
    std::vector<CsvColumn> out;
    for (const Part& part : all()) {
        CsvColumn column{part.name, {}, *part.counts};
        for (std::size_t i = 0; i < part.counts->size(); ++i)
            column.x.push_back(parts.begin + parts.width * static_cast<double>(i));
        out.push_back(std::move(column));
    }
    for (CsvColumn& column : out)
        for (std::size_t i = column.x.size(); i-- > 0;)
            if (column.x[i] + parts.width <= range.begin || column.x[i] >= range.end) {
                column.x.erase(column.x.begin() + static_cast<std::ptrdiff_t>(i));
                column.y.erase(column.y.begin() + static_cast<std::ptrdiff_t>(i));
            }
    return out;
}

QString SplitPlot::summary() const {
    QStringList texts;
    for (const Part& part : all())
        texts << label(part);
    return texts.join(QStringLiteral(", "));
}

double SplitPlot::neighbour(double x, int direction, double least) const {
    if (parts.train.empty())
        return x;
    const double step = direction == 0 ? 0 : std::max(1.0, std::round(least / parts.width));
    const double bucket = std::clamp(std::floor((x - parts.begin) / parts.width) + direction * step, 0.0,
                                     static_cast<double>(parts.train.size() - 1));
    return parts.begin + (bucket + 0.5) * parts.width;
}

} // namespace driftwood::ui
