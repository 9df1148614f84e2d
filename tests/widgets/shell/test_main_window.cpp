#include "app/workbench/workbench.h"
#include "session/dataset_job.h"
#include "session/training_session.h"
#include "support/demo_dataset.h"
#include "support/result_check.h"
#include "support/settled.h"
#include "support/step_gate.h"
#include "training/usual_spec.h"
#include "ui/page/job_link.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/connection_button.h"
#include "ui/shell/header_bar.h"
#include "ui/shell/job_entry.h"
#include "ui/shell/navigation_column.h"
#include "ui/shell/work_bar.h"
#include "ui/start/start_page.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "ui/widgets/text/rich_line.h"
#include "workspace/known_connections.h"
#include "workspace/workspace.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <memory>
#include <thread>

using namespace driftwood;
using namespace std::chrono_literals;

namespace {

constexpr int kPatienceMs = 30000;

template <class W>
W* visibleWith(const QWidget& root, const QString& words) {
    for (W* widget : root.findChildren<W*>())
        if (widget->isVisible() && (widget->accessibleName() == words || widget->text() == words))
            return widget;
    return nullptr;
}

/// A page whose first action is the next step until there is a second one.
class TwoStepPage : public ui::Page {
  public:
    TwoStepPage() { ui::makePrimary(&m_second); }
    bool open(const ui::Link& /*link*/) override { return true; }
    [[nodiscard]] QList<ui::Crumb> crumbs() const override { return {{"Steps", false, {}}}; }
    [[nodiscard]] QList<QAction*> headerActions() const override {
        return m_done ? QList<QAction*>{&m_first, &m_second} : QList<QAction*>{&m_first};
    }
    void setDone(bool done) {
        m_done = done;
        m_first.setProperty("primary", !done);
        Q_EMIT headerChanged();
    }

  private:
    bool m_done = false;
    mutable QAction m_first{"First"};
    mutable QAction m_second{"Second"};
};

/// A page with two actions beside its next step, and a long path.
class BusyPage : public ui::Page {
  public:
    BusyPage() {
        for (QAction* action : {&m_details, &m_stop})
            action->setIcon(ui::icon(QStringLiteral("stop")));
        ui::makePrimary(&m_next);
    }
    bool open(const ui::Link& /*link*/) override { return true; }
    [[nodiscard]] QList<ui::Crumb> crumbs() const override {
        return {{"Monitors", false, {}}, {"bearings of the western line", false, {}}};
    }
    [[nodiscard]] QList<QAction*> headerActions() const override { return {&m_details, &m_stop, &m_next}; }

  private:
    mutable QAction m_details{"Details of the monitor"};
    mutable QAction m_stop{"Stop the monitor"};
    mutable QAction m_next{"Train again…"};
};

QString wordsOf(const QWidget& question) {
    QStringList said;
    for (const auto* line : question.findChildren<ui::RichLine*>())
        said << line->text();
    return said.join(' ');
}

} // namespace

/// The frame around the pages, driven by mouse and keyboard.
class TestMainWindow : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName("driftwood-test-window");
        QSettings().clear();
    }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workbench = std::make_unique<workbench::Workbench>(*qApp, m_folder->path().toStdString());
        window().resize(1440, 900);
        m_workbench->show();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        QCOMPARE(window().pageId(), ui::kStartPage);
    }
    void cleanup() {
        m_workbench.reset();
        m_folder.reset();
    }

    void aClickOnThePlaceOpensItAndMarksIt() {
        auto* models = visibleWith<ui::NavigationButton>(window(), "Models");
        QVERIFY(models != nullptr);
        QTest::mouseClick(models, Qt::LeftButton);
        QCOMPARE(window().pageId(), ui::kModelsPage);
        QVERIFY(models->isChecked());
        QTest::keyClick(&window(), Qt::Key_Comma, Qt::ControlModifier);
        QCOMPARE(window().pageId(), ui::kSettingsPage);
        QVERIFY(!models->isChecked());
    }

    /// The training page had two primary buttons once a run had ended with a model.
    void thePrimaryButtonIsThatOfTheNextStep() {
        ui::HeaderBar bar(app());
        TwoStepPage page;
        bar.setPage(&page);
        bar.show();
        const auto kinds = [&bar] {
            QStringList primary;
            for (const auto* button : bar.findChildren<QPushButton*>())
                if (button->isVisible() && ui::buttonKind(*button) == ui::ButtonKind::Primary)
                    primary << button->text();
            return primary.join(' ');
        };
        page.setDone(false);
        QCOMPARE(kinds(), "First");
        page.setDone(true);
        QCOMPARE(kinds(), "Second");
        page.setDone(false);
        QTRY_COMPARE(kinds(), "First");
    }

    /// The path was elided to "La…" beside three long buttons.
    void secondaryButtonsAreIconsWhereThePathNeedsTheirRoom() {
        ui::HeaderBar bar(app());
        BusyPage page;
        bar.setPage(&page);
        bar.resize(1400, 48);
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        const auto texts = [&bar] {
            QStringList shown;
            for (const QPushButton* button : bar.findChildren<QPushButton*>())
                if (!button->accessibleName().isEmpty() && button->toolTip() == button->accessibleName())
                    shown << button->text();
            return shown;
        };
        const QStringList all{"Details of the monitor", "Stop the monitor", "Train again…"};
        QTRY_COMPARE(texts(), all);
        const int wide = bar.sizeHint().width();
        const auto pathIsWhole = [&bar] {
            for (const auto* line : bar.findChildren<ui::RichLine*>())
                if (line->text().endsWith("bearings of the western line"))
                    return true;
            return false;
        };
        bar.resize(wide - 40, 48);
        QTRY_COMPARE(texts(), (QStringList{"", "Stop the monitor", "Train again…"}));
        QTRY_VERIFY(pathIsWhole());
        bar.resize(wide - 200, 48);
        QTRY_COMPARE(texts(), (QStringList{"", "", "Train again…"}));
        QTRY_VERIFY(pathIsWhole());
        bar.resize(1400, 48);
        QTRY_COMPARE(texts(), all);
    }

    void theWayBackIsKept() {
        QTest::keyClick(&window(), Qt::Key_4, Qt::ControlModifier);
        QTest::keyClick(&window(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(window().pageId(), ui::kDatasetsPage);
        QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(window().pageId(), ui::kModelsPage);
        QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(window().pageId(), ui::kStartPage);
        QTest::keyClick(&window(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(window().pageId(), ui::kModelsPage);
    }

    void thePaletteGoesToWhatIsTyped() {
        QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = window().findChild<ui::CommandPalette*>();
        QVERIFY(palette != nullptr);
        auto* edit = palette->findChild<QLineEdit*>();
        QTest::keyClicks(edit, "data s");
        QCOMPARE(palette->findChild<QListView*>()->currentIndex().data().toString(), "Data sets");
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(window().pageId(), ui::kDatasetsPage);
        QTRY_VERIFY(window().findChild<ui::CommandPalette*>() == nullptr);
    }

    // The palette used to find no connections.
    void thePaletteKnowsConnections() {
        broker::ConnectionProfile profile;
        profile.name = "staging cluster";
        profile.bootstrapServers = "127.0.0.1:1";
        app().store.change(
            [profile](workspace::Workspace& workspace) { return workspace.saveProfile(profile); });
        QTRY_COMPARE(app().store.snapshot().profiles.size(), std::size_t(1));
        QVERIFY(workspace::rememberConnection(profile));
        QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
        auto* edit = window().findChild<ui::CommandPalette*>()->findChild<QLineEdit*>();
        QTest::keyClicks(edit, "staging");
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(app().connection.profile() == profile);
        QVERIFY(app().connection.state() != session::ConnectionSession::State::None);
    }

    void thePaletteSaysThatNothingWasFound() {
        QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = window().findChild<ui::CommandPalette*>();
        QVERIFY(palette != nullptr);
        auto* edit = palette->findChild<QLineEdit*>();
        QTest::keyClicks(edit, "qqzzxx");
        const auto* list = palette->findChild<QListView*>();
        QCOMPARE(list->model()->rowCount(), 1);
        QCOMPARE(list->model()->index(0, 0).data().toString(), "Nothing found");
        QTest::keyClick(edit, Qt::Key_Return); // leads nowhere
        QCOMPARE(window().pageId(), ui::kStartPage);
        QTest::keySequence(edit, QKeySequence::SelectAll);
        QTest::keyClicks(edit, "data s");
        QCOMPARE(list->currentIndex().data().toString(), "Data sets");
        QTest::keyClick(edit, Qt::Key_Escape);
    }

    void closingNamesTheDataSetsThatAreBeingMade() {
        const auto making = [](const ProgressSink&,
                               const std::stop_token& stop) -> Result<profiling::DatasetProfilePtr> {
            while (!stop.stop_requested())
                std::this_thread::sleep_for(1ms);
            return fail(ErrorCode::Cancelled, "stopped");
        };
        auto* made = app().jobs.start(std::make_unique<session::DatasetJob>("Data set brushed", making));
        ui::setJobLink(*made, ui::Link::select({TopicName("plant.machines"), {}}));
        auto* read = app().jobs.start(std::make_unique<session::DatasetJob>("Data set looked at", making));
        ui::setJobLink(*read, ui::Link::dataset("looked at"));
        window().close();
        QVERIFY(window().isVisible());
        auto* question = window().findChild<ui::ConfirmDialog*>();
        QVERIFY(question != nullptr);
        const QString said = wordsOf(*question);
        QVERIFY2(said.contains("Data set brushed") && !said.contains("looked at"), qPrintable(said));
        QTest::mouseClick(visibleWith<QPushButton>(*question, "Stop and close"), Qt::LeftButton);
        QTRY_VERIFY(!window().isVisible());
    }

    void betterMatchesComeFirst() {
        QVERIFY(ui::matchRank("plant", "plant.machines") < ui::matchRank("plant", "the plant"));
        QVERIFY(ui::matchRank("mach", "plant.machines") < ui::matchRank("mach", "stomach"));
        QVERIFY(ui::matchRank("achi", "plant.machines") < ui::matchRank("pmc", "plant.machines"));
        QVERIFY(ui::matchRank("pmc", "plant.machines") > 0);
        QCOMPARE(ui::matchRank("xyz", "plant.machines"), -1);
    }

    void theDemoIsOneClickAway() {
        auto* open = visibleWith<QPushButton>(window(), "Open the demo");
        QVERIFY(open != nullptr);
        QTest::mouseClick(open, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(app().connection.state(), session::ConnectionSession::State::Connected,
                                  kPatienceMs);
        QVERIFY(app().connection.isDemo());
        QCOMPARE(window().findChild<ui::ConnectionButton*>()->text(), "Demo broker");
    }

    void aBrokerThatGoesAwayIsSaidAtOnceAndItsReturnToo() {
        app().connection.openDemo({});
        QTRY_COMPARE_WITH_TIMEOUT(app().connection.state(), session::ConnectionSession::State::Connected,
                                  kPatienceMs);
        auto* tryNow = visibleWith<QPushButton>(window(), "Try now");
        QVERIFY(tryNow == nullptr);
        VERIFY_OK(app().connection.demo()->broker().setUp(false));
        QTRY_VERIFY_WITH_TIMEOUT(visibleWith<QPushButton>(window(), "Try now") != nullptr, 60000);
        VERIFY_OK(app().connection.demo()->broker().setUp(true));
        QTRY_VERIFY_WITH_TIMEOUT(visibleWith<QPushButton>(window(), "Try now") == nullptr, 60000);
    }

    void aJobIsSeenInTheStatusBarAndClosingStopsIt() {
        auto steps = std::make_shared<std::atomic<int>>(0);
        auto over = std::make_shared<std::atomic<bool>>(false);
        app().jobs.start(std::make_unique<tasks::ResultJob<int>>(
            "Counting",
            [steps, over](const ProgressSink& report, const std::stop_token& stop) -> Result<int> {
                while (!stop.stop_requested()) {
                    report({"counting", ++*steps, 100000000, "steps", {}});
                    std::this_thread::sleep_for(1ms);
                }
                *over = true;
                return fail(ErrorCode::Cancelled, "stopped");
            }));
        QTRY_VERIFY_WITH_TIMEOUT(window().findChild<ui::JobEntry*>() != nullptr, kPatienceMs);
        QVERIFY(window().findChild<ui::JobEntry*>()->text() == "Counting");
        QTRY_VERIFY_WITH_TIMEOUT(*steps > 10, kPatienceMs);
        window().close();
        m_workbench.reset(); // joins
        QVERIFY(over->load());
    }

    void figuresInTheStatusBarAreWholeHoweverManyJobsThereAre() {
        auto over = std::make_shared<std::atomic<bool>>(false);
        constexpr int kJobs = 9;
        for (int i = 0; i < kJobs; ++i)
            app().jobs.start(std::make_unique<tasks::ResultJob<int>>(
                QStringLiteral("Train a model with a long name, number %1").arg(i),
                [over](const ProgressSink& report, const std::stop_token& stop) -> Result<int> {
                    while (!stop.stop_requested() && !*over) {
                        report({"counting", 37, 100, "steps", {}});
                        std::this_thread::sleep_for(5ms);
                    }
                    return 1;
                }));
        auto* bar = window().findChild<ui::WorkBar*>();
        const auto entries = bar->findChildren<ui::JobEntry*>();
        QCOMPARE(entries.size(), qsizetype(kJobs));
        for (const int width : {1280, 2560, 1080}) {
            window().resize(width, 800);
            QTRY_VERIFY(entries.front()->figure().startsWith("37") && bar->width() > width - 300);
            QTRY_VERIFY(entries.front()->isVisible());
            int shown = 0;
            int right = 0;
            for (const ui::JobEntry* entry : entries) {
                if (!entry->isVisible())
                    continue;
                ++shown;
                QTRY_VERIFY(entry->width() >= entry->minimumSizeHint().width());
                QVERIFY(entry->x() >= right);
                right = entry->geometry().right();
            }
            QVERIFY(right <= bar->width());
            const QPushButton* more = nullptr;
            for (const auto* button : bar->findChildren<QPushButton*>())
                if (button->isVisible() && button->text().endsWith(" more"))
                    more = button;
            QCOMPARE(more != nullptr, shown < kJobs);
            QVERIFY(more == nullptr || more->text() == QString("%1 more").arg(kJobs - shown));
        }
        *over = true;
    }

    void closingSaysWhatBecomesOfATraining() {
        auto bench = test::demoBench();
        VERIFY_OK(bench);
        const std::filesystem::path folder = m_folder->path().toStdString();
        VERIFY_OK(test::addDemoDataset(*bench, folder, "shift", TopicName("plant.machines"), 200));
        runs::TrainRequest request;
        request.dataset = request.modelName = "shift";
        request.training =
            training::usualSpec(training::Task::AnomalyDetection, training::LearnerKind::Batch);
        const test::StepGate gate(3);
        auto run = std::make_unique<session::TrainingSession>(bench->connection, folder, request);
        gate.guard(*run);
        app().jobs.start(std::move(run));
        QTRY_VERIFY_WITH_TIMEOUT(gate.reached(), kPatienceMs);

        window().close();
        QVERIFY(window().isVisible());
        auto* question = window().findChild<ui::ConfirmDialog*>();
        QVERIFY(question != nullptr);
        const QString said = wordsOf(*question);
        QVERIFY2(said.contains("1 training run stops with the window") && said.contains("checkpoint") &&
                     !said.contains("monitor"),
                 qPrintable(said));
        QTest::mouseClick(visibleWith<QPushButton>(*question, "Cancel"), Qt::LeftButton);
        QTRY_VERIFY(window().findChild<ui::ConfirmDialog*>() == nullptr);
        QVERIFY(app().jobs.anyRunning());

        window().close();
        question = window().findChild<ui::ConfirmDialog*>();
        QVERIFY(question != nullptr);
        QTest::mouseClick(visibleWith<QPushButton>(*question, "Stop and close"), Qt::LeftButton);
        QTRY_VERIFY(!window().isVisible());
        m_workbench.reset(); // joins
        const auto row = (*workspace::Workspace::open(folder))->run(1);
        VERIFY_OK(row);
        QCOMPARE(row->status, workspace::RunStatus::Stopped);
        QCOMPARE(row->steps, 3);
        QVERIFY(std::filesystem::exists(row->checkpointPath)); // as the dialog said
    }

    void theThemeAndTextSizeAreChangedInSettingsAndRemembered() {
        QTest::keyClick(&window(), Qt::Key_Comma, Qt::ControlModifier);
        auto* dark = visibleWith<QAbstractButton>(window(), "Dark");
        QVERIFY(dark != nullptr);
        QTest::mouseClick(dark, Qt::LeftButton);
        QVERIFY(ui::isDark());
        QCOMPARE(ui::Preferences().themeName(), "dark");
        auto* light = visibleWith<QAbstractButton>(window(), "Light");
        QTest::mouseClick(light, Qt::LeftButton);
        QVERIFY(!ui::isDark());
    }

    /// Larger and back again: no widget keeps the size for large text.
    void textMadeSmallerAgainLeavesNothingTall() {
        QTest::keyClick(&window(), Qt::Key_Comma, Qt::ControlModifier);
        const auto heights = [this] {
            test::settle(); // laid out
            QStringList out;
            for (const QWidget* widget : std::initializer_list<const QWidget*>{
                     window().findChild<ui::HeaderBar*>(), window().findChild<ui::WorkBar*>(),
                     visibleNamed<QComboBox>("Language"), visibleNamed<QSlider>("Text size")})
                out << QString::number(widget == nullptr ? -1 : widget->height());
            return out.join(' ');
        };
        auto* slider = visibleNamed<QSlider>("Text size");
        QVERIFY(slider != nullptr);
        const QString before = heights();
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_End);
        QCOMPARE(ui::fontFactor(), 150);
        QVERIFY(heights() != before);
        while (ui::fontFactor() > 100)
            QTest::keyClick(slider, Qt::Key_Left);
        QCOMPARE(heights(), before);
    }

    /// An error is shown until the user has seen it, or until a new attempt succeeds.
    void aFailureInTheStatusBarGoesOnceItIsRead() {
        const auto failing = [this](const QString& title) {
            auto* job = app().jobs.start(std::make_unique<tasks::ResultJob<int>>(
                title, [](const ProgressSink&, const std::stop_token&) -> Result<int> {
                    return fail(ErrorCode::Io, "broken");
                }));
            ui::setJobLink(*job, ui::Link::toPage(ui::kDatasetsPage));
        };
        const auto* bar = window().findChild<ui::WorkBar*>();
        const auto failures = [bar] {
            int count = 0;
            for (const auto* entry : bar->findChildren<ui::JobEntry*>())
                count += entry->isVisible() && entry->figure() == "failed" ? 1 : 0;
            return count;
        };
        failing("Data set one");
        QTRY_COMPARE(failures(), 1);
        failing("Data set one"); // a new attempt: only one entry remains
        QTRY_COMPARE(failures(), 1);
        failing("Data set two");
        QTRY_COMPARE(failures(), 2);
        QTest::mouseClick(bar->findChildren<ui::JobEntry*>().last(), Qt::LeftButton);
        QCOMPARE(window().pageId(), ui::kDatasetsPage);
        QTRY_COMPARE(failures(), 1);
    }

    void theKeysSayWhatThePageIsFor() {
        QTest::keyClick(&window(), Qt::Key_4, Qt::ControlModifier);
        QTest::keyClick(&window(), Qt::Key_F1);
        QTRY_VERIFY(window().findChild<QDialog*>("keys") != nullptr);
        const auto said = [this] {
            QString out;
            for (const auto* label : window().findChild<QDialog*>("keys")->findChildren<QLabel*>())
                out += label->text() + '\n';
            return out;
        };
        QVERIFY(said().contains("Models: how good each one is") && said().contains("man driftwood"));
        window().findChild<QDialog*>("keys")->close();
    }

  private:
    template <class W>
    W* visibleNamed(const QString& name) {
        for (W* widget : window().findChildren<W*>())
            if (widget->isVisible() && widget->accessibleName() == name)
                return widget;
        return nullptr;
    }
    ui::MainWindow& window() { return m_workbench->window(); }
    session::AppContext& app() { return m_workbench->app(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<workbench::Workbench> m_workbench;
};

QTEST_MAIN(TestMainWindow)
#include "test_main_window.moc"
