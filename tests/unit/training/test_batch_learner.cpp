#include "support/networks.h"
#include "support/result_check.h"

#include "base/statistics/quantile.h"
#include "prepared_data.h"
#include "training/evaluation.h"

#include <QTemporaryDir>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

using namespace driftwood;
using namespace driftwood::training;
using namespace driftwood::test;

namespace {

TrainingSpec specFor(Task task, NetworkSpec network) {
    TrainingSpec spec;
    spec.task = task;
    spec.network = std::move(network);
    spec.batchSize = 32;
    spec.patience = 0;
    return spec;
}

const NetworkSpec kLinear{NetworkKind::Linear, {}, Activation::Relu};
const NetworkSpec kSmallMlp{NetworkKind::Mlp, {16, 16}, Activation::Tanh};

/// Least squares with an intercept, solved by the normal equations in double precision.
std::vector<double> leastSquares(const PreparedData& data) {
    const std::size_t n = data.inputs.columns + 1;
    std::vector<std::vector<double>> a(n, std::vector<double>(n + 1, 0.0));
    for (std::size_t row = 0; row < data.inputs.rows; ++row) {
        std::vector<double> x(data.inputs.row(row).begin(), data.inputs.row(row).end());
        x.push_back(1.0);
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j)
                a[i][j] += x[i] * x[j];
            a[i][n] += x[i] * static_cast<double>(data.labels.numbers[row]);
        }
    }
    for (std::size_t i = 0; i < n; ++i) // Gauss-Jordan elimination; the matrix is positive definite
        for (std::size_t k = 0; k < n; ++k)
            if (k != i) {
                const double factor = a[k][i] / a[i][i];
                for (std::size_t j = 0; j <= n; ++j)
                    a[k][j] -= factor * a[i][j];
            }
    std::vector<double> solution;
    for (std::size_t i = 0; i < n; ++i)
        solution.push_back(a[i][n] / a[i][i]);
    return solution;
}

} // namespace

class TestBatchLearner : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aLinearNetworkFindsTheLeastSquaresSolution_data() {
        QTest::addColumn<bool>("adam");
        QTest::newRow("adam") << true;
        QTest::newRow("sgd with momentum") << false;
    }
    void aLinearNetworkFindsTheLeastSquaresSolution() {
        QFETCH(bool, adam);
        const PreparedData data = noisyPlane(500, 3);
        TrainingSpec spec = specFor(Task::Regression, kLinear);
        spec.optimizer.kind = adam ? OptimizerKind::Adam : OptimizerKind::Sgd;
        spec.optimizer.learningRate = adam ? 0.05 : 0.02;
        spec.optimizer.momentum = 0.9;
        spec.batchSize = 500; // the whole set, so that no noise from batches remains at the end
        spec.epochs = 600;
        const auto trainer = BatchLearner::create(spec, data.view(), {});
        VERIFY_OK(trainer);
        runTo(**trainer);
        QCOMPARE((*trainer)->stopped(), StopReason::AllEpochs);
        const auto expected = leastSquares(data);
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY2(std::abs(static_cast<double>((*trainer)->bestParameters()[i]) - expected[i]) < 1e-4,
                     qPrintable(QString("parameter %1").arg(i)));
    }

    void aResidualNetworkLearnsAndResumes() {
        const PreparedData training = exclusiveOr(600, 1);
        const PreparedData validation = exclusiveOr(300, 2);
        TrainingSpec spec =
            specFor(Task::Classification, {NetworkKind::Residual, {8, 12, 6}, Activation::Tanh});
        spec.optimizer.learningRate = 0.01;
        spec.optimizer.biasRateFactor = 2.0;
        spec.epochs = 60;
        const auto create = [&] {
            return BatchLearner::create(spec, training.view(), validation.view()).value();
        };
        const auto whole = create();
        runTo(*whole);
        const auto engine = makeNativeEngine(whole->network(), Loss::BinaryCrossEntropy).value();
        const auto quality =
            evaluate(*engine, spec, whole->network(), whole->bestParameters(), validation.view());
        VERIFY_OK(quality);
        QVERIFY2(quality->get("accuracy").value() > 0.95,
                 qPrintable(QString::number(quality->get("accuracy").value())));
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("checkpoint").toStdString();
        const auto first = create();
        runTo(*first, 70);
        VERIFY_OK(first->save(file));
        const auto second = create();
        VERIFY_OK(second->restore(file));
        runTo(*second);
        QCOMPARE(second->parameters(), whole->parameters());
        // The same sizes of a stack of dense layers are another network.
        spec.network.kind = NetworkKind::Mlp;
        VERIFY_FAILS(create()->restore(file), ErrorCode::Mismatch);
    }

    void anMlpLearnsExclusiveOrAndALinearNetworkCannot() {
        const PreparedData training = exclusiveOr(600, 1);
        const PreparedData validation = exclusiveOr(300, 2);
        TrainingSpec spec = specFor(Task::Classification, kSmallMlp);
        spec.optimizer.learningRate = 0.01;
        spec.epochs = 60;
        const auto accuracyOf = [&](const TrainingSpec& s) {
            auto trainer = BatchLearner::create(s, training.view(), validation.view()).value();
            runTo(*trainer);
            const auto engine = makeNativeEngine(trainer->network(), Loss::BinaryCrossEntropy).value();
            return evaluate(*engine, s, trainer->network(), trainer->bestParameters(), validation.view())
                .value();
        };
        const Evaluation mlp = accuracyOf(spec);
        QVERIFY2(mlp.get("accuracy").value() > 0.95,
                 qPrintable(QString::number(mlp.get("accuracy").value())));
        QVERIFY(mlp.get("auc").value() > 0.98);
        QVERIFY(mlp.get("f1").value() > 0.95);
        spec.network = kLinear;
        QVERIFY(accuracyOf(spec).get("accuracy").value() < 0.7);
    }

    void threeClassesAreLearned() {
        PreparedData data = normalInputs(600, 2, 5);
        data.classes = 3;
        for (std::size_t row = 0; row < 600; ++row) {
            const auto x = data.inputs.row(row);
            data.labels.classes.push_back(x[0] > 0.5F ? 2 : (x[1] > 0 ? 1 : 0));
        }
        TrainingSpec spec = specFor(Task::Classification, kSmallMlp);
        spec.optimizer.learningRate = 0.01;
        spec.epochs = 40;
        auto trainer = BatchLearner::create(spec, data.view(), {}).value();
        runTo(*trainer);
        const auto engine = makeNativeEngine(trainer->network(), Loss::CrossEntropy).value();
        const auto evaluation =
            evaluate(*engine, spec, trainer->network(), trainer->bestParameters(), data.view()).value();
        QVERIFY(evaluation.get("accuracy").value() > 0.95);
        QVERIFY(evaluation.get("f1").value() > 0.95);
        QVERIFY(!evaluation.get("auc"));
    }

    void anAutoencodersLossFallsAndStrangersStandOut() {
        // Five columns that all equal one hidden number, which a bottleneck of one can encode.
        PreparedData data = normalInputs(800, 5, 4);
        for (std::size_t row = 0; row < 800; ++row)
            for (std::size_t c = 1; c < 5; ++c)
                data.inputs.values[row * 5 + c] = data.inputs.values[row * 5] * (c % 2 == 0 ? 1.0F : -0.5F);
        TrainingSpec spec =
            specFor(Task::AnomalyDetection, {NetworkKind::Autoencoder, {8, 1, 8}, Activation::Tanh});
        spec.optimizer.learningRate = 0.01;
        spec.epochs = 80;
        auto trainer = BatchLearner::create(spec, data.withoutLabels(), {}).value();
        std::vector<double> losses;
        while (trainer->stopped() == StopReason::NotStopped) {
            const auto metrics = trainer->step();
            VERIFY_OK(metrics);
            QVERIFY(metrics->of("validation") == nullptr);
            if (metrics->epochEnded)
                losses.push_back(metrics->epochLoss);
        }
        QCOMPARE(losses.size(), std::size_t(80));
        QVERIFY2(losses.back() < 0.02 * losses.front(),
                 qPrintable(QString("%1 -> %2").arg(losses.front()).arg(losses.back())));

        const auto engine = makeNativeEngine(trainer->network(), Loss::MeanSquaredError).value();
        const auto errors =
            reconstructionErrors(*engine, trainer->network(), trainer->bestParameters(), data.inputs).value();
        QCOMPARE(errors.size(), std::size_t(800));
        const double threshold = quantile(errors, 0.99);
        const auto above =
            std::count_if(errors.begin(), errors.end(), [&](double e) { return e > threshold; });
        QCOMPARE(above, 8);
        const auto evaluation =
            evaluate(*engine, spec, trainer->network(), trainer->bestParameters(), data.withoutLabels())
                .value();
        QVERIFY(std::abs(evaluation.get("reconstruction_error").value() -
                         std::accumulate(errors.begin(), errors.end(), 0.0) / 800) < 1e-12);

        features::FeatureMatrix stranger{
            1, 5, {1.0F, 0.5F, -1.0F, 0.5F, -1.0F}}; // the relations are reversed
        QVERIFY(reconstructionErrors(*engine, trainer->network(), trainer->bestParameters(), stranger)
                    .value()[0] > 20 * threshold);
    }

    void trainingStopsWhenValidationNoLongerImproves() {
        // Random labels: soon every epoch only overfits.
        PreparedData training = normalInputs(200, 4, 1);
        PreparedData validation = normalInputs(200, 4, 2);
        SeededRandom random(3);
        for (PreparedData* data : {&training, &validation})
            for (int i = 0; i < 200; ++i)
                data->labels.numbers.push_back(static_cast<float>(random.normal()));
        TrainingSpec spec = specFor(Task::Regression, {NetworkKind::Mlp, {64}, Activation::Relu});
        spec.optimizer.learningRate = 0.01;
        spec.epochs = 500;
        spec.patience = 7;
        auto trainer = BatchLearner::create(spec, training.view(), validation.view()).value();
        double best = INFINITY;
        int bestEpoch = 0;
        int lastEpoch = 0;
        std::vector<float> bestParameters;
        while (trainer->stopped() == StopReason::NotStopped) {
            const auto metrics = trainer->step();
            VERIFY_OK(metrics);
            lastEpoch = metrics->epoch;
            const Evaluation* validated = metrics->of("validation");
            if (validated != nullptr && validated->get("loss").value() < best) {
                best = validated->get("loss").value();
                bestEpoch = metrics->epoch;
                bestParameters = trainer->parameters();
            }
        }
        QCOMPARE(trainer->stopped(), StopReason::EarlyStopping);
        QCOMPARE(trainer->bestEpoch(), bestEpoch);
        QCOMPARE(lastEpoch, bestEpoch + 7);
        QCOMPARE(trainer->bestParameters(), bestParameters);
        QVERIFY(trainer->parameters() != bestParameters);
        VERIFY_FAILS(trainer->step(), ErrorCode::InvalidArgument);
    }

    void everyRowIsSeenOnceAnEpoch() {
        const PreparedData data = noisyPlane(101, 1);
        TrainingSpec spec = specFor(Task::Regression, kLinear);
        spec.epochs = 2;
        auto trainer = BatchLearner::create(spec, data.view(), {}).value();
        QCOMPARE(trainer->totalSteps(), std::int64_t(8)); // 32 + 32 + 32 + 5, twice
        std::vector<std::vector<std::uint32_t>> epochs(2);
        while (trainer->stopped() == StopReason::NotStopped) {
            const auto metrics = trainer->step();
            VERIFY_OK(metrics);
            auto& epoch = epochs[static_cast<std::size_t>(metrics->epoch - 1)];
            epoch.insert(epoch.end(), trainer->batchRows().begin(), trainer->batchRows().end());
        }
        QCOMPARE(trainer->stepsDone(), std::int64_t(8));
        for (const auto& epoch : epochs) {
            QCOMPARE(epoch.size(), std::size_t(101));
            QCOMPARE(std::set<std::uint32_t>(epoch.begin(), epoch.end()).size(), std::size_t(101));
            QVERIFY(!std::is_sorted(epoch.begin(), epoch.end()));
        }
        QVERIFY(epochs[0] != epochs[1]);
        spec.shuffle = false;
        auto inOrder = BatchLearner::create(spec, data.view(), {}).value();
        VERIFY_OK(inOrder->step());
        QCOMPARE(inOrder->batchRows().at(31), std::uint32_t(31));
    }

    void theSeedDecidesTheWeights() {
        const PreparedData data = noisyPlane(200, 1);
        TrainingSpec spec = specFor(Task::Regression, kSmallMlp);
        spec.epochs = 3;
        const auto weights = [&](std::uint64_t seed) {
            spec.seed = seed;
            auto trainer = BatchLearner::create(spec, data.view(), {}).value();
            runTo(*trainer);
            return trainer->bestParameters();
        };
        const auto first = weights(1);
        QCOMPARE(weights(1), first);
        QVERIFY(weights(2) != first);
    }

    void rowsWithoutALabelAreLeftOut() {
        const PreparedData full = noisyPlane(60, 1);
        // The same rows with unlabelled ones inserted between them.
        PreparedData holed;
        holed.inputs.columns = 3;
        for (std::size_t row = 0; row < 60; ++row) {
            for (int copy = 0; copy < (row % 3 == 0 ? 2 : 1); ++copy) {
                const auto x = full.inputs.row(row);
                holed.inputs.values.insert(holed.inputs.values.end(), x.begin(), x.end());
                holed.labels.numbers.push_back(copy == 1 ? NAN : full.labels.numbers[row]);
                ++holed.inputs.rows;
            }
        }
        TrainingSpec spec = specFor(Task::Regression, kSmallMlp);
        spec.epochs = 2;
        const auto weights = [&](const PreparedData& data) {
            auto trainer = BatchLearner::create(spec, data.view(), {}).value();
            runTo(*trainer);
            return trainer->bestParameters();
        };
        QCOMPARE(holed.inputs.rows, std::size_t(80));
        QCOMPARE(weights(holed), weights(full));
        const Network network = denseNetwork({3, 16, 16, 1}, Activation::Tanh);
        const auto engine = makeNativeEngine(network, Loss::MeanSquaredError).value();
        const auto parameters = initialParameters(network, 1);
        auto evaluation = evaluate(*engine, spec, network, parameters, holed.view()).value();
        QCOMPARE(evaluation.counted().rows, std::int64_t(60));
        QCOMPARE(evaluation.counted().withoutLabel, std::int64_t(20));
        evaluation.values["rows_without_label"] = 0.0;
        QCOMPARE(evaluation.values, evaluate(*engine, spec, network, parameters, full.view())->values);
    }

    void rowsOfAClassWithoutAnOutputAreWrongAndChooseNoEpoch() {
        const PreparedData data = exclusiveOr(400, 1);
        PreparedData judged = exclusiveOr(400, 2);
        for (std::size_t row = 0; row < 100; ++row)
            judged.labels.classes[row] = features::kUnknownClass;
        judged.labels.classes[399] = features::kNoLabel;
        TrainingSpec spec = specFor(Task::Classification, kSmallMlp);
        spec.epochs = 60;
        spec.patience = 0;
        auto trainer = BatchLearner::create(spec, data.view(), judged.view()).value();
        std::optional<Evaluation> last;
        while (trainer->stopped() == StopReason::NotStopped)
            if (const auto metrics = trainer->step().value(); metrics.of("validation") != nullptr)
                last = *metrics.of("validation");
        QCOMPARE(last->counted().rows, std::int64_t(399));
        QCOMPARE(last->counted().ofUnknownClass, std::int64_t(100));
        QCOMPARE(last->counted().withoutLabel, std::int64_t(1));
        QVERIFY(last->get("accuracy").value() <= 299.0 / 399.0);
        QVERIFY(last->get("accuracy").value() > 0.7 * 299.0 / 399.0);

        // No row has a loss: there are metrics, and the run ends like one without validation.
        judged.labels.classes.assign(400, features::kUnknownClass);
        spec.epochs = 2;
        auto blind = BatchLearner::create(spec, data.view(), judged.view()).value();
        while (blind->stopped() == StopReason::NotStopped)
            if (const auto metrics = blind->step().value(); metrics.of("validation") != nullptr) {
                QCOMPARE(metrics.of("validation")->get("accuracy").value(), 0.0);
                QVERIFY(!metrics.of("validation")->get("loss"));
            }
        QCOMPARE(blind->stopped(), StopReason::AllEpochs);
        QCOMPARE(blind->bestEpoch(), 2);
    }

    void balancedWeightsAreThoseOfScikitLearn() {
        // compute_class_weight("balanced", …) for 6, 3 and 1 rows; one class has no rows.
        QCOMPARE(balancedWeights({6, 3, 0, 1}), (std::vector{10.0 / 18.0, 10.0 / 9.0, 1.0, 10.0 / 3.0}));
    }

    void aWeightIsARowThatIsThereMoreOften() {
        // A rare class with weights is learned as if its rows were repeated.
        PreparedData rare = normalInputs(90, 2, 1);
        rare.classes = 2;
        PreparedData repeated = rare;
        repeated.inputs.values.clear();
        for (std::size_t row = 0; row < 90; ++row) {
            const bool second = row % 9 == 0;
            rare.labels.classes.push_back(second ? 1 : 0);
            for (int times = second ? 8 : 1; times > 0; --times) {
                const auto values = rare.inputs.row(row);
                repeated.inputs.values.insert(repeated.inputs.values.end(), values.begin(), values.end());
                repeated.labels.classes.push_back(second ? 1 : 0);
            }
        }
        repeated.inputs.rows = repeated.labels.classes.size();
        TrainingSpec spec = specFor(Task::Classification, kLinear);
        spec.batchSize = 1000; // all rows per step, so that both learn from the same rows
        spec.epochs = 30;
        spec.optimizer = {OptimizerKind::Sgd,
                          0.5}; // Adam turns rounding errors into steps, and balanced classes give a 0
        const auto weights = [&](const PreparedData& data, ClassWeights classWeights) {
            spec.classWeights = classWeights;
            auto trainer = BatchLearner::create(spec, data.view(), {}).value();
            runTo(*trainer);
            return trainer->parameters();
        };
        const auto weighted = weights(rare, ClassWeights::Balanced);
        const auto expected = weights(repeated, ClassWeights::None);
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(std::abs(weighted[i] - expected[i]) < 1e-4);
        QVERIFY(weights(rare, ClassWeights::None) != weighted);
    }

    void classWeightsAreInTheSpecsJsonOnlyWhereThereAreSome() {
        TrainingSpec spec = specFor(Task::Classification, kLinear);
        QVERIFY(!nlohmann::json(spec).contains("classWeights")); // as in files of earlier versions
        spec.classWeights = ClassWeights::Balanced;
        QCOMPARE(trainingSpecFromJson(nlohmann::json(spec), "test").value(), spec);
    }

    void regressionErrorsAreInTheLabelsUnit() {
        PreparedData data = normalInputs(4, 1, 1);
        data.labels.numbers = {0.5F, -0.5F, 1.5F, -1.5F}; // standardised; zero weights predict the mean
        TrainingData view = data.view();
        view.labelMean = 100;
        view.labelScale = 10;
        const Network network = denseNetwork({1, 1});
        const auto engine = makeNativeEngine(network, Loss::MeanSquaredError).value();
        const auto evaluation = evaluate(*engine, specFor(Task::Regression, kLinear), network,
                                         initialParameters(network, 1), view)
                                    .value();
        QCOMPARE(evaluation.get("mae").value(), 10.0);
        QCOMPARE(evaluation.get("rmse").value(), std::sqrt(125.0));
        QCOMPARE(evaluation.get("loss").value(), 1.25);
    }

    void notANumberEndsTrainingWithTheLastGoodWeights() {
        PreparedData data = noisyPlane(320, 1);
        TrainingSpec spec = specFor(Task::Regression, kSmallMlp);
        spec.shuffle = false;
        data.inputs.values[static_cast<std::size_t>(32 * 4 + 7) * 3] =
            std::numeric_limits<float>::quiet_NaN();
        auto trainer = BatchLearner::create(spec, data.view(), {}).value();
        std::vector<float> before;
        for (int i = 0; i < 4; ++i) {
            before = trainer->parameters();
            VERIFY_OK(trainer->step());
        }
        const auto metrics = trainer->step();
        VERIFY_OK(metrics);
        QVERIFY(std::isnan(metrics->loss));
        QCOMPARE(trainer->batchRows().front(), std::uint32_t(128)); // names the batch with the invalid row
        QCOMPARE(trainer->stopped(), StopReason::NotFinite);
        QCOMPARE(trainer->parameters(), before);
        VERIFY_FAILS(trainer->step(), ErrorCode::InvalidArgument);
    }

    void divergenceEndsTrainingWithFiniteWeights() {
        const PreparedData data = noisyPlane(320, 1);
        TrainingSpec spec = specFor(Task::Regression, kLinear);
        spec.optimizer = {OptimizerKind::Sgd, 1e9};
        auto trainer = BatchLearner::create(spec, data.view(), data.view()).value();
        runTo(*trainer);
        QCOMPARE(trainer->stopped(), StopReason::NotFinite);
        for (const float weight : trainer->bestParameters())
            QVERIFY(std::isfinite(weight));
    }

    void initialWeightsAreLibTorchsDefault() {
        const Network network = denseNetwork({100, 50, 1});
        const auto parameters = initialParameters(network, 7);
        float largest = 0.0F;
        for (std::size_t i = 0; i < network.layers()[1].weightOffset; ++i)
            largest = std::max(largest, std::abs(parameters[i]));
        QVERIFY(largest <= 0.1F && largest > 0.0999F); // 1 / sqrt(100), which 5050 values come close to
        QCOMPARE(initialParameters(denseNetwork({4, 1}), 7), std::vector<float>(5, 0.0F));
    }

    void dataThatDoesNotFitIsRefused() {
        const TrainingSpec spec = specFor(Task::Regression, kLinear);
        const PreparedData good = noisyPlane(10, 1);
        VERIFY_FAILS(BatchLearner::create(spec, good.withoutLabels(), {}), ErrorCode::InvalidArgument);
        VERIFY_FAILS(BatchLearner::create(spec, {}, {}), ErrorCode::InvalidArgument);
        PreparedData short1 = good;
        short1.labels.numbers.pop_back();
        VERIFY_FAILS(BatchLearner::create(spec, short1.view(), {}), ErrorCode::InvalidArgument);
        PreparedData unlabelled = good;
        unlabelled.labels.numbers.assign(10, NAN);
        VERIFY_FAILS(BatchLearner::create(spec, unlabelled.view(), {}), ErrorCode::InvalidArgument);
        VERIFY_FAILS(BatchLearner::create(spec, good.view(), exclusiveOr(10, 1).view()),
                     ErrorCode::InvalidArgument);
        TrainingSpec wrong = spec;
        wrong.batchSize = 0;
        VERIFY_FAILS(BatchLearner::create(wrong, good.view(), {}), ErrorCode::InvalidArgument);
        PreparedData beyond = exclusiveOr(10, 1);
        beyond.labels.classes[3] = 2;
        VERIFY_FAILS(BatchLearner::create(specFor(Task::Classification, kLinear), beyond.view(), {}),
                     ErrorCode::InvalidArgument);
        // If no validation row has a label, train without validation and do not fail at the epoch's end.
        VERIFY_OK(BatchLearner::create(spec, good.view(), unlabelled.view()));
    }
};

QTEST_GUILESS_MAIN(TestBatchLearner)
#include "test_batch_learner.moc"
