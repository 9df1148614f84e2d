#pragma once

#include "runs/run_history.h"
#include "ui/charts/series_track.h"

#include <memory>

namespace driftwood::ui {

/// The unit of a run's horizontal axis.
enum class RunAxis : unsigned char { Step, Epoch, Time };

/// Converts the steps of one run to places on an axis.
class StepScale {
  public:
    /// `stepsPerEpoch` is used until an epoch has ended; 0: unknown, then everything so far counts as one
    /// epoch.
    StepScale(RunAxis axis, const runs::RunHistory& history, std::int64_t stepsPerEpoch);
    [[nodiscard]] double place(double step) const;
    /// The step at a place, rounded.
    [[nodiscard]] std::int64_t step(double place) const;

  private:
    RunAxis m_axis;
    const runs::RunHistory& m_history;
    double m_perEpoch;
};

/// Mean of the values so far, weighted by `weight` to the power of their age, without the initial bias
/// towards zero (Kingma & Ba 2015). Values that are not finite are ignored.
class Smoother {
  public:
    explicit Smoother(double weight)
        : m_weight(weight) {}
    [[nodiscard]] double add(double value);

  private:
    double m_weight;
    double m_sum = 0.0;
    double m_mass = 0.0;
};

/// A run's loss curves in a chart's track: raw and smoothed training loss, validation loss. Follows a growing
/// history by appending. Of a run that has not every step's loss, the smoothed one is the mean of each epoch.
class LossSeries {
  public:
    struct Look {
        RunAxis axis = RunAxis::Step;
        double smoothing = 0.9; ///< 0: none
    };

    /// Adds its series to the track.
    explicit LossSeries(SeriesTrack& track);
    /// Draws the whole history again.
    void show(const runs::RunHistory& history, std::int64_t stepsPerEpoch, const Look& look);
    /// Draws what is new; draws everything again if the history has started again.
    void follow(const runs::RunHistory& history, std::int64_t stepsPerEpoch, const Look& look);

  private:
    void append(const runs::RunHistory& history, const StepScale& scale);
    void mark(const runs::RunHistory& history, const StepScale& scale);

    SeriesTrack& m_track;
    SeriesId m_raw;
    SeriesId m_train;
    SeriesId m_validation;
    Smoother m_smoother{0.0};
    bool m_ofEpochs = false;  ///< the training loss is the mean of each epoch
    std::size_t m_means = 0;  ///< drawn, of these
    std::size_t m_losses = 0; ///< drawn
    std::size_t m_validations = 0;
    int m_generation = -1;
    bool m_epochKnown = false;
};

/// The curve of a run to compare with: its validation loss or, without one, its smoothed training loss.
[[nodiscard]] runs::Curve comparedCurve(const runs::RunHistory& history, std::int64_t stepsPerEpoch,
                                        const LossSeries::Look& look);

} // namespace driftwood::ui
