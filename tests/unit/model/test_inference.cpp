#include "model/inference.h"

#include "support/networks.h"
#include "support/result_check.h"
#include "support/sample_model.h"

#include <bit>
#include <cmath>
#include <nlohmann/json.hpp>

using namespace driftwood;
using model::Inference;
using model::Outputs;
using training::Task;

class TestInference : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aRowScoresTheSameBitByBitAloneAndAmongOthers_data() {
        QTest::addColumn<QByteArray>("kernels");
        QTest::addColumn<int>("task");
        for (const char* kernels : {"base", "avx2", "avx512", ""})
            for (const Task task : {Task::AnomalyDetection, Task::Regression, Task::Classification})
                QTest::addRow("%s %s", *kernels != '\0' ? kernels : "default", taskName(task).data())
                    << QByteArray(kernels) << static_cast<int>(task);
    }
    void aRowScoresTheSameBitByBitAloneAndAmongOthers() {
        QFETCH(QByteArray, kernels);
        QFETCH(int, task);
        if (!kernels.isEmpty())
            qputenv("DRIFTWOOD_KERNELS", kernels);
        const auto model = test::plantModel(static_cast<Task>(task));
        auto inference = Inference::create(model);
        qunsetenv("DRIFTWOOD_KERNELS");
        VERIFY_OK(inference);
        const auto rows = test::plantRows(1500, 3);
        const auto together = inference->run(rows);
        VERIFY_OK(together);
        QCOMPARE(together->rows, rows.rows());
        std::size_t begin = 0;
        // Covers every batch size of a live topic and every position in a tile.
        for (std::size_t size = 1; begin < rows.rows(); size = size % 40 + 1) {
            const std::size_t end = std::min(begin + size, rows.rows());
            const auto some = inference->run(rows, begin, end);
            VERIFY_OK(some);
            for (std::size_t row = begin; row < end; ++row)
                for (std::size_t column = 0; column < together->columns; ++column)
                    QCOMPARE(std::bit_cast<std::uint64_t>(some->row(row - begin)[column]),
                             std::bit_cast<std::uint64_t>(together->row(row)[column]));
            begin = end;
        }
    }

    void outputsAreWhatTheTaskSays() {
        // One row of three features, with network outputs made by hand.
        features::FeatureMatrix inputs{1, 3, {1.0F, 2.0F, 3.0F}};
        model::TrainedModel anomaly;
        anomaly.task = Task::AnomalyDetection;
        anomaly.learned = test::denseLearned({3, 3}, 0.0F);
        anomaly.threshold = 3.0;
        Outputs out;
        appendOutputs(anomaly, inputs, std::vector<float>{1.0F, 0.0F, 6.0F}, out);
        QCOMPARE(out.values, (std::vector<double>{13.0 / 3.0}));
        QVERIFY(isAnomalous(anomaly, out.values[0]));
        QVERIFY(!isAnomalous(anomaly, 3.0));

        const auto regression = test::plantModel(Task::Regression);
        out = {};
        appendOutputs(regression, inputs, std::vector<float>{-1.5F}, out);
        QCOMPARE(out.values[0], regression.features.labelMean() - 1.5 * regression.features.labelScale());

        const auto twoClasses = test::plantModel(Task::Classification, 2);
        out = {};
        appendOutputs(twoClasses, inputs, std::vector<float>{std::log(3.0F)}, out);
        QCOMPARE(out.columns, std::size_t{2});
        QVERIFY(std::abs(out.values[1] - 0.75) < 1e-7);
        QVERIFY(std::abs(out.values[0] + out.values[1] - 1.0) < 1e-15);
        QCOMPARE(predictedClass(twoClasses, out.row(0)), 1);

        const auto threeClasses = test::plantModel(Task::Classification, 3);
        out = {};
        appendOutputs(threeClasses, inputs, std::vector<float>{1000.0F, 999.0F, -1000.0F}, out);
        QVERIFY(std::abs(out.values[0] - 1.0 / (1.0 + std::exp(-1.0))) < 1e-15);
        QCOMPARE(out.values[2], 0.0);
        QCOMPARE(predictedClass(threeClasses, out.row(0)), 0);
    }

    void aCopyMayDifferByLittleOfTheLabelsOwnScale() {
        constexpr double kTolerance = 1e-5;
        const auto regression = test::plantModel(Task::Regression);
        const double mean = regression.features.labelMean();
        const double scale = regression.features.labelScale();
        QCOMPARE(allowedDifference(regression, mean, kTolerance), kTolerance * scale);
        QCOMPARE(allowedDifference(regression, mean + 7.0 * scale, kTolerance), kTolerance * 7.0 * scale);
        // A mean of a million allows no larger difference than the labels' deviation does.
        auto far = regression;
        nlohmann::json json = far.features;
        json["label_mean"] = 1e6;
        json["label_scale"] = 2.0;
        far.features = features::FittedFeatures::fromJson(json, "test").value();
        QCOMPARE(allowedDifference(far, 1e6, kTolerance), 2e-5);
        const auto classes = test::plantModel(Task::Classification, 2);
        QCOMPARE(allowedDifference(classes, 0.25, kTolerance), kTolerance);
    }

    void aModelWhosePartsDoNotFitIsRefused() {
        const auto refused = [](auto&& change) {
            auto model = test::plantModel(Task::AnomalyDetection);
            change(model);
            VERIFY_FAILS(Inference::create(model), ErrorCode::InvalidArgument);
        };
        const auto weighted = [](auto&& changeWeights) {
            return [=](auto& model) {
                auto weights = model.learned.weights();
                changeWeights(weights);
                model.learned = {model.learned.network(), weights};
            };
        };
        refused(weighted([](auto& weights) { weights.pop_back(); }));
        refused(weighted([](auto& weights) { weights[3] = std::nanf(""); }));
        refused([](auto& model) {
            auto sizes = model.learned.network().sizes();
            sizes.back() += 1;
            model.learned = test::denseLearned(sizes, 0.1F);
        });
        refused([](auto& model) { model.learned = {}; });
        refused([](auto& model) { model.threshold = std::nan(""); });
        refused([](auto& model) { model.task = Task::Classification; });
    }

    void recordsWithoutAnInputAreRefused() {
        const auto model = test::plantModel(Task::Regression);
        auto inference = Inference::create(model);
        VERIFY_OK(inference);
        auto schema = std::make_shared<records::Schema>();
        schema->fields = {{"temperature", records::FieldType::Float64}};
        records::RecordBatch rows(schema);
        rows.appendPosition(PartitionId(0), Offset(0), TimestampMs(0), nullptr);
        rows.column(0).appendFloat(1.0);
        VERIFY_FAILS(inference->run(rows), ErrorCode::Mismatch);
    }
};

QTEST_GUILESS_MAIN(TestInference)
#include "test_inference.moc"
