#include "support/result_check.h"

#include "base/random.h"
#include "training/learners/learners.h"
#include "training/learners/one_pass_learner.h"

#include <QTemporaryDir>
#include <cmath>

using namespace driftwood;
using namespace driftwood::training;
using records::FieldType;
using records::RecordBatch;
using records::Schema;

namespace {

/// y = 3 x + noise; every tenth row has no label.
RecordBatch rowsOfALine(int count) {
    RecordBatch rows(
        std::make_shared<Schema>(Schema{{{"x", FieldType::Float64}, {"y", FieldType::Float64}}}));
    SeededRandom random(3);
    for (int i = 0; i < count; ++i) {
        const double x = random.normal();
        rows.appendPosition(PartitionId(0), Offset(i), TimestampMs(0), nullptr);
        rows.column(0).appendFloat(x);
        if (i % 10 == 9)
            rows.column(1).appendMissing();
        else
            rows.column(1).appendFloat(3.0 * x + 0.1 * random.normal());
    }
    return rows;
}

std::unique_ptr<OnePassNetwork> networkFor(const RecordBatch& rows) {
    TrainingSpec spec;
    spec.task = Task::Regression;
    spec.network = {NetworkKind::Linear, {}, Activation::Relu};
    spec.optimizer.kind = OptimizerKind::Sgd;
    spec.optimizer.learningRate = 0.05;
    spec.batchSize = 1;
    features::FeatureSpec features;
    features.inputs = {{"x", features::Transform::Standardize, false}};
    features.labelKind = features::LabelKind::Number;
    features.labelPath = "y";
    return OnePassNetwork::create(spec, features, rows, {}).value();
}

} // namespace

class TestOnePassLearner : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyLearnerIsFoundByWhatIsStored() {
        for (const LearnerType& learner : learners()) {
            QCOMPARE(&learnerOf(learner.kind), &learner);
            QCOMPARE(learnerStoredAs(learner.incremental), learner.kind);
            QVERIFY(learner.usualBatchSize >= 1);
        }
        QVERIFY(learnerOf(LearnerKind::Batch).hasEpochs && !learnerOf(LearnerKind::Batch).inOnePass);
        QVERIFY(!learnerOf(LearnerKind::OnePass).hasEpochs && learnerOf(LearnerKind::OnePass).inOnePass);
        QCOMPARE(learnerOf(LearnerKind::Batch).usualBatchSize, TrainingSpec().batchSize);
    }

    /// A learner that is replaced after every step by one that is restored from its checkpoint ends with the
    /// weights of a network that learned all rows in one call, and each row is shown once to who watches.
    void stepsAndResumptionsGiveWhatAllRowsAtOnceGive() {
        const RecordBatch rows = rowsOfALine(1000);
        const auto whole = networkFor(rows);
        const auto metrics = whole->advance(rows, 0, rows.rows()).value();
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("checkpoint").toStdString();
        dataset::MemoryRows source(rows, 800, 800);
        std::int64_t watched = 0;
        const auto create = [&] {
            watched = 0;
            (void)source.rewind();
            return std::make_unique<OnePassLearner>(
                networkFor(rows), source, std::stop_token(),
                [&](const RecordBatch& learned, std::int64_t beforeLearning) {
                    QCOMPARE(beforeLearning, std::int64_t(2));
                    QCOMPARE(learned.position(0).offset.value, watched);
                    watched += static_cast<std::int64_t>(learned.rows());
                });
        };
        auto learner = create();
        std::int64_t steps = 0;
        std::optional<LearnerStep> last;
        for (; learner->stopped() == StopReason::NotStopped; ++steps) {
            last = learner->step().value();
            QCOMPARE(last->metrics.size(), std::size_t(2));
            QVERIFY(last->of("validation") == nullptr && last->of("window") != nullptr);
            QCOMPARE(learner->stepsDone(), last->step);
            VERIFY_OK(learner->save(file));
            learner = create();
            VERIFY_OK(learner->restore(file));
            QCOMPARE(watched, learner->rowsSeen());
        }
        QCOMPARE(steps, std::int64_t(4)); // of 256 rows
        QCOMPARE(last->rows, std::int64_t(1000 - 3 * 256));
        QCOMPARE(learner->stopped(), StopReason::EndOfData);
        QCOMPARE(learner->rowsSeen(), std::int64_t(1000));
        QCOMPARE(learner->stepsDone(), std::int64_t(900)); // the rows with a label
        QCOMPARE(last->step, metrics.rows);
        QCOMPARE(last->loss, metrics.loss);
        QCOMPARE(last->of("prequential")->values, metrics.overall.values);
        const LearnerResult result = learner->result();
        QCOMPARE(result.learned.weights(), whole->parameters());
        QVERIFY(*result.features == whole->features());
        QCOMPARE(result.prequential->values, metrics.overall.values);
        QCOMPARE(result.steps, metrics.rows);
        VERIFY_FAILS(learner->step(), ErrorCode::InvalidArgument);
    }

    /// Over growth by two classes, class weights and mini-batches. Kernels round differently, so these
    /// numbers are not to the bit.
    void theWeightsOfARunStayWhatTheyWere() {
        RecordBatch rows(std::make_shared<Schema>(
            Schema{{{"a", FieldType::Float64}, {"b", FieldType::Float64}, {"class", FieldType::Text}}}));
        SeededRandom random(6);
        for (int i = 0; i < 700; ++i) {
            const int label = i % std::min(4, 2 + i / 200);
            rows.appendPosition(PartitionId(0), Offset(i), TimestampMs(0), nullptr);
            rows.column(0).appendFloat(label % 2 + 0.1 * random.normal());
            rows.column(1).appendFloat(label / 2 + 0.1 * random.normal());
            rows.column(2).appendText(std::to_string(label));
        }
        TrainingSpec spec;
        spec.task = Task::Classification;
        spec.network = {NetworkKind::Mlp, {6}, Activation::Tanh};
        spec.optimizer.learningRate = 0.02;
        spec.classWeights = ClassWeights::Balanced;
        spec.batchSize = 7;
        features::FeatureSpec features;
        features.inputs = {{"a", features::Transform::Standardize, false},
                           {"b", features::Transform::Standardize, false}};
        features.labelKind = features::LabelKind::Category;
        features.labelPath = "class";
        dataset::MemoryRows source(rows, 700, 700);
        OnePassLearner learner(OnePassNetwork::create(spec, features, rows, {150, 90}).value(), source, {});
        while (learner.stopped() == StopReason::NotStopped)
            VERIFY_OK(learner.step());
        const LearnerResult result = learner.result();
        double sum = 0.0;
        double squares = 0.0;
        for (const float weight : result.learned.weights()) {
            sum += static_cast<double>(weight);
            squares += static_cast<double>(weight) * static_cast<double>(weight);
        }
        QCOMPARE(result.learned.weights().size(), std::size_t(2 * 6 + 6 + 6 * 4 + 4));
        QVERIFY2(std::abs(sum + 9.4902) < 1e-3 && std::abs(squares - 19.3421) < 1e-3,
                 qPrintable(QString("%1, %2").arg(sum, 0, 'f', 6).arg(squares, 0, 'f', 6)));
    }

    void aLearnerThatHasStepsBehindItIsRestoredToo() {
        const RecordBatch rows = rowsOfALine(1000);
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("checkpoint").toStdString();
        dataset::MemoryRows source(rows, 1000, 1000);
        OnePassLearner learner(networkFor(rows), source, {});
        VERIFY_OK(learner.step());
        VERIFY_OK(learner.save(file));
        while (learner.stopped() == StopReason::NotStopped)
            VERIFY_OK(learner.step());
        const auto weights = learner.result().learned.weights();
        VERIFY_OK(learner.restore(file));
        QCOMPARE(learner.rowsSeen(), std::int64_t(256));
        while (learner.stopped() == StopReason::NotStopped)
            VERIFY_OK(learner.step());
        QCOMPARE(learner.result().learned.weights(), weights);
    }

    void toldToStopItLearnsNothingMore() {
        const RecordBatch rows = rowsOfALine(1000);
        dataset::MemoryRows source(rows, 1000, 1000);
        std::stop_source stop;
        OnePassLearner learner(networkFor(rows), source, stop.get_token());
        VERIFY_OK(learner.step());
        stop.request_stop();
        VERIFY_FAILS(learner.step(), ErrorCode::Cancelled);
        QCOMPARE(learner.rowsSeen(), std::int64_t(256));
        QCOMPARE(learner.stopped(), StopReason::NotStopped);
    }
};

QTEST_GUILESS_MAIN(TestOnePassLearner)
#include "test_one_pass_learner.moc"
