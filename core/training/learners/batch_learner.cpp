#include "training/learners/batch_learner.h"

#include "base/random.h"
#include "training/evaluation.h"
#include "training/kernels/kernel_choice.h"
#include "training/learners/learners.h"

#include <algorithm>
#include <cmath>

namespace driftwood::training {

Result<std::unique_ptr<BatchLearner>> BatchLearner::create(const TrainingSpec& spec, TrainingData training,
                                                           TrainingData validation,
                                                           std::unique_ptr<GradientEngine> engine,
                                                           std::vector<float> start) {
    if (auto ok = check(spec); !ok)
        return forward(ok);
    training.classWeights = classWeightsOf(spec, training);
    validation.classWeights = training.classWeights;
    auto rows = LabelledRows::of(training, spec.task);
    if (!rows)
        return forward(rows);
    if (rows->rows().empty())
        return fail(ErrorCode::InvalidArgument, "no row with a label to learn from", "training data",
                    "Choose another range or another label.");
    auto network =
        networkOf(spec.network, spec.task, static_cast<int>(training.inputs->columns), training.classes);
    if (!network)
        return forward(network);
    CountedRows validated;
    if (validation.inputs != nullptr && validation.inputs->rows > 0) {
        if (validation.inputs->columns != training.inputs->columns || validation.classes != training.classes)
            return fail(ErrorCode::InvalidArgument,
                        "validation data has other columns or classes than training data", "training data");
        const auto labelled = LabelledRows::of(validation, spec.task);
        if (!labelled)
            return tl::unexpected<Error>(labelled.error());
        validated = labelled->counted();
    }
    if (engine == nullptr) {
        auto native = makeNativeEngine(*network, lossOf(spec.task, training.classes));
        if (!native)
            return forward(native);
        engine = std::move(*native);
    }
    if (start.empty())
        start = initialParameters(*network, spec.seed);
    else if (start.size() != network->parameterCount())
        return fail(ErrorCode::InvalidArgument, "there are not as many parameters as the network has",
                    "start");
    return std::unique_ptr<BatchLearner>(new BatchLearner(spec, std::move(*network), std::move(*rows),
                                                          validation, validated, std::move(engine),
                                                          std::move(start)));
}

std::vector<float> classWeightsOf(const TrainingSpec& spec, const TrainingData& training) {
    if (spec.classWeights == ClassWeights::None || training.labels == nullptr)
        return {};
    std::vector<std::int64_t> rows(static_cast<std::size_t>(training.classes));
    for (const std::int32_t label : training.labels->classes)
        if (label >= 0 && label < training.classes)
            ++rows[static_cast<std::size_t>(label)];
    const std::vector<double> weights = balancedWeights(rows);
    return {weights.begin(), weights.end()};
}

BatchLearner::BatchLearner(TrainingSpec spec, Network network, LabelledRows rows, TrainingData validation,
                           const CountedRows& validated, std::unique_ptr<GradientEngine> engine,
                           std::vector<float> start)
    : m_spec(std::move(spec))
    , m_network(std::move(network))
    , m_rows(std::move(rows))
    , m_validation(validation)
    , m_validated(validated)
    , m_engine(std::move(engine))
    , m_optimizer(m_spec.optimizer, m_network, chosenKernels())
    , m_parameters(std::move(start))
    , m_lastGood(m_parameters)
    , m_gradient(m_parameters.size())
    , m_order(orderOfEpoch(1)) {}

std::int64_t BatchLearner::stepsPerEpoch() const {
    const auto batch = static_cast<std::size_t>(m_spec.batchSize);
    return static_cast<std::int64_t>((m_rows.rows().size() + batch - 1) / batch);
}

std::vector<std::uint32_t> BatchLearner::orderOfEpoch(int epoch) const {
    std::vector<std::uint32_t> order = m_rows.rows();
    if (m_spec.shuffle) {
        // One seed per epoch, so that an epoch's order can be recomputed without the preceding ones.
        constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15;
        SeededRandom random(m_spec.seed + static_cast<std::uint64_t>(epoch) * kGoldenRatio);
        random.shuffle(std::span<std::uint32_t>(order));
    }
    return order;
}

Result<LearnerStep> BatchLearner::step() {
    if (m_progress.stopped != StopReason::NotStopped)
        return fail(ErrorCode::InvalidArgument,
                    "training has ended: " + std::string(stopReasonText(m_progress.stopped)), "training");
    const std::size_t size =
        std::min(static_cast<std::size_t>(m_spec.batchSize), m_order.size() - m_progress.position);
    const auto chosen = std::span<const std::uint32_t>(m_order).subspan(m_progress.position, size);
    m_batchRows.assign(chosen.begin(), chosen.end());
    const auto loss = m_engine->lossAndGradient(m_parameters, m_rows.gather(m_batchRows), m_gradient);
    if (!loss)
        return tl::unexpected<Error>(loss.error());

    ++m_progress.steps;
    LearnerStep step;
    step.step = m_progress.steps;
    step.epoch = m_progress.epoch;
    step.loss = *loss;
    step.gradientNorm = std::sqrt(chosenKernels().sumOfSquares(m_gradient.size(), m_gradient.data()));
    step.rows = static_cast<std::int64_t>(size);
    if (!std::isfinite(step.loss) || !std::isfinite(step.gradientNorm)) {
        m_progress.stopped = StopReason::NotFinite;
        if (!std::isfinite(step.loss))
            m_parameters = m_lastGood;
        return step;
    }
    m_lastGood = m_parameters;
    m_optimizer.apply(m_parameters, m_gradient);
    m_progress.position += size;
    m_progress.epochLossSum += step.loss * static_cast<double>(size);
    if (m_progress.position == m_order.size())
        if (auto ok = endEpoch(step); !ok)
            return forward(ok);
    return step;
}

Status BatchLearner::endEpoch(LearnerStep& step) {
    step.epochEnded = true;
    step.epochLoss = m_progress.epochLossSum / static_cast<double>(m_order.size());
    if (m_validated.rows > 0) {
        auto evaluation = evaluate(*m_engine, m_spec, m_network, m_parameters, m_validation);
        if (!evaluation)
            return forward(evaluation);
        step.metrics.push_back({learnerOf(LearnerKind::Batch).quality, std::move(*evaluation)});
    }
    if (validates())
        judgeEpoch(step.metrics.back().evaluation.get("loss").value_or(NAN));
    else
        m_progress.bestEpoch = m_progress.epoch;
    step.bestEpoch = m_progress.bestEpoch;
    if (m_progress.stopped != StopReason::NotStopped)
        return {};
    if (m_progress.epoch == m_spec.epochs) {
        m_progress.stopped = StopReason::AllEpochs;
        return {};
    }
    ++m_progress.epoch;
    m_progress.position = 0;
    m_progress.epochLossSum = 0.0;
    m_order = orderOfEpoch(m_progress.epoch);
    return {};
}

void BatchLearner::judgeEpoch(double validationLoss) {
    if (!std::isfinite(validationLoss)) {
        m_progress.stopped = StopReason::NotFinite;
    } else if (m_progress.bestEpoch == 0 || validationLoss < m_progress.bestLoss) {
        m_progress.bestLoss = validationLoss;
        m_progress.bestEpoch = m_progress.epoch;
        m_progress.epochsWithoutBetter = 0;
        m_best = m_parameters;
    } else if (++m_progress.epochsWithoutBetter == m_spec.patience) {
        m_progress.stopped = StopReason::EarlyStopping;
    }
}

Result<std::vector<double>> BatchLearner::rowLosses(std::span<const std::uint32_t> rows) {
    std::vector<double> losses;
    losses.reserve(rows.size());
    std::vector<float> unused(m_parameters.size());
    for (const std::uint32_t& row : rows) {
        const auto loss = m_engine->lossAndGradient(m_parameters, m_rows.gather({&row, 1}), unused);
        if (!loss)
            return tl::unexpected<Error>(loss.error());
        losses.push_back(*loss);
    }
    return losses;
}

const std::vector<float>& BatchLearner::bestParameters() const {
    return m_best.empty() ? m_parameters : m_best;
}

Result<std::optional<std::uint32_t>> BatchLearner::worstRow() {
    if (m_batchRows.empty())
        return std::nullopt;
    const auto losses = rowLosses(m_batchRows);
    if (!losses)
        return tl::unexpected<Error>(losses.error());
    const auto worst = std::ranges::max_element(
        *losses, [](double a, double b) { return std::isnan(b) ? !std::isnan(a) : a < b; });
    return m_batchRows[static_cast<std::size_t>(worst - losses->begin())];
}

LearnerResult BatchLearner::result() const {
    return {.learned = {m_network, bestParameters()},
            .bestEpoch = m_progress.bestEpoch,
            .steps = m_progress.steps};
}

} // namespace driftwood::training
