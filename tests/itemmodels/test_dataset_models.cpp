// The item models of Select and of the Data sets page, each checked by Qt's model tester.
#include "support/result_check.h"
#include "ui/itemmodels/datasets/comparison_item_model.h"
#include "ui/itemmodels/datasets/dataset_item_model.h"
#include "ui/itemmodels/datasets/field_roles_item_model.h"
#include "ui/itemmodels/datasets/manifest_item_models.h"
#include "ui/itemmodels/datasets/ranges_item_model.h"
#include "ui/itemmodels/training/transform_words.h"
#include "ui/widgets/lists/list_roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>
#include <algorithm>

using namespace driftwood;
using namespace driftwood::ui;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

session::ChosenRange chosen(const QString& name, std::vector<broker::OffsetRange> offsets) {
    session::ChosenRange range;
    range.name = name;
    range.from = TimestampMs(1'700'000'000'000);
    range.to = TimestampMs(1'700'003'600'000);
    range.offsets = {TopicName("topic"), std::move(offsets)};
    range.settled = true;
    return range;
}

broker::OffsetRange part(int partition, std::int64_t begin, std::int64_t end) {
    return {PartitionId(partition), Offset(begin), Offset(end)};
}

/// Rows of a number, a text and a bool; `shift` is added to all numbers.
std::shared_ptr<records::RecordBatch> rows(double shift) {
    auto schema = std::make_shared<records::Schema>();
    schema->fields = {{"level", records::FieldType::Float64},
                      {"zone", records::FieldType::Text},
                      {"open", records::FieldType::Bool}};
    auto out = std::make_shared<records::RecordBatch>(schema);
    for (int i = 0; i < 1000; ++i) {
        const std::string_view key("k");
        out->appendPosition(PartitionId(0), Offset(i), TimestampMs(i * 1000), &key);
        out->column(0).appendFloat(shift + i % 97);
        out->column(1).appendText(i % 3 == 0 ? "north" : i % 3 == 1 ? "south" : "east");
        out->column(2).appendInt(i % 2);
    }
    return out;
}

profiling::DatasetProfilePtr profile() {
    dataset::LoadedDataset data{{}, *rows(0), {}, 800, 800, {}};
    return std::make_shared<const profiling::DatasetProfile>(profiling::profileDataset(data));
}

} // namespace

class TestDatasetModels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void rangesAreATreeOfExactOffsets() {
        RangesItemModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        // Exceeds what a double holds exactly.
        const std::int64_t big = 9'007'199'254'740'993;
        model.setRanges({chosen("A", {part(0, big, big + 3), part(1, 0, 1)}), chosen("B", {part(0, 5, 5)})});
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex a = model.indexOf("A");
        QCOMPARE(model.rowCount(a), 2);
        QCOMPARE(model.index(0, RangesItemModel::Begin, a).data().toString(),
                 QString("9,007,199,254,740,993"));
        QCOMPARE(model.index(0, RangesItemModel::End, a).data().toString(), QString("9,007,199,254,740,996"));
        QCOMPARE(model.index(0, RangesItemModel::Records, a).data().toString(), QString("3"));
        QCOMPARE(model.index(0, RangesItemModel::Share, a).data().toString(), QString("75.0 %"));
        QCOMPARE(a.siblingAtColumn(RangesItemModel::Records).data().toString(), QString("4"));
        QCOMPARE(a.siblingAtColumn(RangesItemModel::Begin).data().toString(),
                 QString("14 Nov 2023 22:13:20"));
    }

    void aRangeKeepsItsRowWhileItsOffsetsAreLookedUp() {
        RangesItemModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        model.setRanges({chosen("A", {part(0, 1, 9)})});
        const QPersistentModelIndex row = model.indexOf("A");
        auto moved = chosen("A", {part(0, 1, 9)});
        moved.settled = false;
        model.setRanges({moved});
        QVERIFY(row.isValid());
        QVERIFY(row.data().toString().startsWith("A"));
        QCOMPARE(model.index(0, RangesItemModel::Records).data().toString(), model.tr("looking up"));
        moved.excluded = true;
        moved.settled = true;
        model.setRanges({moved});
        QCOMPARE(model.index(0, RangesItemModel::Records).data().toString(), QString(QChar(0x2212)) + "8");
        model.setRanges({});
        QCOMPARE(model.rowCount(), 0);
    }

    void fieldsAreSortedByHowFarTheyMoved() {
        const auto a = rows(0);
        const auto b = rows(60);
        ComparisonItemModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        model.setFields(profiling::compareRanges(*a, nullptr, {}), "A", {});
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(!model.index(0, ComparisonItemModel::Psi).data().isValid());
        model.setFields(profiling::compareRanges(*a, b.get(), {}), "A", "B");
        QCOMPARE(model.index(0, ComparisonItemModel::Field).data().toString(), QString("level"));
        QCOMPARE(model.beyondLimit(), 1);
        QVERIFY(model.index(0, ComparisonItemModel::Psi).data(Qt::ForegroundRole).isValid());
        QVERIFY(model.index(0, ComparisonItemModel::Psi)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains("beyond"));
        QVERIFY(!model.index(1, ComparisonItemModel::Psi).data(Qt::ForegroundRole).isValid());
        model.setSort(ComparisonItemModel::Sort::Name);
        QCOMPARE(model.index(2, ComparisonItemModel::Field).data().toString(), QString("zone"));
    }

    void theSameRangeIsNotDrifted() {
        const auto a = rows(0);
        for (const auto& field : profiling::compareRanges(*a, a.get(), {})) {
            QVERIFY(!field.drifted);
            QVERIFY(field.psi < 0.01);
        }
    }

    /// The keys of a range are no sign of drift, but their frequencies are shown.
    void aKeyOfFewValuesIsDrawnAndNotJudged() {
        const auto make = [](int keys) {
            auto schema = std::make_shared<records::Schema>();
            schema->fields = {{"machine", records::FieldType::Text}};
            auto out = std::make_shared<records::RecordBatch>(schema);
            for (int i = 0; i < 700; ++i) {
                const std::string key = "m-" + std::to_string(i % keys);
                const std::string_view written(key);
                out->appendPosition(PartitionId(0), Offset(i), TimestampMs(i * 1000), &written);
                out->column(0).appendText(key);
            }
            return out;
        };
        const auto seven = make(7);
        const auto two = make(2);
        const auto alone = profiling::compareRanges(*seven, nullptr, {});
        QCOMPARE(std::ranges::count_if(alone[0].shapeA, [](double bin) { return bin == 100.0; }), 7);
        const auto beside = profiling::compareRanges(*seven, two.get(), {});
        QVERIFY(!beside[0].shapeB.empty() && !beside[0].judged && !beside[0].psiBeyond);
        const auto eachAnother = make(700);
        QVERIFY(profiling::compareRanges(*eachAnother, nullptr, {})[0].shapeA.empty());
    }

    void aRoleThatIsChosenMovesTheLabel() {
        FieldRolesItemModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        const auto known = profile();
        model.setProfile(known, known->suggested);
        QSignalSpy edited(&model, &FieldRolesItemModel::rolesEdited);
        const QModelIndex zone = model.index(1, FieldRolesItemModel::RoleOf);
        const QModelIndex open = model.index(2, FieldRolesItemModel::RoleOf);
        QVERIFY(model.setData(zone, roleText(profiling::FieldRole::Label)));
        QVERIFY(model.setData(open, roleText(profiling::FieldRole::Label)));
        QCOMPARE(model.roles().labelPath(), std::string("open"));
        QCOMPARE(zone.data().toString(), roleText(profiling::FieldRole::Feature));
        QVERIFY(!model.setData(open, "nonsense"));
        QCOMPARE(edited.size(), 2);
        QVERIFY(!(model.flags(model.index(1, FieldRolesItemModel::Transform)) &
                  Qt::ItemIsEditable)); // one-hot is the only transform
        QVERIFY(model.setData(model.index(0, FieldRolesItemModel::Transform),
                              transformText(features::Transform::MinMax)));
        const auto spec = model.roles().spec(training::Task::Classification, model.roles().labelPath());
        QCOMPARE(spec.inputs.front().transform, features::Transform::MinMax);
        QCOMPARE(spec.labelPath, std::string("open"));
        VERIFY_OK(spec.check(rows(0)->schema()));

        // The user's choices are restored from the stored ones, for the fields that exist.
        features::KeptRoles kept = profiling::keptRoles(model.roles());
        kept.push_back({"gone", profiling::FieldRole::Key, features::Transform::OneHot});
        QVERIFY(profiling::withKept(known->suggested, kept) == model.roles());
        model.setProfile(nullptr, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void rolesAreSuggestedFromWhatTheRowsHold() {
        auto schema = std::make_shared<records::Schema>();
        schema->fields = {{"machine", records::FieldType::Int64},
                          {"at", records::FieldType::Int64},
                          {"constant", records::FieldType::Float64},
                          {"note", records::FieldType::Text},
                          {"level", records::FieldType::Float64}};
        records::RecordBatch batch(schema);
        for (int i = 0; i < 200; ++i) {
            const std::string key = std::to_string(i % 7);
            const std::string_view view(key);
            const std::int64_t time = 1'700'000'000'000 + i;
            batch.appendPosition(PartitionId(0), Offset(i), TimestampMs(time), &view);
            batch.column(0).appendInt(i % 7);
            batch.column(1).appendInt(time - 5);
            batch.column(2).appendFloat(4);
            batch.column(3).appendText("note " + std::to_string(i));
            batch.column(4).appendFloat(i * 37 % 101);
        }
        using profiling::FieldRole;
        const auto statistics = dataset::fieldStatistics(batch, 0, batch.rows());
        const auto roles = profiling::suggestRoles(batch, statistics);
        std::vector<FieldRole> found;
        for (const auto& choice : roles.fields)
            found.push_back(choice.role);
        QCOMPARE(found, (std::vector{FieldRole::Key, FieldRole::Time, FieldRole::Ignore, FieldRole::Ignore,
                                     FieldRole::Feature}));
        QCOMPARE(roles.task(statistics), training::Task::AnomalyDetection);
        QCOMPARE(roles.spec(roles.task(statistics), roles.labelPath()).inputs.size(), std::size_t(2));
    }

    void dataSetsSayWhatIsLeftOfThem() {
        DatasetItemModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        DatasetItemModel::Row row;
        row.manifest.name = "night";
        row.manifest.partitions.resize(1);
        row.manifest.partitions[0].records = 593'318;
        model.setRows({row});
        const QModelIndex index = model.indexOf("night");
        QCOMPARE(index.data(SecondLineRole).toString(), QString("593,318"));
        QVERIFY(!index.data(TagRole).isValid());
        model.setStanding("night", DatasetItemModel::Standing{false, 0.38, "gone"});
        QCOMPARE(index.data(TagRole).toString(), QString("38\u202F% expired"));
        QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains("expired"));
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    void whatWasReadAndWhatCouldNotBeDecodedAreListed() {
        ManifestRangesItemModel ranges;
        QAbstractItemModelTester rangesTester(&ranges, kFatal);
        dataset::PartitionManifest partition;
        partition.range = part(3, 10, 20);
        partition.records = 9;
        partition.holes = 1;
        partition.sha256 = std::string(64, 'b');
        ranges.setPartitions({partition}, QTimeZone::utc());
        QCOMPARE(ranges.index(0, ManifestRangesItemModel::Digest).data(Qt::ToolTipRole).toString().size(),
                 64);
        FailureItemModel failures;
        QAbstractItemModelTester failuresTester(&failures, kFatal);
        failures.setFailures({{{PartitionId(3), Offset(12)}, "tombstone"}});
        QCOMPARE(failures.index(0, FailureItemModel::Offset).data().toString(), QString("12"));
    }
};

QTEST_MAIN(TestDatasetModels)
#include "test_dataset_models.moc"
