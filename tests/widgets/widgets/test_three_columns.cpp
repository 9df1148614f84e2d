#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layout/three_columns.h"

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>
#include <QSplitterHandle>
#include <QStandardPaths>
#include <QStringListModel>
#include <QTreeView>
#include <QtTest>

using namespace driftwood::ui;

class TestThreeColumns : public QObject {
    Q_OBJECT

    struct Page {
        explicit Page(int width, const QString& key = QStringLiteral("test"))
            : columns(key) {
            columns.setList(list);
            columns.setWork(work);
            columns.setFacts(facts);
            columns.resize(width, 600);
            columns.show();
        }
        QWidget* list = new QLineEdit;
        QWidget* work = new QLineEdit;
        QWidget* facts = new QLineEdit;
        ThreeColumns columns;
    };

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("driftwood-test");
        QCoreApplication::setApplicationName("test_three_columns");
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void init() { QSettings().clear(); }

    void listAndFactsHaveTheLooksWidthAndWorkTheRest() {
        Page page(1440);
        QVERIFY(QTest::qWaitForWindowActive(&page.columns));
        QTRY_COMPARE(page.list->width(), metrics::kListWidth);
        QTRY_COMPARE(page.facts->width(), metrics::kFactsWidth);
        QCOMPARE(page.work->width(), 1440 - metrics::kListWidth - metrics::kFactsWidth - 2);
        page.columns.resize(2000, 600);
        QTRY_COMPARE(page.work->width(), 2000 - metrics::kListWidth - metrics::kFactsWidth - 2);
        QCOMPARE(page.list->width(), metrics::kListWidth);
    }

    void f9FoldsTheListAndShiftF9TheFacts() {
        Page page(1440);
        QVERIFY(QTest::qWaitForWindowActive(&page.columns));
        page.work->setFocus();
        QTest::keyClick(page.work, Qt::Key_F9);
        QVERIFY(!page.list->isVisible());
        QVERIFY(page.columns.isListFolded());
        QTest::keyClick(page.work, Qt::Key_F9, Qt::ShiftModifier);
        QVERIFY(!page.facts->isVisible());
        QTRY_COMPARE(page.work->width(), 1440);
        QTest::keyClick(page.work, Qt::Key_F9);
        QVERIFY(page.list->isVisible());
    }

    void inASmallWindowFactsOpenBesideANarrowerWork() {
        Page page(1440);
        QVERIFY(QTest::qWaitForWindowActive(&page.columns));
        QSignalSpy over(&page.columns, &ThreeColumns::factsOverChanged);
        page.columns.resize(1280, 600);
        QTRY_COMPARE(over.size(), 1);
        QVERIFY(page.columns.areFactsOver());
        QVERIFY(!page.facts->isVisible());
        QTRY_COMPARE(page.list->width(), metrics::kListWidthSmall);
        const int work = page.work->width();
        page.columns.factsAction()->trigger();
        QVERIFY(page.facts->isVisible());
        QTRY_COMPARE(page.work->width(), work - metrics::kFactsWidth - metrics::kSplitterLine); // uncovered
        QCOMPARE(page.facts->geometry().right(), page.columns.width() - 1);
        // If Work has only its least width, the Facts become narrower.
        const int both = metrics::kListWidthSmall + 2 * metrics::kSplitterLine + metrics::kWorkMin;
        page.columns.resize(both + metrics::kFactsMin, 600);
        QTRY_COMPARE(page.facts->width(), metrics::kFactsMin);
        QTRY_COMPARE(page.work->width(), metrics::kWorkMin);
        page.columns.resize(1440, 600);
        QTRY_VERIFY(!page.columns.areFactsOver());
        QVERIFY(page.facts->isVisible());
    }

    // This happens with large text: the Facts must not cover Work, because covered controls cannot be
    // reached.
    void whereThereIsNoRoomForAllThreeTheListStepsAside() {
        Page page(1440);
        QVERIFY(QTest::qWaitForWindowActive(&page.columns));
        const int both = metrics::kListWidthSmall + 2 * metrics::kSplitterLine + metrics::kWorkMin;
        page.columns.resize(both + metrics::kFactsMin - 40, 600);
        QTRY_VERIFY(page.columns.areFactsOver());
        page.work->setFocus();
        QTest::keyClick(page.work, Qt::Key_F9, Qt::ShiftModifier);
        QVERIFY(page.facts->isVisible());
        QVERIFY(!page.list->isVisible());
        const auto uncovered = [&page] {
            return page.work->mapTo(&page.columns, QPoint(page.work->width(), 0)).x() < page.facts->x();
        };
        QTRY_VERIFY(uncovered());
        // With even less room Work becomes narrower than its usual minimum.
        page.columns.resize(metrics::kWorkMin + metrics::kFactsMin - 100, 600);
        QTRY_VERIFY(uncovered());
        QVERIFY(page.work->width() < metrics::kWorkMin);
        QCOMPARE(page.facts->geometry().right(), page.columns.width() - 1);
        // The List is folded while the Facts are open, and returns when they are closed.
        page.columns.resize(both + metrics::kFactsMin - 40, 600);
        QTest::keyClick(page.work, Qt::Key_F9);
        QVERIFY(page.list->isVisible());
        QVERIFY(!page.facts->isVisible());
        QTest::keyClick(page.work, Qt::Key_F9, Qt::ShiftModifier);
        QVERIFY(!page.list->isVisible());
        QTest::keyClick(page.work, Qt::Key_F9, Qt::ShiftModifier);
        QVERIFY(page.list->isVisible());
        // A larger window has room for all three.
        QTest::keyClick(page.work, Qt::Key_F9, Qt::ShiftModifier);
        page.columns.resize(1440, 600);
        QTRY_VERIFY(page.list->isVisible() && page.facts->isVisible());
    }

    /// The text size is changed on another page, so the columns are hidden meanwhile, or in this one.
    void aChangedTextSizeLaysOutAsAFreshWindowDoes_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("hidden");
        for (const int width : {1280, 1440, 2000})
            for (const bool hidden : {false, true})
                QTest::addRow("%d%s", width, hidden ? ", hidden" : "") << width << hidden;
    }
    void aChangedTextSizeLaysOutAsAFreshWindowDoes() {
        QFETCH(int, width);
        QFETCH(bool, hidden);
        const auto openFacts = [](Page& page) {
            if (!page.columns.areFactsShown())
                QTest::keyClick(page.work, Qt::Key_F9, Qt::ShiftModifier);
        };
        const auto placed = [](const Page& page) {
            QStringList out;
            for (const QWidget* part : {page.list, page.work, page.facts})
                out << (part->isVisible() ? QStringLiteral("%1 wide at %2")
                                                .arg(part->width())
                                                .arg(part->mapTo(&page.columns, QPoint()).x())
                                          : QStringLiteral("hidden"));
            return out;
        };
        const auto fresh = [&](int percent) {
            Page page(width, QStringLiteral("fresh%1").arg(percent));
            openFacts(page);
            return placed(page);
        };
        Page page(width);
        QVERIFY(QTest::qWaitForWindowActive(&page.columns));
        openFacts(page);
        for (const int percent : {145, 100, 90, 150, 100}) {
            page.columns.setVisible(!hidden);
            setFontFactor(percent);
            page.columns.show();
            openFacts(page);
            const QStringList expected = fresh(percent);
            QTRY_COMPARE(placed(page), expected);
        }
    }

    /// Otherwise the figures at the rows' right ends are cut.
    void aHiddenHeaderFitsItsViewAfterAChangedTextSize() {
        QStringListModel model({QStringLiteral("a row")});
        QTreeView tree;
        tree.setHeaderHidden(true);
        tree.setModel(&model);
        tree.resize(300, 200);
        for (const int percent : {145, 90, 100}) {
            tree.show();
            QVERIFY(QTest::qWaitForWindowExposed(&tree));
            tree.hide();
            setFontFactor(percent);
            tree.show();
            QVERIFY(QTest::qWaitForWindowExposed(&tree));
            QCOMPARE(tree.header()->length(), tree.viewport()->width());
        }
    }

    void f6GoesRoundTheColumns() {
        Page page(1440);
        QVERIFY(QTest::qWaitForWindowActive(&page.columns));
        page.list->setFocus();
        page.columns.focusNextColumn();
        QVERIFY(page.work->hasFocus());
        page.columns.focusNextColumn();
        QVERIFY(page.facts->hasFocus());
        page.columns.focusNextColumn();
        QVERIFY(page.list->hasFocus());
    }

    void widthsAndFoldsAreRemembered() {
        {
            Page page(1440);
            QVERIFY(QTest::qWaitForWindowActive(&page.columns));
            // Drags the line between List and Work with the mouse.
            QWidget* handle = page.columns.findChildren<QSplitterHandle*>().at(1);
            const QPoint middle = handle->rect().center();
            QTest::mousePress(handle, Qt::LeftButton, {}, middle);
            QTest::mouseMove(handle, middle + QPoint(40, 0));
            QTest::mouseRelease(handle, Qt::LeftButton, {}, middle + QPoint(40, 0));
            QVERIFY(page.list->width() > metrics::kListWidth + 20);
            page.columns.factsAction()->trigger();
        }
        Page page(1440);
        QVERIFY(QTest::qWaitForWindowActive(&page.columns));
        QTRY_VERIFY(page.list->width() > metrics::kListWidth + 20);
        QVERIFY(!page.facts->isVisible());
    }
};

QTEST_MAIN(TestThreeColumns)
#include "test_three_columns.moc"
