#include "model/trained_model.h"

#include "support/sample_model.h"

#include <QtTest>

using namespace driftwood;
using training::Task;

class TestModelCard : public QObject {
    Q_OBJECT

  private:
    static QString cardOf(const model::TrainedModel& model) {
        return QString::fromStdString(modelCard(model));
    }

  private Q_SLOTS:
    void itSaysWhatThePersonNeedsToKnow() {
        const auto model = test::plantModel(Task::AnomalyDetection);
        const QString card = cardOf(model);
        QVERIFY(card.startsWith("# plant watch\n"));
        QVERIFY(card.contains(QString::fromStdString(model.id)));
        QVERIFY(card.contains("above **0.8**"));
        QVERIFY(card.contains("| 0 | [100, 700) | 600 | 2026-05-01T"));
        QVERIFY(card.contains(QString::fromStdString(model.lineage.dataset.fingerprint)));
        QVERIFY(card.contains("standardize: mean "));
        QVERIFY(card.contains("| loss | 0.25 | 0.2 |"));
        QVERIFY(card.contains("| auc | – | – |"));
    }

    // Counts are grouped as on all pages and in all tables.
    void largeCountsAreGrouped() {
        auto model = test::plantModel(Task::Regression);
        model.lineage.dataset.rows = 4257;
        model.lineage.dataset.partitions.front().records = 1825;
        model.lineage.steps = 1078;
        model.validation.values["mae"] = 2.0;
        model.baselines = {{"mean", {{{"mae", 9.0}, {"rows", 1234567.0}}}}};
        const QString card = cardOf(model);
        QVERIFY(card.contains(": 4,257 rows ("));
        QVERIFY(card.contains("| 1,825 |"));
        QVERIFY(card.contains(" for 1,078 steps"));
        QVERIFY(card.contains("| 9 | 1,234,567 |"));
    }

    void itNamesLabelAndClasses() {
        QVERIFY(cardOf(test::plantModel(Task::Regression)).contains("Predicts **minutes**"));
        QVERIFY(cardOf(test::plantModel(Task::Classification)).contains("(fine, hot, open)"));
    }

    void aQualityStandsBesideItsBaselines() {
        auto model = test::plantModel(Task::Regression);
        model.validation.values["mae"] = 3.1;
        model.baselines = {{"mean", {{{"mae", 9.0}, {"rows", 120.0}}}},
                           {"last_value", {{{"mae", 2.4}, {"rows", 119.0}}}}};
        const QString card = cardOf(model);
        QVERIFY(card.contains("| the last value | 2.4 | 119 |"));
        QVERIFY(card.contains("| the mean of the training rows | 9 | 120 |"));
        QVERIFY(card.contains("The model is worse than the last value: mae 3.1 against 2.4."));
        model.validation.values["mae"] = 2.0;
        QVERIFY(cardOf(model).contains("The model is better than the last value: mae 2 against 2.4."));
    }

    void whatFlattersTheModelIsSaid() {
        auto model = test::plantModel(Task::Regression);
        QVERIFY(!cardOf(model).contains("flatter"));
        model.lineage.familiarRows = 1200;
        model.lineage.doubtful = {{"pressure", "it gives minutes away: it follows minutes exactly"},
                                  {"minutes", "3 values are beyond 2^53 and rounded in learning"}};
        const QString card = cardOf(model);
        QVERIFY(card.contains("1,200 rows are of data that the parent model was trained on"));
        QVERIFY(card.contains("- It reads **pressure**: it gives minutes away: it follows minutes exactly."));
        QVERIFY(card.contains("- It predicts **minutes**: 3 values are beyond 2^53"));
    }

    void whatHasNoBaselineIsGivenNone() {
        const QString card = cardOf(test::plantModel(Task::AnomalyDetection));
        QVERIFY(!card.contains("guess |"));
        QVERIFY(card.contains("It has no baseline"));
    }

    void thePositiveClassIsNamed() {
        auto model = test::plantModel(Task::Classification, 2);
        model.classRows = {20, 400};
        QVERIFY(cardOf(model).contains("Precision, recall and F1 are of class **fine**"));
        model.lineage.training.positiveClass = "hot";
        QVERIFY(cardOf(model).contains("Precision, recall and F1 are of class **hot**"));
        QVERIFY(!cardOf(test::plantModel(Task::Classification, 3)).contains("Precision, recall"));
    }

    void textOfTheLogDoesNotBecomeMarkup() {
        auto model = test::plantModel(Task::AnomalyDetection);
        model.name = "x\n# y <script>alert(1)</script> [a](b)";
        model.lineage.dataset.topic = TopicName("a|b`c");
        const QString card = cardOf(model);
        QVERIFY(!card.contains("<script>"));
        QVERIFY(!card.contains("\n# y"));
        QVERIFY(card.contains("\\[a\\](b)"));
        QVERIFY(card.contains("a\\|b\\`c"));
    }
};

QTEST_GUILESS_MAIN(TestModelCard)
#include "test_model_card.moc"
