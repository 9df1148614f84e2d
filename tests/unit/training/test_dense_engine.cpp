#include "kernel_rows.h"
#include "reference_network.h"
#include "support/networks.h"
#include "support/result_check.h"
#include "training/dense_engine.h"

#include <cstring>

using namespace driftwood;
using namespace driftwood::training;
using driftwood::test::denseNetwork;
using driftwood::test::kernelColumn;
using driftwood::test::kernelsNamed;
using driftwood::test::normals;
using driftwood::test::ReferenceNetwork;

namespace {

/// Weights and a batch with everything that any loss needs, from one seed.
struct Problem {
    Network network;
    Loss loss;
    std::vector<float> parameters, inputs, targets;
    std::vector<std::int32_t> classes;
    Batch batch;

    Problem(std::vector<int> sizes, Activation activation, Loss lossKind, std::size_t rows,
            std::uint64_t seed)
        : Problem(denseNetwork(std::move(sizes), activation), lossKind, rows, seed) {}
    Problem(Network of, Loss lossKind, std::size_t rows, std::uint64_t seed)
        : network(std::move(of))
        , loss(lossKind) {
        SeededRandom random(seed);
        const auto outputs = static_cast<std::size_t>(network.outputs());
        parameters = normals(network.parameterCount(), random, 0.3);
        inputs = normals(rows * static_cast<std::size_t>(network.inputs()), random);
        targets = normals(rows * outputs, random);
        if (loss == Loss::BinaryCrossEntropy)
            for (float& target : targets)
                target = target > 0 ? 1.0F : 0.0F;
        for (std::size_t row = 0; row < rows; ++row)
            classes.push_back(static_cast<std::int32_t>(random.below(outputs)));
        batch.rows = rows;
        batch.inputs = inputs.data();
        if (loss == Loss::CrossEntropy)
            batch.classes = classes.data();
        else
            batch.targets = targets.data();
    }
    Problem(const Problem&) = delete;
    Problem& operator=(const Problem&) = delete;
};

double norm(const std::vector<double>& values) {
    double sum = 0.0;
    for (const double value : values)
        sum += value * value;
    return std::sqrt(sum);
}

/// Compares loss and gradient with those of the reference.
void checkGradients(const Problem& problem, const Kernels& kernels) {
    DenseEngine engine(problem.network, problem.loss, kernels);
    // Garbage in the buffer must be overwritten, and a second call must not add to the first.
    std::vector<float> gradient(problem.network.parameterCount(), 1e9F);
    VERIFY_OK(engine.lossAndGradient(problem.parameters, problem.batch, gradient));
    const auto value = engine.lossAndGradient(problem.parameters, problem.batch, gradient);
    VERIFY_OK(value);

    const ReferenceNetwork reference(problem.network, problem.loss);
    std::vector<double> parameters(problem.parameters.begin(), problem.parameters.end());
    const double expectedLoss = reference.loss(parameters, problem.batch);
    QVERIFY2(std::abs(*value - expectedLoss) < 2e-6 * std::max(1.0, expectedLoss),
             qPrintable(QString("loss %1, expected %2").arg(*value).arg(expectedLoss)));

    // Up to 60 single parameters, spread over all layers.
    std::vector<double> expected;
    std::vector<double> difference;
    const std::size_t stride = std::max<std::size_t>(1, parameters.size() / 60);
    for (std::size_t i = 0; i < parameters.size(); i += stride) {
        constexpr double kStep = 1e-6;
        const double original = parameters[i];
        parameters[i] = original + kStep;
        const double above = reference.loss(parameters, problem.batch);
        parameters[i] = original - kStep;
        const double below = reference.loss(parameters, problem.batch);
        parameters[i] = original;
        expected.push_back((above - below) / (2 * kStep));
        difference.push_back(static_cast<double>(gradient[i]) - expected.back());
    }
    QVERIFY(norm(expected) > 0);
    const double error = norm(difference) / norm(expected);
    QVERIFY2(error < 1e-5, qPrintable(QString("relative error %1").arg(error)));
}

} // namespace

class TestDenseEngine : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void gradientsEqualCentralDifferences_data() {
        QTest::addColumn<QString>("kernels");
        QTest::addColumn<QVector<int>>("sizes");
        QTest::addColumn<bool>("tanh");
        QTest::addColumn<int>("loss");
        QTest::addColumn<int>("rows");
        const std::vector<QVector<int>> regressions{
            {1, 1},       {7, 1},      {30, 64, 64, 1}, {3, 5, 2}, {18, 14, 7, 14, 18},
            {17, 33, 16}, {70, 69, 1}, {31, 1, 31}};
        const std::vector<QVector<int>> binaries{{1, 1}, {8, 1}, {13, 16, 1}, {5, 70, 3, 1}};
        const std::vector<QVector<int>> classifiers{{4, 3}, {9, 17, 5}, {2, 6, 16}, {11, 8, 33}};
        for (const Kernels* kernels : supportedKernels()) {
            const auto add = [&](const QVector<int>& sizes, bool tanh, Loss loss, int rows) {
                QString name = QString("%1 %2 %3 rows").arg(kernels->name, tanh ? "tanh" : "relu").arg(rows);
                for (const int size : sizes)
                    name += QString("-%1").arg(size);
                QTest::newRow(qPrintable(name + QString(" loss %1").arg(int(loss))))
                    << kernels->name << sizes << tanh << static_cast<int>(loss) << rows;
            };
            for (const bool tanh : {false, true}) {
                for (const auto& sizes : regressions)
                    add(sizes, tanh, Loss::MeanSquaredError, 5);
                for (const auto& sizes : binaries)
                    add(sizes, tanh, Loss::BinaryCrossEntropy, 19);
                for (const auto& sizes : classifiers)
                    add(sizes, tanh, Loss::CrossEntropy, 7);
            }
            // More rows than one tile, so that gradients are summed over tiles.
            add({3, 4, 2}, true, Loss::MeanSquaredError, 600);
            add({3, 4, 1}, true, Loss::BinaryCrossEntropy, 513);
            add({3, 4, 3}, true, Loss::CrossEntropy, 300);
        }
    }
    void gradientsEqualCentralDifferences() {
        QFETCH(QString, kernels);
        QFETCH(QVector<int>, sizes);
        QFETCH(bool, tanh);
        QFETCH(int, loss);
        QFETCH(int, rows);
        const Problem problem({sizes.begin(), sizes.end()}, tanh ? Activation::Tanh : Activation::Relu,
                              static_cast<Loss>(loss), static_cast<std::size_t>(rows), 11);
        checkGradients(problem, kernelsNamed(kernels));
    }

    void gradientsGoAroundTheBlocksOfAResidualNetwork_data() { kernelColumn(); }
    void gradientsGoAroundTheBlocksOfAResidualNetwork() {
        QFETCH(QString, kernels);
        const auto check = [&](std::vector<int> sizes, Activation activation, Loss loss, std::size_t rows) {
            const Problem problem(Network::create(kResidual, std::move(sizes), activation).value(), loss,
                                  rows, 11);
            checkGradients(problem, kernelsNamed(kernels));
        };
        for (const Activation activation : {Activation::Relu, Activation::Tanh}) {
            check({7, 5, 3, 1}, activation, Loss::MeanSquaredError, 5);
            check({3, 1, 4, 2}, activation, Loss::MeanSquaredError, 5);
            check({30, 33, 16, 64, 2}, activation, Loss::CrossEntropy, 5);
            check({4, 17, 1, 5, 6, 1}, activation, Loss::BinaryCrossEntropy, 5);
        }
        check({3, 4, 5, 6, 2}, Activation::Tanh, Loss::CrossEntropy, 300); // more rows than a tile
    }

    void aRowOfAResidualNetworkScoresTheSameWhateverItIsScoredWith_data() { kernelColumn(); }
    void aRowOfAResidualNetworkScoresTheSameWhateverItIsScoredWith() {
        QFETCH(QString, kernels);
        constexpr std::size_t kRows = 300;
        const Problem problem(Network::create(kResidual, {5, 20, 7, 33, 3}, Activation::Relu).value(),
                              Loss::MeanSquaredError, kRows, 5);
        DenseEngine engine(problem.network, problem.loss, kernelsNamed(kernels));
        std::vector<float> together(kRows * 3), alone(kRows * 3);
        VERIFY_OK(engine.forward(problem.parameters, problem.inputs, kRows, together));
        for (std::size_t row = 0; row < kRows; ++row)
            VERIFY_OK(engine.forward(problem.parameters, std::span(problem.inputs).subspan(row * 5, 5), 1,
                                     std::span(alone).subspan(row * 3, 3)));
        QCOMPARE(together, alone);
    }

    void everyWidthUpToSeventyIsRight_data() { kernelColumn(); }
    void everyWidthUpToSeventyIsRight() {
        QFETCH(QString, kernels);
        for (int width = 1; width <= 70; ++width) {
            const Problem problem({width, 71 - width, width}, Activation::Tanh, Loss::MeanSquaredError, 13,
                                  static_cast<std::uint64_t>(width));
            DenseEngine engine(problem.network, problem.loss, kernelsNamed(kernels));
            std::vector<float> gradient(problem.network.parameterCount());
            VERIFY_OK(engine.lossAndGradient(problem.parameters, problem.batch, gradient));
            // The slope along the gradient is its squared norm: one number that depends on every element.
            const ReferenceNetwork reference(problem.network, problem.loss);
            double squaredNorm = 0.0;
            for (const float g : gradient)
                squaredNorm += static_cast<double>(g) * static_cast<double>(g);
            const double step = 1e-5 / std::sqrt(squaredNorm);
            std::vector<double> above(problem.parameters.begin(), problem.parameters.end());
            std::vector<double> below = above;
            for (std::size_t i = 0; i < gradient.size(); ++i) {
                above[i] += step * static_cast<double>(gradient[i]);
                below[i] -= step * static_cast<double>(gradient[i]);
            }
            const double slope =
                (reference.loss(above, problem.batch) - reference.loss(below, problem.batch)) / (2 * step);
            QVERIFY2(std::abs(slope - squaredNorm) < 2e-6 * squaredNorm,
                     qPrintable(QString("width %1: %2 against %3").arg(width).arg(slope).arg(squaredNorm)));
        }
    }

    void aRowScoresTheSameWhateverItIsScoredWith_data() {
        QTest::addColumn<QString>("kernels");
        QTest::addColumn<QVector<int>>("sizes");
        QTest::addColumn<bool>("tanh");
        for (const Kernels* kernels : supportedKernels())
            for (const QVector<int>& sizes :
                 {QVector{30, 64, 41, 3}, QVector{30, 64, 64, 1}, QVector{30, 1}, QVector{18, 14, 7, 14, 18}})
                for (const bool tanh : {false, true})
                    QTest::newRow(qPrintable(
                        QString("%1 %2 outputs %3").arg(kernels->name).arg(sizes.back()).arg(tanh)))
                        << kernels->name << sizes << tanh;
    }
    void aRowScoresTheSameWhateverItIsScoredWith() {
        QFETCH(QString, kernels);
        QFETCH(QVector<int>, sizes);
        QFETCH(bool, tanh);
        constexpr std::size_t kRows = 601;
        const Problem problem({sizes.begin(), sizes.end()}, tanh ? Activation::Tanh : Activation::Relu,
                              Loss::MeanSquaredError, kRows, 5);
        const auto in = static_cast<std::size_t>(sizes.front());
        const auto out = static_cast<std::size_t>(sizes.back());
        DenseEngine engine(problem.network, problem.loss, kernelsNamed(kernels));
        const std::span<const float> inputs(problem.inputs);
        std::vector<float> alone(kRows * out);
        for (std::size_t row = 0; row < kRows; ++row)
            VERIFY_OK(engine.forward(problem.parameters, inputs.subspan(row * in, in), 1,
                                     std::span<float>(alone).subspan(row * out, out)));
        const auto scoresAsAlone = [&](std::size_t first, std::size_t rows) {
            std::vector<float> together(rows * out);
            return engine.forward(problem.parameters, inputs.subspan(first * in, rows * in), rows,
                                  together) &&
                   std::memcmp(together.data(), alone.data() + first * out,
                               together.size() * sizeof(float)) == 0;
        };
        for (std::size_t rows = 1; rows <= 300; ++rows)
            QVERIFY2(scoresAsAlone(kRows - rows - rows % 7, rows),
                     qPrintable(QString("batch of %1").arg(rows)));
        QVERIFY(scoresAsAlone(0, kRows));
    }

    void instructionSetsAgree() {
        for (const Activation activation : {Activation::Relu, Activation::Tanh}) {
            for (const auto& [sizes, loss] :
                 {std::pair(std::vector{30, 64, 64, 1}, Loss::BinaryCrossEntropy),
                  std::pair(std::vector{18, 14, 7, 14, 18}, Loss::MeanSquaredError),
                  std::pair(std::vector{9, 37, 6}, Loss::CrossEntropy)}) {
                const Problem problem(sizes, activation, loss, 300, 3);
                std::vector<float> baseGradient(problem.network.parameterCount());
                DenseEngine base(problem.network, loss, *supportedKernels().front());
                const double baseLoss =
                    base.lossAndGradient(problem.parameters, problem.batch, baseGradient).value();
                for (const Kernels* kernels : supportedKernels()) {
                    std::vector<float> gradient(problem.network.parameterCount());
                    DenseEngine engine(problem.network, loss, *kernels);
                    const double value =
                        engine.lossAndGradient(problem.parameters, problem.batch, gradient).value();
                    QVERIFY(std::abs(value - baseLoss) < 1e-5 * baseLoss);
                    double squaredError = 0.0;
                    double squaredNorm = 0.0;
                    for (std::size_t i = 0; i < gradient.size(); ++i) {
                        squaredError += std::pow(static_cast<double>(gradient[i] - baseGradient[i]), 2);
                        squaredNorm += std::pow(static_cast<double>(baseGradient[i]), 2);
                    }
                    QVERIFY2(squaredError < 1e-10 * squaredNorm, kernels->name);
                }
            }
        }
    }

    void weightsChangedBetweenCallsAreNoticed() {
        Problem problem({5, 7, 2}, Activation::Relu, Loss::MeanSquaredError, 1, 9);
        const auto engine = makeNativeEngine(problem.network, problem.loss).value();
        std::vector<float> before(2);
        std::vector<float> after(2);
        std::vector<float> gradient(problem.network.parameterCount());
        VERIFY_OK(engine->forward(problem.parameters, problem.inputs, 1, before));
        problem.parameters.back() += 1.0F; // the last output's bias
        VERIFY_OK(engine->forward(problem.parameters, problem.inputs, 1, after));
        QCOMPARE(after[0], before[0]);
        QVERIFY(std::abs(after[1] - before[1] - 1.0F) < 1e-5F);
        // A training step in between lays out other weights in the same buffers.
        std::vector<float> other(problem.network.parameterCount(), 0.0F);
        VERIFY_OK(engine->lossAndGradient(other, problem.batch, gradient));
        std::vector<float> again(2);
        VERIFY_OK(engine->forward(problem.parameters, problem.inputs, 1, again));
        QCOMPARE(again, after);
    }

    void notANumberIsNeverHidden_data() { kernelColumn(); }
    void notANumberIsNeverHidden() {
        QFETCH(QString, kernels);
        for (const Activation activation : {Activation::Relu, Activation::Tanh})
            for (const auto& [outputs, loss] :
                 {std::pair(1, Loss::BinaryCrossEntropy), std::pair(4, Loss::MeanSquaredError),
                  std::pair(4, Loss::CrossEntropy)}) {
                Problem problem({6, 16, 8, outputs}, activation, loss, 20, 2);
                problem.inputs[6 * 13 + 4] = std::numeric_limits<float>::quiet_NaN();
                DenseEngine engine(problem.network, loss, kernelsNamed(kernels));
                std::vector<float> gradient(problem.network.parameterCount());
                const auto value = engine.lossAndGradient(problem.parameters, problem.batch, gradient);
                VERIFY_OK(value);
                QVERIFY(std::isnan(*value));
                std::vector<float> out(20 * static_cast<std::size_t>(outputs));
                VERIFY_OK(engine.forward(problem.parameters, problem.inputs, 20, out));
                for (std::size_t i = 0; i < out.size(); ++i)
                    QCOMPARE(std::isnan(out[i]), i / static_cast<std::size_t>(outputs) == 13);
                // No NaN remains in the engine.
                problem.inputs[6 * 13 + 4] = 0.0F;
                QVERIFY(std::isfinite(
                    engine.lossAndGradient(problem.parameters, problem.batch, gradient).value()));
                for (const float g : gradient)
                    QVERIFY(std::isfinite(g));
            }
    }

    void hugeLogitsGiveFiniteLosses_data() { kernelColumn(); }
    void hugeLogitsGiveFiniteLosses() {
        QFETCH(QString, kernels);
        // With a weight of 1 and no bias the logit equals the input.
        const std::vector<float> parameters{1.0F, 0.0F};
        const std::vector<float> inputs{1000.0F, -1000.0F, 1000.0F, -1000.0F};
        const std::vector<float> targets{1.0F, 0.0F, 0.0F, 1.0F};
        std::vector<float> gradient(2);
        DenseEngine binary(denseNetwork({1, 1}), Loss::BinaryCrossEntropy, kernelsNamed(kernels));
        const auto value =
            binary.lossAndGradient(parameters, {4, inputs.data(), targets.data(), nullptr}, gradient);
        QCOMPARE(value.value(), 500.0); // two right ones cost nothing, two wrong ones 1000 each
        const std::vector<float> wide{1.0F, -1.0F, 0.0F, 0.0F, 0.0F, 0.0F};
        const std::vector<std::int32_t> classes{0, 1, 1, 0};
        std::vector<float> wideGradient(6);
        DenseEngine many(denseNetwork({1, 3}), Loss::CrossEntropy, kernelsNamed(kernels));
        QCOMPARE(
            many.lossAndGradient(wide, {4, inputs.data(), nullptr, classes.data()}, wideGradient).value(),
            1000.0);
    }

    void whatDoesNotFitIsRefused() {
        const Problem problem({3, 4, 3}, Activation::Relu, Loss::CrossEntropy, 4, 1);
        const auto engine = makeNativeEngine(problem.network, problem.loss).value();
        std::vector<float> gradient(problem.network.parameterCount());
        std::vector<float> small(3);
        VERIFY_FAILS(engine->lossAndGradient(small, problem.batch, gradient), ErrorCode::InvalidArgument);
        VERIFY_FAILS(engine->lossAndGradient(problem.parameters, problem.batch, small),
                     ErrorCode::InvalidArgument);
        VERIFY_FAILS(engine->forward(problem.parameters, problem.inputs, 4, small),
                     ErrorCode::InvalidArgument);
        VERIFY_FAILS(engine->forward(problem.parameters, small, 4, small), ErrorCode::InvalidArgument);
        Batch without = problem.batch;
        without.classes = nullptr;
        VERIFY_FAILS(engine->lossAndGradient(problem.parameters, without, gradient),
                     ErrorCode::InvalidArgument);
        const std::vector<std::int32_t> outside{0, 3, 1, 2};
        Batch wrong = problem.batch;
        wrong.classes = outside.data();
        VERIFY_FAILS(engine->lossAndGradient(problem.parameters, wrong, gradient),
                     ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestDenseEngine)
#include "test_dense_engine.moc"
