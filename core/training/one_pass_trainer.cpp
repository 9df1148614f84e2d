#include "training/one_pass_trainer.h"

#include "training/kernels/kernel_choice.h"
#include "training/row_outcome.h"
#include "training/trainer.h"

#include <algorithm>
#include <cmath>

namespace driftwood::training {
namespace {

features::LabelKind labelKindOf(Task task) {
    switch (task) {
    case Task::Regression:
        return features::LabelKind::Number;
    case Task::Classification:
        return features::LabelKind::Category;
    case Task::AnomalyDetection:
        break;
    }
    return features::LabelKind::None;
}

/// The error's text, with the record it happened at.
tl::unexpected<Error> at(Error error, const records::RecordBatch& rows, std::size_t row) {
    const Position position = rows.position(row);
    error.where += (error.where.empty() ? "" : ", ") + std::string("partition ") +
                   std::to_string(position.partition.value) + " @ " + std::to_string(position.offset.value);
    return tl::unexpected<Error>(std::move(error));
}

} // namespace

Result<std::unique_ptr<IncrementalTrainer>>
IncrementalTrainer::create(const TrainingSpec& spec, const features::FeatureSpec& featureSpec,
                           const records::RecordBatch& firstRows, Options options) {
    if (auto ok = check(spec); !ok)
        return forward(ok);
    if (options.warmupRows < 1 || options.windowRows < 1)
        return fail(ErrorCode::InvalidArgument, "warm-up and window need at least one row",
                    "incremental training");
    if (featureSpec.labelKind != labelKindOf(spec.task))
        return fail(ErrorCode::InvalidArgument,
                    "the features' label does not fit " + std::string(taskName(spec.task)), "label");
    const std::size_t warmup = std::min(static_cast<std::size_t>(options.warmupRows), firstRows.rows());
    auto features = features::RunningFeatures::create(featureSpec, firstRows, 0, warmup);
    if (!features)
        return forward(features);
    auto shape = denseShape(spec.network, spec.task, static_cast<int>(features->outputs()),
                            static_cast<int>(features->fitted().classes().size()));
    if (!shape)
        return forward(shape);
    return std::make_unique<OnePassTrainer>(spec, options, std::move(*shape), std::move(*features));
}

OnePassTrainer::OnePassTrainer(TrainingSpec spec, Options options, DenseShape shape,
                               features::RunningFeatures features)
    : m_spec(std::move(spec))
    , m_options(options)
    , m_shape(std::move(shape))
    , m_engine(makeNativeEngine(m_shape,
                                lossOf(m_spec.task, static_cast<int>(features.fitted().classes().size()))))
    , m_state{features,
              Optimizer(m_spec.optimizer, m_shape, chosenKernels()),
              PrequentialTally(m_spec.task, static_cast<int>(features.fitted().classes().size())),
              OutcomeWindow(static_cast<std::size_t>(options.windowRows), m_spec.task,
                            static_cast<int>(features.fitted().classes().size())),
              initialParameters(m_shape, m_spec.seed),
              {},
              {},
              {}}
    , m_input(static_cast<std::size_t>(m_shape.inputs()))
    , m_output(static_cast<std::size_t>(m_shape.outputs()))
    , m_gradient(m_state.parameters.size()) {}

Result<PrequentialMetrics> OnePassTrainer::advance(const records::RecordBatch& rows, std::size_t begin,
                                                   std::size_t end) {
    if (begin > end || end > rows.rows())
        return fail(ErrorCode::InvalidArgument, "rows beyond the batch", "incremental training");
    for (std::size_t row = begin; row < end; ++row) {
        const auto label = labelOf(rows, row);
        if (!label)
            return at(label.error(), rows, row);
        if (!label->usable) {
            ++m_state.rowsWithoutLabel;
            continue;
        }
        if (auto ok = test(rows, row, *label); !ok)
            return at(ok.error(), rows, row);
        if (auto ok = takeIn(rows, row, *label); !ok)
            return at(ok.error(), rows, row);
        if (m_state.pendingInputs.size() == m_input.size() * static_cast<std::size_t>(m_spec.batchSize))
            if (auto ok = learn(); !ok)
                return at(ok.error(), rows, row);
    }
    PrequentialMetrics metrics;
    metrics.rows = m_state.overall.rows();
    metrics.overall = m_state.overall.evaluation();
    metrics.window = m_state.window.evaluation();
    metrics.loss = metrics.window.get("loss").value_or(0.0);
    return metrics;
}

Result<OnePassTrainer::Label> OnePassTrainer::labelOf(const records::RecordBatch& rows, std::size_t row) {
    Label label;
    if (m_spec.task == Task::Classification) {
        const auto found = m_state.features.labelClass(rows, row);
        if (!found)
            return tl::unexpected<Error>(found.error());
        label.classIndex = *found;
        label.usable = *found >= 0;
    } else if (m_spec.task == Task::Regression) {
        const auto number = m_state.features.labelNumber(rows, row);
        if (!number)
            return tl::unexpected<Error>(number.error());
        label.number = *number;
        label.usable = std::isfinite(*number);
    }
    return label;
}

Status OnePassTrainer::test(const records::RecordBatch& rows, std::size_t row, const Label& label) {
    if (auto ok = m_state.features.transformRow(rows, row, m_input); !ok)
        return ok;
    if (auto ok = m_engine->forward(m_state.parameters, m_input, 1, m_output); !ok)
        return ok;
    PrequentialOutcome outcome;
    if (m_spec.task == Task::AnomalyDetection) {
        outcome.loss = reconstructionError(m_output, m_input);
    } else if (m_spec.task == Task::Regression) {
        const double scale = m_state.features.fitted().labelScale();
        outcome.error =
            m_state.features.fitted().labelMean() + scale * static_cast<double>(m_output[0]) - label.number;
        outcome.loss = outcome.error / scale * (outcome.error / scale);
    } else {
        outcome.loss = classificationLoss(m_output, label.classIndex);
        outcome.predicted = predictedClass(m_output);
        outcome.actual = label.classIndex;
        outcome.previous = m_state.previousClass;
        m_state.previousClass = label.classIndex;
    }
    m_state.overall.add(outcome);
    m_state.window.add(outcome);
    return {};
}

Status OnePassTrainer::takeIn(const records::RecordBatch& rows, std::size_t row, const Label& label) {
    if (auto ok = m_state.features.observe(rows, row); !ok)
        return ok;
    if (auto ok = m_state.features.transformRow(rows, row, m_input); !ok)
        return ok;
    m_state.pendingInputs.insert(m_state.pendingInputs.end(), m_input.begin(), m_input.end());
    const features::FittedFeatures& fitted = m_state.features.fitted();
    if (m_spec.task == Task::AnomalyDetection)
        m_state.pendingTargets = m_state.pendingInputs;
    else if (m_spec.task == Task::Regression)
        m_state.pendingTargets.push_back(
            static_cast<float>((label.number - fitted.labelMean()) / fitted.labelScale()));
    else if (learnsFromClasses())
        m_state.pendingClasses.push_back(label.classIndex);
    else
        m_state.pendingTargets.push_back(static_cast<float>(label.classIndex));
    return {};
}

Status OnePassTrainer::learn() {
    Batch batch;
    batch.rows = static_cast<std::size_t>(m_spec.batchSize);
    batch.inputs = m_state.pendingInputs.data();
    batch.targets = m_state.pendingTargets.empty() ? nullptr : m_state.pendingTargets.data();
    batch.classes = m_state.pendingClasses.empty() ? nullptr : m_state.pendingClasses.data();
    const auto loss = m_engine->lossAndGradient(m_state.parameters, batch, m_gradient);
    m_state.pendingInputs.clear();
    m_state.pendingTargets.clear();
    m_state.pendingClasses.clear();
    if (!loss)
        return tl::unexpected<Error>(loss.error());
    const double squares = chosenKernels().sumOfSquares(m_gradient.size(), m_gradient.data());
    if (!std::isfinite(*loss) || !std::isfinite(squares))
        return fail(ErrorCode::InvalidArgument, "learning diverged: the loss was not a finite number", "",
                    "Lower the learning rate, or leave out inputs with extreme values.");
    m_state.optimizer.apply(m_state.parameters, m_gradient);
    return {};
}

} // namespace driftwood::training
