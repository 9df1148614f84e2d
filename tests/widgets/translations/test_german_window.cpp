#include "app/workbench/workbench.h"
#include "features/fitted_features.h"
#include "profiling/field_findings.h"
#include "runs/training_job.h"
#include "session/monitor_session.h"
#include "shown_text.h"
#include "support/result_check.h"
#include "support/sample_model.h"
#include "support/trained_demo.h"
#include "training/learners/learner.h"
#include "ui/models/card_language.h"
#include "ui/monitor/challenger_panel.h"
#include "ui/monitor/wall/wall_window.h"
#include "ui/training/run_words.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/messages/error_sentences.h"
#include "workspace/activity_lock.h"

#include <QAbstractButton>
#include <QDialog>
#include <QSettings>
#include <QStandardPaths>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

using namespace driftwood;
using ui::Link;

namespace {

constexpr int kPatienceMs = 60000;
constexpr int kLayoutMs = 2000;
constexpr int kSettleMs = 400; ///< time for the answers to the page's queries
constexpr double kLargeText = 1.4;
constexpr QSize kLeastPromised(1280, 800);

} // namespace

/// The window in German at its smallest promised size, with the demo's data in it: every text fits and none
/// is in English.
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
        m_shown.addNames({QString::fromStdString(test::kMachines.value), "pred.machines-ae", "machines-ae",
                          "driftwood-machines-ae", "machines-wider", "Anomalieerkennung"});
        for (const auto& field : m_demo.model->reference.fields)
            m_shown.addNames({QString::fromStdString(field.path)});
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
        if (QAbstractButton* facts = button(window(), "Details")) { // Facts are folded at this width
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
        QTRY_VERIFY_WITH_TIMEOUT(!app().store.snapshot().monitors.empty(), kPatienceMs);
        m_demo.feed->setLiveRate(3.0);
        const auto* monitor = app().jobs.newest<session::MonitorSession>([](const auto&) { return true; });
        QVERIFY(monitor != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(monitor->figures().scored > 150, kPatienceMs);
        m_demo.feed->setLiveRate(0.0);
        check(window());
        m_demo.feed->setLiveRate(4.0);
        m_demo.feed->startDrift();
        QTRY_VERIFY_WITH_TIMEOUT(!monitor->alarms().empty(), kPatienceMs);
        m_demo.feed->setLiveRate(0.0);
        check(window());
    }

    /// Every kind of model card, with everything that the core may write into it.
    void noSentenceOfACardIsEnglish() {
        QStringList english;
        const model::CardWords german = ui::cardLanguage();
        model::CardWords watched = german;
        watched.sentence = [&](const std::string& text) {
            const std::string said = german.sentence(text);
            if (said == text)
                english << QString::fromStdString(text);
            return said;
        };
        for (const training::Task task :
             {training::Task::AnomalyDetection, training::Task::Regression, training::Task::Classification})
            for (const bool onePass : {false, true})
                for (const int classes : {2, 3}) {
                    auto model = test::plantModel(task, classes);
                    model.lineage.learner = training::learnerStoredAs(onePass);
                    fillLineage(model);
                    const QString card = QString::fromStdString(modelCard(model, watched));
                    QVERIFY(card.contains("## Woher es kommt") && card.contains("1.234.567 Zeilen"));
                    model.validation.values.clear();
                    model.prequential.values.clear();
                    model.isVerified = false;
                    model.lineage.startedFrom.clear();
                    (void)modelCard(model, watched);
                }
        english.removeDuplicates();
        QVERIFY2(english.isEmpty(), qPrintable(english.join('\n')));
        // Why a parent's weights were not used: the reason is inside another sentence.
        for (const char* why :
             {"it has 3 inputs, this run has 4", "its inputs are others: a (float) there, b (text) here",
              "it predicts another label", "its classes are others", "its network has other hidden layers",
              "its network has other outputs",
              "its values are so much larger that its weights cannot be converted"}) {
            const QString said = QString::fromStdString(
                german.sentence(std::string("new weights: the parent's do not fit, ") + why));
            QVERIFY2(said.startsWith("neuen Gewichten: ") && !said.contains(", it"), qPrintable(said));
        }
    }

    /// Real errors of the core: its sentences must equal those in the translated list.
    void usualErrorsAreGerman() {
        const auto rows = test::plantRows(3000, 1);
        features::FeatureSpec spec =
            features::FeatureSpec::suggest(rows.schema(), features::LabelKind::Category, "temperature");
        const auto fitted = features::FittedFeatures::fit(spec, rows, 0, rows.rows());
        QVERIFY(!fitted);
        const QString said = ui::whatHappened(fitted.error());
        QVERIFY2(said.startsWith("Das Label hat ") &&
                     said.endsWith(
                         " verschiedene Werte, mehr als die 1000 Klassen, die sich unterscheiden lassen"),
                 qPrintable(said));
        QVERIFY(ui::whatToDo(fitted.error()).startsWith("Ein Label mit wenigen Werten wählen"));
        const auto topic = m_demo.connection->topic(TopicName("no.such.topic"));
        QVERIFY(!topic);
        QVERIFY2(ui::errorText(topic.error()).contains("gibt es nicht"),
                 qPrintable(ui::errorText(topic.error())));
        workspace::RunRow failed;
        failed.stopReason = fitted.error().text();
        const Error kept = ui::failureOf(failed);
        QCOMPARE(kept.what, fitted.error().what);
        QCOMPARE(kept.where, fitted.error().where);
        QCOMPARE(kept.hint, fitted.error().hint);
        // An unknown sentence stays in English, after the kind of error.
        QCOMPARE(ui::whatHappened({ErrorCode::NotFound, "something new", {}, {}}),
                 QString("Nicht gefunden: Something new"));
    }

    void aGroupInUseIsSaidInGerman() {
        auto* monitor = app().jobs.newest<session::MonitorSession>([](const auto&) { return true; });
        QVERIFY(monitor != nullptr);
        monitor->stop();
        QTRY_VERIFY_WITH_TIMEOUT(monitor->over(), kPatienceMs);
        QTRY_VERIFY(!app().store.snapshot().monitors.front().running);
        const auto row = app().store.snapshot().monitors.front();
        const auto cluster = m_demo.connection->cluster();
        VERIFY_OK(cluster);
        const auto group = workspace::ActivityLock::take(
            m_folder.path().toStdString(), workspace::Activity::Group,
            workspace::groupLockId(cluster->clusterId, row.group, row.sourceTopic));
        VERIFY_OK(group);
        clickButton(window(), "Fortsetzen");
        QTRY_VERIFY_WITH_TIMEOUT(shows("bewertet dieses Topic schon"), kPatienceMs);
        QVERIFY(shows("würden jeden Record doppelt bewerten"));
        check(window());
    }

    // Runs last, because it changes the window.
    void largeTextToo_data() {
        ui::Preferences().setFontFactor(kLargeText);
        m_workbench.reset();
        open();
        addPages();
    }
    void largeTextToo() { everyTextFitsAndIsGerman(); }
    void theDialogsWithLargeText() { theDialogsToo(); }
    void aChallengerWithLargeText() {
        runs::TrainRequest request;
        request.modelName = "machines-wider";
        request.dataset = m_demo.model->lineage.dataset.name;
        request.training.network = {training::NetworkKind::Autoencoder, {24, 6, 24}};
        request.training.epochs = 2;
        VERIFY_OK(runs::runTraining(*m_demo.connection, m_folder.path().toStdString(), request, {}, {}));
        app().store.refresh();
        window().go(Link::toPage(ui::kMonitorPage));
        clickButton(window(), "Details");
        const QAbstractButton* add = button(window(), "Hinzufügen…");
        QTRY_VERIFY_WITH_TIMEOUT(add != nullptr && add->isEnabled(), kPatienceMs);
        QTimer::singleShot(0, this, [] { // the menu runs its own event loop
            QWidget* menu = QApplication::activePopupWidget();
            QVERIFY(menu != nullptr);
            QTest::keyClick(menu, Qt::Key_Down);
            QTest::keyClick(menu, Qt::Key_Return);
        });
        clickButton(window(), "Hinzufügen…");
        const auto* panel = window().findChild<ui::ChallengerPanel*>();
        QVERIFY(panel != nullptr);
        const auto* table = panel->findChild<QTableView*>();
        QTRY_VERIFY_WITH_TIMEOUT(table->isVisible() && table->model()->rowCount() > 0, kPatienceMs);
        check(window());
        clickButton(window(), "Details");
    }
    void theWallWithLargeText() {
        window().go(Link::toPage(ui::kMonitorPage));
        clickButton(window(), "Wandanzeige");
        const auto wall = [] {
            for (QWidget* widget : QApplication::topLevelWidgets())
                if (qobject_cast<ui::WallWindow*>(widget) != nullptr)
                    return widget;
            return static_cast<QWidget*>(nullptr);
        };
        QTRY_VERIFY(wall() != nullptr);
        wall()->showNormal();
        const auto resized = [&] { // the text of the size before may have needed more room
            wall()->resize(kLeastPromised);
            return wall()->size() == kLeastPromised;
        };
        QTRY_VERIFY(resized());
        check(*wall());
        QTest::keyClick(wall(), Qt::Key_Escape);
        QTRY_VERIFY(wall() == nullptr);
    }

  private:
    void addPages() {
        QTest::addColumn<Link>("link");
        QTest::newRow("start") << Link{};
        QTest::newRow("data set") << Link::dataset("history");
        QTest::newRow("new run") << Link::newRun("history");
        QTest::newRow("run") << Link::run(1);
        QTest::newRow("model") << Link::model(modelId());
        QTest::newRow("monitors") << Link::toPage(ui::kMonitorPage);
        QTest::newRow("settings") << Link::toPage(ui::kSettingsPage);
        QTest::newRow("topic") << Link::topic(test::kMachines);
        QTest::newRow("select") << Link::select(
            {test::kMachines, {{PartitionId(0), Offset(100), Offset(900)}}});
    }

    void open() {
        m_workbench = std::make_unique<workbench::Workbench>(*qApp, m_folder.path().toStdString());
        window().resize(kLeastPromised);
        m_workbench->show();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        app().store.refresh();
        app().connection.connectTo(m_demo.feed->profile());
        QTRY_VERIFY_WITH_TIMEOUT(app().store.loaded() && !app().store.snapshot().models.empty(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(app().connection.topic(test::kMachines) != nullptr, kPatienceMs);
    }
    ui::MainWindow& window() { return m_workbench->window(); }
    session::AppContext& app() { return m_workbench->app(); }
    bool shows(const QString& text) {
        for (const auto* widget : window().findChildren<QWidget*>())
            if (widget->isVisible() && (widget->accessibleName().contains(text) ||
                                        widget->property("text").toString().contains(text)))
                return true;
        return false;
    }
    static void fillLineage(model::TrainedModel& model) {
        using profiling::FieldFinding;
        using profiling::FieldProblem;
        model::Lineage& lineage = model.lineage;
        lineage.dataset.rows = 1'234'567;
        lineage.parentModelId = "before";
        lineage.startedFrom = model::Lineage::kFromParent;
        lineage.familiarRows = 1200;
        lineage.stopReason = training::stopReasonText(training::StopReason::EarlyStopping);
        lineage.leftOut = {{"a", "it was not chosen"}, {"b", "its role is key"}};
        for (const auto problem :
             {FieldProblem::AlwaysMissing, FieldProblem::NoneFits, FieldProblem::OneValue,
              FieldProblem::ManyTexts, FieldProblem::Grows, FieldProblem::NamesRecords,
              FieldProblem::GivesLabelAway, FieldProblem::PresenceGivesLabelAway, FieldProblem::FollowsLabel})
            lineage.leftOut.push_back({"c", FieldFinding{problem, 5000, "minutes"}.text()});
        lineage.doubtful = lineage.leftOut;
        lineage.doubtful.push_back({"minutes", "3 values are beyond 2^53 and rounded in learning"});
        for (training::Evaluation* evaluation :
             {&model.validation, &model.trainingEvaluation, &model.prequential}) {
            evaluation->values["mae"] = evaluation->values["accuracy"] = 3.1;
            evaluation->values["largest_class_share"] = 0.97;
            evaluation->values["rows_without_label"] = 3.0;
        }
        model.baselines.clear();
        for (const char* name : {"mean", "majority", "last_value", "day_before", "week_before",
                                 "last_value_of_key", "day_before_of_key", "week_before_of_key"})
            model.baselines.push_back({name, {{{"mae", 9.0}, {"accuracy", 0.5}, {"rows", 120.0}}}});
    }
    [[nodiscard]] QString modelId() const { return QString::fromStdString(m_demo.model->id); }
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

    /// The visible button with this text or, if it has only an icon, name; null if there is none.
    static QAbstractButton* button(const QWidget& root, const QString& text) {
        for (auto* button : root.findChildren<QAbstractButton*>())
            if (button->isVisible() && (button->text() == text || button->accessibleName() == text))
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

    void check(QWidget& root) {
        QTest::qWait(kSettleMs);
        // The text of a running job may have changed since the last layout.
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
        QCOMPARE(window().size(), kLeastPromised); // no text has widened the window
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
    test::ShownText m_shown{test::readMessages(test::translationFile("de"))};
    std::unique_ptr<workbench::Workbench> m_workbench;
};

QTEST_MAIN(TestGermanWindow)
#include "test_german_window.moc"
