#include "features/transforms/transform_kind.h"
#include "ui/itemmodels/grouped_item_model.h"
#include "ui/itemmodels/training/epoch_item_model.h"
#include "ui/itemmodels/training/feature_item_model.h"
#include "ui/itemmodels/training/transform_words.h"
#include "ui/widgets/lists/list_roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;
using Tester = QAbstractItemModelTester;

namespace {

GroupedEntry entry(qint64 id, const QString& group, const QString& figure = {}) {
    return {.key = QString::number(id),
            .group = group,
            .headline = "validation",
            .title = QString("run %1").arg(id),
            .figure = figure};
}

std::vector<FeatureRow> threeFields() {
    return {{.path = "temperature", .type = records::FieldType::Float64, .used = true},
            {.path = "zone",
             .type = records::FieldType::Text,
             .used = true,
             .transform = features::Transform::OneHot},
            {.path = "fault", .type = records::FieldType::Bool, .note = "one value only"}};
}

runs::RunHistory twoEpochs() {
    runs::RunHistory history;
    history.add(std::vector<workspace::MetricRow>{{2, "train/epoch_loss", 0.9},
                                                  {4, "train/epoch_loss", 0.5},
                                                  {2, "validation/loss", 0.8},
                                                  {4, "validation/loss", 0.6}});
    return history;
}

} // namespace

/// The item models of the Training page, checked by Qt's model tester.
class TestTrainingModels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyTransformHasWords() {
        for (const features::TransformKind* kind : features::transformKinds())
            QVERIFY2(!transformText(kind->transform).isEmpty(), kind->name.data());
    }

    void runsAreGroupedByTheirModelsName() {
        GroupedItemModel model;
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        model.setEntries({entry(3, "a"), entry(2, "b"), entry(1, "a")});
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex a = model.index(0, 0);
        QCOMPARE(a.data().toString(), "a");
        QCOMPARE(a.data(FigureRole).toString(), "validation");
        QCOMPARE(model.rowCount(a), 2);
        QCOMPARE(model.index(1, 0, a).data(GroupedItemModel::KeyRole).toString(), "1");
        QCOMPARE(model.indexOf("2").parent(), model.index(1, 0));
        QVERIFY(!model.indexOf("7").isValid());
    }

    void figuresOfAnotherMeasureDoNotStandBelowAHeadline() {
        GroupedItemModel model;
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        GroupedEntry classifier = entry(3, "elec", "0.81");
        classifier.headline = "accuracy";
        GroupedEntry autoencoder = entry(2, "elec", "0.02");
        autoencoder.headline = "error";
        GroupedEntry another = entry(1, "elec", "0.79");
        another.headline = "accuracy";
        model.setEntries({classifier, autoencoder, another});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, 0).data(FigureRole).toString(), "accuracy");
        QCOMPARE(model.rowCount(model.index(0, 0)), 2);
        QCOMPARE(model.index(1, 0).data(FigureRole).toString(), "error");
        QCOMPARE(model.indexOf("2").parent(), model.index(1, 0));
    }

    void theSameRunsAreNotReset() {
        GroupedItemModel model;
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        model.setEntries({entry(2, "a"), entry(1, "a")});
        const QPersistentModelIndex kept = model.indexOf("1");
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setEntries({entry(2, "a"), entry(1, "a", "0.5")});
        QCOMPARE(reset.size(), 0);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.front().front().toModelIndex(), QModelIndex(kept));
        QCOMPARE(kept.data(FigureRole).toString(), "0.5");
        model.setEntries({entry(3, "a"), entry(2, "a"), entry(1, "a", "0.5")});
        QCOMPARE(reset.size(), 1);
    }

    void epochsComeOneByOne() {
        EpochItemModel model;
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        runs::RunHistory history = twoEpochs();
        model.setHistory(history);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.columnCount(), 4);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        history.add(
            std::vector<workspace::MetricRow>{{6, "train/epoch_loss", 0.4}, {6, "validation/loss", 0.7}});
        model.setHistory(history);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.index(1, 0).data(Qt::FontRole).isValid()); // epoch 2 is the best
        QVERIFY(!model.index(2, 0).data(Qt::FontRole).isValid());
    }

    void theTableIsCsvWithAllDigits() {
        EpochItemModel model;
        runs::RunHistory history;
        history.add(std::vector<workspace::MetricRow>{{2, "train/epoch_loss", 1.0 / 3.0},
                                                      {2, "validation/loss", 0.25}});
        model.setHistory(history);
        const QStringList lines = model.csvWriter()().split('\n');
        QCOMPARE(lines[0], "epoch,step,train/epoch_loss,validation/loss");
        QCOMPARE(lines[1].section(',', 2, 2).toDouble(), 1.0 / 3.0);
        QCOMPARE(lines[1].section(',', 3, 3), "0.25");
    }

    void aRunInOnePassHasRowsOfRecords() {
        EpochItemModel model;
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        runs::RunHistory history;
        history.add(std::vector<workspace::MetricRow>{
            {256, "prequential/loss", 0.6}, {256, "prequential/accuracy", 0.7}, {256, "train/loss", 0.5}});
        model.setHistory(history);
        QVERIFY(model.isInOnePass());
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 0).data().toString(), "256");
        QVERIFY(model.csvWriter()().startsWith("records,prequential/accuracy,train/loss\n256,0.69999"));
    }

    void fieldsAreChosenAndTransformed() {
        FeatureItemModel model(true);
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        model.setRows(threeFields());
        QCOMPARE(model.inputs().size(), std::size_t(2));
        QSignalSpy chosen(&model, &FeatureItemModel::inputsChanged);

        const QModelIndex transform = model.index(0, FeatureItemModel::TransformColumn);
        QVERIFY(transform.flags() & Qt::ItemIsEditable);
        QVERIFY(model.setData(transform, transformText(features::Transform::MinMax)));
        QCOMPARE(model.inputs().front().transform, features::Transform::MinMax);
        QVERIFY(!model.setData(transform, "cube root"));

        const QModelIndex zone = model.index(1, FeatureItemModel::Field);
        QVERIFY(model.setData(zone, Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(model.inputs().size(), std::size_t(1));
        QCOMPARE(chosen.size(), 2);
        // There is only one transform for text, so nothing can be chosen.
        QVERIFY(!(model.index(1, FeatureItemModel::TransformColumn).flags() & Qt::ItemIsEditable));
    }

    void theLabelCannotBeAnInput() {
        FeatureItemModel model(true);
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        model.setRows(threeFields());
        model.setLabel("temperature");
        QCOMPARE(model.inputs().size(), std::size_t(1));
        const QModelIndex field = model.index(0, FeatureItemModel::Field);
        QVERIFY(!(field.flags() & Qt::ItemIsUserCheckable));
        QVERIFY(!model.setData(field, Qt::Checked, Qt::CheckStateRole));
        model.setLabel({});
        QCOMPARE(model.inputs().size(), std::size_t(2));
    }

    void whatARunWasTrainedWithCannotBeEdited() {
        FeatureItemModel model(false);
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        model.setRows(threeFields());
        QVERIFY(!model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!(model.index(0, FeatureItemModel::TransformColumn).flags() & Qt::ItemIsEditable));
    }
};

QTEST_MAIN(TestTrainingModels)
#include "test_training_models.moc"
