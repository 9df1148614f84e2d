#include "ui/theme/theme.h"
#include "ui/widgets/lists/windowed_table.h"
#include "ui/widgets/lists/windowed_table_model.h"

#include <QAbstractItemModelTester>
#include <QScrollBar>
#include <QTableView>
#include <QtTest>

using namespace driftwood::ui;

namespace {

/// Rows that show their own number, plus the number of rows inserted before them since.
class Rows : public WindowedTableModel {
  public:
    explicit Rows(qint64 total) { setTotalRows(total); }

    [[nodiscard]] int columnCount(const QModelIndex& = {}) const override { return 2; }
    [[nodiscard]] QVariant cell(qint64 row, int column, int role) const override {
        if (role != Qt::DisplayRole)
            return {};
        return column == 0 ? QVariant(row - m_front) : QVariant(QStringLiteral("value"));
    }
    void append(qint64 rows) { setTotalRows(totalRows() + rows); }
    void prepend(qint64 rows) {
        m_front += rows;
        setTotalRows(totalRows() + rows, rows);
    }
    void clear() { resetRows(0); }

  private:
    qint64 m_front = 0;
};

QString firstCell(const WindowedTable& table) { return table.model()->index(0, 0).data().toString(); }

} // namespace

class TestWindowedTable : public QObject {
    Q_OBJECT

    /// Shows the table and waits until it is laid out.
    static void show(WindowedTable& table) {
        table.resize(400, 26 * 11);
        table.show();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        table.view()->setFocus();
        QTRY_VERIFY(table.model()->rowCount() > 1);
    }

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void aTrillionRowsCostAWindow() {
        Rows rows(1'000'000'000'000);
        QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
        WindowedTable table;
        table.setModel(&rows);
        show(table);
        QCOMPARE(rows.rowCount(), table.visibleRows() + 1);
        QTest::keyClick(table.view(), Qt::Key_End);
        QCOMPARE(table.currentRow(), qint64(999'999'999'999));
        QCOMPARE(table.firstVisibleRow() + table.visibleRows(), qint64(1'000'000'000'000));
        QTest::keyClick(table.view(), Qt::Key_Up);
        QCOMPARE(table.currentRow(), qint64(999'999'999'998));
        QTest::keyClick(table.view(), Qt::Key_Home);
        QCOMPARE(table.firstVisibleRow(), qint64(0));
    }

    void theScrollBarStepsByExactRows() {
        Rows rows(1'000'000'000'000);
        WindowedTable table;
        table.setModel(&rows);
        show(table);
        auto* bar = table.findChildren<QScrollBar*>().constLast();
        for (auto* candidate : table.findChildren<QScrollBar*>())
            if (candidate->inherits("driftwood::ui::WindowScrollBar"))
                bar = candidate;
        QTRY_VERIFY(bar->isVisible());
        QTest::keyClick(bar, Qt::Key_Down);
        QCOMPARE(table.firstVisibleRow(), qint64(1));
        QTest::keyClick(bar, Qt::Key_End);
        QCOMPARE(table.firstVisibleRow(), qint64(1'000'000'000'000) - table.visibleRows());
        QTest::keyClick(bar, Qt::Key_Up);
        QCOMPARE(table.firstVisibleRow(), qint64(1'000'000'000'000) - table.visibleRows() - 1);
        // Dragging the handle to the middle shows the middle rows.
        QTest::keyClick(bar, Qt::Key_Home);
        const QPoint top(5, 12);
        const QPoint middle(5, bar->height() / 2);
        QTest::mousePress(bar, Qt::LeftButton, {}, top);
        QTest::mouseMove(bar, middle);
        QTest::mouseRelease(bar, Qt::LeftButton, {}, middle);
        const double share = static_cast<double>(table.firstVisibleRow()) / 1e12;
        QVERIFY2(share > 0.4 && share < 0.6, qPrintable(QString::number(share)));
    }

    void theWheelMovesThreeRowsANotch() {
        Rows rows(1000);
        WindowedTable table;
        table.setModel(&rows);
        show(table);
        QWidget* viewport = table.view()->viewport();
        QWheelEvent wheel(QPointF(5, 5), viewport->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, -120),
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(viewport, &wheel);
        QCOMPARE(table.firstVisibleRow(), qint64(3));
    }

    void selectionBelongsToTheRowsAndNotToTheScreen() {
        Rows rows(1000);
        WindowedTable table;
        table.setModel(&rows);
        show(table);
        QSignalSpy current(&table, &WindowedTable::currentRowChanged);
        const int height = table.view()->rowHeight(0);
        QTest::mouseClick(table.view()->viewport(), Qt::LeftButton, {}, QPoint(10, height * 2 + 5));
        QCOMPARE(table.currentRow(), qint64(2));
        QCOMPARE(current.size(), 1);
        QTest::mouseClick(table.view()->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                          QPoint(10, height * 4 + 5));
        QCOMPARE(table.selectedRows(), (WindowedTable::Rows{2, 5}));
        table.scrollToRow(500);
        QCOMPARE(table.selectedRows(), (WindowedTable::Rows{2, 5}));
        QVERIFY(table.view()->selectionModel()->selectedRows().isEmpty());
        table.scrollToRow(0);
        QCOMPARE(table.view()->selectionModel()->selectedRows().size(), qsizetype(3));
        QCOMPARE(table.view()->currentIndex().row(), 4);
    }

    void whatComesInFrontTakesTheSelectionAlong() {
        Rows rows(100);
        QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
        WindowedTable table;
        table.setModel(&rows);
        show(table);
        table.setCurrentRow(3);
        const QString said = rows.cell(3, 0, Qt::DisplayRole).toString();
        rows.prepend(10); // at the top: the newest rows become visible
        QCOMPARE(table.currentRow(), qint64(13));
        QCOMPARE(rows.cell(table.currentRow(), 0, Qt::DisplayRole).toString(), said);
        QCOMPARE(table.firstVisibleRow(), qint64(0));
        table.scrollToRow(60); // not at the top: the visible rows stay the same
        const QString top = firstCell(table);
        rows.prepend(7);
        QCOMPARE(firstCell(table), top);
    }

    void followingTheEndStaysThereUntilAPersonScrollsUp() {
        Rows rows(5);
        QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
        WindowedTable table;
        table.setModel(&rows);
        show(table);
        table.setFollowEnd(true);
        rows.append(500);
        QCOMPARE(table.firstVisibleRow() + table.visibleRows(), qint64(505));
        QTest::keyClick(table.view(), Qt::Key_Home);
        rows.append(500);
        QCOMPARE(table.firstVisibleRow(), qint64(0));
    }

    void enterAndDoubleClickOpen() {
        Rows rows(50);
        WindowedTable table;
        table.setModel(&rows);
        show(table);
        QSignalSpy opened(&table, &WindowedTable::rowActivated);
        table.setCurrentRow(7);
        QTest::keyClick(table.view(), Qt::Key_Return);
        QCOMPARE(opened.takeFirst().constFirst().toLongLong(), 7LL);
        QTest::mouseDClick(table.view()->viewport(), Qt::LeftButton, {}, QPoint(10, 5));
        QCOMPARE(opened.takeFirst().constFirst().toLongLong(), 0LL);
    }

    void aRowSaysItsAbsoluteNumber() {
        Rows rows(1000);
        WindowedTable table;
        table.setModel(&rows);
        show(table);
        table.scrollToRow(999);
        const QString said = rows.index(0, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(said.contains(QString::number(table.firstVisibleRow() + 1)), qPrintable(said));
    }

    void anEmptiedModelHasNoCurrentRow() {
        Rows rows(50);
        QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
        WindowedTable table;
        table.setModel(&rows);
        show(table);
        table.setCurrentRow(7);
        rows.clear();
        QCOMPARE(table.currentRow(), qint64(-1));
        QCOMPARE(rows.rowCount(), 0);
        QTest::keyClick(table.view(), Qt::Key_Down);
        QCOMPARE(table.currentRow(), qint64(-1));
    }
};

QTEST_MAIN(TestWindowedTable)
#include "test_windowed_table.moc"
