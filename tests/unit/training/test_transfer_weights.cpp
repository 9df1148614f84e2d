// A network for other means, deviations and categories starts with the same predictions as its parent.
#include "support/result_check.h"

#include "base/random.h"
#include "training/gradient_engine.h"
#include "training/training_spec.h"
#include "training/transfer_weights.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::training;
using records::FieldType;
using records::RecordBatch;

namespace {

/// The second half differs: other means, other spread, one more category and one fewer.
RecordBatch drifting() {
    RecordBatch rows(std::make_shared<records::Schema>(records::Schema{{{"heat", FieldType::Float64},
                                                                        {"flow", FieldType::Float64},
                                                                        {"zone", FieldType::Text},
                                                                        {"kind", FieldType::Text},
                                                                        {"cost", FieldType::Float64}}}));
    SeededRandom random(3);
    for (int i = 0; i < 400; ++i) {
        const bool late = i >= 200;
        rows.appendPosition(PartitionId(0), Offset(i), TimestampMs(1'700'000'000'000 + i * 60'000LL),
                            nullptr);
        rows.column(0).appendFloat((late ? 90.0 : 20.0) + (late ? 9.0 : 2.0) * random.normal());
        if (i % 11 == 0)
            rows.column(1).appendMissing();
        else
            rows.column(1).appendFloat((late ? -1.0 : 1.0) * random.uniform(0.0, 1.0));
        rows.column(2).appendText(std::string(1, (late ? "bcd" : "abc")[i % 3]));
        rows.column(3).appendText(i % 2 == 0 ? "even" : "odd");
        rows.column(4).appendFloat((late ? 5000.0 : 10.0) + random.normal());
    }
    return rows;
}

features::FeatureSpec specFor(features::LabelKind kind) {
    using features::Transform;
    features::FeatureSpec spec;
    spec.inputs = {{.path = "heat", .transform = Transform::Standardize},
                   {.path = "flow", .transform = Transform::MinMax, .missingIndicator = true},
                   {.path = "zone", .transform = Transform::OneHot},
                   {.path = "@timestamp", .transform = Transform::CyclicHour}};
    spec.labelKind = kind;
    spec.labelPath = kind == features::LabelKind::Number     ? "cost"
                     : kind == features::LabelKind::Category ? "kind"
                                                             : "";
    return spec;
}

struct Trained {
    features::FittedFeatures features;
    Learned learned;

    Trained(const RecordBatch& rows, std::size_t begin, std::size_t end, Task task,
            const NetworkSpec& network)
        : features(features::FittedFeatures::fit(
                       specFor(task == Task::AnomalyDetection ? features::LabelKind::None
                               : task == Task::Regression     ? features::LabelKind::Number
                                                              : features::LabelKind::Category),
                       rows, begin, end)
                       .value()) {
        const auto made = networkOf(network, task, static_cast<int>(features.outputs()),
                                    static_cast<int>(features.classes().size()))
                              .value();
        SeededRandom random(9);
        std::vector<float> weights;
        for (std::size_t i = 0; i < made.parameterCount(); ++i)
            weights.push_back(static_cast<float>(random.uniform(-0.5, 0.5)));
        learned = {made, weights};
    }
    [[nodiscard]] TrainedNetwork network() const { return {features, learned}; }
    /// The outputs of a row, together with its inputs.
    [[nodiscard]] std::pair<std::vector<float>, features::FeatureMatrix>
    outputsOf(const RecordBatch& rows, std::size_t row, const std::vector<float>& weights) const {
        features::FeatureMatrix inputs;
        if (!features.transform(rows, row, row + 1, inputs))
            qFatal("no inputs");
        std::vector<float> out(static_cast<std::size_t>(learned.network().outputs()));
        const Learned weighted(learned.network(), weights);
        if (!weighted.predictor().value().predict(inputs.values, 1, out))
            qFatal("no outputs");
        return {out, inputs};
    }
};

} // namespace

class TestTransferWeights : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void predictionsStayWhatTheyWere_data() {
        QTest::addColumn<int>("task");
        QTest::addColumn<bool>("linear");
        QTest::newRow("regression, linear") << int(Task::Regression) << true;
        QTest::newRow("regression, mlp") << int(Task::Regression) << false;
        QTest::newRow("classification, linear") << int(Task::Classification) << true;
        QTest::newRow("classification, mlp") << int(Task::Classification) << false;
    }
    void predictionsStayWhatTheyWere() {
        QFETCH(int, task);
        QFETCH(bool, linear);
        const RecordBatch rows = drifting();
        const NetworkSpec network = linear ? NetworkSpec{NetworkKind::Linear, {}, Activation::Relu}
                                           : NetworkSpec{NetworkKind::Mlp, {7, 5}, Activation::Tanh};
        const Trained before(rows, 0, 200, Task(task), network);
        const Trained after(rows, 200, 400, Task(task), network);
        QVERIFY(!(before.features == after.features));
        const auto weights = transferWeights(before.network(), after.features, after.learned.network());
        VERIFY_OK(weights);
        const auto inUnit = [&](const Trained& of, float out) {
            return of.features.labelMean() + of.features.labelScale() * static_cast<double>(out);
        };
        for (std::size_t row = 1; row < 400; row += 3) {
            if (row % 11 == 0)
                continue; // a missing value is the mean, which has changed
            const std::string_view zone = rows.column(2).text(row);
            if (zone == "a" || zone == "d")
                continue; // known to only one of the two
            const double was = inUnit(before, before.outputsOf(rows, row, before.learned.weights()).first[0]);
            const double is = inUnit(after, after.outputsOf(rows, row, *weights).first[0]);
            QVERIFY2(std::abs(is - was) < 1e-3 * (1.0 + std::abs(was)),
                     qPrintable(QString("row %1: %2, was %3").arg(row).arg(is).arg(was)));
        }
    }

    void anAutoencoderReproducesTheSameValues() {
        const RecordBatch rows = drifting();
        const NetworkSpec network{NetworkKind::Autoencoder, {6, 3, 6}, Activation::Tanh};
        const Trained before(rows, 0, 200, Task::AnomalyDetection, network);
        const Trained after(rows, 200, 400, Task::AnomalyDetection, network);
        const auto weights = transferWeights(before.network(), after.features, after.learned.network());
        VERIFY_OK(weights);
        for (const std::size_t row : {1U, 2U, 205U}) {
            const auto& was = before.features.inputs()[0];
            const auto& is = after.features.inputs()[0];
            const double heatWas =
                static_cast<double>(before.outputsOf(rows, row, before.learned.weights()).first[0]) /
                    was.scale +
                was.shift;
            const double heatIs =
                static_cast<double>(after.outputsOf(rows, row, *weights).first[0]) / is.scale + is.shift;
            if (rows.column(2).text(row) == "b" || rows.column(2).text(row) == "c")
                QVERIFY2(std::abs(heatWas - heatIs) < 1e-2,
                         qPrintable(QString("row %1: %2, was %3").arg(row).arg(heatIs).arg(heatWas)));
        }
    }

    void whatDoesNotFitIsNamed() {
        const RecordBatch rows = drifting();
        const NetworkSpec network{NetworkKind::Mlp, {7}, Activation::Tanh};
        const Trained before(rows, 0, 200, Task::Regression, network);
        const Trained wider(rows, 0, 200, Task::Regression, {NetworkKind::Mlp, {8}, Activation::Tanh});
        VERIFY_FAILS(transferWeights(before.network(), wider.features, wider.learned.network()),
                     ErrorCode::Mismatch);
        const Trained classes(rows, 0, 200, Task::Classification, network);
        VERIFY_FAILS(transferWeights(before.network(), classes.features, classes.learned.network()),
                     ErrorCode::Mismatch);
        features::FeatureSpec fewer = specFor(features::LabelKind::Number);
        fewer.inputs.pop_back();
        const auto features = features::FittedFeatures::fit(fewer, rows, 0, 200).value();
        const auto refused = transferWeights(before.network(), features, before.learned.network());
        VERIFY_FAILS(refused, ErrorCode::Mismatch);
        QVERIFY(refused.error().what.find("inputs") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestTransferWeights)
#include "test_transfer_weights.moc"
