#pragma once

#include "runs/run_history.h"
#include "ui/charts/series_track.h"

#include <memory>

namespace driftwood::ui {

/// What a run's horizontal axis counts.
enum class RunAxis : unsigned char { Step, Epoch, Time };

/// Steps as places on an axis, of one run.
class StepScale {
  public:
    /// `stepsPerEpoch` where no epoch has ended yet; 0: not known, an epoch is then all there is.
    StepScale(RunAxis axis, const runs::RunHistory& history, std::int64_t stepsPerEpoch);
    [[nodiscard]] double place(double step) const;
    /// The step at a place, rounded.
    [[nodiscard]] std::int64_t step(double place) const;

  private:
    RunAxis m_axis;
    const runs::RunHistory& m_history;
    double m_perEpoch;
};

/// Mean of the values so far, weighted by `weight` to the power of their age, without the bias of the first
/// ones towards zero (Kingma & Ba 2015). Values that are not finite are left out.
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

/// A run's loss curves in a chart's track: raw and smoothed training loss, validation. Follows a growing
/// history by appending.
class LossSeries {
  public:
    struct Look {
        RunAxis axis = RunAxis::Step;
        double smoothing = 0.9; ///< 0: none
    };

    /// Adds its series to the track.
    explicit LossSeries(SeriesTrack& track);
    /// Draws all of it anew.
    void show(const runs::RunHistory& history, std::int64_t stepsPerEpoch, const Look& look);
    /// Draws what came since; anew where the history began again.
    void follow(const runs::RunHistory& history, std::int64_t stepsPerEpoch, const Look& look);

  private:
    void append(const runs::RunHistory& history, const StepScale& scale);
    void mark(const runs::RunHistory& history, const StepScale& scale);

    SeriesTrack& m_track;
    SeriesId m_raw;
    SeriesId m_train;
    SeriesId m_validation;
    Smoother m_smoother{0.0};
    std::size_t m_losses = 0; ///< drawn
    std::size_t m_validations = 0;
    int m_generation = -1;
    bool m_epochKnown = false;
};

/// Another run to compare with: its validation loss, or where it has none its smoothed training loss.
[[nodiscard]] runs::Curve comparedCurve(const runs::RunHistory& history, std::int64_t stepsPerEpoch,
                                        const LossSeries::Look& look);

} // namespace driftwood::ui
