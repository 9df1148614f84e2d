#include "ui/monitor/track_series.h"

#include "drift/field_bins.h"
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

using session::TrackPoint;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kBreakAfterWidths = 5;
constexpr std::int64_t kGapWidths = 30;
constexpr double kBandDeviations = 2.0;

struct Sample {
    double value;
    double lower;
    double upper;
};

/// Whether the last stretch has just begun: the mean of its few records would swing the end of the line.
bool isFilling(const std::vector<TrackPoint>& points, std::int64_t width) {
    if (points.size() < 2)
        return false;
    const TrackPoint& last = points.back();
    return last.begin.value + width > QDateTime::currentMSecsSinceEpoch() &&
           2 * last.records < points[points.size() - 2].records;
}

LinePoints pointsOf(const session::Track& track, bool band,
                    const std::function<Sample(const TrackPoint&)>& sampleOf) {
    LinePoints line;
    const std::int64_t width = track.width().count();
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
        if (!line.x.empty() && point.begin.value - last > kBreakAfterWidths * width)
            put(static_cast<double>(last + width), {kNaN, kNaN, kNaN});
        last = point.begin.value;
        put(static_cast<double>(last) + static_cast<double>(width) / 2.0, sampleOf(point));
    }
    return line;
}

} // namespace

LinePoints linePoints(const session::Track& track, const std::function<double(const TrackPoint&)>& value) {
    return pointsOf(track, false, [&](const TrackPoint& point) { return Sample{value(point), kNaN, kNaN}; });
}

LinePoints scorePoints(const session::Track& track) {
    return pointsOf(track, true, [](const TrackPoint& point) {
        return Sample{point.score.median, point.score.p1, point.score.p99};
    });
}

LinePoints meanPoints(const session::Track& track, session::Moments TrackPoint::*mean) {
    return pointsOf(track, true, [mean](const TrackPoint& point) {
        const session::Moments& moments = point.*mean;
        const double reach = kBandDeviations * moments.deviation();
        return Sample{moments.value(), moments.value() - reach, moments.value() + reach};
    });
}

OutlierPoints outlierPoints(const session::Track& track) {
    OutlierPoints result;
    std::vector<session::Outlier> outliers;
    for (const TrackPoint& point : track.points()) {
        result.anomalous += point.anomalous;
        outliers.insert(outliers.end(), point.outliers.begin(), point.outliers.end());
    }
    std::ranges::sort(outliers, {}, &session::Outlier::time);
    for (const session::Outlier& outlier : outliers) {
        result.points.x.push_back(static_cast<double>(outlier.time.value));
        result.points.y.push_back(outlier.score);
    }
    return result;
}

std::vector<Gap> gapsOf(const session::Track& track) {
    std::vector<Gap> gaps;
    const std::int64_t width = track.width().count();
    const auto& points = track.points();
    for (std::size_t i = 1; i < points.size(); ++i) {
        const std::int64_t from = points[i - 1].begin.value + width;
        const std::int64_t length = points[i].begin.value - from;
        if (length <= kGapWidths * width)
            continue;
        gaps.push_back({{static_cast<double>(from), static_cast<double>(from + length)},
                        QCoreApplication::translate("TrackSeries", "no records, %1")
                            .arg(formatDuration(std::chrono::milliseconds(length)))});
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

HeatRows heatRows(const model::TrainedModel& model, const session::DriftTrail& trail,
                  const std::vector<std::vector<double>>& bins) {
    HeatRows heat;
    const auto& windows = trail.windows();
    for (const session::DriftWindow& window : windows) {
        const auto from = static_cast<double>(window.from.value);
        heat.edges.push_back(heat.edges.empty() ? from : std::max(from, heat.edges.back() + 1.0));
    }
    if (!windows.empty())
        heat.edges.push_back(std::max(static_cast<double>(windows.back().to.value), heat.edges.back() + 1.0));
    for (std::size_t i = 0; i < model.reference.fields.size(); ++i) {
        HeatRow row;
        row.name = QString::fromStdString(model.reference.fields[i].path);
        for (const session::DriftWindow& window : windows)
            row.values.push_back(i < window.psi.size() ? static_cast<double>(window.psi[i]) : kNaN);
        if (i < bins.size())
            row.reference = bins[i];
        row.now = row.values.empty() ? kNaN : row.values.back();
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
    const auto& sample = model.reference.fields[input].sample;
    return sample.empty()
               ? kNaN
               : std::accumulate(sample.begin(), sample.end(), 0.0) / static_cast<double>(sample.size());
}

} // namespace driftwood::ui
