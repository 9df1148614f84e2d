#include "base/random.h"
#include "model/torch_backend.h"
#include "support/networks.h"
#include "support/result_check.h"
#include "training/learners/batch_learner.h"

#include <algorithm>
#include <cmath>

using namespace driftwood;
using training::Activation;
using training::Loss;
using training::Network;
using training::Task;

namespace {

// Inputs and, depending on the loss, targets or classes.
struct Rows {
    std::vector<float> inputs, targets;
    std::vector<std::int32_t> classes;
    training::Batch batch;
};

Rows randomRows(const Network& network, Loss loss, std::size_t rows, std::uint64_t seed) {
    SeededRandom random(seed);
    Rows made;
    for (std::size_t i = 0; i < rows * static_cast<std::size_t>(network.inputs()); ++i)
        made.inputs.push_back(static_cast<float>(random.normal()));
    made.batch.rows = rows;
    if (loss == Loss::CrossEntropy) {
        for (std::size_t i = 0; i < rows; ++i)
            made.classes.push_back(
                static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(network.outputs()))));
        made.batch.classes = made.classes.data();
    } else {
        const auto width = static_cast<std::size_t>(network.outputs());
        for (std::size_t i = 0; i < rows * width; ++i)
            made.targets.push_back(loss == Loss::BinaryCrossEntropy ? static_cast<float>(random.below(2))
                                                                    : static_cast<float>(random.normal()));
        made.batch.targets = made.targets.data();
    }
    made.batch.inputs = made.inputs.data();
    return made;
}

double norm(const std::vector<float>& values) {
    double sum = 0.0;
    for (const float value : values)
        sum += static_cast<double>(value) * static_cast<double>(value);
    return std::sqrt(sum);
}

/// Like the initial weights, but none is zero.
std::vector<float> randomWeights(const Network& network) {
    SeededRandom random(3);
    std::vector<float> weights(network.parameterCount());
    for (const training::DenseLayer& layer : network.layers())
        initialiseUniformly(layer, random, weights);
    return weights;
}

} // namespace

class TestEagerEngine : public QObject {
    Q_OBJECT

  private:
    model::TorchBackend* m_torch = nullptr;

  private:
    void compareEngines(const Network& network, Loss kind, int rows) {
        const auto parameters = randomWeights(network);
        const Rows made = randomRows(network, kind, static_cast<std::size_t>(rows), 5);
        auto eager = m_torch->makeEagerEngine(network, kind);
        VERIFY_OK(eager);
        const auto native = training::makeNativeEngine(network, kind).value();

        std::vector<float> ours(parameters.size()), theirs(parameters.size());
        // Twice, because the second call finds the views and the gradient of the first.
        for (int call = 0; call < 2; ++call) {
            const auto ourLoss = native->lossAndGradient(parameters, made.batch, ours);
            const auto theirLoss = (*eager)->lossAndGradient(parameters, made.batch, theirs);
            VERIFY_OK(ourLoss);
            VERIFY_OK(theirLoss);
            QVERIFY(std::abs(*ourLoss - *theirLoss) <= 1e-5 * (1e-3 + std::abs(*theirLoss)));
            // Relative to the gradient's norm: single elements may nearly cancel out.
            const double scale = norm(theirs);
            for (std::size_t i = 0; i < ours.size(); ++i)
                QVERIFY2(
                    std::abs(ours[i] - theirs[i]) <= 1e-5 * scale,
                    qPrintable(QString("parameter %1: %2 against %3").arg(i).arg(ours[i]).arg(theirs[i])));
        }

        if (kind != Loss::MeanSquaredError) {
            std::vector<float> weights;
            for (int row = 0; row < rows; ++row)
                weights.push_back(row % 3 == 0 ? 2.5F : 0.25F);
            training::Batch weighted = made.batch;
            weighted.weights = weights.data();
            const auto ourLoss = native->lossAndGradient(parameters, weighted, ours);
            const auto theirLoss = (*eager)->lossAndGradient(parameters, weighted, theirs);
            VERIFY_OK(ourLoss);
            VERIFY_OK(theirLoss);
            QVERIFY(std::abs(*ourLoss - *theirLoss) <= 1e-5 * (1e-3 + std::abs(*theirLoss)));
            for (std::size_t i = 0; i < ours.size(); ++i)
                QVERIFY(std::abs(ours[i] - theirs[i]) <= 1e-5 * norm(theirs));
        }

        const auto outputs = static_cast<std::size_t>(rows) * static_cast<std::size_t>(network.outputs());
        std::vector<float> ourOutputs(outputs), theirOutputs(outputs);
        VERIFY_OK(native->forward(parameters, made.inputs, static_cast<std::size_t>(rows), ourOutputs));
        VERIFY_OK((*eager)->forward(parameters, made.inputs, static_cast<std::size_t>(rows), theirOutputs));
        for (std::size_t i = 0; i < outputs; ++i)
            QVERIFY(std::abs(ourOutputs[i] - theirOutputs[i]) <= 1e-5 * (1.0 + std::abs(theirOutputs[i])));
    }

  private Q_SLOTS:
    void initTestCase() {
        const auto backend = model::torchBackend();
        VERIFY_OK(backend);
        m_torch = *backend;
    }

    void theModuleSaysWhatItIs() {
        const auto info = m_torch->info();
        QVERIFY2(!info.version.empty() && info.version.find('.') != std::string::npos, info.version.c_str());
        QCOMPARE(info.threads, 1);
        QVERIFY(!info.blas.empty());
        QVERIFY(!info.capability.empty());
        qInfo("LibTorch %s, %s, %s", info.version.c_str(), info.blas.c_str(), info.capability.c_str());
        QVERIFY(*model::torchBackend() == m_torch);
    }

    void nativeGradientsEqualAutograds_data() {
        QTest::addColumn<std::vector<int>>("sizes");
        QTest::addColumn<int>("activation");
        QTest::addColumn<int>("loss");
        QTest::addColumn<int>("rows");
        const auto add = [](std::vector<int> sizes, Activation activation, Loss loss, int rows) {
            QStringList text;
            for (const int size : sizes)
                text << QString::number(size);
            QTest::addRow("%s %s loss %d rows %d", qPrintable(text.join('-')),
                          activationName(activation).data(), static_cast<int>(loss), rows)
                << sizes << static_cast<int>(activation) << static_cast<int>(loss) << rows;
        };
        for (const Activation activation : {Activation::Relu, Activation::Tanh})
            for (const int rows : {1, 7, 64, 256, 700}) {
                add({30, 64, 64, 1}, activation, Loss::MeanSquaredError, rows);
                add({30, 64, 16, 64, 30}, activation, Loss::MeanSquaredError, rows);
                add({13, 33, 5, 1}, activation, Loss::BinaryCrossEntropy, rows);
                add({9, 17, 4}, activation, Loss::CrossEntropy, rows);
                add({5, 1}, activation, Loss::MeanSquaredError, rows);
                add({5, 1}, activation, Loss::BinaryCrossEntropy, rows);
                add({3, 3}, activation, Loss::CrossEntropy, rows);
                add({1, 1, 1}, activation, Loss::MeanSquaredError, rows);
            }
    }
    void nativeGradientsEqualAutograds() {
        QFETCH(std::vector<int>, sizes);
        QFETCH(int, activation);
        QFETCH(int, loss);
        QFETCH(int, rows);
        compareEngines(test::denseNetwork(sizes, static_cast<Activation>(activation)),
                       static_cast<Loss>(loss), rows);
    }

    void residualNetworksAreTheSameOnBothEngines() {
        for (const Activation activation : {Activation::Relu, Activation::Tanh})
            for (const int rows : {1, 64, 700}) {
                const auto network = [&](std::vector<int> sizes) {
                    return Network::create(training::kResidual, std::move(sizes), activation).value();
                };
                compareEngines(network({30, 64, 64, 64, 1}), Loss::MeanSquaredError, rows);
                compareEngines(network({13, 33, 5, 17, 1}), Loss::BinaryCrossEntropy, rows);
                compareEngines(network({9, 17, 8, 4}), Loss::CrossEntropy, rows);
            }
    }

    void theFirstFiftyStepsAgree_data() {
        QTest::addColumn<int>("task");
        for (const Task task : {Task::AnomalyDetection, Task::Regression, Task::Classification})
            QTest::addRow("%s", taskName(task).data()) << static_cast<int>(task);
    }
    void theFirstFiftyStepsAgree() {
        QFETCH(int, task);
        training::TrainingSpec spec;
        spec.task = static_cast<Task>(task);
        const bool anomaly = spec.task == Task::AnomalyDetection;
        spec.network.kind = anomaly ? training::NetworkKind::Autoencoder : training::NetworkKind::Mlp;
        spec.network.hidden = {32, 8};
        spec.batchSize = 128;
        constexpr std::size_t kRows = 2048;
        constexpr int kInputs = 12;
        SeededRandom random(9);
        features::FeatureMatrix inputs{kRows, kInputs, {}};
        features::LabelVector labels;
        for (std::size_t row = 0; row < kRows; ++row) {
            double sum = 0.0;
            for (int i = 0; i < kInputs; ++i) {
                inputs.values.push_back(static_cast<float>(random.normal()));
                sum += static_cast<double>(inputs.values.back());
            }
            if (spec.task == Task::Regression)
                labels.numbers.push_back(static_cast<float>(sum / 3.5));
            else if (spec.task == Task::Classification)
                labels.classes.push_back(sum < -1.0 ? 0 : sum < 1.0 ? 1 : 2);
        }
        training::TrainingData data;
        data.inputs = &inputs;
        data.labels = anomaly ? nullptr : &labels;
        data.classes = spec.task == Task::Classification ? 3 : 0;
        const auto network = training::networkOf(spec.network, spec.task, kInputs, data.classes);
        VERIFY_OK(network);
        auto engine = m_torch->makeEagerEngine(*network, training::lossOf(spec.task, data.classes));
        VERIFY_OK(engine);
        auto native = training::BatchLearner::create(spec, data, {});
        auto eager = training::BatchLearner::create(spec, data, {}, std::move(*engine));
        VERIFY_OK(native);
        VERIFY_OK(eager);
        QVERIFY((*eager)->engineName().starts_with("libtorch "));
        double first = 0.0;
        for (int step = 0; step < 50; ++step) {
            const auto ours = (*native)->step();
            const auto theirs = (*eager)->step();
            VERIFY_OK(ours);
            VERIFY_OK(theirs);
            QVERIFY2(
                std::abs(ours->loss - theirs->loss) <= 1e-4 * std::abs(theirs->loss),
                qPrintable(QString("step %1: %2 against %3").arg(step).arg(ours->loss).arg(theirs->loss)));
            if (step == 0)
                first = ours->loss;
            else if (step == 49)
                QVERIFY(ours->loss < first);
        }
    }

    void wrongSizesAreRefusedNotComputed() {
        VERIFY_FAILS(m_torch->makeEagerEngine(Network(), Loss::MeanSquaredError), ErrorCode::InvalidArgument);
        const Network network = test::denseNetwork({4, 1});
        auto engine = m_torch->makeEagerEngine(network, Loss::MeanSquaredError);
        VERIFY_OK(engine);
        std::vector<float> parameters(4), inputs(8), out(2);
        VERIFY_FAILS((*engine)->forward(parameters, inputs, 2, out), ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestEagerEngine)
#include "test_eager_engine.moc"
