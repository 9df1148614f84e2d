#include "features/fitted_features.h"
#include "features/reference_statistics.h"
#include "plant_rows.h"
#include "support/result_check.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::features;

class TestReferenceStatistics : public QObject {
    Q_OBJECT

    static FeatureSpec spec() {
        return {{{"temperature"}, {"zone", Transform::OneHot}, {"@timestamp", Transform::CyclicHour}}};
    }

  private Q_SLOTS:
    void fewValuesAreAllKeptSorted() {
        const auto sample = sortedSample({3, 1, std::numeric_limits<double>::quiet_NaN(), 2}, 7);
        QCOMPARE(sample, std::vector<double>({1, 2, 3}));
    }

    void manyValuesAreSampledEvenlyAndReproducibly() {
        std::vector<double> values(100'000);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<double>(i) / static_cast<double>(values.size());
        const auto sample = sortedSample(values, 7);
        QCOMPARE(sample.size(), ReferenceStatistics::kSampleSize);
        QVERIFY(std::ranges::is_sorted(sample));
        QCOMPARE(sortedSample(values, 7), sample);
        QVERIFY(sortedSample(values, 8) != sample);
        // Kolmogorov's distance of 4096 uniform values is below 1.95/sqrt(4096) with probability 99.9 %.
        double distance = 0.0;
        for (std::size_t i = 0; i < sample.size(); ++i)
            distance = std::max(distance, std::abs(sample[i] - static_cast<double>(i) / 4096.0));
        QVERIFY2(distance < 1.95 / 64.0, qPrintable(QString::number(distance)));
    }

    void countsAndMissingAreThoseOfTheRange() {
        const auto batch = test::plantRows(1000);
        const auto statistics = ReferenceStatistics::collect(spec(), batch, 100, 900, 1);
        QCOMPARE(statistics.fields.size(), std::size_t(3));
        std::int64_t missing = 0;
        std::int64_t centre = 0;
        for (std::size_t row = 100; row < 900; ++row) {
            missing += batch.column(0).valid(row) ? 0 : 1;
            centre += batch.column(1).text(row) == "centre" ? 1 : 0;
        }
        const auto& temperature = statistics.fields[0];
        QVERIFY(missing > 0);
        QCOMPARE(temperature.missing, qint64(missing));
        QCOMPARE(temperature.rows, qint64(800));
        QCOMPARE(temperature.sample.size(), std::size_t(800 - missing));
        const auto& zone = statistics.fields[1];
        QVERIFY(zone.categorical);
        QCOMPARE(zone.counts.front().first, std::string("centre"));
        QCOMPARE(zone.counts.front().second, qint64(centre));
        QVERIFY(statistics.fields[2].sample.empty()); // a time always changes
    }

    void whatDoesNotFitIsBesideTheMissing() {
        auto batch = test::plantRows(100);
        for (int i = 0; i < 5; ++i) {
            batch.appendPosition(PartitionId(0), Offset(1000 + i), TimestampMs(0), nullptr);
            for (std::size_t column = 0; column < batch.schema().fields.size(); ++column) {
                if (column == 0)
                    batch.column(column).appendNoted(records::ValueNote::Text);
                else
                    batch.column(column).appendMissing();
            }
        }
        const auto statistics = ReferenceStatistics::collect(spec(), batch, 0, batch.rows(), 1);
        const auto before = ReferenceStatistics::collect(spec(), batch, 0, 100, 1);
        QCOMPARE(statistics.fields[0].notFitting, qint64(5));
        QCOMPARE(statistics.fields[0].missing, before.fields[0].missing);
        QCOMPARE(statistics.fields[1].missing, before.fields[1].missing + 5);
        const nlohmann::json json = statistics;
        const auto back = referenceStatisticsFromJson(nlohmann::json::parse(json.dump()), "model.json");
        VERIFY_OK(back);
        QCOMPARE(*back, statistics);
        QVERIFY(!nlohmann::json(before)["fields"][0].contains("not_fitting")); // as in older models
    }

    void meanAndDeviationAreOfAllRowsAndNotOfTheSample() {
        records::RecordBatch batch(
            std::make_shared<const records::Schema>(records::Schema{{{"x", records::FieldType::Float64}}}));
        const int rows = 4 * static_cast<int>(ReferenceStatistics::kSampleSize);
        for (int i = 0; i < rows; ++i) { // a few outliers, of which the sample has more or fewer
            batch.appendPosition(PartitionId(0), Offset(i), TimestampMs(0), nullptr);
            batch.column(0).appendFloat(i % 2000 == 0 ? 1000.0 : 0.0);
        }
        const FeatureSpec standardized{{{"x", Transform::Standardize}}};
        const auto fitted = FittedFeatures::fit(standardized, batch, 0, batch.rows());
        VERIFY_OK(fitted);
        const auto statistics = ReferenceStatistics::collect(standardized, batch, 0, batch.rows(), 1);
        QVERIFY(statistics.fields[0].mean == fitted->inputs()[0].shift);
        QVERIFY(std::abs(*statistics.fields[0].mean - 9000.0 / rows) < 1e-12);
        QVERIFY(std::abs(*statistics.fields[0].standardDeviation * fitted->inputs()[0].scale - 1.0) < 1e-12);
        nlohmann::json json = statistics;
        json["fields"][0].erase("mean"); // a model saved before these were stored
        json["fields"][0].erase("standard_deviation");
        const auto older = referenceStatisticsFromJson(json, "model.json");
        VERIFY_OK(older);
        QVERIFY(!older->fields[0].mean);
    }

    void manyCategoriesKeepTheMostFrequent() {
        records::RecordBatch batch(
            std::make_shared<const records::Schema>(records::Schema{{{"x", records::FieldType::Int64}}}));
        for (int i = 0; i < 300; ++i) {
            batch.appendPosition(PartitionId(0), Offset(i), TimestampMs(0), nullptr);
            batch.column(0).appendInt(i < 200 ? i : 7);
        }
        const auto statistics =
            ReferenceStatistics::collect({{{"x", Transform::OneHot}}}, batch, 0, batch.rows(), 1);
        QCOMPARE(statistics.fields[0].counts.size(), ReferenceStatistics::kCategories);
        QCOMPARE(statistics.fields[0].counts[0], std::pair(std::string("7"), std::int64_t{101}));
    }

    void jsonRoundTripIsExactAndStrict() {
        auto statistics = ReferenceStatistics::collect(spec(), test::plantRows(500), 0, 500, 1);
        statistics.predictionSample = {0.1, 0.2, 0.30000000000000004};
        const nlohmann::json good = statistics;
        const auto back = referenceStatisticsFromJson(nlohmann::json::parse(good.dump()), "model.json");
        VERIFY_OK(back);
        QVERIFY(*back == statistics);
        const auto refuses = [&](auto change) {
            nlohmann::json bad = good;
            change(bad);
            const auto read = referenceStatisticsFromJson(bad, "model.json");
            return !read && read.error().code == ErrorCode::CorruptData;
        };
        QVERIFY(refuses([](auto& json) { json["fields"][0]["sample"][0] = 1e18; })); // not sorted
        QVERIFY(refuses([](auto& json) { json["fields"][0]["missing"] = 501; }));
        QVERIFY(
            refuses([](auto& json) { json["fields"][0]["missing"] = 500; })); // more than the remaining rows
        QVERIFY(refuses([](auto& json) { json["fields"][1]["counts"][0][1] = -1; }));
        QVERIFY(refuses([](auto& json) { json["fields"][1]["counts"][0][1] = 501; }));
        QVERIFY(refuses([](auto& json) { json["fields"][1]["categorical"] = false; }));
        QVERIFY(refuses([](auto& json) { json["prediction_sample"] = {2, 1}; }));
        QVERIFY(refuses([](auto& json) { json["prediction_sample"] = {nullptr}; }));
    }
};

QTEST_GUILESS_MAIN(TestReferenceStatistics)
#include "test_reference_statistics.moc"
