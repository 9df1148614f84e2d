#pragma once

#include "model/trained_model.h"
#include "monitoring/drift_trail.h"
#include "monitoring/track.h"
#include "ui/charts/chart_types.h"
#include "ui/charts/heat_track.h"

#include <functional>
#include <vector>

namespace driftwood::ui {

/// Points of a line, x in milliseconds; a NaN where there were no records for a while.
struct LinePoints {
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> lower; ///< of the band; empty without one
    std::vector<double> upper;
};

/// A value of every point, at the middle of its stretch.
[[nodiscard]] LinePoints linePoints(const monitoring::Track& track,
                                    const std::function<double(const monitoring::TrackPoint&)>& value);
/// The score's median in its band of percentiles.
[[nodiscard]] LinePoints scorePoints(const monitoring::Track& track);
/// A mean in its band of two standard deviations.
[[nodiscard]] LinePoints meanPoints(const monitoring::Track& track,
                                    monitoring::Moments monitoring::TrackPoint::*mean);

/// What the model said over time, in a band of two standard deviations: the label's value; for
/// classification, in percent, the probability of the second of two classes, of more than two that of the
/// predicted one.
[[nodiscard]] LinePoints predictedPoints(const model::TrainedModel& model, const monitoring::Track& track);
/// What came, in the same unit: the label's value, the share of the second of two classes. Empty where
/// nothing of that unit came: a class is no number.
[[nodiscard]] LinePoints actualPoints(const model::TrainedModel& model, const monitoring::Track& track);
/// Share of the records that were put into a wrong class, in percent.
[[nodiscard]] LinePoints wrongPoints(const monitoring::Track& track);

struct OutlierPoints {
    LinePoints points;
    qint64 anomalous = 0; ///< all there were; points are the largest of each stretch
};
[[nodiscard]] OutlierPoints outlierPoints(const monitoring::Track& track);

/// Which model scored between two points that follow each other; empty: none that is known.
using ScoredBy =
    std::function<QString(const monitoring::TrackPoint& before, const monitoring::TrackPoint& after)>;
/// Where there were no records for long enough to be said, and where another model scored them.
[[nodiscard]] std::vector<Gap> gapsOf(const monitoring::Track& track, const ScoredBy& scoredBy = {});

/// Edges and rows of the heat strip; no values where there is a gap. `bins` are the reference's counts, one
/// list an input.
struct HeatRows {
    std::vector<double> edges;
    std::vector<HeatRow> rows;
};
[[nodiscard]] HeatRows heatRows(const model::TrainedModel& model, const monitoring::DriftTrail& trail,
                                const std::vector<std::vector<double>>& bins, const std::vector<Gap>& gaps);
[[nodiscard]] std::vector<std::vector<double>> referenceBins(const model::TrainedModel& model);

/// Inputs a line can be drawn of: paths of the numeric ones, by their place among the inputs.
[[nodiscard]] std::vector<std::pair<std::size_t, QString>> numericInputs(const model::TrainedModel& model);
/// The input whose line is drawn when `wanted` was asked for: it may have been asked of another model, which
/// had more inputs or other ones.
[[nodiscard]] std::size_t drawnInput(const model::TrainedModel& model, std::size_t wanted);
/// NaN where the model has no such input or it is not numeric.
[[nodiscard]] double referenceMean(const model::TrainedModel& model, std::size_t input);

} // namespace driftwood::ui
