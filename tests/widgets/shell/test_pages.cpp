#include "app/workbench/pages.h"
#include "app/workbench/workbench.h"
#include "support/settled.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layout/three_columns.h"

#include <QAccessible>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSplitter>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <memory>

using namespace driftwood;

namespace {

/// Every focusable, visible node of the accessibility tree without a name.
void collectUnnamed(QAccessibleInterface* node, QStringList& unnamed) {
    if (node == nullptr || !node->isValid() || node->state().invisible)
        return;
    const QObject* object = node->object();
    if (node->state().focusable && node->text(QAccessible::Name).isEmpty() && object != nullptr)
        unnamed << QStringLiteral("%1 “%2”").arg(object->metaObject()->className(), object->objectName());
    for (int i = 0; i < node->childCount(); ++i)
        collectUnnamed(node->child(i), unnamed);
}

/// The place and width of each visible part of the page's three columns.
QStringList columnsOf(const QWidget& page) {
    const auto* columns = page.findChild<ui::ThreeColumns*>();
    if (columns == nullptr)
        return {};
    QStringList out;
    QList<QWidget*> parts = columns->findChildren<QWidget*>(Qt::FindDirectChildrenOnly);
    for (const QWidget* splitter : columns->findChildren<QSplitter*>(Qt::FindDirectChildrenOnly))
        parts += splitter->findChildren<QWidget*>(Qt::FindDirectChildrenOnly);
    for (const QWidget* part : std::as_const(parts))
        if (part->isVisible())
            out << QStringLiteral("%1 at %2, %3 wide")
                       .arg(part->metaObject()->className())
                       .arg(part->mapTo(columns, QPoint()).x())
                       .arg(part->width());
    out.sort();
    return out;
}

/// Views whose only column is not as wide as they are.
QStringList unfitted(const QWidget& page) {
    QStringList out;
    for (const auto* header : page.findChildren<QHeaderView*>()) {
        const auto* view = qobject_cast<const QAbstractItemView*>(header->parentWidget());
        if (view != nullptr && view->isVisible() && header->orientation() == Qt::Horizontal &&
            header->count() == 1 && header->length() != view->viewport()->width())
            out << QStringLiteral("%1: %2 in %3")
                       .arg(view->accessibleName())
                       .arg(header->length())
                       .arg(view->viewport()->width());
    }
    return out;
}

} // namespace

/// Requirements for every page of the window.
class TestPages : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName("driftwood-test-pages");
        QSettings().clear();
        open();
    }
    void cleanupTestCase() { m_workbench.reset(); }

    void everyFocusableControlHasAName_data() { addPages(); }
    void everyFocusableControlHasAName() {
        QFETCH(QString, page);
        m_workbench->window().go(ui::Link::toPage(page));
        test::settle();
        QStringList unnamed;
        collectUnnamed(QAccessible::queryAccessibleInterface(&m_workbench->window()), unnamed);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join('\n')));
    }

    void thePageSaysWhereOneIs_data() { addPages(); }
    void thePageSaysWhereOneIs() {
        QFETCH(QString, page);
        m_workbench->window().go(ui::Link::toPage(page));
        QCOMPARE(m_workbench->window().pageId(), page);
        QVERIFY(!m_workbench->window().page()->crumbs().isEmpty());
    }

    void atMostOneActionIsPrimaryAndItIsTheLast_data() { addPages(); }
    void atMostOneActionIsPrimaryAndItIsTheLast() {
        QFETCH(QString, page);
        m_workbench->window().go(ui::Link::toPage(page));
        const auto actions = m_workbench->window().page()->headerActions();
        for (int i = 0; i + 1 < actions.size(); ++i)
            QVERIFY(!ui::isPrimary(actions[i]));
    }

    void noButtonIsNarrowerThanItsWords_data() { addPages(); }
    void noButtonIsNarrowerThanItsWords() {
        QFETCH(QString, page);
        m_workbench->window().go(ui::Link::toPage(page));
        test::settle();
        QStringList clipped;
        for (const QPushButton* button : m_workbench->window().findChildren<QPushButton*>())
            if (button->isVisible() &&
                button->width() < button->fontMetrics().horizontalAdvance(button->text()))
                clipped << button->text();
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join('\n')));
    }

    /// After a change of the text size every page is laid out as in a window that starts at that size.
    void aChangedTextSizeLaysPagesOutAsAFreshWindowDoes() {
        open();
        const QStringList normal = openedColumns();
        setTextSize(145);
        const QStringList large = openedColumns();
        QVERIFY(large != normal);
        open();
        QCOMPARE(large, openedColumns());
        setTextSize(100);
        QCOMPARE(openedColumns(), normal);
        setTextSize(90);
        const QStringList small = openedColumns();
        open();
        QCOMPARE(small, openedColumns());
        setTextSize(100);
        open();
        QCOMPARE(openedColumns(), normal);
    }

    /// In an empty workspace no button leads to an error. Runs last, because it changes the window.
    void everyButtonOfAnEmptyPageCanBePressed_data() { addPages(); }
    void everyButtonOfAnEmptyPageCanBePressed() {
        QFETCH(QString, page);
        if (page == ui::kStartPage)
            QSKIP("it starts the demo, which tests of its own do");
        auto& window = m_workbench->window();
        window.resize(1440, 900); // wide enough for every column
        QTimer closer;            // closes any dialog or menu that opens
        connect(&closer, &QTimer::timeout, [] {
            for (QWidget* over : {QApplication::activePopupWidget(), QApplication::activeModalWidget()})
                if (over != nullptr)
                    over->close();
        });
        closer.start(20);
        window.go(ui::Link::toPage(page));
        test::settle();
        QList<QPointer<QAbstractButton>> buttons;
        for (QAbstractButton* button : window.page()->findChildren<QAbstractButton*>())
            buttons << button;
        int pressed = 0;
        for (const auto& watched : buttons) {
            if (window.pageId() != page)
                window.go(ui::Link::toPage(page));
            QAbstractButton* const button = watched.data();
            if (button == nullptr || !button->isVisible() || !button->isEnabled())
                continue;
            QTest::mouseClick(button, Qt::LeftButton);
            test::settle();
            QTRY_VERIFY(QApplication::activePopupWidget() == nullptr &&
                        QApplication::activeModalWidget() == nullptr); // the closer was there
            ++pressed;
        }
        QVERIFY(pressed > 0);
    }

  private:
    /// A fresh window that remembers no widths.
    void open() {
        m_workbench.reset();
        QSettings().remove(QStringLiteral("columns"));
        m_workbench = std::make_unique<workbench::Workbench>(*qApp, m_folder.path().toStdString());
        m_workbench->window().resize(1280, 800);
        m_workbench->show();
        QVERIFY(QTest::qWaitForWindowActive(&m_workbench->window()));
    }

    void setTextSize(int percent) {
        QTest::keyClick(&m_workbench->window(), Qt::Key_Comma, Qt::ControlModifier);
        QSlider* slider = nullptr;
        for (QSlider* each : m_workbench->window().findChildren<QSlider*>())
            if (each->accessibleName() == QLatin1String("Text size"))
                slider = each;
        QVERIFY(slider != nullptr);
        slider->setFocus();
        for (int tries = 0; tries < 20 && ui::fontFactor() != percent; ++tries)
            QTest::keyClick(slider, ui::fontFactor() < percent ? Qt::Key_Right : Qt::Key_Left);
        QCOMPARE(ui::fontFactor(), percent);
    }

    /// The columns of every page with its Facts open, and the views that do not fit in them.
    QStringList openedColumns() {
        QStringList out;
        ui::MainWindow& window = m_workbench->window();
        for (const ui::PageEntry& entry : workbench::pages()) {
            window.go(ui::Link::toPage(entry.id));
            test::settle();
            auto* columns = window.page()->findChild<ui::ThreeColumns*>();
            if (columns == nullptr)
                continue;
            if (!columns->areFactsShown())
                QTest::keyClick(&window, Qt::Key_F9, Qt::ShiftModifier);
            test::settle();
            out << entry.id << columnsOf(*window.page());
            const QStringList clipped = unfitted(*window.page());
            if (!clipped.isEmpty())
                out << QStringLiteral("clipped: ") + clipped.join(QStringLiteral(", "));
        }
        return out;
    }

    static void addPages() {
        QTest::addColumn<QString>("page");
        for (const ui::PageEntry& entry : workbench::pages())
            QTest::newRow(qPrintable(entry.name)) << entry.id;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<workbench::Workbench> m_workbench;
};

QTEST_MAIN(TestPages)
#include "test_pages.moc"
