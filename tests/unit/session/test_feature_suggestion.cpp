#include "session/feature_suggestion.h"
#include "session/field_roles.h"
#include "support/result_check.h"

using namespace driftwood;
using records::FieldType;

namespace {

constexpr int kRows = 400;

/// Rows of two partitions by turns, each field with a habit of its own.
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

} // namespace

class TestFeatureSuggestion : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatNamesARecordIsLeftOutWithItsReason() {
        const auto data = someRows();
        const auto suggested = session::suggestFeatures(data, {}, training::Task::AnomalyDetection, {});
        VERIFY_OK(suggested);
        std::vector<std::string> paths;
        for (const auto& input : suggested->spec.inputs)
            paths.push_back(input.path);
        QCOMPARE(paths, (std::vector<std::string>{"seats", "distance"}));
        std::map<std::string, std::string> reasons;
        for (const auto& field : suggested->leftOut)
            reasons[field.path] = field.reason;
        QVERIFY(reasons.at("trip").find("only grows") != std::string::npos);
        QVERIFY(reasons.at("serial").find("names the record") != std::string::npos);
        QVERIFY(reasons.at("fixed").find("one value") != std::string::npos);
        QVERIFY(reasons.at("driver").find("400 different") != std::string::npos);
    }

    void rolesAPersonChoseComeFirst() {
        const auto data = someRows();
        const auto statistics = session::trainingStatistics(data);
        session::FieldRoles roles = session::rolesOf(data, statistics, {});
        QCOMPARE(roles.fields[2].field.path, std::string("seats"));
        roles.setRole(2, session::FieldRole::Ignore);
        roles.setRole(0, session::FieldRole::Feature);
        const auto suggested =
            session::suggestFeatures(data, toJson(roles), training::Task::Regression, "distance");
        VERIFY_OK(suggested);
        QCOMPARE(suggested->spec.inputs.size(), std::size_t(1));
        QCOMPARE(suggested->spec.inputs.front().path, std::string("trip"));
        QCOMPARE(suggested->spec.labelPath, std::string("distance"));
        const auto seats =
            std::ranges::find(suggested->leftOut, std::string("seats"), &session::LeftOutField::path);
        QVERIFY(seats != suggested->leftOut.end());
        QCOMPARE(seats->reason, std::string("its role is ignore"));
        // Roles that cannot be read are as if nobody had chosen.
        QVERIFY(session::rolesOf(data, statistics, "{") == session::rolesOf(data, statistics, {}));
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
        const auto suggested = session::suggestFeatures(data, {}, training::Task::AnomalyDetection, {});
        VERIFY_OK(suggested);
        QCOMPARE(suggested->spec.inputs.size(), std::size_t(1));
        QCOMPARE(suggested->leftOut.front().reason, std::string("its role is label"));
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
        const auto suggested = session::suggestFeatures(data, {}, training::Task::AnomalyDetection, {});
        VERIFY_FAILS(suggested, ErrorCode::InvalidArgument);
        QVERIFY(suggested.error().what.find("trip: a running number") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestFeatureSuggestion)
#include "test_feature_suggestion.moc"
