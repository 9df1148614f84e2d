#include "ui/training/run_draft.h"

#include "base/safe_name.h"
#include "features/fitted_features.h"
#include "profiling/field_roles.h"
#include "training/networks/network.h"
#include "training/objectives/objective.h"
#include "training/usual_spec.h"
#include "ui/format/format.h"
#include "ui/format/numbers.h"
#include "ui/theme/elide.h"
#include "ui/training/run_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::ui {
namespace {

constexpr qint64 kMostCategories = 32;
constexpr qsizetype kClassesNamed = 10; ///< in a sentence
constexpr qsizetype kLongestClass = 40; ///< of each name

struct RunDraftWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::RunDraftWords)
};

/// Parses the typed values and collects what is wrong with them.
class Checker {
  public:
    explicit Checker(QList<DraftProblem>& problems)
        : m_problems(problems) {}

    void refuse(DraftField field, const QString& sentence) { m_problems.append({field, sentence}); }

    [[nodiscard]] bool refused(DraftField field) const {
        return std::ranges::any_of(m_problems, [&](const DraftProblem& p) { return p.field == field; });
    }

    template <class T>
    void wholeNumber(DraftField field, const QString& text, qint64 least, qint64 most, T& out,
                     const QString& sentence) {
        bool isNumber = false;
        const qint64 value = text.trimmed().toLongLong(&isNumber);
        if (isNumber && value >= least && value <= most)
            out = static_cast<T>(value);
        else
            refuse(field, sentence);
    }

    void number(DraftField field, const QString& text, bool (*fits)(double), double& out,
                const QString& sentence) {
        const auto value = readNumber(text);
        if (value && std::isfinite(*value) && fits(*value))
            out = *value;
        else
            refuse(field, sentence);
    }

    std::vector<int> layers(const QString& text) {
        static const QRegularExpression separator(QStringLiteral("[\\s,;·]+"));
        std::vector<int> sizes;
        for (const QString& part : text.split(separator, Qt::SkipEmptyParts)) {
            bool isNumber = false;
            const int size = part.toInt(&isNumber);
            if (!isNumber || size < 1 || size > training::Network::kWidestLayer) {
                refuse(DraftField::Hidden,
                       RunDraftWords::tr(
                           "“%1” is not a layer's size. Write whole numbers from 1 to %2, as 32, 8, 32.")
                           .arg(part, formatCount(training::Network::kWidestLayer)));
                return {};
            }
            sizes.push_back(size);
        }
        if (sizes.size() > training::Network::kMostHidden)
            refuse(DraftField::Hidden, RunDraftWords::tr("More than %1 hidden layers. Leave some out.")
                                           .arg(training::Network::kMostHidden));
        return sizes;
    }

  private:
    QList<DraftProblem>& m_problems;
};

void checkNetwork(const RunDraft& draft, Checker& checker, training::NetworkSpec& network) {
    network.kind = draft.network;
    network.activation = draft.activation;
    const training::NetworkChoice& choice = training::choiceOf(draft.network);
    const bool autoencoder = choice.reconstructs;
    const bool hasHidden = !choice.usualHidden.empty();
    if (autoencoder != training::objectiveOf(draft.task).reconstructs)
        checker.refuse(
            DraftField::Network,
            autoencoder
                ? RunDraftWords::tr(
                      "An autoencoder does not predict a label. Choose a perceptron, or anomaly detection.")
                : RunDraftWords::tr(
                      "Anomaly detection needs an autoencoder: it learns to reproduce its input."));
    network.hidden = hasHidden ? checker.layers(draft.hidden) : std::vector<int>{};
    if (hasHidden && draft.hidden.trimmed().isEmpty())
        checker.refuse(
            DraftField::Hidden,
            RunDraftWords::tr("No hidden layer. Name at least one size, as 64, or choose a linear network."));
    else if (!network.hidden.empty() && !training::architectureOf(draft.network).check(network.hidden))
        checker.refuse(DraftField::Hidden, hiddenLayersNeeded(draft.network));
}

void checkFeatures(const RunDraft& draft, const records::Schema& schema, Checker& checker,
                   features::FeatureSpec& features) {
    features.labelKind = training::objectiveOf(draft.task).labelKind;
    if (features.labelKind != features::LabelKind::None) {
        features.labelPath = draft.label.trimmed().toStdString();
        const auto at = schema.indexOf(features.labelPath);
        if (features.labelPath.empty())
            checker.refuse(DraftField::Label, RunDraftWords::tr("Choose the field to predict."));
        else if (!at)
            checker.refuse(DraftField::Label,
                           RunDraftWords::tr("No field %1 in the data set.").arg(draft.label));
        else if (features.labelKind == features::LabelKind::Number &&
                 schema.fields[*at].type == records::FieldType::Text)
            checker.refuse(DraftField::Label,
                           RunDraftWords::tr("%1 is text, not a number. Choose classification to predict it.")
                               .arg(draft.label));
    }
    if (draft.inputsUnknown)
        return;
    features.inputs = draft.inputs;
    if (features.inputs.empty())
        checker.refuse(DraftField::Features,
                       RunDraftWords::tr("No field is chosen. Check at least one to learn from."));
    else if (const auto ok = features.check(schema); !ok && !checker.refused(DraftField::Label))
        checker.refuse(DraftField::Features, QString::fromStdString(ok.error().text()));
}

/// Refuses a label with too many classes here; otherwise the run would refuse it after reading all its
/// records.
void checkClasses(const RunDraft& draft, const LabelClasses& classes, Checker& checker) {
    const auto known = static_cast<qint64>(classes.names.size());
    if (!training::objectiveOf(draft.task).learnsClasses() || checker.refused(DraftField::Label) ||
        known <= static_cast<qint64>(features::kMostClasses))
        return;
    const QString sentence =
        classes.areAll
            ? RunDraftWords::tr("%1 has %2 different values in the records to learn from, more than the %3 "
                                "classes that can be told apart. Choose another label, or regression.")
            : RunDraftWords::tr("%1 has %2 different values in a sample already, more than the %3 classes "
                                "that can be told apart. Choose another label, or regression.");
    checker.refuse(DraftField::Label, sentence.arg(draft.label, formatCount(known),
                                                   formatCount(static_cast<qint64>(features::kMostClasses))));
}

/// Refuses a positive class without records, if all classes are known; otherwise the run would refuse it
/// after reading all its records.
void checkPositive(const std::string& positive, const LabelClasses& classes, Checker& checker) {
    const QString name = QString::fromStdString(positive);
    if (name.isEmpty() || !classes.areAll || classes.names.isEmpty() || classes.names.contains(name))
        return;
    QStringList known;
    for (const QString& other : classes.names.mid(0, kClassesNamed))
        known << cutText(other, kLongestClass);
    if (classes.names.size() > kClassesNamed)
        known << QStringLiteral(u"…");
    checker.refuse(DraftField::Positive,
                   RunDraftWords::tr("No record to learn from has the class “%1”. Choose one of: %2.")
                       .arg(cutText(name, kLongestClass), known.join(QStringLiteral(", "))));
}

} // namespace

RunDraft RunDraft::forTask(training::Task task) {
    RunDraft draft;
    draft.setSpec(training::usualSpec(task, draft.learner));
    return draft;
}

RunDraft RunDraft::from(const training::TrainingSpec& spec, const features::FeatureSpec& features,
                        training::LearnerKind learner) {
    RunDraft draft;
    draft.setSpec(spec);
    draft.label = QString::fromStdString(features.labelPath);
    draft.inputs = features.inputs;
    draft.learner = learner;
    return draft;
}

void RunDraft::suggestLength(const dataset::Manifest& manifest) {
    const auto usual = training::usualLength(manifest.rows, manifest.split.validationFraction);
    epochs = QString::number(usual.epochs);
    patience = QString::number(usual.patience);
}

void RunDraft::setLearner(training::LearnerKind kind) {
    if (batch.trimmed() == QString::number(training::learnerOf(learner).usualBatchSize))
        batch = QString::number(training::learnerOf(kind).usualBatchSize);
    learner = kind;
}

void RunDraft::setSpec(const training::TrainingSpec& spec) {
    base = spec;
    task = spec.task;
    positive = QString::fromStdString(spec.positiveClass);
    network = spec.network.kind;
    QStringList sizes;
    for (const int size : spec.network.hidden)
        sizes << QString::number(size);
    hidden = sizes.join(QStringLiteral(", "));
    activation = spec.network.activation;
    optimizer = spec.optimizer.kind;
    classWeights = spec.classWeights;
    learningRate = formatSetting(spec.optimizer.learningRate);
    batch = QString::number(spec.batchSize);
    epochs = QString::number(spec.epochs);
    patience = QString::number(spec.patience);
    seed = QString::number(spec.seed);
    quantile = localNumber(QString::number(spec.thresholdQuantile));
}

QString CheckedDraft::problemOf(DraftField field) const {
    const auto found = std::ranges::find(problems, field, &DraftProblem::field);
    return found == problems.end() ? QString() : found->sentence;
}

CheckedDraft check(const RunDraft& draft, const records::Schema& schema, const LabelClasses& classes) {
    CheckedDraft out;
    Checker checker(out.problems);
    runs::TrainRequest& request = out.request;
    request.dataset = draft.dataset.toStdString();
    if (draft.dataset.isEmpty())
        checker.refuse(DraftField::Dataset, RunDraftWords::tr("Choose the data set to learn from."));
    request.modelName = draft.name.trimmed().toStdString();
    if (request.modelName.empty())
        checker.refuse(DraftField::Name, RunDraftWords::tr("Give the model a name."));
    else if (!checkName("a model", request.modelName))
        checker.refuse(
            DraftField::Name,
            RunDraftWords::tr(
                "A name must not contain a slash or a line break, nor begin with a dot or a dash."));
    training::TrainingSpec& spec = request.training;
    spec = draft.base;
    spec.task = draft.task;
    const training::Objective& objective = training::objectiveOf(draft.task);
    spec.positiveClass = objective.learnsClasses() ? draft.positive.trimmed().toStdString() : std::string();
    checkPositive(spec.positiveClass, classes, checker);
    spec.optimizer.kind = draft.optimizer;
    spec.classWeights = objective.learnsClasses() ? draft.classWeights : training::ClassWeights::None;
    checkNetwork(draft, checker, spec.network);
    checker.number(
        DraftField::LearningRate, draft.learningRate, [](double v) { return v > 0.0; },
        spec.optimizer.learningRate,
        RunDraftWords::tr("A learning rate is a number above 0, as 0.001 or 1e-3."));
    checker.wholeNumber(DraftField::Batch, draft.batch, 1, 1 << 20, spec.batchSize,
                        RunDraftWords::tr("A batch has 1 to 1,048,576 rows."));
    checker.wholeNumber(DraftField::Epochs, draft.epochs, 1, 1'000'000, spec.epochs,
                        RunDraftWords::tr("Epochs are 1 to 1,000,000."));
    checker.wholeNumber(DraftField::Patience, draft.patience, 0, 1'000'000, spec.patience,
                        RunDraftWords::tr("Patience is a whole number of epochs; 0 never stops early."));
    checker.wholeNumber(DraftField::Seed, draft.seed, 0, std::numeric_limits<qint64>::max(), spec.seed,
                        RunDraftWords::tr("A seed is a whole number, 0 or above."));
    if (objective.prediction == training::PredictionKind::Score)
        checker.number(
            DraftField::Quantile, draft.quantile, [](double v) { return v >= 0.5 && v <= 1.0; },
            spec.thresholdQuantile, RunDraftWords::tr("A quantile between 0.5 and 1, as 0.99."));
    checkFeatures(draft, schema, checker, request.features);
    checkClasses(draft, classes, checker);
    request.learner = draft.learner;
    request.engine = draft.engine;
    request.parentModelId = draft.parentModelId;
    return out;
}

QStringList labelSuggestions(training::Task task, const records::Schema& schema,
                             const std::vector<dataset::FieldStatistics>& statistics,
                             const profiling::FieldRoles* roles) {
    static const QRegularExpression likely(
        QStringLiteral(
            "(^|[._])(label|target|class|y|fault|fraud|churn|price|duration|delay|minutes)([._]|$)"),
        QRegularExpression::CaseInsensitiveOption);
    QStringList chosen;
    QStringList first;
    QStringList then;
    QStringList last;
    const auto roleOf = [roles](const records::Field& field) {
        if (roles != nullptr)
            for (const profiling::FieldChoice& choice : roles->fields)
                if (choice.field.path == field.path)
                    return choice.role;
        return profiling::FieldRole::Feature;
    };
    for (const records::Field& field : schema.fields) {
        const auto known = std::ranges::find_if(
            statistics, [&](const dataset::FieldStatistics& s) { return s.field.path == field.path; });
        const bool isNumber =
            field.type == records::FieldType::Int64 || field.type == records::FieldType::Float64;
        bool suits = false;
        if (training::objectiveOf(task).learnsNumbers())
            suits = isNumber && (known == statistics.end() || known->max > known->min);
        else if (field.type == records::FieldType::Bool || field.type == records::FieldType::Text)
            suits = known == statistics.end() || field.type == records::FieldType::Bool ||
                    (known->distinct > 1 && known->distinct <= kMostCategories);
        else
            suits = field.type == records::FieldType::Int64 &&
                    (known == statistics.end() || known->max - known->min < kMostCategories);
        if (!suits)
            continue;
        const QString path = QString::fromStdString(field.path);
        const profiling::FieldRole role = roleOf(field);
        const bool isMostlyMissing = known != statistics.end() && 2 * known->missing > known->rows;
        if (role == profiling::FieldRole::Label)
            chosen.append(path);
        else if (role != profiling::FieldRole::Feature || isMostlyMissing)
            last.append(path);
        else
            (likely.match(path).hasMatch() ? first : then).append(path);
    }
    return chosen + first + then + last;
}

} // namespace driftwood::ui
