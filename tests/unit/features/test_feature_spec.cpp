#include "features/feature_spec.h"
#include "plant_rows.h"
#include "support/result_check.h"

#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::features;

class TestFeatureSpec : public QObject {
    Q_OBJECT

    static FeatureSpec plantSpec() {
        return {{{"temperature", Transform::Standardize, true},
                 {"zone", Transform::OneHot, false, 3},
                 {"@timestamp", Transform::CyclicHour},
                 {"@key", Transform::OneHot}},
                LabelKind::Category,
                "state"};
    }

  private Q_SLOTS:
    void namesReadBack() {
        for (int i = 0; i <= static_cast<int>(Transform::CyclicWeekday); ++i) {
            const auto transform = static_cast<Transform>(i);
            QCOMPARE(transformFromName(transformName(transform)).value(), transform);
        }
        QCOMPARE(transformName(Transform::MinMax), std::string_view("min-max"));
        QVERIFY(!transformFromName("log"));
        for (const auto kind : {LabelKind::None, LabelKind::Number, LabelKind::Category})
            QCOMPARE(labelKindFromName(labelKindName(kind)).value(), kind);
    }

    void suggestionLeavesTheLabelOutAndPassesTheCheck() {
        const auto schema = test::plantSchema();
        const auto spec = FeatureSpec::suggest(*schema, LabelKind::Category, "state");
        QCOMPARE(spec.inputs.size(), schema->fields.size() - 1);
        QCOMPARE(spec.labelPath, std::string("state"));
        QCOMPARE(spec.inputs[0].transform, Transform::Standardize);
        QCOMPARE(spec.inputs[1].transform, Transform::OneHot);
        QCOMPARE(spec.inputs[3].transform, Transform::OneHot); // bool
        VERIFY_OK(spec.check(*schema));
        const auto unlabelled = FeatureSpec::suggest(*schema, LabelKind::None, "state");
        QCOMPARE(unlabelled.inputs, spec.inputs);
        VERIFY_OK(unlabelled.check(*schema));
    }

    void checkRefusesWhatCannotBeFitted_data() {
        QTest::addColumn<int>("mistake");
        QTest::addColumn<int>("code");
        const auto argument = static_cast<int>(ErrorCode::InvalidArgument);
        const auto notFound = static_cast<int>(ErrorCode::NotFound);
        QTest::newRow("no inputs") << 0 << argument;
        QTest::newRow("unknown input") << 1 << notFound;
        QTest::newRow("text standardised") << 2 << argument;
        QTest::newRow("label among the inputs") << 3 << argument;
        QTest::newRow("unknown label") << 4 << notFound;
        QTest::newRow("text as number to predict") << 5 << argument;
        QTest::newRow("input twice") << 6 << argument;
        QTest::newRow("no categories allowed") << 7 << argument;
        QTest::newRow("hour of a bool") << 8 << argument;
        QTest::newRow("label named, kind none") << 9 << argument;
    }

    void checkRefusesWhatCannotBeFitted() {
        QFETCH(int, mistake);
        QFETCH(int, code);
        auto spec = plantSpec();
        VERIFY_OK(spec.check(*test::plantSchema()));
        switch (mistake) {
        case 0:
            spec.inputs.clear();
            break;
        case 1:
            spec.inputs[0].path = "pressure";
            break;
        case 2:
            spec.inputs[1].transform = Transform::Standardize;
            break;
        case 3:
            spec.inputs.push_back({"state", Transform::OneHot});
            break;
        case 4:
            spec.labelPath = "nothing";
            break;
        case 5:
            spec.labelKind = LabelKind::Number;
            break;
        case 6:
            spec.inputs.push_back(spec.inputs[0]);
            break;
        case 7:
            spec.inputs[1].maxCategories = 0;
            break;
        case 8:
            spec.inputs.push_back({"ok", Transform::CyclicHour});
            break;
        default:
            spec.labelKind = LabelKind::None;
            break;
        }
        VERIFY_FAILS(spec.check(*test::plantSchema()), static_cast<ErrorCode>(code));
    }

    void onePathMayBeUsedInTwoWays() {
        auto spec = plantSpec();
        spec.inputs.push_back({"@timestamp", Transform::CyclicWeekday});
        VERIFY_OK(spec.check(*test::plantSchema()));
    }

    void jsonRoundTripIsExact() {
        const auto spec = plantSpec();
        const auto text = nlohmann::json(spec).dump();
        const auto back = featureSpecFromJson(nlohmann::json::parse(text), "spec.json");
        VERIFY_OK(back);
        QCOMPARE(*back, spec);
    }

    void jsonIsReadStrictly() {
        const nlohmann::json good = plantSpec();
        const auto refuses = [&](auto change) {
            nlohmann::json bad = good;
            change(bad);
            const auto read = featureSpecFromJson(bad, "spec.json");
            return !read && read.error().code == ErrorCode::CorruptData &&
                   read.error().where.starts_with("spec.json");
        };
        QVERIFY(refuses([](auto& json) { json.erase("label_path"); }));
        QVERIFY(refuses([](auto& json) { json["more"] = 1; }));
        QVERIFY(refuses([](auto& json) { json["inputs"][0]["transform"] = "log"; }));
        QVERIFY(refuses([](auto& json) { json["inputs"][0]["max_categories"] = 0; }));
        QVERIFY(refuses([](auto& json) { json["inputs"][0]["missing_indicator"] = "yes"; }));
        QVERIFY(refuses([](auto& json) { json["inputs"][1]["misspelt"] = 1; }));
        QVERIFY(refuses([](auto& json) { json["inputs"] = "temperature"; }));
        QVERIFY(refuses([](auto& json) { json = nlohmann::json::array(); }));
    }
};

QTEST_GUILESS_MAIN(TestFeatureSpec)
#include "test_feature_spec.moc"
