// How the Models page presents errors and back-tests.
#include "support/result_check.h"
#include "support/sample_model.h"
#include "ui/format/format.h"
#include "ui/itemmodels/models/backtest_history_item_model.h"
#include "ui/itemmodels/models/confusion_item_models.h"
#include "ui/itemmodels/models/fitted_feature_item_model.h"
#include "ui/itemmodels/models/wrong_record_item_model.h"
#include "ui/widgets/lists/list_roles.h"

#include <QAbstractItemModelTester>
#include <QtTest>
#include <cmath>
#include <limits>

using namespace driftwood;
using namespace driftwood::ui;
using training::Task;

namespace {

constexpr auto kStrict = QAbstractItemModelTester::FailureReportingMode::QtTest;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::shared_ptr<evaluation::ErrorAnalysis> analysisOf(Task task) {
    auto analysis = std::make_shared<evaluation::ErrorAnalysis>();
    analysis->model = std::make_shared<const model::TrainedModel>(test::plantModel(task));
    analysis->confusion.classes = {"fine", "hot", "open"};
    evaluation::WrongRecord wrong;
    wrong.position = {kFirstSource, PartitionId(2), Offset(4301118)};
    wrong.at = TimestampMs(1'777'600'000'123);
    wrong.key = "machine-4";
    wrong.value = 12.5;
    wrong.actual = task == Task::Classification ? 0 : 10.0;
    wrong.predictedClass = 2;
    wrong.size = 0.75;
    analysis->largest.push_back(wrong);
    wrong.key.clear();
    wrong.actual = kNone;
    analysis->largest.push_back(wrong);
    return analysis;
}

workspace::BacktestRow backtestOf(const std::string& dataset) {
    workspace::BacktestRow row;
    row.modelId = "abcd1111";
    row.datasetName = dataset;
    row.ranges = broker::TopicRanges{TopicName("plant"), {{PartitionId(0), Offset(1), Offset(2)}}};
    row.fromMs = 1'777'600'000'000;
    row.toMs = 1'777'603'600'000;
    row.rows = 5228;
    row.quality = workspace::Stored<workspace::StoredQuality>::fromText(
        R"({"mae":3.5,"rmse":4.25,"baseline/last_value/mae":2.4,"baseline/mean/mae":9})", "row");
    row.alarms = 2;
    row.createdAt = "2026-05-02T10:20:30.000Z";
    return row;
}

QString cell(const QAbstractItemModel& model, int row, int column) {
    return model.index(row, column).data().toString();
}

} // namespace

class TestErrorModels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aModelsMeansAreThoseItComputesWith() {
        records::RecordBatch rows(std::make_shared<const records::Schema>(
            records::Schema{{{"x", records::FieldType::Float64}, {"y", records::FieldType::Float64}}}));
        const int count = 4 * static_cast<int>(features::ReferenceStatistics::kSampleSize);
        for (int i = 0; i < count; ++i) { // outliers, of which a sample has more or fewer
            rows.appendPosition(PartitionId(0), Offset(i), TimestampMs(i), nullptr);
            rows.column(0).appendFloat(i % 2000 == 0 ? 1000.0 : 0.0);
            rows.column(1).appendFloat(i % 3000 == 0 ? 1000.0 : 0.0);
        }
        model::TrainedModel trained;
        const features::FeatureSpec spec{{{"x"}, {"y", features::Transform::MinMax}}};
        auto fitted = features::FittedFeatures::fit(spec, rows, 0, rows.rows());
        VERIFY_OK(fitted);
        trained.features = *fitted;
        trained.reference = features::ReferenceStatistics::collect(spec, rows, 0, rows.rows(), 7);
        FittedFeatureItemModel model;
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        model.setModel(trained);
        using Column = FittedFeatureItemModel::Column;
        const features::FittedInput& x = fitted->inputs()[0];
        QCOMPARE(text(0, Column::Mean), formatNumber(x.shift));
        QCOMPARE(text(0, Column::Deviation), formatNumber(1.0 / x.scale));
        QCOMPARE(text(1, Column::Mean), formatNumber(6000.0 / count)); // over all rows, for any transform
        trained.reference.fields[1].mean.reset();                      // a model saved before this was stored
        trained.reference.fields[1].standardDeviation.reset();
        model.setModel(trained);
        QCOMPARE(text(1, Column::Mean), formatNumber(std::nan("")));
    }

    void aWrongRecordSaysWhereItLiesAndWhatWasSaid() {
        WrongRecordItemModel model;
        const QAbstractItemModelTester tester(&model, kStrict);
        using Column = WrongRecordItemModel::Column;
        model.setAnalysis(analysisOf(Task::Regression), QTimeZone::utc());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(cell(model, 0, Column::Topic), QString("plant"));
        QCOMPARE(cell(model, 0, Column::Partition), QString("P2"));
        QCOMPARE(cell(model, 0, Column::Offset), QString("4,301,118"));
        QVERIFY(model.index(0, Column::Offset).data(LinkRole).isValid());
        QVERIFY(!model.index(0, Column::Key).data(LinkRole).isValid());
        QCOMPARE(cell(model, 0, Column::Time), QString("2026-05-01 01:46:40"));
        QCOMPARE(cell(model, 0, Column::Key), QString("machine-4"));
        QVERIFY(!model.index(1, Column::Key).data().isValid());
        QCOMPARE(cell(model, 0, Column::First), QString("10"));
        QCOMPARE(cell(model, 0, Column::Second), QString("12.50"));
        QCOMPARE(cell(model, 0, Column::Third), QString("2.500"));
        QCOMPARE(model.position(0).offset, Offset(4301118));
    }

    void aScoreHasNoActualValueBesideIt() {
        WrongRecordItemModel model;
        const QAbstractItemModelTester tester(&model, kStrict);
        using Column = WrongRecordItemModel::Column;
        model.setAnalysis(analysisOf(Task::AnomalyDetection), QTimeZone::utc());
        QCOMPARE(model.columnCount(), int(Column::Third));
        QCOMPARE(model.headerData(Column::First, Qt::Horizontal).toString(), QString("Score"));
        QCOMPARE(cell(model, 0, Column::Second), QString("15.63×")); // multiple of a threshold of 0.8
    }

    void aClassIsCalledByItsNameAndOneThatTrainingNeverSawIsSaidToBe() {
        WrongRecordItemModel model;
        const QAbstractItemModelTester tester(&model, kStrict);
        using Column = WrongRecordItemModel::Column;
        model.setAnalysis(analysisOf(Task::Classification), QTimeZone::utc());
        QCOMPARE(cell(model, 0, Column::First), QString("fine"));
        QCOMPARE(cell(model, 1, Column::First), QString("not seen in training"));
        QCOMPARE(cell(model, 0, Column::Second), QString("open"));
        QCOMPARE(cell(model, 0, Column::Third), QString("75.0 %"));
    }

    void aConfusionMatrixCountsAndSharesByRow() {
        evaluation::Confusion confusion{{"fine", "hot"}, {30, 10, 0, 60}, {0, 0}};
        ConfusionItemModel model;
        const QAbstractItemModelTester tester(&model, kStrict);
        model.setConfusion(confusion);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(cell(model, 0, 0), QString("fine"));
        QVERIFY(cell(model, 0, 1).startsWith("30  75"));
        QVERIFY(cell(model, 0, 2).startsWith("10  25"));
        QCOMPARE(cell(model, 1, 1), QString("0"));
        QCOMPARE(model.index(1, 2).data(ConfusionItemModel::ShareRole).toDouble(), 1.0);
        QVERIFY(!model.index(1, 0).data(ConfusionItemModel::ShareRole).isValid());
        QCOMPARE(model.index(0, 2).data(Qt::AccessibleTextRole).toString(),
                 QString("fine predicted as hot: 10 of 40 records"));

        confusion.unseen = {3, 1};
        model.setConfusion(confusion);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(cell(model, 2, 0), QString("not seen in training"));
        QVERIFY(cell(model, 2, 1).startsWith("3  75"));
    }

    void aClassHasPrecisionAndRecallWhereThereIsSomethingToDivideBy() {
        ClassFiguresItemModel model;
        const QAbstractItemModelTester tester(&model, kStrict);
        using Column = ClassFiguresItemModel::Column;
        model.setConfusion({{"fine", "hot"}, {30, 0, 10, 0}, {0, 0}});
        QCOMPARE(cell(model, 0, Column::Actual), QString("30"));
        QCOMPARE(cell(model, 0, Column::Precision), QString("75.0 %"));
        QCOMPARE(cell(model, 0, Column::Recall), QString("100.0 %"));
        QVERIFY(!model.index(1, Column::Precision).data().isValid()); // never predicted
        QCOMPARE(cell(model, 1, Column::Recall), QString("0.0 %"));
    }

    void aBacktestStandsBesideWhatTheModelWasWorthWhenTrained() {
        BacktestHistoryItemModel model;
        const QAbstractItemModelTester tester(&model, kStrict);
        using Column = BacktestHistoryItemModel::Column;
        auto part = backtestOf("night");
        part.validationOnly = true;
        auto broken = backtestOf("night");
        broken.quality = workspace::Stored<workspace::StoredQuality>::fromText("not json", "row");
        training::Evaluation trained;
        trained.values = {{"mae", 3.0}};
        model.setBacktests({part, backtestOf({}), broken}, Task::Regression, trained, false,
                           QTimeZone::utc());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(cell(model, 0, Column::When), QString("2026-05-02 10:20"));
        QCOMPARE(cell(model, 0, Column::Records), QString("night, validation"));
        QCOMPARE(cell(model, 1, Column::Records), QString("plant")); // ranges of a topic
        QCOMPARE(cell(model, 0, Column::Rows), QString("5,228"));
        QCOMPARE(cell(model, 0, Column::First), QString("3.500"));
        QCOMPARE(cell(model, 0, Column::FirstTrained), QString("3"));
        QCOMPARE(cell(model, 0, Column::Second), QString("4.250"));
        QCOMPARE(cell(model, 0, Column::Alarms), QString("2"));
        QCOMPARE(model.headerData(Column::First, Qt::Horizontal).toString(), QString("MAE"));
        // The value is not a training loss.
        QCOMPARE(model.headerData(Column::FirstTrained, Qt::Horizontal).toString(), QString("in validation"));
        QCOMPARE(cell(model, 0, Column::Baseline), QString("2.400"));
        QCOMPARE(model.index(0, Column::First).data(Qt::ToolTipRole).toString(),
                 QString("worse than the last value: MAE 3.500 against 2.400"));
        QVERIFY(!model.index(2, Column::First).data().isValid());
    }

    void aBacktestOnRowsThatTheModelLearnedSaysSo() {
        BacktestHistoryItemModel model;
        using Column = BacktestHistoryItemModel::Column;
        auto own = backtestOf("day");
        own.quality = workspace::StoredQuality{{{{"mae", 0.5}}, {}}, {}, false, 4182};
        auto all = backtestOf("dusk");
        all.quality = workspace::StoredQuality{{{{"mae", 0.5}}, {}}, {}, false, all.rows};
        model.setBacktests({own, backtestOf("night"), all}, Task::Regression, {}, false, QTimeZone::utc());
        QCOMPARE(cell(model, 0, Column::Records), QString("day, partly learned"));
        const QString tip = model.index(0, Column::Records).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.startsWith("4,182 of these 5,228 rows are of the data set of the model"),
                 qPrintable(tip));
        QCOMPARE(cell(model, 1, Column::Records), QString("night"));
        QCOMPARE(cell(model, 2, Column::Records), QString("dusk, learned"));
    }
};

QTEST_MAIN(TestErrorModels)
#include "test_error_models.moc"
