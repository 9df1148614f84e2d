#include "app/workbench/pages.h"
#include "app/workbench/workbench.h"
#include "support/result_check.h"
#include "ui/browse/records/record_inspector.h"
#include "ui/browse/topics/topic_list.h"
#include "ui/page/nameless_settings.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/navigation_column.h"
#include "ui/start/recent_list.h"
#include "ui/widgets/controls/filter_field.h"
#include "ui/widgets/layout/three_columns.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScreen>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTreeView>
#include <QVBoxLayout>
#include <QtTest>

// The window by keyboard: F6, Enter and F1, and whether it fits on its screen.

using namespace driftwood;

namespace {

constexpr int kPatienceMs = 30'000;

} // namespace

class TestKeyboard : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
    std::unique_ptr<workbench::Workbench> m_workbench;

    ui::MainWindow& window() { return m_workbench->window(); }

    static bool isIn(const QWidget* column) {
        const QWidget* focus = QApplication::focusWidget();
        return focus != nullptr && column != nullptr && (focus == column || column->isAncestorOf(focus));
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("driftwood-test");
        QCoreApplication::setApplicationName("keyboard");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    }
    void init() {
        QSettings().clear();
        m_workbench = std::make_unique<workbench::Workbench>(*qApp, m_folder.path().toStdString());
        m_workbench->show();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    void cleanup() { m_workbench.reset(); }

    void theFirstWindowFitsTheScreen() {
        const QRect room = window().screen()->availableGeometry();
        QTRY_VERIFY2(room.contains(window().frameGeometry()), qPrintable(QString("%1x%2 on %3x%4")
                                                                             .arg(window().width())
                                                                             .arg(window().height())
                                                                             .arg(room.width())
                                                                             .arg(room.height())));
        // A window that was larger on another screen is restored no larger than this screen.
        window().resize(room.width() + 300, room.height() + 200);
        window().close();
        m_workbench.reset();
        m_workbench = std::make_unique<workbench::Workbench>(*qApp, m_folder.path().toStdString());
        m_workbench->show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        QTRY_VERIFY(room.contains(window().frameGeometry()));
    }

    void f6GoesFromListToWorkToFacts() {
        window().resize(1440, 900);
        m_workbench->app().connection.openDemo({});
        window().go(ui::Link());
        QTRY_VERIFY_WITH_TIMEOUT(!m_workbench->app().connection.topics().empty(), kPatienceMs);
        window().go(ui::Link::topic(TopicName("plant.machines")));
        auto* list = window().page()->findChild<ui::TopicList*>();
        auto* facts = window().page()->findChild<ui::RecordInspector*>();
        QVERIFY(list != nullptr && facts != nullptr);
        QTRY_VERIFY(facts->isVisible());
        // The focus starts in the window's frame, where a click on the navigation leaves it.
        for (auto* button : window().findChildren<ui::NavigationButton*>())
            if (button->isVisible()) {
                button->setFocus();
                break;
            }
        QTest::keyClick(&window(), Qt::Key_F6);
        QVERIFY(isIn(list));
        QVERIFY(qobject_cast<QTreeView*>(QApplication::focusWidget()) != nullptr);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QVERIFY(!isIn(list) && !isIn(facts));
        QVERIFY(isIn(window().page()->findChild<ui::ThreeColumns*>()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QVERIFY(isIn(facts));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QVERIFY(isIn(list));
    }

    void enterInTheFilterOpensWhatWasFound() {
        window().resize(1440, 900);
        m_workbench->app().connection.openDemo({});
        window().go(ui::Link::toPage(ui::kBrowsePage));
        auto* list = window().page()->findChild<ui::TopicList*>();
        auto* tree = list->findChild<QTreeView*>();
        QTRY_VERIFY_WITH_TIMEOUT(m_workbench->app().connection.topic(TopicName("city.trips")) != nullptr,
                                 kPatienceMs);
        QTest::keyClick(&window(), Qt::Key_F, Qt::ControlModifier);
        auto* filter = list->findChild<ui::FilterField*>();
        QVERIFY(filter->hasFocus());
        QSignalSpy chosen(list, &ui::TopicList::topicChosen);
        QTest::keyClicks(filter, "trips");
        QTest::keyClick(filter, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), QString("city.trips"));
        QVERIFY(tree->hasFocus());
        // Nothing matches: the focus stays in the field, so that the text can be changed.
        filter->setFocus();
        filter->selectAll();
        QTest::keyClicks(filter, "no such topic");
        QTest::keyClick(filter, Qt::Key_Return);
        QVERIFY(filter->hasFocus());
    }

    void f1ListsTheKeysOnce() {
        QTest::keyClick(&window(), Qt::Key_F1);
        auto* keys = window().findChild<QDialog*>("keys");
        QVERIFY(keys != nullptr);
        QTRY_VERIFY(keys->isVisible());
        QStringList said;
        for (const auto* label : keys->findChildren<QLabel*>())
            said << label->text();
        for (const char* key : {"F6", "F9", "F1", "Ctrl+K", "Ctrl+Z", "F11", "Esc"})
            QVERIFY2(!said.filter(key).isEmpty(), key);
        QTRY_VERIFY(window().screen()->availableGeometry().contains(keys->frameGeometry()));
        // Requested again in the window behind it: the same dialog comes to the front. (qWaitForWindowActive
        // considers the window active while its dialog is.)
        QTRY_COMPARE(QApplication::activeWindow(), keys);
        window().activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &window());
        QTest::keyClick(&window(), Qt::Key_F1);
        QCOMPARE(window().findChildren<QDialog*>("keys").size(), 1);
        QTRY_COMPARE(QApplication::activeWindow(), keys);
        QTest::keyClick(keys, Qt::Key_Escape);
        QTRY_VERIFY(window().findChild<QDialog*>("keys") == nullptr);
    }

    /// F1 used to end the program while no page was in front.
    void keysBeforeTheFirstPageDoNoHarm() {
        session::AppContext app(m_folder.path().toStdString());
        ui::Preferences preferences;
        ui::MainWindow empty({app, preferences}, workbench::pages());
        empty.show();
        empty.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&empty));
        QVERIFY(empty.page() == nullptr);
        QTest::keyClick(&empty, Qt::Key_F1);
        QDialog* keys = nullptr;
        QTRY_VERIFY((keys = empty.findChild<QDialog*>("keys")) != nullptr && keys->isVisible());
        QTRY_COMPARE(QApplication::activeWindow(), keys);
        QVERIFY(keys->findChild<QLabel*>("about")->text().startsWith("The manual"));
        QTest::keyClick(keys, Qt::Key_Escape);
        QTRY_VERIFY(empty.findChild<QDialog*>("keys") == nullptr);
        empty.activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &empty);
        for (const char* each : {"Ctrl+F", "F5", "Ctrl+R", "Ctrl+Return", "Ctrl+Enter", "Esc", "Alt+Left",
                                 "Alt+Right", "F6", "F9"}) {
            const QKeyCombination combination = QKeySequence(each)[0];
            QTest::keyClick(&empty, combination.key(), combination.keyboardModifiers());
        }
        QTest::keyClick(&empty, Qt::Key_K, Qt::ControlModifier);
        auto* palette = empty.findChild<ui::CommandPalette*>();
        QVERIFY(palette != nullptr);
        QTest::keyClick(palette, Qt::Key_Escape);
        // Before the first page there is nothing to go back to, and nothing to come forward to from there.
        empty.go(ui::Link::toPage(ui::kModelsPage));
        QTest::keyClick(&empty, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(empty.pageId(), ui::kModelsPage);
    }

    void startsListsMarkWhatEnterOpens() {
        QWidget around;
        auto* before = new QLineEdit(&around);
        before->setAccessibleName("before");
        ui::RecentList list("Data sets", ui::Link::toPage(ui::kDatasetsPage), &around);
        auto* column = new QVBoxLayout(&around);
        column->addWidget(before);
        column->addWidget(&list);
        QList<ui::EntryListModel::Entry> entries(2);
        entries[0].title = "first";
        entries[0].link = ui::Link::dataset("first");
        entries[1].title = "second";
        entries[1].link = ui::Link::dataset("second");
        list.setEntries(entries);
        around.show();
        around.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&around));
        auto* view = list.findChild<QListView*>();
        QVERIFY(view->selectionModel()->selectedIndexes().isEmpty());
        before->setFocus();
        for (int i = 0; i < 3 && !view->hasFocus(); ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(view->hasFocus());
        QCOMPARE(view->selectionModel()->selectedIndexes().size(), 1); // the row with the focus is marked
        QSignalSpy opened(&list, &ui::RecentList::linkActivated);
        QTest::mouseMove(view->viewport(), QPoint(5, 5)); // the pointer does not change what Enter opens
        QTest::keyClick(view, Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<ui::Link>().name, QString("second"));
        before->setFocus();
        QVERIFY(view->selectionModel()->selectedIndexes().isEmpty());
    }

    void settingsLieUnderOurOwnName() {
        m_workbench.reset();
        QSettings().clear();
        QSettings nobodys(QSettings::IniFormat, QSettings::UserScope, "Unknown Organization", "driftwood");
        nobodys.setValue("preferences/theme", "dark");
        nobodys.sync();
        ui::takeOverNamelessSettings();
        QCOMPARE(QSettings().value("preferences/theme").toString(), QString("dark"));
        QVERIFY(!QSettings().fileName().contains("Unknown"));
        // Settings that the user has changed since are not overwritten.
        QSettings().setValue("preferences/theme", "light");
        ui::takeOverNamelessSettings();
        QCOMPARE(QSettings().value("preferences/theme").toString(), QString("light"));
        QSettings().clear();
    }
};

QTEST_MAIN(TestKeyboard)
#include "test_keyboard.moc"
