#include "training/objectives/objective.h"
#include "training/prequential_tally.h"

#include <QtTest>
#include <algorithm>
#include <set>

using namespace driftwood;
using namespace driftwood::training;

namespace {

/// Values of an objective for a few rows, computed by hand.
struct Case {
    std::string_view name;
    int inputs, classes, outputs; ///< of a network
    std::vector<float> rowInputs, rowOutputs;
    std::vector<double> values; ///< with a label's mean of 10 and scale of 4
    OutcomeSums sums;
    double headline; ///< of the sums
};

std::vector<Case> cases() {
    return {
        {"anomaly-detection", 5, 0, 5, {1.0F, 3.0F}, {2.0F, 1.0F}, {2.5}, {.rows = 4, .loss = 6.0}, 1.5},
        {"regression", 5, 0, 1, {1.0F, 3.0F}, {0.5F}, {12.0}, {.rows = 4, .absoluteError = 6.0}, 1.5},
        {"classification",
         5,
         3,
         3,
         {1.0F, 3.0F},
         {0.0F},
         {0.5, 0.5},
         {.rows = 4, .hits = {2, 1}, .predicted = {3, 1}, .actual = {2, 2}},
         0.75},
    };
}

} // namespace

/// Every row of the table of objectives is complete, including any that is added.
class TestObjectives : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyObjectiveIsFoundByNameAndTask() {
        std::set<std::string_view> names;
        for (const Objective* objective : objectives()) {
            QVERIFY(!objective->name.empty());
            QVERIFY2(names.insert(objective->name).second, "two of one name");
            QCOMPARE(&objectiveOf(objective->task), objective);
            QCOMPARE(taskFromName(objective->name), std::optional(objective->task));
            QCOMPARE(taskName(objective->task), objective->name);
        }
        QCOMPARE(taskFromName("guessing"), std::nullopt);
    }

    void everyKindOfLabelHasAnObjective() {
        for (const auto kind :
             {features::LabelKind::None, features::LabelKind::Number, features::LabelKind::Category})
            QCOMPARE(objectiveFor(kind).labelKind, kind);
    }

    void everyObjectiveHasMetrics() {
        for (const Objective* objective : objectives()) {
            QVERIFY(!objective->metrics.empty());
            std::set<std::string_view> names;
            for (const MetricKind& metric : objective->metrics)
                QVERIFY2(!metric.name.empty() && names.insert(metric.name).second, objective->name.data());
            QVERIFY(objective->headline().isTile && objective->headline().isColumn);
        }
    }

    void everyObjectiveHasAllOfItsFunctions() {
        for (const Objective* objective : objectives())
            QVERIFY2(objective->outputs && objective->loss && objective->judge && objective->outcome &&
                         objective->addMetrics && objective->columns && objective->appendValues &&
                         objective->lower,
                     objective->name.data());
    }

    /// A newly added objective fails here until it has a case above.
    void everyObjectiveHasACase() {
        for (const Objective* objective : objectives())
            QVERIFY2(std::ranges::count(cases(), objective->name, &Case::name) == 1, objective->name.data());
        QCOMPARE(cases().size(), objectives().size());
    }

    void outputsAreReadAsTheObjectiveSays() {
        for (const Case& of : cases()) {
            const Objective& objective = objectiveOf(taskFromName(of.name).value());
            QCOMPARE(objective.outputs(of.inputs, of.classes), of.outputs);
            std::vector<double> values;
            objective.appendValues({of.rowOutputs, of.rowInputs, 10.0, 4.0}, values);
            QCOMPARE(values, of.values);
        }
    }

    void metricsOfManyRowsIncludeTheHeadline() {
        for (const Case& of : cases()) {
            const Objective& objective = objectiveOf(taskFromName(of.name).value());
            Evaluation evaluation;
            objective.addMetrics(of.sums, std::nullopt, evaluation);
            QCOMPARE(evaluation.get(std::string(objective.headline().name)), std::optional(of.headline));
        }
    }
};

QTEST_APPLESS_MAIN(TestObjectives)
#include "test_objectives.moc"
