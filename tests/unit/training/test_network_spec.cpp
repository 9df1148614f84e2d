#include "support/result_check.h"
#include "training/learned.h"
#include "training/training_spec.h"

#include <map>

#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::training;

class TestNetworkSpec : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void layersLieOneAfterAnother() {
        const auto network = Network::create(kDense, {3, 5, 2}, Activation::Tanh);
        VERIFY_OK(network);
        QCOMPARE(network->layers().size(), std::size_t(2));
        QCOMPARE(network->layers()[0].weightOffset, std::size_t(0));
        QCOMPARE(network->layers()[0].biasOffset, std::size_t(15));
        QCOMPARE(network->layers()[1].weightOffset, std::size_t(20));
        QCOMPARE(network->layers()[1].biasOffset, std::size_t(30));
        QCOMPARE(network->parameterCount(), std::size_t(32));
        QVERIFY(network->layers()[0].activation == Activation::Tanh);
        QVERIFY(!network->layers()[1].activation);
    }

    /// Adding a network begins here: the test fails until it has a case.
    void everyNetworkHasACase() {
        struct Case {
            std::vector<int> sizes;
            std::vector<std::pair<std::string, std::vector<std::int64_t>>> tensors; ///< in their order
        };
        const std::map<std::string_view, Case> cases{
            {"dense",
             {{3, 5, 2},
              {{"layer0.weight", {5, 3}},
               {"layer0.bias", {5}},
               {"layer1.weight", {2, 5}},
               {"layer1.bias", {2}}}}},
            {"residual", // 3 inputs to a width of 4, a block of 5 inside, 2 outputs
             {{3, 4, 5, 2},
              {{"layer0.weight", {4, 3}},
               {"layer0.bias", {4}},
               {"layer1.weight", {5, 4}},
               {"layer1.bias", {5}},
               {"layer2.weight", {4, 5}},
               {"layer2.bias", {4}},
               {"layer3.weight", {2, 4}},
               {"layer3.bias", {2}}}}}};
        for (const Architecture* row : architectures()) {
            QVERIFY2(cases.contains(row->name), row->name.data());
            const Case& expected = cases.at(row->name);
            const auto network = Network::create(*row, expected.sizes, Activation::Relu);
            VERIFY_OK(network);
            QCOMPARE(network->tensors().size(), expected.tensors.size());
            std::size_t offset = 0;
            for (std::size_t i = 0; i < expected.tensors.size(); ++i) {
                const NetworkTensor& tensor = network->tensors()[i];
                QCOMPARE(tensor.name, expected.tensors[i].first);
                QCOMPARE(tensor.shape, expected.tensors[i].second);
                QCOMPARE(tensor.offset, offset);
                QCOMPARE(tensor.isBias, tensor.shape.size() == 1);
                offset += tensor.size();
            }
            QCOMPARE(network->parameterCount(), offset);
            QCOMPARE(architectureNamed(row->name), row);
            for (const NetworkChoice& choice : row->choices) {
                QCOMPARE(&architectureOf(choice.kind), row);
                QCOMPARE(networkKindFromName(choice.name).value(), choice.kind);
            }
            const auto weights = initialParameters(*network, 7);
            QCOMPARE(weights, initialParameters(*network, 7));
            QVERIFY(weights != initialParameters(*network, 8));
        }
        QVERIFY(architectureNamed("dens") == nullptr);
    }

    void aResidualBlockBeginsByPassingItsInputOn() {
        const NetworkSpec spec{NetworkKind::Residual, {4, 6, 5}, Activation::Tanh};
        const auto network = networkOf(spec, Task::Regression, 3, 0);
        VERIFY_OK(network);
        QCOMPARE(network->sizes(), (std::vector<int>{3, 4, 6, 5, 1}));
        QCOMPARE(network->layers().size(), std::size_t(6));
        const auto weights = initialParameters(*network, 3);
        // The shallow network of the first and the last layer, which have the same weights.
        const auto shallow = Network::create(kDense, {3, 4, 1}, Activation::Tanh);
        VERIFY_OK(shallow);
        const DenseLayer& last = network->layers().back();
        std::vector<float> outer(weights.begin(), weights.begin() + 16);
        outer.insert(outer.end(), weights.begin() + std::ptrdiff_t(last.weightOffset), weights.end());
        const std::vector<float> inputs{0.5F, -1.0F, 2.0F};
        std::vector<float> out(1), expected(1);
        VERIFY_OK(Learned(*network, weights).predictor().value().predict(inputs, 1, out));
        VERIFY_OK(Learned(*shallow, outer).predictor().value().predict(inputs, 1, expected));
        QCOMPARE(out, expected);
        QVERIFY(out[0] != 0.0F);
    }

    void anEngineRefusesANetworkThatItDoesNotHave() {
        Architecture other = kDense;
        other.name = "other";
        other.layers = nullptr;
        const auto network = Network::create(other, {3, 5, 2}, Activation::Relu);
        VERIFY_OK(network);
        const auto engine = makeNativeEngine(*network, Loss::MeanSquaredError);
        VERIFY_FAILS(engine, ErrorCode::Unsupported);
        QCOMPARE(engine.error().what, std::string("this engine has no network of kind other"));
        VERIFY_FAILS(makeNativeEngine(Network(), Loss::MeanSquaredError), ErrorCode::InvalidArgument);
    }

    void outputsFollowTheTask() {
        const NetworkSpec mlp{NetworkKind::Mlp, {8}, Activation::Tanh};
        QCOMPARE(networkOf(mlp, Task::Regression, 4, 0)->sizes(), (std::vector<int>{4, 8, 1}));
        QCOMPARE(networkOf(mlp, Task::Classification, 4, 2)->sizes(), (std::vector<int>{4, 8, 1}));
        QCOMPARE(networkOf(mlp, Task::Classification, 4, 5)->sizes(), (std::vector<int>{4, 8, 5}));
        const NetworkSpec autoencoder{NetworkKind::Autoencoder, {6, 3, 6}, Activation::Tanh};
        const auto network = networkOf(autoencoder, Task::AnomalyDetection, 18, 0);
        QCOMPARE(network->sizes(), (std::vector<int>{18, 6, 3, 6, 18}));
        QCOMPARE(network->activation(), Activation::Tanh);
        const NetworkSpec linear{NetworkKind::Linear, {}, Activation::Relu};
        QCOMPARE(networkOf(linear, Task::Regression, 4, 0)->sizes(), (std::vector<int>{4, 1}));
        QCOMPARE(lossOf(Task::Classification, 2), Loss::BinaryCrossEntropy);
        QCOMPARE(lossOf(Task::Classification, 3), Loss::CrossEntropy);
        QCOMPARE(lossOf(Task::AnomalyDetection, 0), Loss::MeanSquaredError);
    }

    void networksThatCannotBeAreRefused() {
        const auto refused = [](NetworkKind kind, std::vector<int> hidden, Task task, int inputs,
                                int classes) {
            const auto network =
                networkOf({kind, std::move(hidden), Activation::Relu}, task, inputs, classes);
            return !network && network.error().code == ErrorCode::InvalidArgument;
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
        QVERIFY(refused(NetworkKind::Residual, {8}, Task::Regression, 3, 0)); // a width without a block
        QVERIFY(refused(NetworkKind::Residual, {8, 8}, Task::AnomalyDetection, 3, 0));
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
        for (const NetworkChoice& choice : networkChoices())
            QCOMPARE(networkKindName(choice.kind), choice.name);
        QVERIFY(!taskFromName("Regression"));
    }
};

QTEST_GUILESS_MAIN(TestNetworkSpec)
#include "test_network_spec.moc"
