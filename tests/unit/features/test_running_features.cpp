#include "features/running_features.h"
#include "plant_rows.h"
#include "support/result_check.h"

#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::features;

class TestRunningFeatures : public QObject {
    Q_OBJECT

    static FeatureSpec spec(LabelKind kind = LabelKind::Category, std::string label = "state") {
        return {{{"temperature", Transform::Standardize, true},
                 {"zone", Transform::OneHot},
                 {"count", Transform::MinMax},
                 {"constant", Transform::Standardize},
                 {"@timestamp", Transform::CyclicHour}},
                kind,
                std::move(label)};
    }

  private Q_SLOTS:
    void equalsFitOnTheRowsObserved() {
        const auto batch = test::plantRows(3000);
        for (const auto& [kind, label] :
             {std::pair(LabelKind::Category, "state"), std::pair(LabelKind::Number, "effort")}) {
            auto running = RunningFeatures::create(spec(kind, label), batch, 0, 3000);
            VERIFY_OK(running);
            for (std::size_t row = 0; row < batch.rows(); ++row)
                VERIFY_OK(running->observe(batch, row));
            const auto fitted = FittedFeatures::fit(spec(kind, label), batch, 0, batch.rows());
            VERIFY_OK(fitted);
            QVERIFY(running->fitted() == *fitted);
            QCOMPARE(running->observed(), qint64(3000));
        }
    }

    void followsRiversStandardScaler() {
        // river.preprocessing.StandardScaler().learn_one on 1, 4, 7, 7:
        // the third transform is (7 - 4) / sqrt(6).
        records::RecordBatch batch(
            std::make_shared<const records::Schema>(records::Schema{{{"x", records::FieldType::Float64}}}));
        for (const double value : {1.0, 4.0, 7.0, 7.0}) {
            batch.appendPosition(PartitionId(0), Offset(0), TimestampMs(0), nullptr);
            batch.column(0).appendFloat(value);
        }
        auto running = RunningFeatures::create({{{"x"}}}, batch, 0, batch.rows());
        VERIFY_OK(running);
        std::vector<float> out(1, 99.0F);
        VERIFY_OK(running->transformRow(batch, 0, out));
        QCOMPARE(out[0], 0.0F); // no row observed yet
        const std::vector<double> expected{0.0, 1.0, 3.0 / std::sqrt(6.0), 2.25 / std::sqrt(6.1875)};
        for (std::size_t row = 0; row < 4; ++row) {
            VERIFY_OK(running->observe(batch, row));
            VERIFY_OK(running->transformRow(batch, row, out));
            QVERIFY(std::abs(out[0] - expected[row]) < 1e-7);
        }
    }

    void aNumberTooFarFromTheOthersIsRefused() {
        const auto schema = std::make_shared<const records::Schema>(
            records::Schema{{{"x", records::FieldType::Float64}, {"y", records::FieldType::Float64}}});
        const auto refusedAt = [&](double x, double y) {
            records::RecordBatch rows(schema);
            for (const bool isLast : {false, true}) {
                rows.appendPosition(PartitionId(0), Offset(0), TimestampMs(0), nullptr);
                rows.column(0).appendFloat(isLast ? x : 1.0);
                rows.column(1).appendFloat(isLast ? y : 1.0);
            }
            FeatureSpec spec{{{"x", Transform::Standardize}}};
            spec.labelPath = "y";
            spec.labelKind = LabelKind::Number;
            auto running = RunningFeatures::create(spec, rows, 0, 1);
            if (!running || !running->observe(rows, 0))
                return std::string("the first row");
            const Status observed = running->observe(rows, 1);
            return observed ? std::string() : observed.error().where;
        };
        QCOMPARE(refusedAt(2.0, 2.0), std::string());
        QCOMPARE(refusedAt(1e308, 2.0), std::string("x"));
        QCOMPARE(refusedAt(2.0, 1e308), std::string("y"));
    }

    void transformUsesWhatWasObservedOnly() {
        const auto batch = test::plantRows(600);
        auto running = RunningFeatures::create(spec(), batch, 0, 300);
        VERIFY_OK(running);
        std::vector<float> out(running->outputs());
        for (std::size_t row = 0; row < 300; ++row)
            VERIFY_OK(running->observe(batch, row));
        const auto fitted = FittedFeatures::fit(spec(), batch, 0, 300);
        VERIFY_OK(fitted);
        for (std::size_t row = 300; row < 600; ++row) {
            VERIFY_OK(running->transformRow(batch, row, out));
            FeatureMatrix matrix;
            VERIFY_OK(fitted->transform(batch, row, row + 1, matrix));
            QCOMPARE(out, matrix.values);
        }
    }

    void categoriesStayThoseOfTheWarmUp() {
        const auto batch = test::plantRows(600);
        auto running = RunningFeatures::create(spec(), batch, 0, 1);
        VERIFY_OK(running);
        const std::vector<std::string> first{std::string(batch.column(1).text(0))};
        for (std::size_t row = 0; row < batch.rows(); ++row)
            VERIFY_OK(running->observe(batch, row));
        QCOMPARE(running->fitted().inputs()[1].categories, first);
        QCOMPARE(running->fitted().classes().size(), std::size_t(1));
    }

    void labelsOfARow() {
        const auto batch = test::plantRows(100);
        auto running = RunningFeatures::create(spec(), batch, 0, 100);
        VERIFY_OK(running);
        LabelVector labels;
        VERIFY_OK(running->fitted().labels(batch, 0, 100, labels));
        for (std::size_t row = 0; row < 100; ++row)
            QCOMPARE(running->labelClass(batch, row).value(), labels.classes[row]);
        VERIFY_FAILS(running->labelNumber(batch, 0), ErrorCode::InvalidArgument);
        auto number = RunningFeatures::create(spec(LabelKind::Number, "effort"), batch, 0, 100);
        VERIFY_OK(number);
        QCOMPARE(number->labelNumber(batch, 5).value(), batch.column(6).floats()[5]);
        QCOMPARE(number->fitted().labelMean(), 0.0); // no row observed yet
    }

    void batchesOfAnotherSchemaObjectAreBoundAnew() {
        const auto batch = test::plantRows(50);
        auto running = RunningFeatures::create(spec(), batch, 0, 50);
        VERIFY_OK(running);
        VERIFY_OK(running->observe(batch, 0));
        const auto again = test::plantRows(50, 2); // equal schema, different object
        VERIFY_OK(running->observe(again, 0));
        const records::RecordBatch other(std::make_shared<const records::Schema>(
            records::Schema{{{"temperature", records::FieldType::Int64}}}));
        VERIFY_FAILS(running->observe(other, 0), ErrorCode::Mismatch);
        VERIFY_OK(running->observe(batch, 1));
        QCOMPARE(running->observed(), qint64(3));
        std::vector<float> tooShort(1);
        VERIFY_FAILS(running->transformRow(batch, 0, tooShort), ErrorCode::Internal);
    }

    void checkpointGoesOnBitByBit() {
        const auto batch = test::plantRows(400);
        auto running = RunningFeatures::create(spec(LabelKind::Number, "effort"), batch, 0, 400);
        VERIFY_OK(running);
        for (std::size_t row = 0; row <= 200; ++row) {
            if (row == 0 || row == 200) {
                const auto text = nlohmann::json(*running).dump();
                auto restored = RunningFeatures::fromJson(nlohmann::json::parse(text), "checkpoint");
                VERIFY_OK(restored);
                QVERIFY(*restored == *running);
                for (std::size_t next = row; next < 400; ++next)
                    VERIFY_OK(restored->observe(batch, next));
                const auto fitted =
                    FittedFeatures::fit(spec(LabelKind::Number, "effort"), batch, 0, batch.rows());
                QVERIFY(restored->fitted() == *fitted);
            }
            if (row < 200)
                VERIFY_OK(running->observe(batch, row));
        }
    }

    void brokenCheckpointIsRefused() {
        const auto batch = test::plantRows(50);
        const auto running = RunningFeatures::create(spec(), batch, 0, 50);
        VERIFY_OK(running);
        const nlohmann::json good = *running;
        const auto refuses = [&](auto change) {
            nlohmann::json bad = good;
            change(bad);
            const auto read = RunningFeatures::fromJson(bad, "checkpoint");
            return !read && read.error().code == ErrorCode::CorruptData;
        };
        QVERIFY(!refuses([](auto&) {}));
        QVERIFY(refuses([](auto& json) { json["inputs"].erase(0); }));
        QVERIFY(refuses([](auto& json) { json["inputs"][0]["squares"] = -1.0; }));
        QVERIFY(refuses([](auto& json) { json["inputs"][0]["count"] = 1.5; }));
        QVERIFY(refuses([](auto& json) { json["observed"] = -1; }));
        QVERIFY(refuses([](auto& json) { json.erase("label"); }));
    }
};

QTEST_GUILESS_MAIN(TestRunningFeatures)
#include "test_running_features.moc"
