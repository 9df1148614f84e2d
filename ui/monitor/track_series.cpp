#include "ui/monitor/track_series.h"

#include "drift/field_bins.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

namespace driftwood::ui {
namespace {

using monitoring::TrackPoint;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kBreakAfterSteps = 5;
constexpr std::int64_t kGapSteps = 30;
constexpr double kBandDeviations = 2.0;
constexpr double kPercent = 100.0;

struct Sample {
    double value;
    double lower;
    double upper;
};

/// Whether the last stretch has just begun. It is left out, because the mean of a few records would make the
/// line's end jump.
bool isFilling(const std::vector<TrackPoint>& points, std::int64_t width) {
    if (points.size() < 2)
        return false;
    const TrackPoint& last = points.back();
    return last.begin.value + width > QDateTime::currentMSecsSinceEpoch() &&
           2 * last.records < points[points.size() - 2].records;
}

/// The usual distance of points: one stretch, or more for a topic with sparse records.
std::int64_t usualStep(const monitoring::Track& track) {
    constexpr std::size_t kEnoughSteps = 8;
    std::vector<std::int64_t> steps;
    const auto& points = track.points();
    for (std::size_t i = 1; i < points.size(); ++i)
        steps.push_back(points[i].begin - points[i - 1].begin);
    const std::int64_t width = track.width().count();
    if (steps.size() < kEnoughSteps)
        return width;
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::ranges::nth_element(steps, middle);
    return std::max(width, *middle);
}

LinePoints pointsOf(const monitoring::Track& track, bool band,
                    const std::function<Sample(const TrackPoint&)>& sampleOf) {
    LinePoints line;
    const std::int64_t width = track.width().count();
    const std::int64_t longest = kBreakAfterSteps * usualStep(track);
    const auto put = [&](double x, const Sample& sample) {
        line.x.push_back(x);
        line.y.push_back(sample.value);
        if (!band)
            return;
        line.lower.push_back(sample.lower);
        line.upper.push_back(sample.upper);
    };
    std::int64_t last = 0;
    const auto points = std::span(track.points());
    for (const TrackPoint& point : points.first(points.size() - (isFilling(track.points(), width) ? 1 : 0))) {
        // A NaN at both ends of the silence, so that no value is interpolated in it.
        if (!line.x.empty() && point.begin.value - last > longest) {
            put(static_cast<double>(last + width), {kNaN, kNaN, kNaN});
            put(static_cast<double>(point.begin.value), {kNaN, kNaN, kNaN});
        }
        last = point.begin.value;
        put(static_cast<double>(last) + static_cast<double>(width) / 2.0, sampleOf(point));
    }
    return line;
}

/// The columns of the heat strip, made from the windows. Each column extends to the next, but not over a gap,
/// for which there is a column without a window. Writes the columns' edges, one more than columns.
std::vector<std::optional<std::size_t>> columnsOf(const std::vector<monitoring::DriftWindow>& windows,
                                                  const std::vector<Gap>& gaps, std::vector<double>& edges) {
    std::vector<std::optional<std::size_t>> columns;
    double end = 0;
    const auto put = [&](double from, double to, std::optional<std::size_t> window) {
        from = edges.empty() ? from : std::max(from, edges.back() + 1.0);
        if (to <= from && !window)
            return;
        edges.push_back(from);
        columns.push_back(window);
        end = std::max(to, from + 1.0);
    };
    for (std::size_t i = 0; i < windows.size(); ++i) {
        auto from = static_cast<double>(windows[i].from.value);
        const auto to =
            static_cast<double>(i + 1 < windows.size() ? windows[i + 1].from.value : windows[i].to.value);
        bool drawn = false;
        for (const Gap& gap : gaps) {
            if (gap.span.end <= from || gap.span.begin >= to)
                continue;
            if (gap.span.begin > from) {
                put(from, gap.span.begin, i);
                drawn = true;
            }
            put(std::max(from, gap.span.begin), std::min(to, gap.span.end), std::nullopt);
            from = gap.span.end;
        }
        if (from < to || !drawn)
            put(from, to, i);
    }
    if (!columns.empty())
        edges.push_back(end);
    return columns;
}

} // namespace

LinePoints linePoints(const monitoring::Track& track, const std::function<double(const TrackPoint&)>& value) {
    return pointsOf(track, false, [&](const TrackPoint& point) { return Sample{value(point), kNaN, kNaN}; });
}

LinePoints scorePoints(const monitoring::Track& track) {
    return pointsOf(track, true, [](const TrackPoint& point) {
        return Sample{point.score.median, point.score.p1, point.score.p99};
    });
}

LinePoints meanPoints(const monitoring::Track& track, Moments TrackPoint::*mean) {
    return pointsOf(track, true, [mean](const TrackPoint& point) {
        const Moments& moments = point.*mean;
        const double reach = kBandDeviations * moments.standardDeviation();
        return Sample{moments.value(), moments.value() - reach, moments.value() + reach};
    });
}

LinePoints predictedPoints(const model::TrainedModel& model, const monitoring::Track& track) {
    LinePoints line = meanPoints(track, &TrackPoint::prediction);
    if (model.objective().prediction != training::PredictionKind::Class)
        return line;
    for (std::vector<double>* values : {&line.y, &line.lower, &line.upper})
        for (double& value : *values)
            if (std::isfinite(value)) // a standard deviation may extend beyond the range of a probability
                value = kPercent * std::clamp(value, 0.0, 1.0);
    return line;
}

LinePoints actualPoints(const model::TrainedModel& model, const monitoring::Track& track) {
    const training::PredictionKind prediction = model.objective().prediction;
    const bool classes = prediction == training::PredictionKind::Class;
    if (prediction == training::PredictionKind::Score || (classes && model.classes() != 2))
        return {};
    return linePoints(track, [unit = classes ? kPercent : 1.0](const TrackPoint& point) {
        return unit * point.actual.value();
    });
}

LinePoints wrongPoints(const monitoring::Track& track) {
    return linePoints(track, [](const TrackPoint& point) { return kPercent * point.error.value(); });
}

OutlierPoints outlierPoints(const monitoring::Track& track) {
    OutlierPoints result;
    std::vector<monitoring::Outlier> outliers;
    for (const TrackPoint& point : track.points()) {
        result.anomalous += point.anomalous;
        outliers.insert(outliers.end(), point.outliers.begin(), point.outliers.end());
    }
    std::ranges::sort(outliers, {}, &monitoring::Outlier::time);
    for (const monitoring::Outlier& outlier : outliers) {
        result.points.x.push_back(static_cast<double>(outlier.time.value));
        result.points.y.push_back(outlier.score);
    }
    return result;
}

std::vector<Gap> gapsOf(const monitoring::Track& track, const ScoredBy& scoredBy) {
    std::vector<Gap> gaps;
    const std::int64_t width = track.width().count();
    const std::int64_t longest = kGapSteps * usualStep(track);
    const auto& points = track.points();
    for (std::size_t i = 1; i < points.size(); ++i) {
        const std::int64_t from = points[i - 1].begin.value + width;
        const std::int64_t length = points[i].begin.value - from;
        if (length <= longest)
            continue;
        const QString other = scoredBy ? scoredBy(points[i - 1], points[i]) : QString();
        const QString duration = formatDuration(std::chrono::milliseconds(length));
        gaps.push_back(
            {{static_cast<double>(from), static_cast<double>(from + length)},
             other.isEmpty()
                 ? QCoreApplication::translate("TrackSeries", "no records, %1").arg(duration)
                 : QCoreApplication::translate("TrackSeries", "scored by %1, %2").arg(other, duration)});
    }
    return gaps;
}

std::vector<std::vector<double>> referenceBins(const model::TrainedModel& model) {
    std::vector<std::vector<double>> bins;
    for (const features::ReferenceField& field : model.reference.fields) {
        const auto counts = drift::FieldBins(field).reference();
        bins.emplace_back(counts.begin(), counts.end());
    }
    return bins;
}

HeatRows heatRows(const model::TrainedModel& model, const monitoring::DriftTrail& trail,
                  const std::vector<std::vector<double>>& bins, const std::vector<Gap>& gaps) {
    HeatRows heat;
    const auto& windows = trail.windows();
    const std::vector<std::optional<std::size_t>> columns = columnsOf(windows, gaps, heat.edges);
    for (std::size_t i = 0; i < model.reference.fields.size(); ++i) {
        HeatRow row;
        row.name = QString::fromStdString(model.reference.fields[i].path);
        const auto valueOf = [&](const monitoring::DriftWindow& window) {
            return i < window.psi.size() ? static_cast<double>(window.psi[i]) : kNaN;
        };
        for (const std::optional<std::size_t>& column : columns)
            row.values.push_back(column ? valueOf(windows[*column]) : kNaN);
        if (i < bins.size())
            row.reference = bins[i];
        row.now = windows.empty() ? kNaN : valueOf(windows.back());
        if (trail.latest() && i < trail.latest()->fields.size()) {
            const auto& shape = trail.latest()->fields[i].shape;
            row.current.assign(shape.begin(), shape.end());
        }
        heat.rows.push_back(std::move(row));
    }
    return heat;
}

std::vector<std::pair<std::size_t, QString>> numericInputs(const model::TrainedModel& model) {
    std::vector<std::pair<std::size_t, QString>> inputs;
    for (std::size_t i = 0; i < model.reference.fields.size(); ++i)
        if (!model.reference.fields[i].sample.empty())
            inputs.emplace_back(i, QString::fromStdString(model.reference.fields[i].path));
    return inputs;
}

std::size_t drawnInput(const model::TrainedModel& model, std::size_t wanted) {
    const auto inputs = numericInputs(model);
    if (std::ranges::any_of(inputs, [wanted](const auto& input) { return input.first == wanted; }))
        return wanted;
    return inputs.empty() ? 0 : inputs.front().first;
}

double referenceMean(const model::TrainedModel& model, std::size_t input) {
    if (input >= model.reference.fields.size())
        return kNaN;
    const features::ReferenceField& field = model.reference.fields[input];
    if (field.mean)
        return *field.mean;
    const auto& sample = field.sample; // all that a model of an older version has
    return sample.empty()
               ? kNaN
               : std::accumulate(sample.begin(), sample.end(), 0.0) / static_cast<double>(sample.size());
}

} // namespace driftwood::ui
