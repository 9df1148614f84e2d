#pragma once

#include "model/trained_model.h"
#include "monitoring/drift_trail.h"
#include "monitoring/track.h"
#include "ui/charts/chart_types.h"
#include "ui/charts/heat_track.h"

#include <functional>
#include <vector>

namespace driftwood::ui {

/// Points of a line, x in milliseconds; a NaN marks a time without records.
struct LinePoints {
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> lower; ///< of the band; empty without one
    std::vector<double> upper;
};

/// One value per point, at the middle of its stretch.
[[nodiscard]] LinePoints linePoints(const monitoring::Track& track,
                                    const std::function<double(const monitoring::TrackPoint&)>& value);
/// The score's median with a band of percentiles.
[[nodiscard]] LinePoints scorePoints(const monitoring::Track& track);
/// A mean with a band of two standard deviations.
[[nodiscard]] LinePoints meanPoints(const monitoring::Track& track, Moments monitoring::TrackPoint::*mean);

/// The predictions over time, with a band of two standard deviations: the label's value in regression; in
/// classification, in percent, the probability of the second of two classes, or with more classes that of the
/// predicted one.
[[nodiscard]] LinePoints predictedPoints(const model::TrainedModel& model, const monitoring::Track& track);
/// The actual values in the same unit: the label's value, or the share of the second of two classes. Empty
/// for more classes, because a class is no number.
[[nodiscard]] LinePoints actualPoints(const model::TrainedModel& model, const monitoring::Track& track);
/// Share of wrongly classified records, in percent.
[[nodiscard]] LinePoints wrongPoints(const monitoring::Track& track);

struct OutlierPoints {
    LinePoints points;
    qint64 anomalous = 0; ///< number of all anomalies; the points are the largest of each stretch
};
[[nodiscard]] OutlierPoints outlierPoints(const monitoring::Track& track);

/// Names the model that scored between two successive points; empty: unknown.
using ScoredBy =
    std::function<QString(const monitoring::TrackPoint& before, const monitoring::TrackPoint& after)>;
/// Stretches without records that are long enough to mention, and stretches that another model scored.
[[nodiscard]] std::vector<Gap> gapsOf(const monitoring::Track& track, const ScoredBy& scoredBy = {});

/// Edges and rows of the heat strip; no values in gaps. `bins` are the reference's counts, one list per
/// input.
struct HeatRows {
    std::vector<double> edges;
    std::vector<HeatRow> rows;
};
[[nodiscard]] HeatRows heatRows(const model::TrainedModel& model, const monitoring::DriftTrail& trail,
                                const std::vector<std::vector<double>>& bins, const std::vector<Gap>& gaps);
[[nodiscard]] std::vector<std::vector<double>> referenceBins(const model::TrainedModel& model);

/// Inputs that can be drawn as a line: the paths of the numeric ones, with their index among the inputs.
[[nodiscard]] std::vector<std::pair<std::size_t, QString>> numericInputs(const model::TrainedModel& model);
/// The input to draw when `wanted` was chosen; the choice may have been made for another model with other
/// inputs.
[[nodiscard]] std::size_t drawnInput(const model::TrainedModel& model, std::size_t wanted);
/// NaN if the model has no such input or it is not numeric.
[[nodiscard]] double referenceMean(const model::TrainedModel& model, std::size_t input);

} // namespace driftwood::ui
