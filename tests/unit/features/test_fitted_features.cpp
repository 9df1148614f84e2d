#include "features/fitted_features.h"

#include "base/clock.h"
#include "plant_rows.h"
#include "support/result_check.h"

#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <numbers>

using namespace driftwood;
using namespace driftwood::features;
using records::FieldType;
using records::RecordBatch;

namespace {

RecordBatch oneColumn(FieldType type) {
    return RecordBatch(std::make_shared<const records::Schema>(records::Schema{{{"x", type}}}));
}

void appendPlace(RecordBatch& batch, std::int64_t timestampMs = 0) {
    batch.appendPosition(PartitionId(0), Offset(static_cast<std::int64_t>(batch.rows())),
                         TimestampMs(timestampMs), nullptr);
}

RecordBatch numbers(const std::vector<double>& values) {
    RecordBatch batch = oneColumn(FieldType::Float64);
    for (const double value : values) {
        appendPlace(batch);
        if (std::isnan(value))
            batch.column(0).appendMissing();
        else
            batch.column(0).appendFloat(value);
    }
    return batch;
}

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

FeatureSpec wholePlant() {
    return {{{"temperature", Transform::Standardize, true},
             {"zone", Transform::OneHot, false, 3},
             {"count", Transform::MinMax},
             {"ok", Transform::OneHot},
             {"effort", Transform::Passthrough},
             {"@timestamp", Transform::CyclicHour},
             {"@key", Transform::OneHot, true},
             {"@partition", Transform::Standardize}},
            LabelKind::Category,
            "state"};
}

} // namespace

class TestFittedFeatures : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // A model fitted on integers scores 12.5 as 12.5.
    void whatWasFittedOnWholeNumbersTakesFractions() {
        RecordBatch whole = oneColumn(FieldType::Int64);
        for (const std::int64_t value : {10, 20, 30}) {
            appendPlace(whole);
            whole.column(0).appendInt(value);
        }
        const auto number = FittedFeatures::fit({{{"x", Transform::Passthrough}}}, whole, 0, 3);
        VERIFY_OK(number);
        FeatureMatrix matrix;
        VERIFY_OK(number->transform(numbers({12.5, 20}), 0, 2, matrix));
        QCOMPARE(matrix.values, (std::vector<float>{12.5F, 20.0F}));
        // Categories are names, and the names of fractions differ.
        const auto category = FittedFeatures::fit({{{"x", Transform::OneHot}}}, whole, 0, 3);
        VERIFY_OK(category);
        VERIFY_FAILS(category->transform(numbers({20}), 0, 1, matrix), ErrorCode::Mismatch);
    }

    void aLabelOfTooManyValuesIsNoClass() {
        const FeatureSpec spec{{{"x", Transform::Standardize}}, LabelKind::Category, "label"};
        RecordBatch batch(std::make_shared<const records::Schema>(
            records::Schema{{{"x", FieldType::Float64}, {"label", FieldType::Int64}}}));
        const auto append = [&batch](std::size_t label) {
            appendPlace(batch);
            batch.column(0).appendFloat(static_cast<double>(label % 7));
            batch.column(1).appendInt(static_cast<std::int64_t>(label));
        };
        for (std::size_t label = 0; label < kMostClasses; ++label)
            append(label);
        VERIFY_OK(FittedFeatures::fit(spec, batch, 0, batch.rows()));
        append(kMostClasses);
        const auto refused = FittedFeatures::fit(spec, batch, 0, batch.rows());
        VERIFY_FAILS(refused, ErrorCode::InvalidArgument);
        QCOMPARE(refused.error().where, std::string("label"));
        QVERIFY(refused.error().hint.find("regression") != std::string::npos);
    }

    void standardizeUsesThePopulationDeviation() {
        const auto batch = numbers({2, 4, 4, 4, 5, 5, 7, 9}); // mean 5, population deviation 2
        const auto fitted = FittedFeatures::fit({{{"x"}}}, batch, 0, batch.rows());
        VERIFY_OK(fitted);
        QCOMPARE(fitted->inputs()[0].shift, 5.0);
        QCOMPARE(fitted->inputs()[0].scale, 0.5);
        FeatureMatrix matrix;
        VERIFY_OK(fitted->transform(batch, 0, batch.rows(), matrix));
        const std::vector<float> expected{-1.5F, -.5F, -.5F, -.5F, 0.F, 0.F, 1.F, 2.F};
        QCOMPARE(matrix.values, expected);
    }

    void standardizeIsStableFarFromZero() {
        std::vector<double> values;
        for (int i = 0; i < 10000; ++i)
            values.push_back(1.0e9 + i % 2); // a sum of squares would lose the deviation of 0.5
        const auto batch = numbers(values);
        const auto fitted = FittedFeatures::fit({{{"x"}}}, batch, 0, batch.rows());
        VERIFY_OK(fitted);
        QVERIFY(std::abs(fitted->inputs()[0].shift - (1.0e9 + 0.5)) < 1e-6);
        QVERIFY(std::abs(fitted->inputs()[0].scale - 2.0) < 1e-9);
    }

    void constantFieldGivesExactlyZero() {
        const auto batch = numbers(std::vector<double>(1001, 0.1));
        for (const auto transform : {Transform::Standardize, Transform::MinMax}) {
            const auto fitted = FittedFeatures::fit({{{"x", transform}}}, batch, 0, batch.rows());
            VERIFY_OK(fitted);
            QCOMPARE(fitted->inputs()[0].scale, 0.0);
            FeatureMatrix matrix;
            VERIFY_OK(fitted->transform(numbers({0.1, 5.0}), 0, 2, matrix));
            QCOMPARE(matrix.values, std::vector<float>({0.F, 0.F}));
        }
    }

    void onlyTheGivenRowsAreFitted() {
        const auto batch = numbers({1000, 2, 4, 6, -1000});
        const auto fitted = FittedFeatures::fit({{{"x", Transform::MinMax}}}, batch, 1, 4);
        VERIFY_OK(fitted);
        QCOMPARE(fitted->inputs()[0].shift, 2.0);
        QCOMPARE(fitted->inputs()[0].scale, 0.25);
        FeatureMatrix matrix;
        VERIFY_OK(fitted->transform(batch, 0, 3, matrix)); // values beyond the fitted range are not clamped
        QCOMPARE(matrix.values, std::vector<float>({249.5F, 0.F, 0.5F}));
    }

    void missingIsZeroAndMarked() {
        auto batch = numbers({1, kMissing, 3});
        appendPlace(batch);
        batch.column(0).appendFloat(std::numeric_limits<double>::infinity());
        const auto fitted =
            FittedFeatures::fit({{{"x", Transform::Standardize, true}}}, batch, 0, batch.rows());
        VERIFY_OK(fitted);
        FeatureMatrix matrix;
        VERIFY_OK(fitted->transform(batch, 0, batch.rows(), matrix));
        QCOMPARE(matrix.values, std::vector<float>({-1.F, 0.F, 0.F, 1.F, 1.F, 0.F, 0.F, 1.F}));
        QCOMPARE(fitted->outputNames(), std::vector<std::string>({"x", "x?missing"}));
    }

    /// Scaled, all of them would be 0 and look alike.
    void numbersTooFarApartAreRefused() {
        const auto batch = numbers({1e300, -1e300, 1e308, -1e308});
        for (const auto transform : {Transform::Standardize, Transform::MinMax}) {
            const auto refused = FittedFeatures::fit({{{"x", transform}}}, batch, 0, batch.rows());
            VERIFY_FAILS(refused, ErrorCode::InvalidArgument);
            QCOMPARE(refused.error().where, std::string("x"));
            QCOMPARE(refused.error().what,
                     std::string(
                         "its numbers, from -1e+308 to 1e+308, are too far apart to be scaled: their spread "
                         "is beyond the largest number"));
        }
        FeatureSpec spec{{{"x", Transform::Passthrough}}};
        spec.labelPath = "x";
        spec.labelKind = LabelKind::Number;
        VERIFY_FAILS(FittedFeatures::fit(spec, batch, 0, batch.rows()), ErrorCode::InvalidArgument);
        const auto equal = numbers({1e308, 1e308}); // a constant, which is 0 rightly
        VERIFY_OK(FittedFeatures::fit({{{"x", Transform::Standardize}}}, equal, 0, equal.rows()));
    }

    void hugeValuesStayFinite() {
        const auto batch = numbers({1e300, -1e300, 1e308, -1e308});
        for (const auto transform : {Transform::Passthrough}) {
            const auto fitted = FittedFeatures::fit({{{"x", transform}}}, batch, 0, batch.rows());
            VERIFY_OK(fitted);
            FeatureMatrix matrix;
            VERIFY_OK(fitted->transform(batch, 0, batch.rows(), matrix));
            for (const float value : matrix.values)
                QVERIFY(std::isfinite(value));
            VERIFY_OK(FittedFeatures::fromJson(nlohmann::json(*fitted), "fitted"));
        }
    }

    void oneHotRanksByFrequencyAndIgnoresTheUnknown() {
        auto batch = oneColumn(FieldType::Text);
        for (const auto* value : {"b", "a", "c", "c", "b", "c", "", "d"}) {
            appendPlace(batch);
            batch.column(0).appendText(value);
        }
        const auto fitted =
            FittedFeatures::fit({{{"x", Transform::OneHot, true, 3}}}, batch, 0, batch.rows());
        VERIFY_OK(fitted);
        // c 3, b 2, then "", a and d once each: the empty text is an ordinary value, and first by bytes.
        QCOMPARE(fitted->inputs()[0].categories, std::vector<std::string>({"c", "b", ""}));
        QCOMPARE(fitted->outputNames(), std::vector<std::string>({"x=c", "x=b", "x=", "x?missing"}));
        auto more = oneColumn(FieldType::Text);
        for (const auto* value : {"b", "a", "never seen", ""}) {
            appendPlace(more);
            more.column(0).appendText(value);
        }
        appendPlace(more);
        more.column(0).appendMissing();
        FeatureMatrix matrix;
        VERIFY_OK(fitted->transform(more, 0, more.rows(), matrix));
        QCOMPARE(matrix.values, std::vector<float>({0, 1, 0, 0, //
                                                    0, 0, 0, 0, //
                                                    0, 0, 0, 0, //
                                                    0, 0, 1, 0, //
                                                    0, 0, 0, 1}));
    }

    void categoriesOfNumbersAreTheirText() {
        auto batch = oneColumn(FieldType::Int64);
        for (const std::int64_t value : {9007199254740993LL, 9007199254740993LL, 9007199254740992LL, -3LL}) {
            appendPlace(batch);
            batch.column(0).appendInt(value);
        }
        const auto fitted = FittedFeatures::fit({{{"x", Transform::OneHot}}}, batch, 0, batch.rows());
        VERIFY_OK(fitted);
        QCOMPARE(fitted->inputs()[0].categories,
                 std::vector<std::string>({"9007199254740993", "-3", "9007199254740992"}));
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            FeatureMatrix matrix;
            VERIFY_OK(fitted->transform(batch, row, row + 1, matrix));
            const auto expected =
                std::ranges::find(fitted->inputs()[0].categories, batch.column(0).asText(row)) -
                fitted->inputs()[0].categories.begin();
            QCOMPARE(matrix.values[static_cast<std::size_t>(expected)], 1.0F);
        }
    }

    void textThatIsNotUtf8IsNoCategory() {
        auto batch = oneColumn(FieldType::Text);
        for (const auto* value : {"\xff\xfe", "\xff\xfe", "\xc0\xaf", "\xed\xa0\x80", "z\xc3\xbcrich"}) {
            appendPlace(batch);
            batch.column(0).appendText(value);
        }
        const auto fitted = FittedFeatures::fit({{{"x", Transform::OneHot}}}, batch, 0, batch.rows());
        VERIFY_OK(fitted);
        QCOMPARE(fitted->inputs()[0].categories, std::vector<std::string>({"z\xc3\xbcrich"}));
        QVERIFY(!nlohmann::json(*fitted).dump().empty()); // dump() throws on invalid UTF-8
    }

    void cyclicTimeGoesRound() {
        auto batch = oneColumn(FieldType::Int64);
        // 2026-01-01 was a Thursday; 2026-01-05 06:00 a Monday morning; 2025-12-31 18:00 a Wednesday evening.
        const std::int64_t hour = 3'600'000;
        const std::int64_t newYear = 1'767'225'600'000;
        for (const std::int64_t time : {newYear, newYear + 4 * 24 * hour + 6 * hour, newYear - 6 * hour}) {
            appendPlace(batch, time);
            batch.column(0).appendInt(time);
        }
        const auto fitted = FittedFeatures::fit(
            {{{"x", Transform::CyclicHour}, {"x", Transform::CyclicWeekday}}}, batch, 0, batch.rows());
        VERIFY_OK(fitted);
        FeatureMatrix matrix;
        VERIFY_OK(fitted->transform(batch, 0, batch.rows(), matrix));
        const auto closeTo = [&](std::size_t row, double turn, double weekday) {
            const double day = 2 * std::numbers::pi * turn;
            const double week = 2 * std::numbers::pi * weekday / 7;
            const std::vector<double> expected{std::sin(day), std::cos(day), std::sin(week), std::cos(week)};
            for (std::size_t i = 0; i < 4; ++i)
                if (std::abs(matrix.row(row)[i] - expected[i]) > 1e-6)
                    return false;
            return true;
        };
        QVERIFY(closeTo(0, 0.0, 3));
        QVERIFY(closeTo(1, 0.25, 0));
        QVERIFY(closeTo(2, 0.75, 2));
    }

    void aTimeInAnyUnitGivesTheSame() {
        // Each hour of three days, as ISO text and in every unit.
        constexpr std::int64_t kBegin = 1'767'225'600'000;
        records::RecordBatch batch(
            std::make_shared<const records::Schema>(records::Schema{{{"ms", FieldType::Int64},
                                                                     {"s", FieldType::Int64},
                                                                     {"us", FieldType::Int64},
                                                                     {"ns", FieldType::Int64},
                                                                     {"frac", FieldType::Float64},
                                                                     {"iso", FieldType::Text},
                                                                     {"local", FieldType::Text},
                                                                     {"naive", FieldType::Text}}}));
        for (std::int64_t i = 0; i < 72; ++i) {
            const std::int64_t ms = kBegin + i * 3'600'000;
            appendPlace(batch, ms);
            batch.column(0).appendInt(ms);
            batch.column(1).appendInt(ms / 1000);
            batch.column(2).appendInt(ms * 1000);
            batch.column(3).appendInt(ms * 1'000'000);
            batch.column(4).appendFloat(static_cast<double>(ms) / 1000);
            const std::string utc = formatIso8601(TimestampMs(ms));
            const std::string local = formatIso8601(TimestampMs(ms + 2 * 3'600'000));
            batch.column(5).appendText(utc);
            batch.column(6).appendText(local.substr(0, local.size() - 1) + "+02:00");
            batch.column(7).appendText(utc.substr(0, utc.size() - 1));
        }
        for (const Transform transform : {Transform::CyclicHour, Transform::CyclicWeekday}) {
            std::vector<float> expected;
            for (const auto& field : batch.schema().fields) {
                const auto fitted = FittedFeatures::fit({{{field.path, transform}}}, batch, 0, batch.rows());
                VERIFY_OK(fitted);
                FeatureMatrix matrix;
                VERIFY_OK(fitted->transform(batch, 0, batch.rows(), matrix));
                if (expected.empty())
                    expected = matrix.values;
                for (std::size_t i = 0; i < expected.size(); ++i)
                    QVERIFY2(std::abs(matrix.values[i] - expected[i]) < 1e-5F, field.path.c_str());
                const auto again = FittedFeatures::fromJson(nlohmann::json(*fitted), "model");
                VERIFY_OK(again);
                QVERIFY(*again == *fitted);
            }
        }
    }

    void whatIsNoTimeIsRefused() {
        auto numbers = oneColumn(FieldType::Int64);
        for (const std::int64_t value : {1'767'225'600LL, 0LL, 1'767'225'601LL, 42LL}) {
            appendPlace(numbers, 1000);
            numbers.column(0).appendInt(value);
        }
        VERIFY_OK(FittedFeatures::fit({{{"x", Transform::CyclicHour}}}, numbers, 0, 3));
        const auto refused = FittedFeatures::fit({{{"x", Transform::CyclicHour}}}, numbers, 0, 4);
        VERIFY_FAILS(refused, ErrorCode::InvalidArgument);
        QVERIFY2(refused.error().what.find("such as 42") != std::string::npos, refused.error().what.c_str());
        auto texts = oneColumn(FieldType::Text);
        appendPlace(texts, 1000);
        texts.column(0).appendText("noon");
        VERIFY_FAILS(FittedFeatures::fit({{{"x", Transform::CyclicHour}}}, texts, 0, 1),
                     ErrorCode::InvalidArgument);
    }

    void timestampOfNoneIsMissing() {
        auto batch = oneColumn(FieldType::Int64);
        for (const std::int64_t time : {std::int64_t{1000}, std::int64_t{-1}}) {
            appendPlace(batch, time);
            batch.column(0).appendInt(1);
        }
        const auto fitted =
            FittedFeatures::fit({{{"@timestamp", Transform::CyclicHour, true}}}, batch, 0, batch.rows());
        VERIFY_OK(fitted);
        FeatureMatrix matrix;
        VERIFY_OK(fitted->transform(batch, 1, 2, matrix));
        QCOMPARE(matrix.values, std::vector<float>({0.F, 0.F, 1.F}));
    }

    void rowByRowEqualsTheWholeBatch() {
        const auto batch = test::plantRows(500);
        const auto fitted = FittedFeatures::fit(wholePlant(), batch, 0, 400);
        VERIFY_OK(fitted);
        QCOMPARE(fitted->outputs(), fitted->outputNames().size());
        FeatureMatrix whole;
        VERIFY_OK(fitted->transform(batch, 0, batch.rows(), whole));
        QCOMPARE(whole.values.size(), 500 * fitted->outputs());
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            FeatureMatrix one;
            VERIFY_OK(fitted->transform(batch, row, row + 1, one));
            QVERIFY(std::memcmp(one.values.data(), whole.row(row).data(),
                                fitted->outputs() * sizeof(float)) == 0);
        }
    }

    void labelsAreClassesInOrder() {
        auto batch = oneColumn(FieldType::Int64);
        for (const int value : {10, 9, 9, 2}) {
            appendPlace(batch);
            batch.column(0).appendInt(value);
        }
        appendPlace(batch);
        batch.column(0).appendMissing();
        const auto fitted = FittedFeatures::fit({{{"@partition"}}, LabelKind::Category, "x"}, batch, 0, 3);
        VERIFY_OK(fitted);
        QCOMPARE(fitted->classes(), std::vector<std::string>({"9", "10"})); // sorted by value, not by text
        LabelVector labels;
        VERIFY_OK(fitted->labels(batch, 0, batch.rows(), labels));
        QCOMPARE(labels.classes, std::vector<std::int32_t>({1, 0, 0, kUnknownClass, kNoLabel}));
        QVERIFY(labels.numbers.empty());
    }

    void labelNumbersAreStandardised() {
        const auto batch = numbers({2, 4, 4, 4, 5, 5, 7, 9, kMissing});
        const auto fitted = FittedFeatures::fit({{{"@offset"}}, LabelKind::Number, "x"}, batch, 0, 8);
        VERIFY_OK(fitted);
        QCOMPARE(fitted->labelMean(), 5.0);
        QCOMPARE(fitted->labelScale(), 2.0);
        LabelVector labels;
        VERIFY_OK(fitted->labels(batch, 6, 9, labels));
        QCOMPARE(labels.numbers[0], 1.0F);
        QCOMPARE(labels.numbers[1], 2.0F);
        QVERIFY(std::isnan(labels.numbers[2]));
    }

    void constantLabelKeepsScaleOne() {
        const auto batch = numbers({3, 3});
        const auto fitted = FittedFeatures::fit({{{"@offset"}}, LabelKind::Number, "x"}, batch, 0, 2);
        VERIFY_OK(fitted);
        QCOMPARE(fitted->labelScale(), 1.0);
    }

    void alwaysMissingIsRefusedByName() {
        const auto batch = numbers({kMissing, kMissing, 1});
        const auto input = FittedFeatures::fit({{{"x"}}}, batch, 0, 2);
        VERIFY_FAILS(input, ErrorCode::InvalidArgument);
        QCOMPARE(input.error().where, std::string("x"));
        for (const auto kind : {LabelKind::Number, LabelKind::Category}) {
            const auto label = FittedFeatures::fit({{{"@offset"}}, kind, "x"}, batch, 0, 2);
            VERIFY_FAILS(label, ErrorCode::InvalidArgument);
            QCOMPARE(label.error().where, std::string("x"));
        }
        VERIFY_FAILS(FittedFeatures::fit({{{"x"}}}, batch, 3, 3), ErrorCode::InvalidArgument);
        VERIFY_FAILS(FittedFeatures::fit({{{"x"}}}, batch, 2, 4), ErrorCode::InvalidArgument);
    }

    void anotherSchemaIsAMismatch() {
        const auto batch = numbers({1, 2});
        const auto fitted = FittedFeatures::fit({{{"@offset"}}, LabelKind::Number, "x"}, batch, 0, 2);
        const auto inputs = FittedFeatures::fit({{{"x"}}}, batch, 0, 2);
        VERIFY_OK(fitted);
        VERIFY_OK(inputs);
        FeatureMatrix matrix;
        LabelVector labels;
        VERIFY_FAILS(inputs->transform(oneColumn(FieldType::Int64), 0, 0, matrix), ErrorCode::Mismatch);
        VERIFY_FAILS(inputs->transform(test::plantRows(1), 0, 1, matrix), ErrorCode::Mismatch);
        VERIFY_FAILS(fitted->labels(test::plantRows(1), 0, 1, labels), ErrorCode::Mismatch);
        VERIFY_FAILS(inputs->labels(batch, 0, 1, labels), ErrorCode::InvalidArgument);
        VERIFY_FAILS(inputs->transform(batch, 0, 3, matrix), ErrorCode::InvalidArgument);
    }

    void jsonRoundTripIsExact() {
        const auto batch = test::plantRows(300);
        auto spec = wholePlant();
        for (const auto& [kind, path] :
             {std::pair(LabelKind::Category, "state"), std::pair(LabelKind::None, ""),
              std::pair(LabelKind::Number, "constant")}) {
            spec.labelKind = kind;
            spec.labelPath = path;
            const auto fitted = FittedFeatures::fit(spec, batch, 0, batch.rows());
            VERIFY_OK(fitted);
            const auto text = nlohmann::json(*fitted).dump();
            const auto back = FittedFeatures::fromJson(nlohmann::json::parse(text), "model.json");
            VERIFY_OK(back);
            QVERIFY(*back == *fitted);
        }
    }

    void jsonThatFitCouldNotHaveWrittenIsRefused() {
        const auto batch = test::plantRows(300);
        const auto fitted = FittedFeatures::fit(wholePlant(), batch, 0, batch.rows());
        VERIFY_OK(fitted);
        const nlohmann::json good = *fitted;
        const auto refuses = [&](auto change) {
            nlohmann::json bad = good;
            change(bad);
            const auto read = FittedFeatures::fromJson(bad, "model.json");
            return !read && read.error().code == ErrorCode::CorruptData;
        };
        QVERIFY(!refuses([](auto&) {}));
        QVERIFY(refuses([](auto& json) { json["inputs"].erase(0); }));
        QVERIFY(refuses([](auto& json) { json["inputs"][0]["scale"] = nullptr; })); // how JSON represents NaN
        QVERIFY(refuses([](auto& json) { json["inputs"][0]["scale"] = -1.0; }));
        QVERIFY(refuses([](auto& json) { json["inputs"][0]["type"] = "text"; }));
        QVERIFY(refuses([](auto& json) { json["inputs"][0]["path"] = "pressure"; }));
        QVERIFY(refuses([](auto& json) { json["inputs"][0]["categories"] = {"a"}; }));
        QVERIFY(refuses([](auto& json) { json["inputs"][1]["categories"] = nlohmann::json::array(); }));
        QVERIFY(refuses([](auto& json) { json["inputs"][1]["categories"] = {"a", "a"}; }));
        QVERIFY(refuses([](auto& json) { json["inputs"][1]["categories"] = {"a", "b", "c", "d"}; }));
        QVERIFY(refuses([](auto& json) { json["inputs"][4]["scale"] = 2.0; })); // a passthrough input
        QVERIFY(refuses([](auto& json) { json["classes"] = nlohmann::json::array(); }));
        QVERIFY(refuses([](auto& json) { json["label_scale"] = 0.0; }));
        QVERIFY(refuses([](auto& json) { json["spec"]["inputs"][0]["transform"] = "sqrt"; }));
        QVERIFY(refuses([](auto& json) { json.erase("classes"); }));
    }
};

QTEST_GUILESS_MAIN(TestFittedFeatures)
#include "test_fitted_features.moc"
