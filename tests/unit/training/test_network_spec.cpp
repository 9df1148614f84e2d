#include "support/result_check.h"
#include "training/training_spec.h"

#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::training;

class TestNetworkSpec : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void layersLieOneAfterAnother() {
        const DenseShape shape{{3, 5, 2}};
        QCOMPARE(shape.layers(), std::size_t(2));
        QCOMPARE(shape.weightOffset(0), std::size_t(0));
        QCOMPARE(shape.biasOffset(0), std::size_t(15));
        QCOMPARE(shape.weightOffset(1), std::size_t(20));
        QCOMPARE(shape.biasOffset(1), std::size_t(30));
        QCOMPARE(shape.parameterCount(), std::size_t(32));
    }

    void outputsFollowTheTask() {
        const NetworkSpec mlp{NetworkKind::Mlp, {8}, Activation::Tanh};
        QCOMPARE(denseShape(mlp, Task::Regression, 4, 0)->sizes, (std::vector<int>{4, 8, 1}));
        QCOMPARE(denseShape(mlp, Task::Classification, 4, 2)->sizes, (std::vector<int>{4, 8, 1}));
        QCOMPARE(denseShape(mlp, Task::Classification, 4, 5)->sizes, (std::vector<int>{4, 8, 5}));
        const NetworkSpec autoencoder{NetworkKind::Autoencoder, {6, 3, 6}, Activation::Tanh};
        const auto shape = denseShape(autoencoder, Task::AnomalyDetection, 18, 0);
        QCOMPARE(shape->sizes, (std::vector<int>{18, 6, 3, 6, 18}));
        QCOMPARE(shape->activation, Activation::Tanh);
        const NetworkSpec linear{NetworkKind::Linear, {}, Activation::Relu};
        QCOMPARE(denseShape(linear, Task::Regression, 4, 0)->sizes, (std::vector<int>{4, 1}));
        QCOMPARE(lossOf(Task::Classification, 2), Loss::BinaryCrossEntropy);
        QCOMPARE(lossOf(Task::Classification, 3), Loss::CrossEntropy);
        QCOMPARE(lossOf(Task::AnomalyDetection, 0), Loss::MeanSquaredError);
    }

    void networksThatCannotBeAreRefused() {
        const auto refused = [](NetworkKind kind, std::vector<int> hidden, Task task, int inputs,
                                int classes) {
            const auto shape = denseShape({kind, std::move(hidden), Activation::Relu}, task, inputs, classes);
            return !shape && shape.error().code == ErrorCode::InvalidArgument;
        };
        QVERIFY(refused(NetworkKind::Linear, {4}, Task::Regression, 3, 0));
        QVERIFY(refused(NetworkKind::Mlp, {}, Task::Regression, 3, 0));
        QVERIFY(refused(NetworkKind::Mlp, {0}, Task::Regression, 3, 0));
        QVERIFY(refused(NetworkKind::Mlp, {8}, Task::AnomalyDetection, 3, 0));
        QVERIFY(refused(NetworkKind::Autoencoder, {8}, Task::Regression, 3, 0));
        QVERIFY(refused(NetworkKind::Mlp, {8}, Task::Regression, 0, 0));
        QVERIFY(refused(NetworkKind::Mlp, {8}, Task::Classification, 3, 1));
        QVERIFY(refused(NetworkKind::Mlp, {65536, 65536}, Task::Regression, 3, 0)); // 4 billion weights
        QVERIFY(refused(NetworkKind::Mlp, std::vector<int>(65, 8), Task::Regression, 3, 0));
    }

    void aSpecComesBackFromJson() {
        TrainingSpec spec;
        spec.task = Task::Classification;
        spec.network = {NetworkKind::Mlp, {32, 16}, Activation::Tanh};
        spec.optimizer = {OptimizerKind::Sgd, 0.1, 2.0, 0.9, 0.8, 0.99, 1e-7, 1e-4};
        spec.batchSize = 64;
        spec.epochs = 3;
        spec.patience = 0;
        spec.shuffle = false;
        spec.seed = UINT64_MAX;
        spec.thresholdQuantile = 0.95;
        const nlohmann::json json = spec;
        const auto back = trainingSpecFromJson(nlohmann::json::parse(json.dump()), "test");
        VERIFY_OK(back);
        QVERIFY(*back == spec);
        TrainingSpec linear;
        linear.network = {NetworkKind::Linear, {}, Activation::Relu};
        QVERIFY(trainingSpecFromJson(nlohmann::json(linear), "test").value() == linear);
    }

    void jsonThatDoesNotFitIsRefused_data() {
        QTest::addColumn<QString>("patch"); // merged into a valid spec; null removes a field
        QTest::addColumn<QString>("says");
        QTest::newRow("missing field") << R"({"seed":null})"
                                       << "'seed': missing";
        QTest::newRow("unknown field") << R"({"sed":1})"
                                       << "'sed'";
        QTest::newRow("unknown task") << R"({"task":"guess"})"
                                      << "'guess'";
        QTest::newRow("unknown optimizer") << R"({"optimizer":{"kind":"adagrad"}})"
                                           << "'adagrad'";
        QTest::newRow("unknown in optimizer") << R"({"optimizer":{"nesterov":true}})"
                                              << "'optimizer.nesterov'";
        QTest::newRow("negative rate") << R"({"optimizer":{"learningRate":-1}})"
                                       << "learning rate";
        QTest::newRow("beta of 1") << R"({"optimizer":{"beta1":1.0}})"
                                   << "less than 1";
        QTest::newRow("no epochs") << R"({"epochs":0})"
                                   << "'epochs'";
        QTest::newRow("quantile above 1") << R"({"thresholdQuantile":1.5})"
                                          << "quantile";
        QTest::newRow("hidden not numbers") << R"({"network":{"hidden":["a"]}})"
                                            << "'network.hidden'";
        QTest::newRow("mlp without hidden") << R"({"network":{"hidden":[]}})"
                                            << "hidden";
        QTest::newRow("negative seed") << R"({"seed":-1})"
                                       << "'seed'";
    }
    void jsonThatDoesNotFitIsRefused() {
        QFETCH(QString, patch);
        QFETCH(QString, says);
        nlohmann::json json = TrainingSpec{};
        json.merge_patch(nlohmann::json::parse(patch.toStdString()));
        const auto spec = trainingSpecFromJson(json, "run.json");
        VERIFY_FAILS(spec, ErrorCode::CorruptData);
        QVERIFY2(QString::fromStdString(spec.error().text()).contains(says), spec.error().text().c_str());
        QCOMPARE(spec.error().where, std::string("run.json"));
    }

    void namesAreTheirOwnInverse() {
        for (const Task task : {Task::AnomalyDetection, Task::Regression, Task::Classification})
            QCOMPARE(taskFromName(taskName(task)).value(), task);
        for (const NetworkKind kind : {NetworkKind::Linear, NetworkKind::Mlp, NetworkKind::Autoencoder})
            QCOMPARE(networkKindFromName(networkKindName(kind)).value(), kind);
        QVERIFY(!taskFromName("Regression"));
    }
};

QTEST_GUILESS_MAIN(TestNetworkSpec)
#include "test_network_spec.moc"
