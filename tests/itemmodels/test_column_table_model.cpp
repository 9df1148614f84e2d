// The base of tables whose columns are a list.
#include "ui/itemmodels/column_table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace driftwood::ui;

namespace {

struct Machine {
    QString name;
    double degrees = 0;
};

class MachineItemModel : public ColumnTableModel<Machine> {
  public:
    using ColumnTableModel::reset;
    using ColumnTableModel::rowsChanged;

    static Columns twoColumns() {
        return {{.title = "Machine", .text = &Machine::name, .style = TextStyle::Body, .textIsTip = true},
                {.title = "Heat",
                 .text = [](const Machine& machine) { return QString::number(machine.degrees); },
                 .align = Qt::AlignRight,
                 .roles = {{Qt::FontRole,
                            [](const Machine& machine) {
                                return machine.degrees > 90 ? QVariant(font(TextStyle::ValueStrong))
                                                            : QVariant();
                            }},
                           {Qt::UserRole, [](const Machine& machine) { return machine.degrees; }}},
                 .headerTip = "in degrees"}};
    }

    MachineItemModel()
        : ColumnTableModel(nullptr, twoColumns()) {}
};

Qt::Alignment alignment(const QVariant& value) { return value.value<Qt::Alignment>(); }

} // namespace

class TestColumnTableModel : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void headersSayWhatTheColumnsSay() {
        const MachineItemModel model;
        QCOMPARE(model.columnCount(), 2);
        QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), QString("Machine"));
        QCOMPARE(alignment(model.headerData(0, Qt::Horizontal, Qt::TextAlignmentRole)),
                 Qt::AlignLeft | Qt::AlignVCenter);
        QCOMPARE(alignment(model.headerData(1, Qt::Horizontal, Qt::TextAlignmentRole)),
                 Qt::AlignRight | Qt::AlignVCenter);
        QVERIFY(!model.headerData(0, Qt::Horizontal, Qt::ToolTipRole).isValid());
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::ToolTipRole).toString(), QString("in degrees"));
        QVERIFY(!model.headerData(0, Qt::Vertical).isValid());
        QVERIFY(!model.headerData(2, Qt::Horizontal).isValid());
        QVERIFY(!model.headerData(-1, Qt::Horizontal).isValid());
    }

    void cellsSayWhatTheColumnsSay() {
        MachineItemModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reset({{"press", 71.5}, {"oven", 230}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.rowCount(model.index(0, 0)), 0);
        const QModelIndex name = model.index(0, 0);
        QCOMPARE(name.data().toString(), QString("press"));
        QCOMPARE(name.data(Qt::ToolTipRole).toString(), QString("press"));
        QCOMPARE(name.data(Qt::FontRole).value<QFont>(), font(TextStyle::Body));
        QCOMPARE(alignment(name.data(Qt::TextAlignmentRole)), Qt::AlignLeft | Qt::AlignVCenter);
        const QModelIndex heat = model.index(1, 1);
        QCOMPARE(heat.data().toString(), QString("230"));
        QCOMPARE(heat.data(Qt::UserRole).toDouble(), 230.0);
        QCOMPARE(alignment(heat.data(Qt::TextAlignmentRole)), Qt::AlignRight | Qt::AlignVCenter);
        QVERIFY(!heat.data(Qt::ToolTipRole).isValid());
        QVERIFY(!heat.data(Qt::EditRole).isValid());
    }

    void whatARoleAnswersGoesBeforeTheStyle() {
        MachineItemModel model;
        model.reset({{"press", 71.5}, {"oven", 230}});
        QVERIFY(!model.index(0, 1).data(Qt::FontRole).isValid()); // nothing is an answer too
        QCOMPARE(model.index(1, 1).data(Qt::FontRole).value<QFont>(), font(TextStyle::ValueStrong));
    }

    void aColumnMoreIsAnEntryMore() {
        MachineItemModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        auto columns = MachineItemModel::twoColumns();
        columns.push_back({.title = "Curve"}); // drawn by a delegate
        model.reset({{"press", 71.5}}, columns);
        QCOMPARE(resets.size(), 1);
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(model.headerData(2, Qt::Horizontal).toString(), QString("Curve"));
        QCOMPARE(model.index(0, 2).data(), QVariant(QString()));
        QCOMPARE(model.index(0, 2).data(Qt::FontRole).value<QFont>(), font(TextStyle::Value));
    }

    void changedRowsAreSaidInAllTheirColumns() {
        MachineItemModel model;
        model.reset({{"press", 71.5}, {"oven", 230}});
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.rowsChanged(1, 1);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0][0].toModelIndex(), model.index(1, 0));
        QCOMPARE(changes[0][1].toModelIndex(), model.index(1, 1));
        model.reset({});
        model.rowsChanged(0, model.rowCount() - 1);
        QCOMPARE(changes.size(), 1);
    }
};

QTEST_MAIN(TestColumnTableModel)
#include "test_column_table_model.moc"
