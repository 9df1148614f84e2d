#include "dataset/row_order.h"
#include "training/networks/network.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/page/task_words.h"
#include "ui/training/loss_series.h"
#include "ui/training/new_run_facts.h"
#include "ui/training/run_draft.h"
#include "ui/training/run_words.h"
#include "ui/training/side_charts.h"
#include "ui/widgets/text/fact_value.h"

#include <QtTest>
#include <array>
#include <cmath>
#include <limits>
#include <span>

using namespace driftwood;
using namespace driftwood::ui;

namespace {

records::Schema plant() {
    return {{{"temperature", records::FieldType::Float64},
             {"zone", records::FieldType::Text},
             {"fault", records::FieldType::Bool},
             {"count", records::FieldType::Int64}}};
}

RunDraft sound() {
    RunDraft draft = RunDraft::forTask(training::Task::AnomalyDetection);
    draft.dataset = "night";
    draft.name = "night";
    draft.inputs = {{.path = "temperature"}};
    return draft;
}

} // namespace

/// Validation of the form, and the conversion of a run's steps to an axis.
class TestRunDraft : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyObjectiveHasWords() {
        for (const training::Objective* objective : training::objectives()) {
            QVERIFY2(!taskTitle(objective->task).isEmpty(), objective->name.data());
            QVERIFY2(!outputTitle(objective->task).isEmpty(), objective->name.data());
            QVERIFY2(!lossTitle(objective->task).isEmpty(), objective->name.data());
        }
        for (const training::NetworkChoice& choice : training::networkChoices())
            QVERIFY2(!networkTitle(choice.kind).isEmpty(), choice.name.data());
    }

    void everyNetworkSaysWhichLayersItNeeds() {
        constexpr std::array<int, 3> kSizes{8, 8, 8};
        for (const training::NetworkChoice& choice : training::networkChoices())
            for (std::size_t layers = 1; layers <= kSizes.size(); ++layers)
                if (!training::architectureOf(choice.kind).check(std::span(kSizes).first(layers)))
                    QVERIFY2(!hiddenLayersNeeded(choice.kind).isEmpty(), choice.name.data());
    }

    void aResidualPerceptronNeedsABlock() {
        RunDraft draft = RunDraft::forTask(training::Task::Regression);
        draft.dataset = draft.name = "night";
        draft.inputs = {{.path = "temperature"}};
        draft.label = "count";
        draft.network = training::NetworkKind::Residual;
        draft.hidden = "32, 16";
        const auto checked = check(draft, plant());
        QVERIFY(checked.problems.isEmpty());
        QCOMPARE(checked.request.training.network.kind, training::NetworkKind::Residual);
        draft.hidden = "32";
        QVERIFY(check(draft, plant()).problemOf(DraftField::Hidden).contains("no block"));
        draft.task = training::Task::AnomalyDetection;
        QVERIFY(!check(draft, plant()).problemOf(DraftField::Network).isEmpty());
    }

    void theFormAsItBeginsIsSound() {
        const auto checked = check(sound(), plant());
        QVERIFY2(checked.problems.isEmpty(),
                 qPrintable(checked.problems.isEmpty() ? QString() : checked.problems.front().sentence));
        QCOMPARE(checked.request.dataset, std::string("night"));
        QCOMPARE(checked.request.training.network.hidden, (std::vector<int>{32, 8, 32}));
        QVERIFY(training::check(checked.request.training).has_value());
    }

    void whatIsWrongIsSaidAtItsField_data() {
        QTest::addColumn<DraftField>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("rate is a word") << DraftField::LearningRate << "fast";
        QTest::newRow("rate is zero") << DraftField::LearningRate << "0";
        QTest::newRow("rate is infinite") << DraftField::LearningRate << "inf";
        QTest::newRow("no batch") << DraftField::Batch << "0";
        QTest::newRow("half an epoch") << DraftField::Epochs << "0.5";
        QTest::newRow("patience below zero") << DraftField::Patience << "-1";
        QTest::newRow("seed empty") << DraftField::Seed << "";
        QTest::newRow("quantile above one") << DraftField::Quantile << "1.01";
        QTest::newRow("a layer is a word") << DraftField::Hidden << "32, many";
        QTest::newRow("no layers") << DraftField::Hidden << " ";
        QTest::newRow("no name") << DraftField::Name << "  ";
    }
    void whatIsWrongIsSaidAtItsField() {
        QFETCH(DraftField, field);
        QFETCH(QString, text);
        RunDraft draft = sound();
        const std::map<DraftField, QString*> members{{DraftField::LearningRate, &draft.learningRate},
                                                     {DraftField::Batch, &draft.batch},
                                                     {DraftField::Epochs, &draft.epochs},
                                                     {DraftField::Patience, &draft.patience},
                                                     {DraftField::Seed, &draft.seed},
                                                     {DraftField::Quantile, &draft.quantile},
                                                     {DraftField::Hidden, &draft.hidden},
                                                     {DraftField::Name, &draft.name}};
        *members.at(field) = text;
        const auto checked = check(draft, plant());
        QCOMPARE(checked.problems.size(), 1);
        QCOMPARE(checked.problems.front().field, field);
        QVERIFY(checked.problemOf(field).endsWith('.'));
    }

    /// The form takes every network that the engines take.
    void hiddenLayersAreLimitedAsInTheCore() {
        using training::Network;
        const auto problem = [](const QString& hidden) {
            RunDraft draft = sound();
            draft.hidden = hidden;
            return check(draft, plant()).problemOf(DraftField::Hidden);
        };
        const auto layers = [](std::size_t count, int wide) {
            return QStringList(static_cast<qsizetype>(count), QString::number(wide)).join(", ");
        };
        QCOMPARE(problem(layers(Network::kMostHidden, 8)), QString());
        const QString many = problem(layers(Network::kMostHidden + 1, 8));
        QVERIFY2(many.contains(QString::number(Network::kMostHidden)), qPrintable(many));
        QCOMPARE(problem(layers(1, Network::kWidestLayer)), QString());
        const QString wide = problem(layers(1, Network::kWidestLayer + 1));
        QVERIFY2(wide.contains(formatCount(Network::kWidestLayer)), qPrintable(wide));
    }

    void aPositiveClassIsOneOfTheLabels() {
        RunDraft draft = RunDraft::forTask(training::Task::Classification);
        draft.dataset = draft.name = "night";
        draft.label = "fault";
        draft.inputs = {{.path = "temperature"}};
        const LabelClasses two{{"0", "1"}, true};
        QVERIFY(check(draft, plant(), two).problems.isEmpty()); // none is named
        draft.positive = "1";
        QVERIFY(check(draft, plant(), two).problems.isEmpty());
        draft.positive = "7";
        const auto refused = check(draft, plant(), two);
        QCOMPARE(refused.problems.size(), 1);
        const QString why = refused.problemOf(DraftField::Positive);
        QVERIFY2(why.contains("“7”") && why.contains("0, 1"), qPrintable(why));
        // A sample does not contain all classes, and before it is read none is known.
        QVERIFY(check(draft, plant(), {{"0", "1"}, false}).problems.isEmpty());
        QVERIFY(check(draft, plant()).problems.isEmpty());
        draft.task = training::Task::AnomalyDetection; // a task without a label
        draft.network = training::NetworkKind::Autoencoder;
        QVERIFY(check(draft, plant(), two).problems.isEmpty());
    }

    /// Otherwise the run would read every record and then fail.
    void aLabelHasNoMoreClassesThanCanBeToldApart() {
        RunDraft draft = RunDraft::forTask(training::Task::Classification);
        draft.dataset = draft.name = "night";
        draft.label = "fault";
        draft.inputs = {{.path = "temperature"}};
        LabelClasses many{{}, true};
        for (int i = 0; i < 1000; ++i)
            many.names << QString::number(i);
        QVERIFY(check(draft, plant(), many).problems.isEmpty());
        many.names << "1000";
        const QString why = check(draft, plant(), many).problemOf(DraftField::Label);
        QVERIFY2(
            why.startsWith("fault has 1,001 different values in the records to learn from, more than the "
                           "1,000 classes"),
            qPrintable(why));
        many.areAll = false; // not all classes are known
        QVERIFY(check(draft, plant(), many).problemOf(DraftField::Label).contains("in a sample already"));
        draft.task = training::Task::AnomalyDetection;
        draft.network = training::NetworkKind::Autoencoder;
        QVERIFY(check(draft, plant(), many).problems.isEmpty());
    }

    void aTaskNeedsItsLabelAndItsNetwork() {
        RunDraft draft = sound();
        draft.task = training::Task::Regression;
        auto checked = check(draft, plant());
        QVERIFY(!checked.problemOf(DraftField::Label).isEmpty());
        QVERIFY(!checked.problemOf(DraftField::Network).isEmpty());

        draft = RunDraft::forTask(training::Task::Regression);
        draft.dataset = draft.name = "night";
        draft.inputs = {{.path = "temperature"}};
        draft.label = "zone";
        QVERIFY(check(draft, plant()).problemOf(DraftField::Label).contains("classification"));
        draft.label = "count";
        checked = check(draft, plant());
        QVERIFY(checked.problems.isEmpty());
        QCOMPARE(checked.request.features.labelPath, std::string("count"));
        draft.inputs.clear();
        QVERIFY(!check(draft, plant()).problemOf(DraftField::Features).isEmpty());
    }

    void aModelsChoicesAreTheDraft() {
        training::TrainingSpec spec;
        spec.task = training::Task::Regression;
        spec.optimizer.learningRate = 3e-4;
        spec.optimizer.weightDecay = 1e-4;
        spec.network.hidden = {48, 12};
        spec.epochs = 7;
        spec.seed = 12345678901234ULL;
        features::FeatureSpec features{.inputs = {{.path = "temperature"}},
                                       .labelKind = features::LabelKind::Number,
                                       .labelPath = "count"};
        RunDraft draft = RunDraft::from(spec, features, training::LearnerKind::Batch);
        draft.dataset = draft.name = "night";
        const auto checked = check(draft, plant());
        QVERIFY(checked.problems.isEmpty());
        QVERIFY(checked.request.training == spec); // also settings that the form does not show
        QVERIFY(checked.request.features == features);
    }

    void labelsAreSuggestedByTask() {
        QCOMPARE(labelSuggestions(training::Task::Regression, plant(), {}),
                 (QStringList{"temperature", "count"}));
        QCOMPARE(labelSuggestions(training::Task::Classification, plant(), {}),
                 (QStringList{"fault", "zone", "count"}));
    }

    void keysAndMostlyMissingFieldsAreSuggestedLast() {
        profiling::FieldRoles roles;
        std::vector<dataset::FieldStatistics> statistics;
        for (const records::Field& field : plant().fields) {
            roles.fields.push_back(
                {field,
                 field.path == "zone" ? profiling::FieldRole::Key : profiling::FieldRole::Feature,
                 {}});
            dataset::FieldStatistics of;
            of.field = field;
            of.rows = 100;
            of.missing = field.path == "fault" ? 51 : 0;
            of.distinct = 3;
            of.max = 2;
            statistics.push_back(of);
        }
        QCOMPARE(labelSuggestions(training::Task::Classification, plant(), statistics, &roles),
                 (QStringList{"count", "zone", "fault"}));
        roles.setRole(static_cast<std::size_t>(*plant().indexOf("zone")), profiling::FieldRole::Label);
        QCOMPARE(labelSuggestions(training::Task::Classification, plant(), statistics, &roles).first(),
                 QString("zone"));
    }

    void theClassesOfAFlagAreNamedAsRecordsHaveThem() {
        QCOMPARE(classText(plant(), "fault", "1"), QString("true"));
        QCOMPARE(classText(plant(), "fault", "0"), QString("false"));
        QCOMPARE(classText(plant(), "count", "1"), QString("1"));
        QCOMPARE(classText(plant(), "gone", "1"), QString("1"));
    }

    /// 2,469.6 rows of 12,348 are for validation.
    void thePlanCountsTheRowsThatTheRunUses() {
        dataset::Manifest manifest;
        manifest.name = "odd";
        manifest.rows = 12'348;
        CheckedDraft draft;
        draft.request.training.batchSize = 100;
        NewRunFacts facts;
        const auto counts = [&](std::int64_t gapMs) {
            manifest.split = {.validationFraction = 0.2, .gapMs = gapMs};
            facts.showPlan(draft, &manifest);
            QStringList texts;
            for (const auto* value : facts.findChildren<FactValue*>())
                texts << value->text();
            return texts;
        };
        const dataset::SplitPoints split = dataset::splitWithoutGap(12'348, {.validationFraction = 0.2});
        QCOMPARE(split.trainRows, std::int64_t(9878));
        for (const qint64 exact : {split.trainRows, 12'348 - split.validationBegin})
            QVERIFY2(counts(0).contains(formatCount(exact)), qPrintable(counts(0).join(" | ")));
        QVERIFY(!counts(60'000).contains(formatCount(split.trainRows))); // the gap takes some
    }

    void smallDataSetsAreGoneOverMoreOften() {
        RunDraft draft = RunDraft::forTask(training::Task::AnomalyDetection);
        const auto suggest = [&draft](std::int64_t rows) {
            dataset::Manifest manifest;
            manifest.rows = rows;
            manifest.split.validationFraction = 0.0;
            draft.suggestLength(manifest);
        };
        suggest(20'800); // 81 steps per epoch
        QCOMPARE(draft.epochs, "200");
        QCOMPARE(draft.patience, "20");
        suggest(50'000); // 195
        QCOMPARE(draft.epochs, "80");
        QCOMPARE(draft.patience, "8");
        suggest(500);
        QCOMPARE(draft.epochs, "200");
        suggest(5'000'000);
        QCOMPARE(draft.epochs, QString::number(training::TrainingSpec().epochs));
        QCOMPARE(draft.patience, QString::number(training::TrainingSpec().patience));
    }

    void onePassLearnsRowByRowUnlessAnotherBatchWasTyped() {
        RunDraft draft = RunDraft::forTask(training::Task::Regression);
        QCOMPARE(draft.batch, "256");
        draft.setLearner(training::LearnerKind::OnePass);
        QCOMPARE(draft.batch, "1");
        draft.setLearner(training::LearnerKind::Batch);
        QCOMPARE(draft.batch, "256");
        draft.batch = "32";
        draft.setLearner(training::LearnerKind::OnePass);
        QCOMPARE(draft.batch, "32");
    }

    void smoothingHasNoBiasTowardsZero() {
        Smoother smoother(0.9);
        for (int i = 0; i < 5; ++i)
            QVERIFY(std::abs(smoother.add(2.0) - 2.0) < 1e-12);
        QVERIFY(std::isnan(smoother.add(std::numeric_limits<double>::quiet_NaN())));
        QVERIFY(std::abs(smoother.add(2.0) - 2.0) < 1e-12);
        Smoother none(0.0);
        QCOMPARE(none.add(1.0), 1.0);
        QCOMPARE(none.add(7.0), 7.0);
    }

    void stepsHaveTheirPlaceOnEveryAxis() {
        runs::RunHistory history;
        history.add(std::vector<workspace::MetricRow>{{10, "train/loss", 1},
                                                      {20, "train/loss", 1},
                                                      {10, "train/seconds", 0.5},
                                                      {20, "train/seconds", 1.5},
                                                      {10, "train/epoch_loss", 1}});
        QCOMPARE(StepScale(RunAxis::Step, history, 0).place(20), 20.0);
        QCOMPARE(StepScale(RunAxis::Epoch, history, 0).place(20), 2.0);
        QCOMPARE(StepScale(RunAxis::Time, history, 0).place(20), 1.5);
        QCOMPARE(StepScale(RunAxis::Epoch, history, 0).step(1.0), 10);
        QCOMPARE(StepScale(RunAxis::Time, history, 0).step(1.5), 20);
    }

    void recordsPerSecondComeFromStepsAndSeconds() {
        runs::Curve seconds;
        for (int i = 1; i <= 1000; ++i)
            seconds.append(i, i * 0.01); // a hundred steps per second
        const runs::Curve rate = recordRate(seconds, 32);
        QVERIFY(rate.size() > 10);
        for (const double value : rate.value)
            QVERIFY(std::abs(value - 3200.0) < 1e-6);
    }
};

QTEST_MAIN(TestRunDraft)
#include "test_run_draft.moc"
