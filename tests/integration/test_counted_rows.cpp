// Which rows a metric covers: rows of a class not seen in training count as wrong, rows without a label
// are excluded, and both are reported next to every metric.
#include "sensor_bench.h"

#include "base/random.h"
#include "dataset/dataset.h"
#include "evaluation/backtest_job.h"
#include "evaluation/error_analysis.h"
#include "evaluation/stored_model.h"
#include "model/trained_model.h"
#include "support/result_check.h"

#include <QtTest>
#include <nlohmann/json.hpp>

using namespace driftwood;
using test::SensorBench;
using training::Task;

namespace {

constexpr int kRows = 1500;
constexpr std::int64_t kValidationRows = 300;
constexpr int kLastOfKnown = 1400; ///< the last 99 rows have a class that training does not see

using LabelOf = std::function<std::string(int row, double x)>; ///< JSON; empty: the record has no label

std::string recordOf(int row, const LabelOf& labelOf) {
    SeededRandom random(static_cast<std::uint64_t>(row) + 77);
    const double x = random.normal();
    const std::string label = labelOf(row, x);
    return R"({"x":)" + std::to_string(x) + R"(,"y":)" + std::to_string(random.normal()) +
           (label.empty() ? "" : R"(,"label":)" + label) + "}";
}

std::string sideOf(double x) { return x > 0 ? R"("a")" : R"("b")"; }
std::string withUnseen(int row, double x) { return row > kLastOfKnown ? R"("c")" : sideOf(x); }
std::string everyThird(int row, double x) {
    return row % 3 == 0 ? sideOf(x) : row % 3 == 1 ? std::string("null") : std::string();
}

runs::TrainRequest request(const std::string& dataset, Task task) {
    runs::TrainRequest request;
    request.dataset = request.modelName = dataset;
    request.training.task = task;
    request.training.network = {training::NetworkKind::Linear, {}, training::Activation::Relu};
    request.training.optimizer.learningRate = 0.05;
    request.training.epochs = 8;
    request.features.inputs = {{.path = "x"}, {.path = "y"}};
    request.features.labelPath = "label";
    request.features.labelKind =
        task == Task::Regression ? features::LabelKind::Number : features::LabelKind::Category;
    return request;
}

} // namespace

class TestCountedRows : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<SensorBench> m_bench;

    std::int64_t m_taken = 0; ///< number of the topic's records that are in a data set already

    /// Creates a data set of its own rows at the end of the topic, in one partition to keep their order.
    void take(const std::string& name, const LabelOf& labelOf) {
        VERIFY_OK(m_bench->appendTexts([&](int row) { return recordOf(row, labelOf); }, kRows));
        dataset::DatasetRequest wanted;
        wanted.name = name;
        wanted.ranges.topic = SensorBench::kTopic;
        wanted.ranges.ranges = {{PartitionId(0), Offset(m_taken), Offset(m_taken + kRows)}};
        m_taken += kRows;
        const auto data = dataset::createDataset(*m_bench->connection, wanted, {}, {});
        VERIFY_OK(data);
        QCOMPARE(static_cast<std::int64_t>(data->rows.rows()) - data->validationBegin, kValidationRows);
        auto workspace = workspace::Workspace::open(m_bench->folder());
        VERIFY_OK(workspace);
        VERIFY_OK((*workspace)->addDataset(data->manifest, "bench"));
    }
    Result<runs::TrainOutcome> train(const runs::TrainRequest& wanted) {
        // With a sink, so that data only shown during a run is stored too.
        return runs::runTraining(*m_bench->connection, m_bench->folder(), wanted, [](const auto&) {}, {});
    }

  private Q_SLOTS:
    void initTestCase() {
        auto bench = SensorBench::start();
        VERIFY_OK(bench);
        m_bench = std::move(*bench);
        take("unseen", withUnseen);
        take("partly", everyThird);
        take("numbers", [](int row, double x) {
            return row % 2 == 0 ? std::to_string(3.0 * x + 1.0) : std::string("null");
        });
    }

    void rowsOfAClassThatTrainingNeverSawAreWrong() {
        const auto outcome = train(request("unseen", Task::Classification));
        VERIFY_OK(outcome);
        const model::TrainedModel& model = *outcome->model;
        const std::int64_t unknown = kRows - 1 - kLastOfKnown;
        const auto counted = model.validation.counted();
        QCOMPARE(counted.rows, kValidationRows);
        QCOMPARE(counted.ofUnknownClass, unknown);
        QCOMPARE(counted.withoutLabel, std::int64_t(0));
        QCOMPARE(model.validation.unknownClasses.text(), std::string("c"));
        const double most = 1.0 - static_cast<double>(unknown) / static_cast<double>(kValidationRows);
        QVERIFY(model.validation.get("accuracy").value() <= most);
        QVERIFY(model.validation.get("accuracy").value() > most - 0.05); // the other classes are easy
        const std::string note = "99 rows of a class not seen in training, each counted as wrong: c";
        QCOMPARE(model::rowNotes(model), std::vector{note});
        QVERIFY(model::modelCard(model).find(note) != std::string::npos);

        // The same for all other metrics: the run's own, the error analysis, the back-test, the stored ones.
        auto workspace = workspace::Workspace::open(m_bench->folder()).value();
        const auto accuracy = workspace->metric(outcome->run.id, "validation/accuracy").value();
        QVERIFY(!accuracy.empty() && accuracy.back().value <= most);
        QCOMPARE(workspace->metric(outcome->run.id, "validation/rows_of_unknown_class").value().back().value,
                 static_cast<double>(unknown));
        const auto stored = evaluation::loadStoredModel(*workspace, model.id);
        VERIFY_OK(stored);
        QCOMPARE((*stored)->validation.values, model.validation.values);
        QCOMPARE((*stored)->validation.unknownClasses, model.validation.unknownClasses);
        const auto analysis = evaluation::analyseErrors(*m_bench->connection, *stored, {}, {});
        VERIFY_OK(analysis);
        QCOMPARE(analysis->evaluation.values, model.validation.values);
        evaluation::BacktestRequest replay;
        replay.models = {model.id};
        replay.dataset = "unseen";
        replay.validationOnly = true;
        const auto backtest =
            evaluation::runBacktest(*m_bench->connection, m_bench->folder(), replay, {}, {});
        VERIFY_OK(backtest);
        QCOMPARE(backtest->results.front().evaluation.values, model.validation.values);
        QCOMPARE(backtest->results.front().evaluation.unknownClasses, model.validation.unknownClasses);
        QCOMPARE(backtest->results.front().familiarRows, 0);
        replay.validationOnly = false; // the rows include some that it learned from, which is reported
        const auto whole = evaluation::runBacktest(*m_bench->connection, m_bench->folder(), replay, {}, {});
        VERIFY_OK(whole);
        QCOMPARE(whole->results.front().familiarRows, kRows - kValidationRows);
    }

    /// A challenger that was trained on the marked range has learned all of it.
    void aRangeWithoutANewRecordGivesWayToTheOthers() {
        const auto made = train(request("unseen", Task::Classification));
        VERIFY_OK(made);
        const std::int64_t begin = m_taken;
        VERIFY_OK(m_bench->appendTexts([](int row) { return recordOf(row, withUnseen); }, 40));
        m_taken += 40;
        const broker::TopicRanges its = made->model->lineage.dataset.ranges();
        evaluation::BacktestRequest asked;
        asked.models = {made->model->id};
        asked.ranges = its;
        asked.leaveOutLearned = true;
        VERIFY_FAILS(evaluation::runBacktest(*m_bench->connection, m_bench->folder(), asked, {}, {}),
                     ErrorCode::NotFound);
        asked.otherwise = its;
        asked.otherwise->ranges.push_back({PartitionId(0), Offset(begin), Offset(m_taken)});
        const auto others = evaluation::runBacktest(*m_bench->connection, m_bench->folder(), asked, {}, {});
        VERIFY_OK(others);
        QVERIFY(others->tookOthers);
        QCOMPARE(others->rows, std::int64_t(40));
        QCOMPARE(others->learned, kRows);
        asked.ranges = broker::TopicRanges{SensorBench::kTopic, {asked.otherwise->ranges.back()}};
        const auto marked = evaluation::runBacktest(*m_bench->connection, m_bench->folder(), asked, {}, {});
        VERIFY_OK(marked);
        QVERIFY(!marked->tookOthers); // the marked range has records that are new
        QCOMPARE(marked->rows, std::int64_t(40));
    }

    void recordsThatABacktestCannotDecodeAreNamed() {
        const std::int64_t begin = m_taken;
        VERIFY_OK(m_bench->appendTexts(
            [](int row) { return row % 4 == 3 ? std::string("{half a rec") : recordOf(row, withUnseen); },
            40));
        m_taken += 40;
        auto wanted = request("unseen", Task::Classification);
        wanted.modelName = "tried";
        VERIFY_OK(train(wanted));
        evaluation::BacktestRequest test;
        test.models = {"tried"};
        test.ranges =
            broker::TopicRanges{SensorBench::kTopic, {{PartitionId(0), Offset(begin), Offset(begin + 40)}}};
        const auto tried = evaluation::runBacktest(*m_bench->connection, m_bench->folder(), test, {}, {});
        VERIFY_OK(tried);
        QCOMPARE(tried->rows, 30);
        QCOMPARE(tried->records.undecodable, 10);
        QCOMPARE(tried->failures.size(), 10U);
        QCOMPARE(tried->failures.front().position, (Position{PartitionId(0), Offset(begin + 3)}));
        QVERIFY(!tried->failures.front().reason.empty());
    }

    void rowsWithoutALabelAreInNoFigure() {
        const auto outcome = train(request("partly", Task::Classification));
        VERIFY_OK(outcome);
        const model::TrainedModel& model = *outcome->model;
        QCOMPARE(model.validation.counted().rows, kValidationRows / 3);
        QCOMPARE(model.validation.counted().withoutLabel, kValidationRows * 2 / 3);
        QCOMPARE(model.trainingEvaluation.counted().withoutLabel, (kRows - kValidationRows) * 2 / 3);
        QCOMPARE(model::rowNotes(model),
                 std::vector{std::string(
                     "1,000 rows without a label, left out of the figures: 800 of training, 200 of "
                     "validation")});
    }

    void rowsWithoutANumberToPredictAreInNoFigure() {
        const auto outcome = train(request("numbers", Task::Regression));
        VERIFY_OK(outcome);
        QCOMPARE(outcome->model->validation.counted().rows, kValidationRows / 2);
        QCOMPARE(outcome->model->validation.counted().withoutLabel, kValidationRows / 2);
        QVERIFY(!outcome->model->validation.get("rows_of_unknown_class")); // a regression has no classes
    }

    void onePassLearnsAClassThatAppearsAtTheEnd() {
        auto wanted = request("unseen", Task::Classification);
        wanted.modelName = "one pass";
        wanted.learner = training::LearnerKind::OnePass;
        wanted.training.batchSize = 1;
        const auto outcome = train(wanted);
        VERIFY_OK(outcome);
        const model::TrainedModel& model = *outcome->model;
        QCOMPARE(model.features.classes(), (std::vector<std::string>{"a", "b", "c"}));
        QCOMPARE(model.learned.network().outputs(), 3);
        const auto counted = model.prequential.counted();
        QCOMPARE(counted.rows, std::int64_t(kRows) - 1);
        QCOMPARE(counted.ofUnknownClass, std::int64_t(1));
        QCOMPARE(
            model::rowNotes(model),
            (std::vector<std::string>{"1 row left out of the figures: nothing was learned yet",
                                      "1 row of a class seen for the first time, each counted as wrong: c"}));
        // The run's facts describe the final network, and the model is the one that was measured.
        auto workspace = workspace::Workspace::open(m_bench->folder()).value();
        QCOMPARE(workspace->metric(outcome->run.id, "network/outputs").value().back().value, 3.0);
        // It learned from all rows, and drift is measured against all of them.
        for (const features::ReferenceField& field : model.reference.fields)
            QCOMPARE(field.rows, std::int64_t(kRows));
        QVERIFY(model::modelCard(model).find("for validation") == std::string::npos);
    }

    void aRunStartsFromItsParentsWeightsOrSaysWhyNot() {
        auto wanted = request("numbers", Task::Regression);
        wanted.training.epochs = 60;
        const auto parent = train(wanted);
        VERIFY_OK(parent);
        QVERIFY(parent->model->lineage.startedFrom.empty());
        wanted.parentModelId = parent->model->id;
        wanted.training.epochs = 1;
        wanted.training.optimizer.learningRate = 1e-9; // so that the weights hardly change
        const auto child = train(wanted);
        VERIFY_OK(child);
        QCOMPARE(child->model->lineage.startedFrom, std::string(model::Lineage::kFromParent));
        // The same data set again: the parent was selected on the rows on which the child is evaluated.
        QCOMPARE(child->model->lineage.familiarRows, kValidationRows);
        QVERIFY(model::rowNotes(*child->model).back().find("flatter") != std::string::npos);
        QCOMPARE(parent->model->lineage.familiarRows, std::int64_t(0));
        QVERIFY(std::abs(child->model->validation.get("rmse").value() -
                         parent->model->validation.get("rmse").value()) < 1e-3);
        wanted.learner = training::LearnerKind::OnePass;
        wanted.training.batchSize = 1;
        const auto onePass = train(wanted);
        VERIFY_OK(onePass);
        QCOMPARE(onePass->model->lineage.startedFrom, std::string(model::Lineage::kFromParent));
        QVERIFY(onePass->model->prequential.get("mae").value() <
                2.0 * parent->model->trainingEvaluation.get("mae").value() + 0.05);

        wanted.learner = training::LearnerKind::Batch;
        wanted.features.inputs.pop_back();
        const auto other = train(wanted);
        VERIFY_OK(other);
        QCOMPARE(other->model->lineage.startedFrom,
                 std::string("new weights: the parent's do not fit, it has 2 inputs, this run has 1"));
        QVERIFY(model::modelCard(*other->model).find("new weights") != std::string::npos);
        auto workspace = workspace::Workspace::open(m_bench->folder()).value();
        const auto stored = evaluation::loadStoredModel(*workspace, other->model->id);
        VERIFY_OK(stored);
        QCOMPARE((*stored)->lineage.startedFrom, other->model->lineage.startedFrom);
    }

    void oneClassInAllRowsIsRefusedByName() {
        take("alike", [](int, double) { return std::string(R"("a")"); });
        for (const bool onePass : {false, true}) {
            auto wanted = request("alike", Task::Classification);
            wanted.learner = training::learnerStoredAs(onePass);
            VERIFY_FAILS(train(wanted), ErrorCode::InvalidArgument);
        }
    }
};

QTEST_GUILESS_MAIN(TestCountedRows)
#include "test_counted_rows.moc"
