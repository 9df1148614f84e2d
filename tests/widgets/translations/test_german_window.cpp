#include "app/workbench/workbench.h"
#include "session/monitor_session.h"
#include "shown_text.h"
#include "support/result_check.h"
#include "support/trained_demo.h"

#include <QAbstractButton>
#include <QDialog>
#include <QSettings>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood;
using ui::Link;

namespace {

constexpr int kPatienceMs = 60000;
constexpr int kLayoutMs = 2000;
constexpr int kSettleMs = 400; ///< what a page asks of its sessions has come by then

} // namespace

/// The window in German at its smallest promised size, with the demo's work in it: every text fits its place
/// and none is left in English.
class TestGermanWindow : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName("driftwood-test-german");
        QSettings().clear();
        ui::Preferences().setLanguage("de");
        auto demo = test::TrainedDemo::start(m_folder.path().toStdString());
        VERIFY_OK(demo);
        m_demo = std::move(*demo);
        VERIFY_OK(m_demo.feed->broker().createTopic(TopicName("pred.machines-ae"), 4));
        open();
    }
    void cleanupTestCase() {
        m_workbench.reset();
        QSettings().clear();
    }

    void everyTextFitsAndIsGerman_data() { addPages(); }
    void everyTextFitsAndIsGerman() {
        QFETCH(Link, link);
        window().go(link);
        checkEveryTab();
        if (QAbstractButton* facts = button(window(), "Details")) { // they fold at this width
            QTest::mouseClick(facts, Qt::LeftButton);
            check(window());
            QTest::mouseClick(facts, Qt::LeftButton);
        }
    }

    void theDialogsToo() {
        window().go(Link::select({test::kMachines, {{PartitionId(0), Offset(100), Offset(900)}}}));
        clickButton(window(), "Datensatz anlegen…");
        checkDialog();
        window().go(Link::attach(modelId()));
        checkDialog();
        Q_EMIT window().connectRequested();
        checkDialog();
    }

    void aRunningMonitorToo() {
        window().go(Link::attach(modelId()));
        QDialog* shown = waitForDialog();
        if (shown == nullptr)
            QFAIL("no dialog came");
        clickButton(*shown, "Anhängen");
        QTRY_VERIFY_WITH_TIMEOUT(!desk().store.snapshot().monitors.empty(), kPatienceMs);
        m_demo.feed->setLiveRate(3.0);
        const auto* monitor = desk().jobs.newest<session::MonitorSession>([](const auto&) { return true; });
        QVERIFY(monitor != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(monitor->figures().scored > 150, kPatienceMs);
        m_demo.feed->setLiveRate(0.0);
        check(window());
    }

    // Last: the window is another one from here on.
    void largeTextToo_data() {
        ui::Preferences().setFontFactor(1.45);
        m_workbench.reset();
        open();
        addPages();
    }
    void largeTextToo() { everyTextFitsAndIsGerman(); }
    void theDialogsWithLargeText() { theDialogsToo(); }

  private:
    void addPages() {
        QTest::addColumn<Link>("link");
        QTest::newRow("start") << Link{};
        QTest::newRow("data set") << Link::dataset("history");
        QTest::newRow("new run") << Link::newRun("history");
        QTest::newRow("run") << Link::run(1);
        QTest::newRow("model") << Link::model(modelId());
        QTest::newRow("monitors") << place(Link::To::Monitors);
        QTest::newRow("settings") << place(Link::To::Settings);
        QTest::newRow("topic") << Link::topic(test::kMachines);
        QTest::newRow("select") << Link::select(
            {test::kMachines, {{PartitionId(0), Offset(100), Offset(900)}}});
    }

    void open() {
        m_workbench = std::make_unique<workbench::Workbench>(*qApp, m_folder.path().toStdString());
        window().resize(1280, 800);
        m_workbench->show();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        desk().store.refresh();
        desk().connection.connectTo(m_demo.feed->profile());
        QTRY_VERIFY_WITH_TIMEOUT(desk().store.loaded() && !desk().store.snapshot().models.empty(),
                                 kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(desk().connection.topic(test::kMachines) != nullptr, kPatienceMs);
    }
    ui::MainWindow& window() { return m_workbench->window(); }
    session::Desk& desk() { return m_workbench->desk(); }
    [[nodiscard]] QString modelId() const { return QString::fromStdString(m_demo.model->id); }
    static Link place(Link::To to) {
        Link link;
        link.to = to;
        return link;
    }
    QDialog* dialog() {
        for (auto* dialog : window().findChildren<QDialog*>())
            if (dialog->isVisible())
                return dialog;
        return nullptr;
    }
    QDialog* waitForDialog() {
        (void)QTest::qWaitFor([this] { return dialog() != nullptr; }, kPatienceMs);
        return dialog();
    }

    /// The visible one with these words; null where there is none.
    static QAbstractButton* button(const QWidget& root, const QString& text) {
        for (auto* button : root.findChildren<QAbstractButton*>())
            if (button->isVisible() && button->text() == text)
                return button;
        return nullptr;
    }
    static void clickButton(const QWidget& root, const QString& text) {
        QAbstractButton* found = button(root, text);
        if (found == nullptr)
            QFAIL(qPrintable("no button " + text));
        QTRY_VERIFY_WITH_TIMEOUT(found->isEnabled(), kPatienceMs);
        QTest::mouseClick(found, Qt::LeftButton);
    }

    void check(const QWidget& root) {
        QTest::qWait(kSettleMs);
        // What a job under way says may have changed since the last layout.
        (void)QTest::qWaitFor([&] { return m_shown.misfits(root).isEmpty(); }, kLayoutMs);
        const QStringList misfits = m_shown.misfits(root);
        QVERIFY2(misfits.isEmpty(), qPrintable("these do not fit:\n" + misfits.join('\n')));
        const QStringList english = m_shown.untranslated(root);
        QVERIFY2(english.isEmpty(), qPrintable("these are English:\n" + english.join('\n')));
    }
    void checkEveryTab() {
        check(window());
        for (QTabBar* bar : window().page()->findChildren<QTabBar*>())
            for (int i = 0; bar->isVisible() && i < bar->count(); ++i) {
                if (!bar->isTabVisible(i))
                    continue;
                QTest::mouseClick(bar, Qt::LeftButton, Qt::NoModifier, bar->tabRect(i).center());
                check(window());
            }
        QCOMPARE(window().size(), QSize(1280, 800)); // nothing has pushed the window wider
    }
    void checkDialog() {
        QDialog* shown = waitForDialog();
        if (shown == nullptr)
            QFAIL("no dialog came");
        check(*shown);
        QTest::keyClick(shown, Qt::Key_Escape);
        QTRY_VERIFY(dialog() == nullptr);
    }

    QTemporaryDir m_folder;
    test::TrainedDemo m_demo;
    const test::ShownText m_shown{test::readMessages(test::translationFile("de"))};
    std::unique_ptr<workbench::Workbench> m_workbench;
};

QTEST_MAIN(TestGermanWindow)
#include "test_german_window.moc"
