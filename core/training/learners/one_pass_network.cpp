#include "training/learners/one_pass_network.h"

#include "training/class_tally.h"
#include "training/kernels/kernel_choice.h"
#include "training/row_outcome.h"

#include <algorithm>
#include <cmath>

namespace driftwood::training {
namespace {

/// The error with the record's position added.
tl::unexpected<Error> at(Error error, const records::RecordBatch& rows, std::size_t row) {
    const RowPosition position = rows.position(row);
    error.where += (error.where.empty() ? "" : ", ") + std::string("partition ") +
                   std::to_string(position.partition.value) + " @ " + std::to_string(position.offset.value);
    return tl::unexpected<Error>(std::move(error));
}

Result<features::RunningFeatures> firstFeatures(const features::FeatureSpec& spec,
                                                const records::RecordBatch& firstRows,
                                                const OnePassNetwork::Options& options) {
    if (!options.start) {
        const std::size_t warmup = std::min(static_cast<std::size_t>(options.warmupRows), firstRows.rows());
        return features::RunningFeatures::create(spec, firstRows, 0, warmup);
    }
    if (!(options.start->features.spec() == spec))
        return fail(ErrorCode::Mismatch, "its features are others", "features");
    auto bound = options.start->features.bindInputs(firstRows.schema());
    if (!bound)
        return forward(bound);
    return features::RunningFeatures::resume(options.start->features, options.start->rows);
}

} // namespace

Result<std::unique_ptr<OnePassNetwork>> OnePassNetwork::create(const TrainingSpec& spec,
                                                               const features::FeatureSpec& featureSpec,
                                                               const records::RecordBatch& firstRows,
                                                               Options options) {
    if (auto ok = check(spec); !ok)
        return forward(ok);
    if (options.warmupRows < 1 || options.windowRows < 1)
        return fail(ErrorCode::InvalidArgument, "warm-up and window need at least one row",
                    "one-pass training");
    if (featureSpec.labelKind != objectiveOf(spec.task).labelKind)
        return fail(ErrorCode::InvalidArgument,
                    "the features' label does not fit " + std::string(taskName(spec.task)), "label");
    auto features = firstFeatures(featureSpec, firstRows, options);
    if (!features)
        return forward(features);
    auto network = OnePassNetwork::networkFor(spec, *features);
    if (!network)
        return forward(network);
    if (options.start && options.start->parameters.size() != network->parameterCount())
        return fail(ErrorCode::Mismatch, "its network has other layers", "network");
    auto engine = OnePassNetwork::engineFor(spec, options, *network);
    if (!engine)
        return forward(engine);
    return std::unique_ptr<OnePassNetwork>(new OnePassNetwork(spec, std::move(options), std::move(*network),
                                                              std::move(*features), std::move(*engine)));
}

Result<Network> OnePassNetwork::networkFor(const TrainingSpec& spec,
                                           const features::RunningFeatures& features) {
    return networkOf(spec.network, spec.task, static_cast<int>(features.outputs()),
                     std::max(2, static_cast<int>(features.fitted().classes().size())));
}

Result<std::unique_ptr<GradientEngine>>
OnePassNetwork::engineFor(const TrainingSpec& spec, const Options& options, const Network& network) {
    const Loss loss = lossOf(spec.task, network.outputs() == 1 ? 2 : network.outputs());
    if (options.makeEngine)
        return options.makeEngine(network, loss);
    return makeNativeEngine(network, loss);
}

OnePassNetwork::OnePassNetwork(TrainingSpec spec, Options options, Network network,
                               features::RunningFeatures features, std::unique_ptr<GradientEngine> engine)
    : m_spec(std::move(spec))
    , m_objective(&objectiveOf(m_spec.task))
    , m_options(std::move(options))
    , m_first(features.fitted())
    , m_firstNetwork(network)
    , m_engine(std::move(engine))
    , m_state{features,
              network,
              Optimizer(m_spec.optimizer, network, chosenKernels()),
              PrequentialTally(m_spec.task, m_first.classes().size()),
              OutcomeWindow(static_cast<std::size_t>(m_options.windowRows), m_spec.task,
                            m_first.classes().size()),
              m_options.start ? m_options.start->parameters : initialParameters(network, m_spec.seed),
              {},
              {},
              {}} {
    fitScratch();
}

void OnePassNetwork::fitScratch() {
    m_input.resize(static_cast<std::size_t>(m_state.network.inputs()));
    m_output.resize(static_cast<std::size_t>(m_state.network.outputs()));
    m_gradient.resize(m_state.parameters.size());
}

Result<PrequentialMetrics> OnePassNetwork::advance(const records::RecordBatch& rows, std::size_t begin,
                                                   std::size_t end) {
    if (begin > end || end > rows.rows())
        return fail(ErrorCode::InvalidArgument, "rows beyond the batch", "one-pass training");
    for (std::size_t row = begin; row < end; ++row) {
        const auto label = labelOf(rows, row);
        if (!label)
            return at(label.error(), rows, row);
        if (!label->there) {
            ++m_state.rowsWithoutLabel;
            continue;
        }
        if (auto ok = testThenTrain(rows, row, *label); !ok)
            return at(ok.error(), rows, row);
    }
    return metrics();
}

PrequentialMetrics OnePassNetwork::metrics() const {
    PrequentialMetrics metrics;
    metrics.rows = m_state.overall.rows();
    const auto positive = positiveClass(m_state.features.fitted().classes(), m_state.overall.actualRows(),
                                        m_spec.positiveClass);
    metrics.overall = m_state.overall.evaluation(positive);
    CountedRows counted = metrics.overall.counted();
    counted.withoutLabel = m_state.rowsWithoutLabel;
    metrics.overall.count(counted, m_spec.task);
    metrics.window = m_state.window.evaluation(positive);
    metrics.loss = metrics.window.get("loss").value_or(kNoLoss);
    return metrics;
}

bool OnePassNetwork::hasLearned() const {
    const bool weights = m_options.start || m_state.optimizer.updates() > 0;
    return weights && (!m_objective->learnsNumbers() || m_state.features.knowsLabelScale());
}

Status OnePassNetwork::testThenTrain(const records::RecordBatch& rows, std::size_t row, Label label) {
    const bool counts = hasLearned();
    auto outcome = test(rows, row, label);
    if (!outcome)
        return forward(outcome);
    const auto growth = m_state.features.learnNames(rows, row);
    if (!growth)
        return tl::unexpected<Error>(growth.error());
    if (auto ok = grow(*growth); !ok)
        return ok;
    if (label.classIndex == features::kUnknownClass) {
        const auto name = m_state.features.labelText(rows, row);
        if (!name)
            return tl::unexpected<Error>(name.error());
        if (counts && outcome->predicted != kNoAnswer)
            m_state.overall.addUnknownClass(name->value_or(std::string()));
        if (growth->newClass)
            label.classIndex = static_cast<std::int32_t>(classCount()) - 1;
        outcome->actual = label.classIndex;
    }
    if (counts) {
        m_state.overall.add(*outcome);
        m_state.window.add(*outcome);
    } else {
        m_state.overall.leaveOut(*outcome);
    }
    if (label.classIndex == features::kUnknownClass)
        return {}; // the class name cannot be stored, so there is nothing to learn
    if (m_objective->learnsClasses())
        m_state.previousClass = label.classIndex;
    if (auto ok = takeIn(rows, row, label); !ok)
        return ok;
    if (m_state.pendingInputs.size() == m_input.size() * static_cast<std::size_t>(m_spec.batchSize))
        return learn();
    return {};
}

Result<OnePassNetwork::Label> OnePassNetwork::labelOf(const records::RecordBatch& rows, std::size_t row) {
    Label label;
    if (m_objective->learnsClasses()) {
        const auto found = m_state.features.labelClass(rows, row);
        if (!found)
            return tl::unexpected<Error>(found.error());
        label.classIndex = *found;
        label.there = *found != features::kNoLabel;
    } else if (m_objective->learnsNumbers()) {
        const auto number = m_state.features.labelNumber(rows, row);
        if (!number)
            return tl::unexpected<Error>(number.error());
        label.number = *number;
        label.there = std::isfinite(*number);
    }
    return label;
}

Result<PrequentialOutcome> OnePassNetwork::test(const records::RecordBatch& rows, std::size_t row,
                                                const Label& label) {
    if (auto ok = m_state.features.transformRow(rows, row, m_input); !ok)
        return forward(ok);
    if (auto ok = m_engine->forward(m_state.parameters, m_input, 1, m_output); !ok)
        return forward(ok);
    return m_objective->outcome(
        {rows, row, m_state.features, m_input, m_output, label.classIndex, m_state.previousClass});
}

Status OnePassNetwork::grow(const features::FeatureGrowth& features) {
    const Network before = m_state.network;
    NetworkGrowth growth{features.columns, {}};
    if (m_objective->reconstructs)
        growth.outputs = features.columns;
    else if (features.newClass && classCount() == 3)
        growth.outputs = {0, 2}; // from one logit for two classes to one logit per class
    else if (features.newClass && classCount() > 3)
        growth.outputs = {static_cast<std::size_t>(before.outputs())};
    if (features.newClass) {
        m_state.overall.setClasses(classCount());
        m_state.window.setClasses(classCount());
    }
    if (!growth.any())
        return {};
    auto network = networkFor(m_spec, m_state.features); // checks the limits that apply to every network
    if (!network)
        return forward(network);
    auto engine = engineFor(m_spec, m_options, *network);
    if (!engine)
        return forward(engine);
    const auto columns = static_cast<std::size_t>(before.inputs());
    const bool classes = m_objective->learnsClasses();
    m_state.parameters = grownParameters(m_state.parameters, before, *network, growth,
                                         classes ? NewOutputs::MeanOfOthers : NewOutputs::Zero);
    m_state.optimizer.grow(before, *network, growth);
    m_state.pendingInputs = withNewColumns(m_state.pendingInputs, columns, growth.inputs);
    if (m_objective->reconstructs) {
        m_state.pendingTargets = m_state.pendingInputs;
    } else if (classes && !learnsFromClasses(before) && learnsFromClasses(*network)) {
        for (const float target : m_state.pendingTargets)
            m_state.pendingClasses.push_back(static_cast<std::int32_t>(target));
        m_state.pendingTargets.clear();
    }
    m_state.network = std::move(*network);
    m_engine = std::move(*engine);
    fitScratch();
    return {};
}

Status OnePassNetwork::takeIn(const records::RecordBatch& rows, std::size_t row, const Label& label) {
    if (auto ok = m_state.features.observe(rows, row); !ok)
        return ok;
    if (auto ok = m_state.features.transformRow(rows, row, m_input); !ok)
        return ok;
    m_state.pendingInputs.insert(m_state.pendingInputs.end(), m_input.begin(), m_input.end());
    const features::FittedFeatures& fitted = m_state.features.fitted();
    if (m_objective->reconstructs)
        m_state.pendingTargets.insert(m_state.pendingTargets.end(), m_input.begin(), m_input.end());
    else if (m_objective->learnsNumbers())
        m_state.pendingTargets.push_back(
            static_cast<float>((label.number - fitted.labelMean()) / fitted.labelScale()));
    else if (learnsFromClasses(m_state.network))
        m_state.pendingClasses.push_back(label.classIndex);
    else
        m_state.pendingTargets.push_back(static_cast<float>(label.classIndex));
    return {};
}

std::vector<float> OnePassNetwork::pendingWeights() const {
    if (!m_objective->learnsClasses() || m_spec.classWeights == ClassWeights::None)
        return {};
    // Use the class frequencies so far: a one-pass run cannot know more.
    const std::vector<double> ofClass = balancedWeights(m_state.overall.actualRows());
    std::vector<float> weights;
    for (const std::int32_t label : m_state.pendingClasses)
        weights.push_back(static_cast<float>(ofClass[static_cast<std::size_t>(label)]));
    for (const float label : m_state.pendingTargets)
        weights.push_back(static_cast<float>(ofClass[static_cast<std::size_t>(label)]));
    return weights;
}

Status OnePassNetwork::learn() {
    Batch batch;
    batch.rows = static_cast<std::size_t>(m_spec.batchSize);
    batch.inputs = m_state.pendingInputs.data();
    batch.targets = m_state.pendingTargets.empty() ? nullptr : m_state.pendingTargets.data();
    batch.classes = m_state.pendingClasses.empty() ? nullptr : m_state.pendingClasses.data();
    const std::vector<float> weights = pendingWeights();
    batch.weights = weights.empty() ? nullptr : weights.data();
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
