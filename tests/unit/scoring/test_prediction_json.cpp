#include "scoring/prediction_json.h"

#include "support/result_check.h"
#include "support/sample_model.h"
#include "training/row_outcome.h"

#include <cmath>
#include <nlohmann/json.hpp>

using namespace driftwood;
using nlohmann::json;
using training::Task;

namespace {

struct Scored {
    model::TrainedModel model;
    records::RecordBatch rows;
    scoring::Predictions predictions;

    [[nodiscard]] json at(std::size_t row, const TopicName& source = TopicName("plant")) const {
        return json::parse(scoring::predictionJson(model, source, rows, predictions, row));
    }
};

Scored scored(Task task, int classes = 3) {
    Scored made{test::plantModel(task, classes), test::plantRows(50, 9), {}};
    auto scorer = scoring::Scorer::create(std::make_shared<const model::TrainedModel>(made.model));
    if (scorer)
        if (auto predictions = (*scorer)->score(made.rows))
            made.predictions = std::move(*predictions);
    return made;
}

} // namespace

class TestPredictionJson : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyPredictionSaysWhereItsRecordLies() {
        const auto regression = scored(Task::Regression);
        QCOMPARE(regression.predictions.size(), std::size_t{50});
        for (const std::size_t row : {0, 17, 49}) {
            const json prediction = regression.at(row);
            QCOMPARE(prediction.at("model").get<std::string>(), regression.model.id);
            const json& source = prediction.at("source");
            QCOMPARE(source.at("topic").get<std::string>(), std::string("plant"));
            QCOMPARE(source.at("partition").get<int>(), regression.rows.partitions()[row]);
            QCOMPARE(source.at("offset").get<std::int64_t>(), regression.rows.offsets()[row]);
            QCOMPARE(prediction.at("timestamp").get<std::int64_t>(), regression.rows.timestampsMs()[row]);
            // Read back exactly: nothing is rounded on the way.
            QCOMPARE(prediction.at("value").get<double>(), regression.predictions.values[row]);
            QCOMPARE(prediction.at("actual").get<double>(), regression.predictions.actuals[row]);
            QCOMPARE(prediction.at("error").get<double>(), regression.predictions.errors[row]);
        }
    }

    void anomaliesCarryTheirThreshold() {
        const auto anomaly = scored(Task::AnomalyDetection);
        const json prediction = anomaly.at(3);
        QCOMPARE(prediction.at("anomalous").get<bool>(), anomaly.predictions.anomalous[3] != 0);
        QCOMPARE(prediction.at("threshold").get<double>(), 0.8);
        QVERIFY(!prediction.contains("actual") && !prediction.contains("error") &&
                !prediction.contains("class"));
    }

    void classesGoByTheirNames() {
        const auto three = scored(Task::Classification, 3);
        for (std::size_t row = 0; row < 50; ++row) {
            const json prediction = three.at(row);
            const auto name = prediction.at("class").get<std::string>();
            QCOMPARE(
                name,
                three.model.features.classes()[static_cast<std::size_t>(three.predictions.classes[row])]);
            QCOMPARE(prediction.at("actual").get<std::string>(), std::string(three.rows.column(6).text(row)));
            QCOMPARE(prediction.at("error").get<double>(), prediction.at("actual") == name ? 0.0 : 1.0);
            QVERIFY(!prediction.contains("threshold"));
        }
        QCOMPARE(scored(Task::Classification, 2).at(0).at("threshold").get<double>(), 0.5);
    }

    void aRowWithoutAnAnswerHasNoClass() {
        auto three = scored(Task::Classification, 3);
        three.predictions.classes[0] = training::kNoAnswer;
        three.predictions.values[0] = std::nan("");
        const json prediction = three.at(0);
        QVERIFY(prediction.at("class").is_null() && !prediction.contains("value"));
        QVERIFY(prediction.contains("actual") && three.at(1).at("class").is_string());
    }

    void classesOfAFlagAreThoseOfTheRecords() {
        auto rows = test::plantRows(50, 9);
        features::FeatureSpec spec;
        spec.inputs = {{"temperature", features::Transform::Standardize, true}};
        spec.labelKind = features::LabelKind::Category;
        spec.labelPath = "open";
        Scored flag{test::plantModel(Task::Classification, 2), rows, {}};
        flag.model.features = features::FittedFeatures::fit(spec, rows, 0, rows.rows()).value();
        QCOMPARE(flag.model.classNames(), (std::vector<std::string>{"false", "true"}));
        flag.predictions.values = {0.25, 0.75};
        flag.predictions.classes = {0, 1};
        flag.predictions.actuals = {1.0, std::nan("")};
        flag.predictions.errors = {1.0, std::nan("")};
        QCOMPARE(flag.at(0).at("class").get<std::string>(), std::string("false"));
        QCOMPARE(flag.at(0).at("actual").get<std::string>(), std::string("true"));
        QCOMPARE(flag.at(1).at("class").get<std::string>(), std::string("true"));
        // A whole-number label with two values keeps these values.
        flag.model.lineage.dataset.decoder.schema.fields[3].type = records::FieldType::Int64;
        QCOMPARE(flag.at(0).at("class").get<std::string>(), std::string("0"));
    }

    void aTopicsNameIsEscaped() {
        const std::string name = "a\"b\\c\n\xC3\xBC";
        const json prediction = scored(Task::Regression).at(0, TopicName(name));
        QCOMPARE(prediction.at("source").at("topic").get<std::string>(), name);
    }

    void whatHasNoValueIsLeftOut() {
        auto regression = scored(Task::Regression);
        regression.predictions.actuals[0] = std::nan("");
        regression.predictions.errors[0] = std::nan("");
        regression.predictions.values[0] = INFINITY;
        const json prediction = regression.at(0);
        QVERIFY(!prediction.contains("actual") && !prediction.contains("error") &&
                !prediction.contains("value"));
    }
};

QTEST_GUILESS_MAIN(TestPredictionJson)
#include "test_prediction_json.moc"
