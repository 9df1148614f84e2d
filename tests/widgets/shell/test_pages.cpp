#include "app/workbench/pages.h"
#include "app/workbench/workbench.h"

#include <QAccessible>
#include <QLabel>
#include <QPushButton>
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

} // namespace

/// Requirements for every page of the window.
class TestPages : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName("driftwood-test-pages");
        QSettings().clear();
        m_workbench = std::make_unique<workbench::Workbench>(*qApp, m_folder.path().toStdString());
        m_workbench->window().resize(1280, 800);
        m_workbench->show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_workbench->window()));
    }
    void cleanupTestCase() { m_workbench.reset(); }

    void everyFocusableControlHasAName_data() { addPages(); }
    void everyFocusableControlHasAName() {
        QFETCH(QString, page);
        m_workbench->window().go(ui::Link::toPage(page));
        QTest::qWait(50);
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
        QTest::qWait(50);
        QStringList clipped;
        for (const QPushButton* button : m_workbench->window().findChildren<QPushButton*>())
            if (button->isVisible() &&
                button->width() < button->fontMetrics().horizontalAdvance(button->text()))
                clipped << button->text();
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join('\n')));
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
        QTest::qWait(50);
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
            QTest::qWait(60);
            ++pressed;
        }
        QVERIFY(pressed > 0);
    }

  private:
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
