#include "ui/training/run_facts.h"

#include "evaluation/stored_model.h"
#include "session/app_context.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/itemmodels/training/metric_words.h"
#include "ui/page/preferences.h"
#include "ui/page/task_words.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/training/feature_shape.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/facts_section.h"
#include "ui/widgets/lists/histogram_delegate.h"
#include "ui/widgets/lists/value_delegate.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QHeaderView>
#include <QTableView>
#include <QToolButton>
#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr int kFieldColumn = 128;
constexpr int kFactTransformColumn = 92;

using Model = std::shared_ptr<const model::TrainedModel>;

QString shortDigest(const std::string& digest) {
    QString out = QString::fromStdString(digest.substr(0, 12));
    out.insert(8, ' ');
    return out.insert(4, ' ');
}

QString dayTime(TimestampMs time, const QTimeZone& zone) {
    return formatTime(time.value, zone, TimeDetail::Minutes);
}

QString countOrUnknown(const runs::RunHistory* history, const char* fact) {
    return formatCount(history == nullptr ? -1 : history->fact(fact).value_or(-1));
}

} // namespace

RunFacts::RunFacts(session::AppContext& app, Preferences& preferences, QWidget* parent)
    : FactsPanel(parent)
    , m_app(app)
    , m_preferences(preferences)
    , m_dataset(addSection(tr("Data set")))
    , m_quality(addSection(tr("Quality")))
    , m_choices(addSection(tr("Hyper-parameters")))
    , m_model(addSection(tr("Model")))
    , m_features(addSection(tr("Features")))
    , m_featureTable(new QTableView) {
    auto* copy = iconButton(QStringLiteral("copy"), tr("Copy the hyper-parameters as JSON"));
    m_choices->setTrailing(copy);
    connect(copy, &QToolButton::clicked, this, [this] {
        if (const auto text = workspace::indented(m_run.row.training.text()); !text.empty())
            QApplication::clipboard()->setText(QString::fromStdString(text));
    });
    m_featureTable->setModel(&m_featureRows);
    m_featureTable->setAccessibleName(tr("Features of the run"));
    m_featureTable->setItemDelegate(new ValueDelegate(m_featureTable));
    m_featureTable->setItemDelegateForColumn(FeatureItemModel::Distribution,
                                             new HistogramDelegate(m_featureTable));
    m_featureTable->setColumnHidden(FeatureItemModel::Type, true);
    m_featureTable->setColumnHidden(FeatureItemModel::Missing, true);
    m_featureTable->setShowGrid(false);
    m_featureTable->setWordWrap(false);
    m_featureTable->setFrameShape(QFrame::NoFrame);
    m_featureTable->setSelectionMode(QAbstractItemView::NoSelection);
    m_featureTable->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_featureTable->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_featureTable->horizontalHeader()->hide();
    m_featureTable->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_featureTable->horizontalHeader()->resizeSection(FeatureItemModel::Field, scaled(kFieldColumn));
    m_featureTable->horizontalHeader()->resizeSection(FeatureItemModel::TransformColumn,
                                                      scaled(kFactTransformColumn));
    m_featureTable->horizontalHeader()->setSectionResizeMode(FeatureItemModel::Distribution,
                                                             QHeaderView::Stretch);
    m_featureTable->verticalHeader()->hide();
    setScaled(*m_featureTable->verticalHeader(), Extent::Section, metrics::kTableRow);
    m_features->addWidget(m_featureTable);
}

void RunFacts::showRun(const RunInfo& run, const runs::RunHistory* history) {
    m_run = run;
    showDataset(run, history);
    showChoices(run, history);
    showModel(run);
    showQuality(run, history);
    showFeatures(run);
}

void RunFacts::showDataset(const RunInfo& run, const runs::RunHistory* history) {
    const QString name = QString::fromStdString(run.row.datasetName);
    QList<Fact> facts{
        {.key = tr("Name"), .value = name, .link = QStringLiteral("dataset"), .style = TextStyle::Body}};
    const auto* row = m_app.store.snapshot().dataset(run.row.datasetName);
    if (row == nullptr) {
        facts.front().link.clear();
        m_dataset->setFacts(facts);
        m_dataset->setNote(m_app.store.loaded() ? RichText(tr("The data set has been removed."))
                                                : RichText());
        return;
    }
    const dataset::Manifest& manifest = row->manifest;
    TimestampMs first{0};
    TimestampMs last{0};
    for (const auto& partition : manifest.partitions) {
        if (partition.records == 0 || partition.firstTimestamp.value <= 0)
            continue; // the partition is empty or has no times
        first = first.value == 0 ? partition.firstTimestamp : std::min(first, partition.firstTimestamp);
        last = std::max(last, partition.lastTimestamp);
    }
    const QTimeZone zone = m_preferences.zone();
    facts << Fact{.key = tr("Topic"), .value = QString::fromStdString(manifest.topic.value)}
          << Fact{.key = tr("From"), .value = dayTime(first, zone)}
          << Fact{.key = tr("To"), .value = dayTime(last, zone)}
          << Fact{.key = tr("Train"), .value = countOrUnknown(history, "rows/train")};
    if (!run.row.learnerType().inOnePass) // which holds nothing out
        facts << Fact{.key = tr("Gap"), .value = countOrUnknown(history, "rows/gap")}
              << Fact{.key = tr("Validation"), .value = countOrUnknown(history, "rows/validation")};
    if (history != nullptr && history->fact("rows/without_label").value_or(0) > 0)
        facts << Fact{.key = tr("Without a label"), .value = countOrUnknown(history, "rows/without_label")};
    facts << Fact{.key = tr("Fingerprint"),
                  .value = shortDigest(manifest.fingerprint),
                  .toolTip = QString::fromStdString(manifest.fingerprint)};
    m_dataset->setFacts(facts);
    m_dataset->setNote({});
}

void RunFacts::showChoices(const RunInfo& run, const runs::RunHistory* history) {
    const training::TrainingSpec& spec = run.spec;
    std::vector<int> sizes = spec.network.hidden;
    const auto inputs = history == nullptr ? std::nullopt : history->fact("network/inputs");
    if (inputs) {
        sizes.insert(sizes.begin(), static_cast<int>(*inputs));
        sizes.push_back(static_cast<int>(history->fact("network/outputs").value_or(0)));
    }
    const QString rate = formatSetting(spec.optimizer.learningRate);
    QList<Fact> facts{
        {.key = tr("Task"), .value = taskTitle(spec.task), .style = TextStyle::Body},
        {.key = tr("Network"), .value = networkTitle(spec.network.kind), .style = TextStyle::Body},
        {.key = tr("Layers"), .value = layersText(sizes)},
        {.key = tr("Parameters"), .value = countOrUnknown(history, "network/parameters")},
        {.key = tr("Activation"),
         .value = QString::fromUtf8(training::activationName(spec.network.activation).data())},
        {.key = tr("Optimiser"),
         .value = spec.optimizer.kind == training::OptimizerKind::Adam ? tr("Adam") : tr("SGD"),
         .style = TextStyle::Body},
        {.key = tr("Learning rate"), .value = rate},
        {.key = tr("Batch"), .value = formatCount(spec.batchSize)},
    };
    if (!run.features.labelPath.empty())
        facts.insert(1, {.key = tr("Label"), .value = QString::fromStdString(run.features.labelPath)});
    if (spec.optimizer.weightDecay > 0)
        facts << Fact{.key = tr("Weight decay"), .value = formatSetting(spec.optimizer.weightDecay)};
    if (run.row.learnerType().inOnePass)
        facts << Fact{.key = tr("Learns"), .value = tr("one pass, in log order"), .style = TextStyle::Body};
    else
        facts << Fact{.key = tr("Epochs"), .value = formatCount(spec.epochs)}
              << Fact{.key = tr("Early stop"),
                      .value = spec.patience == 0 ? tr("never") : tr("after %1 epochs").arg(spec.patience),
                      .style = TextStyle::Body};
    if (spec.classWeights == training::ClassWeights::Balanced)
        facts << Fact{.key = tr("Class weights"), .value = tr("balanced"), .style = TextStyle::Body};
    if (training::objectiveOf(spec.task).prediction == training::PredictionKind::Score)
        facts << Fact{.key = tr("Threshold quantile"), .value = formatSetting(spec.thresholdQuantile)};
    facts << Fact{.key = tr("Seed"), .value = QString::number(spec.seed)}
          << Fact{.key = tr("Engine"),
                  .value = QString::fromStdString(run.row.engine),
                  .style = TextStyle::Body};
    m_choices->setFacts(facts);
}

void RunFacts::showModel(const RunInfo& run) {
    QList<Fact> facts;
    if (!run.row.modelId.empty())
        facts << Fact{.key = tr("Made"),
                      .value = QString::fromStdString(run.row.modelId),
                      .link = QStringLiteral("model")};
    if (!run.row.parentModelId.empty())
        facts << Fact{.key = tr("Trained again after"),
                      .value = QString::fromStdString(run.row.parentModelId),
                      .link = QStringLiteral("parent")};
    m_model->setFacts(facts);
    m_model->setVisible(!facts.isEmpty());
}

void RunFacts::showQuality(const RunInfo& run, const runs::RunHistory* history) {
    const auto task = training::taskFromName(run.row.task);
    m_quality->setVisible(history != nullptr && task.has_value());
    if (!m_quality->isVisibleTo(this))
        return;
    const training::LearnerType& learner = run.row.learnerType();
    const std::string headline(training::objectiveOf(*task).headline().name);
    const auto* dataset = m_app.store.snapshot().dataset(run.row.datasetName);
    const records::Schema schema = dataset != nullptr ? dataset->manifest.decoder.schema : records::Schema();
    const QString positive = classText(schema, run.features.labelPath, run.spec.positiveClass);
    const auto ofClass = [&](const training::MetricKind& metric) {
        return metric.ofPositiveClass && !positive.isEmpty() ? QLatin1Char(' ') + tr("of %1").arg(positive)
                                                             : QString();
    };
    QList<Fact> facts;
    for (const training::MetricKind& metric : training::objectiveOf(*task).metrics)
        if (const auto value = history->atBest(learner.qualityName(metric.name)))
            facts << Fact{.key = capitalised(metricTitle(metric.name)) + ofClass(metric),
                          .value = formatNumber(*value)};
    for (const training::Baseline& baseline : history->baselines())
        if (const auto value = baseline.evaluation.get(headline))
            facts << Fact{.key = capitalised(baselineTitle(baseline.name)),
                          .value = formatNumber(*value),
                          .ink = Token::Ink2,
                          .toolTip = tr("%1 of a baseline that needs no model, over %2 rows")
                                         .arg(capitalised(metricTitle(headline)),
                                              formatCount(static_cast<qint64>(
                                                  baseline.evaluation.get("rows").value_or(-1.0))))};
    if (const auto rows = history->atBest(learner.qualityName("rows")))
        facts << Fact{.key = tr("Over rows"), .value = formatCount(static_cast<qint64>(*rows))};
    if (!positive.isEmpty())
        facts << Fact{.key = tr("Positive class"), .value = positive};
    m_quality->setFacts(facts);
    m_quality->setHeadingNote(learner.inOnePass      ? RichText(tr("tested before learned"))
                              : history->bestEpoch() ? RichText(tr("of the best epoch"))
                                                     : RichText());
    if (const auto* session = run.session.data(); session != nullptr && session->setup())
        if (const auto& check = session->setup()->validationLabel)
            if (const QString warning = labelWarningText(*check, false); !warning.isEmpty())
                return m_quality->setNote(warning);
    const auto beside = besideBaselines(run.row, *history);
    using Standing = training::BaselineComparison::Standing;
    m_quality->setNote(beside && beside->standing != Standing::Better
                           ? RichText().add(strong(capitalised(comparisonText(*beside)) + '.', Token::Error))
                       : training::objectiveOf(*task).prediction == training::PredictionKind::Score
                           ? RichText(tr("The mean squared difference between the inputs and the network's "
                                         "output; 0 is exact. On its own it does not indicate faults."))
                           : RichText());
}

void RunFacts::showFeatures(const RunInfo& run) {
    const bool shown = m_featuresOf == run.row.id;
    if (shown && m_withShapes)
        return;
    const auto* session = run.session.data();
    if (session != nullptr && session->setup()) {
        const runs::RunSetup& setup = *session->setup();
        m_withShapes = true;
        fillFeatures(run, &setup.reference, setup.inputs);
    } else if (session == nullptr && !run.row.modelId.empty()) {
        // The features of a model come from its bundle.
        if (!shown)
            fillFeatures(run, nullptr, {});
        m_withShapes = true;
        m_reading = m_app.store.ask<Model>(
            [id = run.row.modelId](workspace::Workspace& workspace) {
                return evaluation::loadStoredModel(workspace, id);
            },
            [this, run](Result<Model> model) {
                if (model && run.row.id == m_run.row.id)
                    fillFeatures(run, &(*model)->reference, (*model)->features.inputs());
            });
    } else if (!shown || static_cast<std::size_t>(m_featureRows.rowCount()) != run.features.inputs.size()) {
        m_withShapes = false;
        fillFeatures(run, nullptr, {});
    }
    m_featuresOf = run.row.id;
}

void RunFacts::fillFeatures(const RunInfo& run, const features::ReferenceStatistics* reference,
                            const std::vector<features::FittedInput>& inputs) {
    std::vector<FeatureRow> rows;
    std::size_t outputs = 0;
    for (std::size_t i = 0; i < run.features.inputs.size() || i < inputs.size(); ++i) {
        const auto& input = i < inputs.size() ? inputs[i].input : run.features.inputs[i];
        FeatureRow row{.path = input.path, .used = true, .transform = input.transform};
        if (i < inputs.size())
            outputs += inputs[i].outputs;
        if (reference != nullptr && i < reference->fields.size())
            row.histogram.reference = shapeOf(reference->fields[i]);
        rows.push_back(std::move(row));
    }
    const auto fields = static_cast<int>(rows.size());
    m_features->setHeadingNote(outputs == 0 ? RichText(tr("%1 fields"), {mono(formatCount(fields))})
                                            : RichText(tr("%1 inputs from %2 fields"),
                                                       {mono(formatCount(static_cast<qint64>(outputs))),
                                                        mono(formatCount(fields))}));
    m_featureRows.setRows(std::move(rows));
    m_featureTable->setFixedHeight(fields * m_featureTable->verticalHeader()->defaultSectionSize() + 1);
}

} // namespace driftwood::ui
