#include "ui/training/loss_series.h"

#include "ui/format/format.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::ui {
namespace {

constexpr const char* kValidationLoss = "validation/loss";

struct LossSeriesWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::LossSeriesWords)
};

} // namespace

StepScale::StepScale(RunAxis axis, const runs::RunHistory& history, std::int64_t stepsPerEpoch)
    : m_axis(axis)
    , m_history(history)
    , m_perEpoch(static_cast<double>(history.stepsPerEpoch() > 0 ? history.stepsPerEpoch()
                                     : stepsPerEpoch > 0         ? stepsPerEpoch
                                                         : std::max<std::int64_t>(1, history.lastStep()))) {}

double StepScale::place(double step) const {
    switch (m_axis) {
    case RunAxis::Step:
        return step;
    case RunAxis::Epoch:
        return step / m_perEpoch;
    case RunAxis::Time:
        return m_history.seconds().at(step).value_or(0.0);
    }
    return step;
}

std::int64_t StepScale::step(double place) const {
    switch (m_axis) {
    case RunAxis::Step:
        return std::llround(place);
    case RunAxis::Epoch:
        return std::llround(place * m_perEpoch);
    case RunAxis::Time: {
        const runs::Curve& seconds = m_history.seconds();
        const auto after = std::ranges::lower_bound(seconds.value, place);
        if (after == seconds.value.end())
            return m_history.lastStep();
        return std::llround(seconds.step[static_cast<std::size_t>(after - seconds.value.begin())]);
    }
    }
    return 0;
}

double Smoother::add(double value) {
    if (std::isfinite(value)) {
        m_sum = m_weight * m_sum + (1.0 - m_weight) * value;
        m_mass = m_weight * m_mass + (1.0 - m_weight);
    }
    return std::isfinite(value) ? m_sum / m_mass : std::numeric_limits<double>::quiet_NaN();
}

LossSeries::LossSeries(SeriesTrack& track)
    : m_track(track)
    , m_raw(track.addSeries(LossSeriesWords::tr("train, raw"), SeriesRole::TrainRaw))
    , m_train(track.addSeries(LossSeriesWords::tr("train"), SeriesRole::Train))
    , m_validation(track.addSeries(LossSeriesWords::tr("validation"), SeriesRole::Validation)) {
    m_track.setEndLabel(m_raw, false);
}

void LossSeries::show(const runs::RunHistory& history, std::int64_t stepsPerEpoch, const Look& look) {
    for (const SeriesId series : {m_raw, m_train, m_validation})
        m_track.setData(series, {}, {});
    m_track.setSeriesVisible(m_raw, look.smoothing > 0.0);
    m_smoother = Smoother(look.smoothing);
    m_losses = 0;
    m_ofEpochs = !history.hasEveryStep();
    m_generation = history.generation();
    m_epochKnown = history.stepsPerEpoch() > 0;
    const StepScale scale(look.axis, history, stepsPerEpoch);
    // A run of very many epochs has more evaluations than can be seen; later ones are appended as they come.
    const runs::Curve& evaluations = history.metric(kValidationLoss);
    const runs::Curve seen = runs::thinned(evaluations, runs::KeptSteps::kMost);
    for (std::size_t i = 0; i < seen.size(); ++i)
        m_track.append(m_validation, scale.place(seen.step[i]), seen.value[i]);
    m_validations = evaluations.size();
    m_means = 0;
    if (m_ofEpochs) {
        const runs::Curve means = runs::thinned(history.epochLoss(), runs::KeptSteps::kMost);
        for (std::size_t i = 0; i < means.size(); ++i)
            m_track.append(m_train, scale.place(means.step[i]), means.value[i]);
        m_means = history.epochLoss().size();
    }
    append(history, scale);
    mark(history, scale);
}

void LossSeries::follow(const runs::RunHistory& history, std::int64_t stepsPerEpoch, const Look& look) {
    // After the first epoch its real length is known, which may be shorter than assumed.
    const bool rescaled = look.axis == RunAxis::Epoch && !m_epochKnown && history.stepsPerEpoch() > 0;
    if (history.generation() != m_generation || rescaled || m_ofEpochs == history.hasEveryStep()) {
        show(history, stepsPerEpoch, look);
        return;
    }
    const StepScale scale(look.axis, history, stepsPerEpoch);
    append(history, scale);
    mark(history, scale);
}

void LossSeries::append(const runs::RunHistory& history, const StepScale& scale) {
    const runs::Curve& loss = history.loss();
    std::vector<double> x;
    std::vector<double> smooth;
    x.reserve(loss.size() - m_losses);
    smooth.reserve(loss.size() - m_losses);
    for (std::size_t i = m_losses; i < loss.size(); ++i) {
        x.push_back(scale.place(loss.step[i]));
        smooth.push_back(m_smoother.add(loss.value[i]));
    }
    m_track.append(m_raw, x, std::span(loss.value).subspan(m_losses));
    if (!m_ofEpochs)
        m_track.append(m_train, x, smooth);
    m_losses = loss.size();
    for (const runs::Curve& means = history.epochLoss(); m_ofEpochs && m_means < means.size(); ++m_means)
        m_track.append(m_train, scale.place(means.step[m_means]), means.value[m_means]);

    const runs::Curve& validation = history.metric(kValidationLoss);
    for (std::size_t i = m_validations; i < validation.size(); ++i)
        m_track.append(m_validation, scale.place(validation.step[i]), validation.value[i]);
    m_validations = validation.size();
    m_track.setSeriesVisible(m_validation, m_validations > 0); // a run in one pass has none
}

void LossSeries::mark(const runs::RunHistory& history, const StepScale& scale) {
    const auto best = history.bestEpoch();
    m_track.setBest(m_validation,
                    best ? std::optional(scale.place(static_cast<double>(history.epochs()[*best].step)))
                         : std::nullopt);
    std::vector<Mark> notFinite;
    if (const auto step = history.notFiniteStep())
        notFinite.push_back({scale.place(static_cast<double>(*step)),
                             LossSeriesWords::tr("loss not finite, step %1").arg(formatCount(*step))});
    m_track.setNotFinite(std::move(notFinite));
    std::vector<Annotation> spikes;
    for (const runs::LossSpike& spike : history.spikes())
        spikes.push_back({QString::number(spike.step), scale.place(static_cast<double>(spike.step)),
                          (std::isfinite(spike.loss) ? LossSeriesWords::tr("spike, step %1")
                                                     : LossSeriesWords::tr("worst record of step %1"))
                              .arg(formatCount(spike.step)),
                          formatPosition(spike.position.partition.value, spike.position.offset.value)});
    m_track.setAnnotations(std::move(spikes));
}

runs::Curve comparedCurve(const runs::RunHistory& history, std::int64_t stepsPerEpoch,
                          const LossSeries::Look& look) {
    const StepScale scale(look.axis, history, stepsPerEpoch);
    runs::Curve out;
    const runs::Curve validation = runs::thinned(history.metric(kValidationLoss), runs::KeptSteps::kMost);
    if (!validation.empty()) {
        for (std::size_t i = 0; i < validation.size(); ++i)
            out.append(scale.place(validation.step[i]), validation.value[i]);
        return out;
    }
    const bool ofSteps = history.hasEveryStep();
    const runs::Curve means =
        ofSteps ? runs::Curve() : runs::thinned(history.epochLoss(), runs::KeptSteps::kMost);
    const runs::Curve& loss = ofSteps ? history.loss() : means;
    Smoother smoother(ofSteps ? look.smoothing : 0.0);
    for (std::size_t i = 0; i < loss.size(); ++i)
        out.append(scale.place(loss.step[i]), smoother.add(loss.value[i]));
    return out;
}

} // namespace driftwood::ui
