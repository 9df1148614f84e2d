#include "model/inputs.h"

#include "model/examples.h"
#include "model/inference.h"
#include "support/result_check.h"
#include "support/sample_model.h"

#include <cmath>
#include <limits>

using namespace driftwood;
using training::Task;

class TestInputs : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyFieldIsNamedOnceInTheOrderOfItsFirstUse() {
        const auto fields = model::inputFields(test::plantModel(Task::Regression).features);
        QStringList numeric, text;
        for (const auto& field : fields.numeric)
            numeric << QString::fromStdString(field.path);
        for (const auto& field : fields.text)
            text << QString::fromStdString(field.path);
        QCOMPARE(numeric, (QStringList{"temperature", "pressure", "count", "open", "@timestamp"}));
        QCOMPARE(text, (QStringList{"zone", "@key"}));
    }

    void aNumberIsReadWithItsFractionUnlessItIsACategory() {
        auto model = std::make_shared<model::TrainedModel>(test::plantModel(Task::Regression));
        const auto typeOf = [](const decoder::DecoderSpec& spec, const std::string& path) {
            return spec.schema.fields[spec.schema.indexOf(path).value()].type;
        };
        using records::FieldType;
        const auto rows = test::plantRows(200, 5);
        const auto number = features::FittedFeatures::fit({{{"count"}}}, rows, 0, 200);
        VERIFY_OK(number);
        model->features = *number;
        auto& fields = model->lineage.dataset.decoder.schema.fields;
        fields = {{"count", FieldType::Int64}, {"unread", FieldType::Int64}, {"zone", FieldType::Text}};
        const auto spec = model::scoringDecoder({model});
        QCOMPARE(typeOf(spec, "count"), FieldType::Float64);
        QCOMPARE(typeOf(spec, "unread"), FieldType::Int64);
        QCOMPARE(typeOf(spec, "zone"), FieldType::Text);
        QVERIFY(spec.nearest);
        auto other = std::make_shared<model::TrainedModel>(*model);
        const auto fitted =
            features::FittedFeatures::fit({{{"count", features::Transform::OneHot}}}, rows, 0, 200);
        VERIFY_OK(fitted);
        other->features = *fitted;
        QCOMPARE(typeOf(model::scoringDecoder({model, other}), "count"), FieldType::Int64);
    }

    void anExampleKeepsMissingApartFromEmpty() {
        const auto model = test::plantModel(Task::Regression);
        const auto fields = model::inputFields(model.features);
        const auto rows = test::plantRows(200, 5);
        bool sawMissing = false;
        bool sawEmpty = false;
        bool sawNaN = false;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            const auto example = model::exampleInput(fields, rows, row);
            VERIFY_OK(example);
            QCOMPARE(example->text[0].has_value(), rows.column(4).valid(row));
            QCOMPARE(std::isnan(example->numeric[0]), !rows.column(0).valid(row));
            sawMissing = sawMissing || !example->text[0];
            sawEmpty = sawEmpty || (example->text[0] && example->text[0]->empty());
            sawNaN = sawNaN || std::isnan(example->numeric[0]);
        }
        QVERIFY(sawMissing && sawEmpty && sawNaN);
    }

    void examplesScoreLikeTheRecordsTheyWereMadeFrom() {
        const auto model = test::plantModel(Task::Classification);
        const auto fields = model::inputFields(model.features);
        const auto rows = test::plantRows(300, 6);
        std::vector<model::Example> examples;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            auto example = model::exampleInput(fields, rows, row);
            VERIFY_OK(example);
            examples.push_back(*example);
        }
        auto inference = model::Inference::create(model);
        VERIFY_OK(inference);
        const auto fromRows = inference->run(rows);
        const auto fromExamples = inference->run(model::batchOf(fields, examples));
        VERIFY_OK(fromRows);
        VERIFY_OK(fromExamples);
        QCOMPARE(fromExamples->values, fromRows->values);
    }

    /// Numbers round the largest integer to one more than it.
    void examplesOfTheLargestIntegersHold() {
        const std::int64_t largest = std::numeric_limits<std::int64_t>::max();
        auto schema = std::make_shared<records::Schema>();
        schema->fields = {{"ttl", records::FieldType::Int64}};
        records::RecordBatch rows(schema);
        for (const std::int64_t value :
             {largest, largest - 512, largest - 1025, std::numeric_limits<std::int64_t>::min()}) {
            rows.appendPosition(PartitionId(0), Offset(0), TimestampMs(0), nullptr);
            rows.column(0).appendInt(value);
        }
        const model::InputFields fields{schema->fields, {}};
        std::vector<model::Example> examples;
        for (std::size_t row = 0; row < rows.rows(); ++row)
            examples.push_back(model::exampleInput(fields, rows, row).value());
        const auto again = model::batchOf(fields, examples);
        for (std::size_t row = 0; row < rows.rows(); ++row)
            QCOMPARE(static_cast<double>(again.column(0).ints()[row]),
                     static_cast<double>(rows.column(0).ints()[row]));
    }

    void examplesAreSpreadOverTheRowsAndHold() {
        auto model = test::plantModel(Task::AnomalyDetection);
        VERIFY_OK(model::addExamples(model, test::plantRows(100, 8), 5));
        QCOMPARE(model.examples.size(), std::size_t{5});
        QVERIFY(model.examples[0].numeric != model.examples[4].numeric);
        VERIFY_OK(model::checkExamples(model));
        model.examples[3].output[0] += 0.01;
        VERIFY_FAILS(model::checkExamples(model), ErrorCode::Mismatch);
        model.examples[3].output.push_back(1.0);
        VERIFY_FAILS(model::checkExamples(model), ErrorCode::CorruptData);
    }

    void fewerRowsThanExamplesIsFine() {
        auto model = test::plantModel(Task::AnomalyDetection);
        VERIFY_OK(model::addExamples(model, test::plantRows(2, 8), 5));
        QCOMPARE(model.examples.size(), std::size_t{2});
        VERIFY_OK(model::addExamples(model, test::plantRows(0, 8), 5));
        QVERIFY(model.examples.empty());
        VERIFY_OK(model::checkExamples(model));
    }
};

QTEST_GUILESS_MAIN(TestInputs)
#include "test_inputs.moc"
