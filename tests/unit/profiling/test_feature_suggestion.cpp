#include "profiling/feature_suggestion.h"
#include "profiling/field_roles.h"
#include "support/result_check.h"

#include <cmath>
#include <functional>
#include <limits>
#include <map>

using namespace driftwood;
using records::FieldType;

namespace {

constexpr int kRows = 400;

/// Rows of two partitions in turn; each field has a different property.
dataset::LoadedDataset someRows() {
    const auto schema =
        std::make_shared<const records::Schema>(records::Schema{{{"trip", FieldType::Int64},
                                                                 {"serial", FieldType::Int64},
                                                                 {"seats", FieldType::Int64},
                                                                 {"distance", FieldType::Float64},
                                                                 {"fixed", FieldType::Int64},
                                                                 {"driver", FieldType::Text}}});
    dataset::LoadedDataset data{{}, records::RecordBatch(schema), {}, kRows, kRows, {}};
    for (int i = 0; i < kRows; ++i) {
        data.rows.appendPosition(PartitionId(i % 2), Offset(i / 2), TimestampMs(i), nullptr);
        data.rows.column(0).appendInt(5000 + i);
        data.rows.column(1).appendInt((i * 7919) % 100'003);
        data.rows.column(2).appendInt(i % 5);
        data.rows.column(3).appendFloat(0.1 * (i * 37 % 101));
        data.rows.column(4).appendInt(3);
        data.rows.column(5).appendText("driver " + std::to_string(i));
    }
    return data;
}

/// Rows of one partition with columns computed from the row's number; NaN and null are missing.
class RowsMaker {
  public:
    using Number = std::function<double(int)>;
    using Text = std::function<const char*(int)>;
    using Key = std::function<std::string(int)>;
    RowsMaker& whole(const char* path, Number value) {
        return add(path, FieldType::Int64, [value](records::Column& column, int i) {
            std::isnan(value(i)) ? column.appendMissing()
                                 : column.appendInt(static_cast<std::int64_t>(value(i)));
        });
    }
    RowsMaker& exact(const char* path, std::function<std::int64_t(int)> value) {
        return add(path, FieldType::Int64,
                   [value](records::Column& column, int i) { column.appendInt(value(i)); });
    }
    RowsMaker& number(const char* path, Number value) {
        return add(path, FieldType::Float64, [value](records::Column& column, int i) {
            std::isnan(value(i)) ? column.appendMissing() : column.appendFloat(value(i));
        });
    }
    RowsMaker& flag(const char* path, std::function<bool(int)> value) {
        return add(path, FieldType::Bool,
                   [value](records::Column& column, int i) { column.appendInt(value(i) ? 1 : 0); });
    }
    RowsMaker& text(const char* path, Text value) {
        return add(path, FieldType::Text, [value](records::Column& column, int i) {
            const char* const text = value(i);
            text == nullptr ? column.appendMissing() : column.appendText(text);
        });
    }
    RowsMaker& keys(Key key) {
        m_key = std::move(key);
        return *this;
    }
    [[nodiscard]] dataset::LoadedDataset make(int rows) const {
        dataset::LoadedDataset data{
            {}, records::RecordBatch(std::make_shared<const records::Schema>(m_schema)), {}, rows, rows};
        for (int i = 0; i < rows; ++i) {
            const std::string key = m_key ? m_key(i) : std::string();
            const std::string_view view = key;
            data.rows.appendPosition(PartitionId(0), Offset(i), TimestampMs(1000 * i),
                                     key.empty() ? nullptr : &view);
            for (std::size_t column = 0; column < m_fill.size(); ++column)
                m_fill[column](data.rows.column(column), i);
        }
        return data;
    }

  private:
    using Fill = std::function<void(records::Column&, int)>;
    RowsMaker& add(const char* path, FieldType type, Fill fill) {
        m_schema.fields.push_back({path, type});
        m_fill.push_back(std::move(fill));
        return *this;
    }
    records::Schema m_schema;
    std::vector<Fill> m_fill;
    Key m_key;
};

double noise(int i) { return std::fmod(std::sin(i * 12.9898) * 43758.5453, 1.0); }

std::map<std::string, std::string> reasonsOf(const std::vector<model::LeftOutField>& fields) {
    std::map<std::string, std::string> reasons;
    for (const auto& field : fields)
        reasons[field.path] = field.reason;
    return reasons;
}

std::vector<std::string> pathsOf(const features::FeatureSpec& spec) {
    std::vector<std::string> paths;
    for (const auto& input : spec.inputs)
        paths.push_back(input.path);
    return paths;
}

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

} // namespace

class TestFeatureSuggestion : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// The record's time is found in whatever unit the schema states it.
    void aRecordsTimeIsKnownInItsUnit() {
        const auto roleOf = [](std::optional<TimeUnit> unit, std::int64_t per, bool isOfDay = false) {
            records::RecordBatch rows(std::make_shared<const records::Schema>(
                records::Schema{{{"when", FieldType::Int64, false, unit, isOfDay}}}));
            for (std::int64_t i = 0; i < 100; ++i) {
                const std::int64_t ms = 1'777'645'800'000 + 60'000 * i;
                rows.appendPosition(PartitionId(0), Offset(i), TimestampMs(ms), nullptr);
                rows.column(0).appendInt(ms * 1000 / per);
            }
            const auto statistics = dataset::fieldStatistics(rows, 0, rows.rows());
            return profiling::suggestRoles(rows, statistics).fields.front().role;
        };
        using features::FieldRole;
        QCOMPARE(roleOf(TimeUnit::Seconds, 1'000'000), FieldRole::Time);
        QCOMPARE(roleOf(TimeUnit::Microseconds, 1), FieldRole::Time);
        QCOMPARE(roleOf(TimeUnit::Days, 86'400'000'000), FieldRole::Time);
        QCOMPARE(roleOf(std::nullopt, 1'000), FieldRole::Time);       // milliseconds, as Kafka's own
        QVERIFY(roleOf(TimeUnit::Seconds, 1'000) != FieldRole::Time); // these would be years after
        QVERIFY(roleOf(TimeUnit::Milliseconds, 1'000, true) != FieldRole::Time);
    }

    void whatNamesARecordIsLeftOutWithItsReason() {
        const auto data = someRows();
        const auto suggested = profiling::suggestFeatures(data, {}, training::Task::AnomalyDetection, {});
        VERIFY_OK(suggested);
        std::vector<std::string> paths;
        for (const auto& input : suggested->spec.inputs)
            paths.push_back(input.path);
        QCOMPARE(paths, (std::vector<std::string>{"seats", "distance"}));
        std::map<std::string, std::string> reasons;
        for (const auto& field : suggested->leftOut)
            reasons[field.path] = field.reason;
        QVERIFY(reasons.at("trip").find("only grows") != std::string::npos);
        QVERIFY(reasons.at("serial").find("identifies the record") != std::string::npos);
        QVERIFY(reasons.at("fixed").find("one value") != std::string::npos);
        QVERIFY(reasons.at("driver").find("400 different") != std::string::npos);
    }

    void rolesAPersonChoseComeFirst() {
        const auto data = someRows();
        const auto statistics = profiling::trainingStatistics(data);
        profiling::FieldRoles roles = profiling::rolesOf(data, statistics, {});
        QCOMPARE(roles.fields[2].field.path, std::string("seats"));
        roles.setRole(2, profiling::FieldRole::Ignore);
        roles.setRole(0, profiling::FieldRole::Feature);
        const auto suggested =
            profiling::suggestFeatures(data, keptRoles(roles), training::Task::Regression, "distance");
        VERIFY_OK(suggested);
        QCOMPARE(suggested->spec.inputs.size(), std::size_t(1));
        QCOMPARE(suggested->spec.inputs.front().path, std::string("trip"));
        QCOMPARE(suggested->spec.labelPath, std::string("distance"));
        const auto seats =
            std::ranges::find(suggested->leftOut, std::string("seats"), &model::LeftOutField::path);
        QVERIFY(seats != suggested->leftOut.end());
        QCOMPARE(seats->reason, std::string("its role is ignore"));
    }

    void aFlagNamedLikeALabelIsNotLearnedFrom() {
        auto data = someRows();
        records::RecordBatch rows(std::make_shared<const records::Schema>(
            records::Schema{{{"state.fault", FieldType::Bool}, {"seats", FieldType::Int64}}}));
        for (int i = 0; i < kRows; ++i) {
            rows.appendPosition(PartitionId(0), Offset(i), TimestampMs(i), nullptr);
            rows.column(0).appendInt(i % 9 == 0 ? 1 : 0);
            rows.column(1).appendInt(i % 5);
        }
        data.rows = std::move(rows);
        const auto suggested = profiling::suggestFeatures(data, {}, training::Task::AnomalyDetection, {});
        VERIFY_OK(suggested);
        QCOMPARE(suggested->spec.inputs.size(), std::size_t(1));
        QCOMPARE(suggested->leftOut.front().reason, std::string("its role is label"));
    }

    void whatGivesTheLabelAwayIsLeftOut() {
        const auto label = [](int i) { return noise(i) > 0.2 ? 1.0 : 0.0; };
        const auto data =
            RowsMaker()
                .number("x", noise) // determines the label, too, but as a measurement
                .whole("result", label)
                .text("result_text", [&](int i) { return label(i) > 0 ? "class 1" : "class 0"; })
                .whole("copy", [&](int i) { return 2 * label(i); })
                .whole("step", [&](int i) { return 10 * label(i) + i % 3; }) // several values for one label
                .whole("cause", [&](int i) { return label(i) > 0 ? i : kNone; })
                .text("zone", [](int i) { return i % 3 == 0 ? "north" : "south"; })
                .make(3000);
        const auto suggested = profiling::suggestFeatures(data, {}, training::Task::Classification, "result");
        VERIFY_OK(suggested);
        QCOMPARE(pathsOf(suggested->spec), (std::vector<std::string>{"x", "zone"}));
        auto reasons = reasonsOf(suggested->leftOut);
        QCOMPARE(reasons.size(), std::size_t(4));
        for (const char* path : {"result_text", "copy", "step"})
            QVERIFY2(reasons.at(path).starts_with("it gives result away: each of its values"), path);
        QVERIFY(reasons.at("cause").starts_with("it gives result away: it is missing for some"));
        QVERIFY(suggested->doubtful.empty());

        // If the user names these fields they are used, with a note.
        features::FeatureSpec named = suggested->spec;
        named.inputs.push_back({"copy"});
        const auto reviewed = profiling::reviewFeatures(data, {}, named);
        QVERIFY(reviewed.spec == named);
        QCOMPARE(reasonsOf(reviewed.doubtful).count("copy"), std::size_t(1));
        QCOMPARE(reasonsOf(reviewed.leftOut).count("copy"), std::size_t(0));
        QCOMPARE(reasonsOf(reviewed.leftOut).count("step"), std::size_t(1));
        named.inputs = {{"x"}};
        QCOMPARE(reasonsOf(profiling::reviewFeatures(data, {}, named).leftOut).at("zone"),
                 std::string("it was not chosen"));
        // Among two equal copies, the one with a label-like name is the label.
        QCOMPARE(profiling::rolesOf(data, profiling::trainingStatistics(data), {}).labelPath(),
                 std::string());
    }

    void whatGivesALabelAwayIsAFeatureWhereItIsNotPredicted() {
        const auto label = [](int i) { return noise(i) > 0.2 ? 1.0 : 0.0; };
        const auto data = RowsMaker()
                              .whole("label", label)
                              .whole("copy", [&](int i) { return 2 * label(i); })
                              .number("x", [](int i) { return noise(3 * i); })
                              .number("y", [](int i) { return noise(5 * i); })
                              .make(3000);
        const auto of = [&](training::Task task, const char* predicted) {
            const auto suggested = profiling::suggestFeatures(data, {}, task, predicted);
            return suggested ? pathsOf(suggested->spec) : std::vector<std::string>();
        };
        QCOMPARE(of(training::Task::Classification, "label"), (std::vector<std::string>{"x", "y"}));
        QCOMPARE(of(training::Task::AnomalyDetection, ""), (std::vector<std::string>{"copy", "x", "y"}));
        QCOMPARE(of(training::Task::Regression, "x"), (std::vector<std::string>{"copy", "y"}));
        const auto advice = profiling::fieldAdvice(data);
        QCOMPARE(advice[1].role, profiling::FieldRole::Feature);
        QCOMPARE(advice[1].predicting, std::string("label"));
    }

    void numbersBeyondWhatADoubleTellsApartAreNamed() {
        const auto data = RowsMaker()
                              .whole("x", [](int i) { return i % 7; })
                              .exact("big", [](int i) { return (std::int64_t{1} << 60) + i % 2; })
                              .exact("total", [](int i) { return (std::int64_t{1} << 53) + i % 5; })
                              .make(1000);
        const features::FeatureSpec spec{{{"x"}, {"big"}}, features::LabelKind::Number, "total"};
        const auto doubtful = reasonsOf(profiling::reviewFeatures(data, {}, spec).doubtful);
        QCOMPARE(doubtful.size(), std::size_t(2));
        QCOMPARE(doubtful.at("big"), std::string("500 values are beyond 2^53 and rounded in learning"));
        QCOMPARE(doubtful.at("total"), std::string("400 values are beyond 2^53 and rounded in learning"));
    }

    void aNumberInAnotherUnitIsLeftOut() {
        const auto data =
            RowsMaker()
                .number("celsius", [](int i) { return 20 + 5 * noise(i); })
                .number("fahrenheit", [](int i) { return 32 + 1.8 * (20 + 5 * noise(i)); })
                .number("cubed", [](int i) { return std::pow(20 + 5 * noise(i), 3); })
                .number("near", [](int i) { return 20 + 5 * noise(i) + 0.2 * noise(7 * i + 1); })
                .make(2000);
        const auto suggested = profiling::suggestFeatures(data, {}, training::Task::Regression, "celsius");
        VERIFY_OK(suggested);
        QCOMPARE(pathsOf(suggested->spec), (std::vector<std::string>{"near"}));
        QVERIFY(reasonsOf(suggested->leftOut).at("fahrenheit").find("follows celsius") != std::string::npos);
        QVERIFY(reasonsOf(suggested->leftOut).contains("cubed"));
    }

    /// It never falls within a key, but it does not grow either.
    void aNumberThatBelongsToAKeyIsNoRunningNumber() {
        const auto data = RowsMaker()
                              .keys([](int i) { return "customer " + std::to_string(i % 60); })
                              .whole("born", [](int i) { return 1940 + (7 * (i % 60)) % 60; })
                              .whole("visits", [](int i) { return i / 60; }) // of each customer
                              .number("temperature", noise)
                              .make(3000);
        const auto suggested = profiling::suggestFeatures(data, {}, training::Task::AnomalyDetection, {});
        VERIFY_OK(suggested);
        QCOMPARE(pathsOf(suggested->spec), (std::vector<std::string>{"born", "temperature"}));
        QCOMPARE(reasonsOf(suggested->leftOut).at("visits"), std::string("a running number: it only grows"));
    }

    void aRareLabelIsNotGivenAwayByChance() {
        const auto data = RowsMaker()
                              .whole("flag", [](int i) { return i % 500 == 7 ? 1 : 0; })
                              .text("zone", [](int i) { return i % 3 == 0 ? "north" : "south"; })
                              .whole("level", [](int i) { return std::floor(30 * noise(i)); })
                              .make(3000);
        const auto suggested = profiling::suggestFeatures(data, {}, training::Task::Classification, "flag");
        VERIFY_OK(suggested);
        QCOMPARE(pathsOf(suggested->spec), (std::vector<std::string>{"zone", "level"}));
    }

    void whatGrowsIsLeftOut() {
        const auto data =
            RowsMaker()
                .keys([](int i) { return "machine " + std::to_string(i % 4); })
                .number("epoch", [](int i) { return 1.7e9 + i * 0.25; })
                .number("odometer", [](int i) { return 1000.0 * (i % 4) + i * 0.5; }) // of each machine
                .whole("late", [](int i) { return i % 200 == 199 ? i - 150 : i; })
                .whole("sawtooth", [](int i) { return i % 250; })
                .number("temperature", noise)
                .make(1000);
        const auto suggested = profiling::suggestFeatures(data, {}, training::Task::AnomalyDetection, {});
        VERIFY_OK(suggested);
        QCOMPARE(pathsOf(suggested->spec), (std::vector<std::string>{"sawtooth", "temperature"}));
        for (const char* path : {"epoch", "odometer", "late"})
            QCOMPARE(reasonsOf(suggested->leftOut).at(path), std::string("a running number: it only grows"));
        features::FeatureSpec named{{{"epoch"}, {"epoch", features::Transform::CyclicHour}}};
        QCOMPARE(profiling::reviewFeatures(data, {}, named).doubtful.size(), std::size_t(1));
        named.inputs.erase(named.inputs.begin());
        QVERIFY(profiling::reviewFeatures(data, {}, named).doubtful.empty());
    }

    void whatLooksLikeALabelIsSuggestedAsOne() {
        const auto labelOf = [](const RowsMaker& maker, training::Task task) {
            const auto statistics = profiling::trainingStatistics(maker.make(500));
            const auto likely = profiling::likelyLabel(statistics);
            if (!likely)
                return std::string("none");
            const auto& field = statistics[*likely];
            return profiling::taskFor(field) == task ? field.field.path : std::string("another task");
        };
        using training::Task;
        const auto with = [] { return RowsMaker().number("x", noise); };
        const auto letters = [](int i) { return i % 3 == 0 ? "a" : i % 3 == 1 ? "b" : "c"; };
        const auto two = [](int i) { return i % 3 == 0 ? "UP" : "DOWN"; };
        QCOMPARE(labelOf(with().text("class", letters), Task::Classification), std::string("class"));
        QCOMPARE(labelOf(with().text("day.Label", letters), Task::Classification), std::string("day.Label"));
        QCOMPARE(labelOf(with().whole("target", [](int i) { return i % 4; }), Task::Classification),
                 std::string("target"));
        QCOMPARE(labelOf(with().number("target", [](int i) { return 7 * noise(i); }), Task::Regression),
                 std::string("target"));
        QCOMPARE(labelOf(with().text("direction", two), Task::Classification), std::string("direction"));
        QCOMPARE(labelOf(with().text("direction", two).text("side", two), Task::Classification),
                 std::string("none"));
        const auto returned = [](int i) { return i % 5 == 0; };
        QCOMPARE(labelOf(with().text("customer.tier", two).flag("returned", returned), Task::Classification),
                 std::string("returned"));
        QCOMPARE(labelOf(with().flag("gift", returned).flag("returned", returned), Task::Classification),
                 std::string("none"));
        QCOMPARE(labelOf(with().text("zone", letters), Task::Classification), std::string("none"));
        // A text with two values stays an input until the user predicts it.
        const auto twoValued = with().text("direction", two).make(500);
        const auto all = profiling::suggestFeatures(twoValued, {}, Task::AnomalyDetection, {});
        VERIFY_OK(all);
        QCOMPARE(pathsOf(all->spec), (std::vector<std::string>{"x", "direction"}));
        // A copy of the label is not an input when the label is predicted.
        const auto data = with().text("class", letters).text("class_name", letters).make(500);
        const auto roles = profiling::rolesOf(data, profiling::trainingStatistics(data), {});
        QVERIFY(roles.fields[2].role == profiling::FieldRole::Feature);
        const auto predicting = profiling::suggestFeatures(data, {}, Task::Classification, "class");
        VERIFY_OK(predicting);
        QCOMPARE(pathsOf(predicting->spec), (std::vector<std::string>{"x"}));
    }

    void whatNamesTheRecordOrIsMostlyMissingIsNoLabel() {
        const auto machine = [](int i) { return i % 3 == 0 ? "m1" : "m2"; };
        const auto data =
            RowsMaker()
                .keys([&](int i) { return i % 20 == 7 ? std::string() : std::string(machine(i)); })
                .text("machine", machine)
                .text("remark", [](int i) { return i == 5   ? "seen"
                                                   : i == 9 ? "done"
                                                            : nullptr; })
                .text("status", [](int i) { return i % 7 < 2 ? "hot" : "fine"; })
                .number("x", noise)
                .make(500);
        const auto advice = profiling::fieldAdvice(data);
        QCOMPARE(advice[0].role, profiling::FieldRole::Key); // with keyed records, it is the key
        QVERIFY(!advice[0].task);
        QVERIFY(!advice[1].task);
        QCOMPARE(advice[2].task.value(), training::Task::Classification);
    }

    void whenNothingIsLeftTheReasonsAreTold() {
        auto data = someRows();
        records::RecordBatch rows(
            std::make_shared<const records::Schema>(records::Schema{{{"trip", FieldType::Int64}}}));
        for (int i = 0; i < kRows; ++i) {
            rows.appendPosition(PartitionId(0), Offset(i), TimestampMs(i), nullptr);
            rows.column(0).appendInt(i);
        }
        data.rows = std::move(rows);
        const auto suggested = profiling::suggestFeatures(data, {}, training::Task::AnomalyDetection, {});
        VERIFY_FAILS(suggested, ErrorCode::InvalidArgument);
        QVERIFY(suggested.error().what.find("trip: a running number") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestFeatureSuggestion)
#include "test_feature_suggestion.moc"
