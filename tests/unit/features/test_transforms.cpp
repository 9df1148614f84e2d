#include "features/lower_features.h"
#include "features/running_features.h"
#include "features/transforms/transform_kind.h"
#include "graph/interpreter.h"
#include "support/result_check.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

using namespace driftwood;
using namespace driftwood::features;
using records::FieldType;

namespace {

/// The outputs of a transform for the numbers 2, 4 and 6, of a missing value and of 8, worked out by hand.
struct Case {
    std::string_view name;
    std::vector<std::string> outputs; ///< of a field x with a missing indicator
    std::vector<float> two, eight;    ///< the outputs of these values, without the indicator
    std::vector<FieldType> refused;   ///< types of fields that it does not take
    std::string words;                ///< the sentence's beginning
};

constexpr double kSunday = 1.0e12; // 2001-09-09T01:46:40Z; times are 2, 4, 6 and 8 hours later

std::vector<Case> cases() {
    const double deviation = std::sqrt(8.0 / 3.0);
    const auto onCircle = [](double turns) {
        const double angle = 2.0 * 3.14159265358979323846 * turns;
        return std::vector{static_cast<float>(std::sin(angle)), static_cast<float>(std::cos(angle))};
    };
    const double atTwo = (46.0 * 60.0 + 40.0 + 3.0 * 3600.0) / 86400.0; // 01:46:40 and 2 hours
    return {
        {"standardize",
         {"x", "x?missing"},
         {static_cast<float>(-2.0 / deviation)},
         {static_cast<float>(4.0 / deviation)},
         {FieldType::Text},
         "standardize: mean"},
        {"min-max", {"x", "x?missing"}, {0.0F}, {1.5F}, {FieldType::Text}, "min-max: from"},
        {"passthrough", {"x", "x?missing"}, {2.0F}, {8.0F}, {FieldType::Text}, "passthrough"},
        {"one-hot",
         {"x=2", "x=4", "x=6", "x?missing"},
         {1.0F, 0.0F, 0.0F},
         {0.0F, 0.0F, 0.0F},
         {},
         "one-hot: "},
        {"cyclic-hour",
         {"x hour sin", "x hour cos", "x?missing"},
         onCircle(atTwo),
         onCircle(atTwo + 0.25),
         {FieldType::Bool},
         "%1: %2 since 1970"},
        {"cyclic-weekday",
         {"x weekday sin", "x weekday cos", "x?missing"},
         onCircle(6.0 / 7.0),
         onCircle(6.0 / 7.0),
         {FieldType::Bool},
         "%1: %2 since 1970"},
    };
}

const Case& caseOf(const TransformKind& kind) {
    static const std::vector<Case> all = cases();
    return *std::ranges::find(all, kind.name, &Case::name);
}

/// 2, 4, 6, missing and 8; for a transform of times, as many hours after a time in milliseconds.
records::RecordBatch rowsFor(const TransformKind& kind) {
    auto schema = std::make_shared<records::Schema>();
    schema->fields = {{"x", FieldType::Float64}};
    records::RecordBatch rows(schema);
    for (const double value : {2.0, 4.0, 6.0, std::nan(""), 8.0}) {
        rows.appendPosition(PartitionId(0), Offset(0), TimestampMs(0), nullptr);
        if (std::isnan(value))
            rows.column(0).appendMissing();
        else
            rows.column(0).appendFloat(kind.readAs == ReadAs::Time ? kSunday + 3.6e6 * value : value);
    }
    return rows;
}

FeatureSpec specOf(const TransformKind& kind) {
    return {{{.path = "x", .transform = kind.transform, .missingIndicator = true}}};
}

} // namespace

/// Each row of the table of transforms is complete: a transform that is added to it is checked here too.
class TestTransforms : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyTransformIsFoundByName() {
        std::set<std::string_view> names;
        for (const TransformKind* kind : transformKinds()) {
            QVERIFY2(!kind->name.empty() && names.insert(kind->name).second, kind->name.data());
            QCOMPARE(&kindOf(kind->transform), kind);
            QCOMPARE(transformFromName(kind->name), std::optional(kind->transform));
        }
        QCOMPARE(transformFromName("guess"), std::nullopt);
    }

    void everyTransformHasAllOfItsFunctions() {
        for (const TransformKind* kind : transformKinds()) {
            QVERIFY2(kind->check && kind->fit && kind->outputs && kind->appendNames && kind->encode &&
                         kind->lower && kind->write && kind->checkRead && kind->earlierOutputs && kind->words,
                     kind->name.data());
            QVERIFY2((kind->affine == nullptr) == (kind->resume == nullptr), kind->name.data());
        }
    }

    /// The first to fail for a transform that is added: it needs a case above.
    void everyTransformHasACase() {
        const auto all = cases();
        for (const TransformKind* kind : transformKinds())
            QVERIFY2(std::ranges::count(all, kind->name, &Case::name) == 1, kind->name.data());
        QCOMPARE(all.size(), transformKinds().size());
    }

    void valuesBecomeTheOutputsOfTheCase() {
        for (const TransformKind* kind : transformKinds()) {
            const Case& of = caseOf(*kind);
            const auto rows = rowsFor(*kind);
            const auto fitted = FittedFeatures::fit(specOf(*kind), rows, 0, 3);
            VERIFY_OK(fitted);
            QCOMPARE(fitted->outputNames(), of.outputs);
            FeatureMatrix out;
            VERIFY_OK(fitted->transform(rows, 0, rows.rows(), out));
            const auto check = [&](std::size_t row, std::vector<float> expected, float missing) {
                expected.push_back(missing);
                QCOMPARE(out.row(row).size(), expected.size());
                for (std::size_t i = 0; i < expected.size(); ++i)
                    QVERIFY2(std::abs(out.row(row)[i] - expected[i]) < 1e-6F,
                             qPrintable(QString("%1, row %2: %3 instead of %4")
                                            .arg(kind->name.data())
                                            .arg(row)
                                            .arg(double(out.row(row)[i]))
                                            .arg(double(expected[i]))));
            };
            check(0, of.two, 0.0F);
            check(3, std::vector<float>(of.two.size(), 0.0F), 1.0F);
            check(4, of.eight, 0.0F);
        }
    }

    void theGraphGivesTheSameBitByBit() {
        for (const TransformKind* kind : transformKinds()) {
            const auto rows = rowsFor(*kind);
            const auto fitted = FittedFeatures::fit(specOf(*kind), rows, 0, 3).value();
            FeatureMatrix ours;
            VERIFY_OK(fitted.transform(rows, 0, rows.rows(), ours));
            graph::Graph graph;
            graph.addOutput("features", graph.toFloat64(lowerFeatures(fitted, graph)));
            graph::Inputs inputs{rows.rows(), {}, {}};
            const auto reader = FieldReader::bind(rows.schema(), "x").value();
            reader.forEachNumber(rows, 0, rows.rows(), [&](double x) { inputs.numbers.push_back(x); });
            const auto outputs = graph::run(graph, inputs);
            VERIFY_OK(outputs);
            QCOMPARE(outputs->front().values, std::vector<double>(ours.values.begin(), ours.values.end()));
        }
    }

    /// A field that states its unit is never guessed at: small numbers are times before 1973.
    void aStatedUnitIsTakenWhateverTheNumbers() {
        const auto fitOf = [](const records::Field& field, std::int64_t value, Transform transform) {
            auto schema = std::make_shared<records::Schema>();
            schema->fields = {field};
            records::RecordBatch rows(schema);
            rows.appendPosition(PartitionId(0), Offset(0), TimestampMs(0), nullptr);
            rows.column(0).appendInt(value);
            FeatureMatrix out;
            auto fitted = FittedFeatures::fit({{{.path = field.path, .transform = transform}}}, rows, 0, 1);
            if (!fitted || !fitted->transform(rows, 0, 1, out))
                return std::vector<float>();
            return std::vector<float>(out.row(0).begin(), out.row(0).end());
        };
        const auto isNear = [](const std::vector<float>& out, double sine, double cosine) {
            return out.size() == 2 && std::abs(out[0] - sine) < 1e-6 && std::abs(out[1] - cosine) < 1e-6;
        };
        // 1970-01-01T06:00Z, a quarter of a day
        const records::Field micros{"x", FieldType::Int64, false, TimeUnit::Microseconds};
        QVERIFY(isNear(fitOf(micros, 21'600'000'000, Transform::CyclicHour), 1.0, 0.0));
        const records::Field ofDay{"x", FieldType::Int64, false, TimeUnit::Milliseconds, true};
        QVERIFY(isNear(fitOf(ofDay, 21'600'000, Transform::CyclicHour), 1.0, 0.0));
        QVERIFY(fitOf(ofDay, 21'600'000, Transform::CyclicWeekday).empty()); // it has none
        // Seven days are a whole turn: 2026-05-01 is the day of the week of 1970-01-02.
        const records::Field days{"x", FieldType::Int64, false, TimeUnit::Days};
        const auto friday = fitOf(days, 1, Transform::CyclicWeekday);
        QVERIFY(friday.size() == 2 &&
                isNear(fitOf(days, 20'574, Transform::CyclicWeekday), friday[0], friday[1]));
    }

    void typesThatDoNotSuitAreRefused() {
        for (const TransformKind* kind : transformKinds())
            for (const auto type : {FieldType::Bool, FieldType::Int64, FieldType::Float64, FieldType::Text}) {
                const bool refused = std::ranges::count(caseOf(*kind).refused, type) > 0;
                const FeatureInput input{.path = "x", .transform = kind->transform};
                QCOMPARE(kind->check(input, type).has_value(), !refused);
                QCOMPARE(std::ranges::count(suitingTransforms(type), kind->transform), refused ? 0 : 1);
            }
    }

    void aFitReadsBackFromJson() {
        for (const TransformKind* kind : transformKinds()) {
            const auto fitted = FittedFeatures::fit(specOf(*kind), rowsFor(*kind), 0, 3).value();
            const nlohmann::json json = fitted;
            const auto read = FittedFeatures::fromJson(json, "test");
            VERIFY_OK(read);
            QCOMPARE(*read, fitted);
            // Properties of another transform are not taken for its own.
            nlohmann::json other = json;
            other["inputs"][0][kind->readAs == ReadAs::Category ? "shift" : "categories"] =
                kind->readAs == ReadAs::Category ? nlohmann::json(3.0) : nlohmann::json{"north"};
            VERIFY_FAILS(FittedFeatures::fromJson(other, "test"), ErrorCode::CorruptData);
        }
    }

    void oneRowAfterAnotherGivesTheSameFit() {
        for (const TransformKind* kind : transformKinds()) {
            const auto rows = rowsFor(*kind);
            auto running = RunningFeatures::create(specOf(*kind), rows, 0, 3);
            VERIFY_OK(running);
            for (std::size_t row = 0; row < 3; ++row)
                VERIFY_OK(running->observe(rows, row));
            const auto fitted = FittedFeatures::fit(specOf(*kind), rows, 0, 3).value();
            QCOMPARE(running->fitted(), fitted);
            // Continued from the fit alone, its shift and scale are the same until another row comes.
            auto resumed = RunningFeatures::resume(fitted, 3);
            QCOMPARE(resumed.fitted(), fitted);
            VERIFY_OK(resumed.observe(rows, 4));
            VERIFY_OK(running->observe(rows, 4));
            const FittedInput& one = resumed.fitted().inputs().front();
            const FittedInput& other = running->fitted().inputs().front();
            QVERIFY(std::abs(one.shift - other.shift) < 1e-9 && std::abs(one.scale - other.scale) < 1e-9);
        }
    }

    void outputsOfAnEarlierFitAreConverted() {
        for (const TransformKind* kind : transformKinds()) {
            const auto rows = rowsFor(*kind);
            const auto earlier = FittedFeatures::fit(specOf(*kind), rows, 0, 3).value();
            const auto now = FittedFeatures::fit(specOf(*kind), rows, 1, 5).value();
            FeatureMatrix before, after;
            VERIFY_OK(earlier.transform(rows, 1, 2, before));
            VERIFY_OK(now.transform(rows, 1, 2, after));
            std::vector<std::optional<EarlierOutput>> outputs(after.columns - 1);
            kind->earlierOutputs(earlier.inputs().front(), now.inputs().front(), outputs);
            for (std::size_t i = 0; i < outputs.size(); ++i)
                if (outputs[i])
                    QVERIFY2(std::abs(outputs[i]->factor * double(after.values[i]) + outputs[i]->offset -
                                      double(before.values[outputs[i]->output])) < 1e-6,
                             kind->name.data());
            QVERIFY2(std::ranges::any_of(outputs, [](const auto& output) { return output.has_value(); }),
                     kind->name.data());
        }
    }

    void everyTransformHasWords() {
        for (const TransformKind* kind : transformKinds()) {
            const auto fitted = FittedFeatures::fit(specOf(*kind), rowsFor(*kind), 0, 3).value();
            QVERIFY2(kind->words(fitted.inputs().front()).sentence.starts_with(caseOf(*kind).words),
                     kind->name.data());
        }
    }
};

QTEST_APPLESS_MAIN(TestTransforms)
#include "test_transforms.moc"
