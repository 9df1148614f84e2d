#include "support/result_check.h"

#include "prepared_data.h"
#include "training/dense_engine.h"
#include "training/kernels/kernel_choice.h"
#include "training/network_spec.h"

#include <QCryptographicHash>
#include <cmath>

using namespace driftwood;
using namespace driftwood::training;
using namespace driftwood::test;

namespace {

constexpr std::size_t kRows = 160;
constexpr std::size_t kColumns = 5;

/// Rows made of uniform numbers only: unlike logarithms and cosines, these are the same with every library.
PreparedData uniformRows() {
    PreparedData data;
    data.inputs.rows = kRows;
    data.inputs.columns = kColumns;
    data.classes = 3;
    SeededRandom random(11);
    for (std::size_t row = 0; row < kRows; ++row) {
        for (std::size_t column = 0; column < kColumns; ++column)
            data.inputs.values.push_back(static_cast<float>(random.uniform(-1.5, 1.5)));
        const auto x = data.inputs.row(row);
        data.labels.numbers.push_back(2 * x[0] - x[1] * x[2] + 0.25F);
        data.labels.classes.push_back(x[0] > 0.5F ? 2 : x[1] > 0 ? 1 : 0);
    }
    return data;
}

QByteArray digest(const std::vector<float>& weights) {
    return QCryptographicHash::hash(QByteArray(reinterpret_cast<const char*>(weights.data()),
                                               static_cast<qsizetype>(weights.size() * sizeof(float))),
                                    QCryptographicHash::Sha256)
        .toHex();
}

/// Every weight counts in one of these numbers, and by its place.
struct Summary {
    double sum = 0.0, squares = 0.0, byPlace = 0.0;
};

Summary summaryOf(const std::vector<float>& weights) {
    Summary out;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto weight = static_cast<double>(weights[i]);
        out.sum += weight;
        out.squares += weight * weight;
        out.byPlace += weight * static_cast<double>(i % 17) / 17.0;
    }
    return out;
}

} // namespace

Q_DECLARE_METATYPE(NetworkSpec)

/// Seed, data and spec determine the weights: a change of the code that alters them is noticed here. One pass
/// has such a test in test_one_pass_learner.
class TestPinnedWeights : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aRunEndsWithItsWeights_data() {
        QTest::addColumn<Task>("task");
        QTest::addColumn<NetworkSpec>("network");
        QTest::addColumn<QByteArray>("initial");
        QTest::addColumn<double>("sum");
        QTest::addColumn<double>("squares");
        QTest::addColumn<double>("byPlace");
        QTest::newRow("linear") << Task::Regression << NetworkSpec{NetworkKind::Linear, {}, Activation::Relu}
                                << QByteArray(
                                       "9d908ecfb6b256def8b49a7c504e6c889c4b0e41fe6ce3e01863dd7b61a20aa0")
                                << 0.607748 << 0.379739 << 0.033891;
        QTest::newRow("dense") << Task::Classification
                               << NetworkSpec{NetworkKind::Mlp, {12, 8}, Activation::Relu}
                               << QByteArray(
                                      "1ae265307670c5bf3ae57fb8597a9350476d7224958918358dbfe121e714aa00")
                               << 1.279065 << 28.133395 << 0.609499;
        QTest::newRow("residual") << Task::Regression
                                  << NetworkSpec{NetworkKind::Residual, {8, 8, 8}, Activation::Tanh}
                                  << QByteArray(
                                         "a6adc1457d5f299831aed0d6e91115f093970bc6a03c041a1478d37bec0ab333")
                                  << -6.647205 << 14.243562 << -1.905958;
        QTest::newRow("autoencoder")
            << Task::AnomalyDetection << NetworkSpec{NetworkKind::Autoencoder, {8, 2, 8}, Activation::Tanh}
            << QByteArray("ddf536f54653e3ed5444cef5e12ab3a754a9a22ef4bde4fedd8a790531c55787") << -3.978178
            << 14.994011 << -0.04492;
    }

    /// The initial weights are pinned to the bit. Kernels round differently from one instruction set to
    /// another, so the trained ones are compared within 1e-4 of their sums, with every set that runs here.
    void aRunEndsWithItsWeights() {
        QFETCH(Task, task);
        QFETCH(NetworkSpec, network);
        QFETCH(QByteArray, initial);
        QFETCH(double, sum);
        QFETCH(double, squares);
        QFETCH(double, byPlace);
        const PreparedData data = uniformRows();
        TrainingSpec spec;
        spec.task = task;
        spec.network = network;
        spec.batchSize = 16;
        spec.epochs = 6;
        spec.patience = 0;
        spec.seed = 5;
        spec.optimizer.learningRate = 0.01;
        const int classes = task == Task::Classification ? data.classes : 0;
        const auto built = networkOf(network, task, int(kColumns), classes);
        VERIFY_OK(built);
        QCOMPARE(digest(initialParameters(*built, spec.seed)), initial);
        for (const Kernels* kernels : supportedKernels()) {
            TrainingData view = task == Task::AnomalyDetection ? data.withoutLabels() : data.view();
            view.classes = classes;
            const auto learner = BatchLearner::create(
                spec, view, {}, std::make_unique<DenseEngine>(*built, lossOf(task, classes), *kernels));
            VERIFY_OK(learner);
            runTo(**learner);
            QCOMPARE((*learner)->stepsDone(), std::int64_t(60));
            const Summary found = summaryOf((*learner)->parameters());
            QVERIFY2(std::abs(found.sum - sum) < 1e-4 && std::abs(found.squares - squares) < 1e-4 &&
                         std::abs(found.byPlace - byPlace) < 1e-4,
                     qPrintable(QString("%1: %2, %3, %4")
                                    .arg(kernels->name)
                                    .arg(found.sum, 0, 'f', 6)
                                    .arg(found.squares, 0, 'f', 6)
                                    .arg(found.byPlace, 0, 'f', 6)));
        }
    }
};

QTEST_GUILESS_MAIN(TestPinnedWeights)
#include "test_pinned_weights.moc"
