#include "support/sample_model.h"
#include "ui/itemmodels/models/backtest_item_model.h"
#include "ui/itemmodels/models/monitor_item_model.h"
#include "ui/widgets/lists/list_roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace driftwood;
using ui::BacktestItemModel;
using ui::MonitorEntry;
using ui::MonitorItemModel;
using State = ui::MonitorEntry::State;

namespace {

MonitorEntry running() { return {7, State::Running, "machines-ae", "plant.machines", 41.2, 0}; }

evaluation::BacktestResult result(const std::string& name, double rmse, std::size_t alarms) {
    auto model = test::plantModel(training::Task::Regression);
    model.name = name;
    evaluation::BacktestResult result;
    result.model = std::make_shared<const model::TrainedModel>(std::move(model));
    result.evaluation.values = {{"rmse", rmse}, {"mae", rmse / 2.0}};
    result.alarms.resize(alarms);
    return result;
}

} // namespace

class TestMonitorModels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aMonitorSaysWhatItIsAndHowItGoes() {
        MonitorItemModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto alarmed = running();
        alarmed.id = 8;
        alarmed.openAlarms = 3;
        MonitorEntry stopped{9, State::Stopped, "zones", "city.trips", 0.0, 1};
        model.setEntries({running(), alarmed, stopped});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0).data().toString(), QString("machines-ae"));
        QVERIFY(model.index(0).data(ui::SecondLineRole).toString().contains("41.2"));
        QVERIFY(!model.index(0).data(ui::TagRole).isValid());
        QCOMPARE(model.index(0).data(ui::DotRole).value<ui::DotKind>(), ui::DotKind::Ok);
        QVERIFY(model.index(1).data(ui::TagRole).toString().contains('3'));
        QCOMPARE(model.index(1).data(ui::DotRole).value<ui::DotKind>(), ui::DotKind::Ember);
        QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains("3 alarms open"));
        // Its alarm still needs attention, although the monitor has stopped since.
        QCOMPARE(model.index(2).data(ui::DotRole).value<ui::DotKind>(), ui::DotKind::Ember);
        QCOMPARE(model.index(2).data(ui::TagRole).toString(), QString("1 alarm"));
        stopped.openAlarms = 0;
        model.setEntries({running(), alarmed, stopped});
        QCOMPARE(model.index(2).data(ui::DotRole).value<ui::DotKind>(), ui::DotKind::Off);
        QVERIFY(!model.index(2).data(ui::TagRole).isValid());
        QVERIFY(model.index(2).data(ui::SecondLineRole).toString().contains("stopped"));
        stopped.refused = 1200;
        model.setEntries({running(), alarmed, stopped});
        QCOMPARE(model.index(2).data(ui::DotRole).value<ui::DotKind>(), ui::DotKind::Ember);
        QVERIFY(model.index(2).data(ui::SecondLineRole).toString().startsWith("1,200 not published"));
        QVERIFY(model.index(2).data(Qt::AccessibleTextRole).toString().contains("1,200 not published"));
        QCOMPARE(model.indexOf(9).row(), 2);
        QVERIFY(!model.indexOf(99).isValid());
    }

    void whatChangesKeepsItsRow() {
        MonitorItemModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto other = running();
        other.id = 8;
        model.setEntries({running(), other});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        other.state = State::Away;
        model.setEntries({running(), other});
        QCOMPARE(reset.size(), 0);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
        QVERIFY(model.index(1).data(ui::SecondLineErrorRole).toBool());
        model.setEntries({other});
        QCOMPARE(reset.size(), 1);
    }

    void theBetterModelIsMarkedWhereOneIs() {
        BacktestItemModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        evaluation::BacktestOutcome outcome;
        outcome.results = {result("champion", 2.5, 3), result("challenger", 1.5, 3)};
        model.setOutcome(outcome);
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), QString("challenger"));
        QCOMPARE(model.index(0, 0).data().toString(), QString("RMSE"));
        QCOMPARE(model.index(0, 1).data().toString(), QString("2.500"));
        QVERIFY(model.index(0, 2).data(Qt::AccessibleTextRole).toString().contains("better"));
        for (int row = 0; row < model.rowCount(); ++row) {
            const QString name = model.index(row, 0).data().toString();
            QVERIFY(name != "Accuracy"); // belongs to another task
            if (name == "Alarms") {
                QVERIFY(!model.index(row, 1).data(Qt::AccessibleTextRole).toString().contains("better"));
                QVERIFY(!model.index(row, 2).data(Qt::AccessibleTextRole).toString().contains("better"));
            }
        }
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(TestMonitorModels)
#include "test_monitor_models.moc"
