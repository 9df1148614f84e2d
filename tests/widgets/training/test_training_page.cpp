#include "training_bench.h"

#include "model/trained_model.h"
#include "profiling/feature_suggestion.h"
#include "session/training_session.h"
#include "support/result_check.h"
#include "ui/charts/series_chart.h"
#include "ui/itemmodels/training/feature_item_model.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/training/form_field.h"
#include "ui/training/new_run_form.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/tag.h"

#include <QAccessible>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTreeView>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;
using session::TrainingSession;

namespace {

/// Number of steps after which a test pauses, stops or leaves a run with seven steps per epoch: within an
/// epoch.
constexpr std::int64_t kHeldAt = 20;
constexpr std::int64_t kStoppedAt = 30; ///< within a later one

} // namespace

/// The Training page with mouse and keyboard, on the demo's broker.
class TestTrainingPage : public QObject {
    Q_OBJECT

  private:
    test::DemoBench m_demo;
    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::TrainingBench> m_bench;

    std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    Page& page() { return m_bench->page(); }

    TrainingSession* session() const { return m_bench->session(); }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("driftwood-test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        auto demo = test::demoBench();
        VERIFY_OK(demo);
        m_demo = std::move(*demo);
    }

    void init() {
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
        VERIFY_OK(test::addDemoDataset(m_demo, folder(), "shift", TopicName("plant.machines"), 500));
        m_bench = std::make_unique<test::TrainingBench>(m_demo, folder());
    }
    void cleanup() {
        m_bench.reset();
        m_folder.reset();
    }

    void withoutARunThePageOffersOne() {
        QVERIFY(page().open(Link::toPage(kTrainingPage)));
        QVERIFY(m_bench->click("New run…"));
        QTRY_VERIFY(m_bench->window().findChild<NewRunForm*>()->isVisible());
    }

    void aRunMadeByKeyboardEqualsTheSameRequestDirectly() {
        QVERIFY(m_bench->openForm());
        QVERIFY(m_bench->typeInto("Name of the model", "typed"));
        QVERIFY(m_bench->typeInto("Hidden layers", "12, 4, 12"));
        QVERIFY(m_bench->typeInto("Epochs, at most", "3"));
        const runs::TrainRequest request = m_bench->window().findChild<NewRunForm*>()->checked().request;
        QCOMPARE(request.training.network.hidden, (std::vector<int>{12, 4, 12}));
        QCOMPARE(request.training.epochs, 3);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(session() != nullptr);
        QVERIFY(test::ended(session()));
        QCOMPARE(session()->state(), tasks::Job::State::Finished);
        QTRY_COMPARE(m_bench->notices().size(), 1);
        QCOMPARE(m_bench->notices().front().kind, Notice::Kind::Done);
        QCOMPARE(m_bench->notices().front().link->id, session()->runId());

        // The drawn values are the stored ones.
        auto workspace = workspace::Workspace::open(folder());
        const auto stored = (*workspace)->metric(session()->runId(), "train/loss");
        VERIFY_OK(stored);
        QCOMPARE(stored->size(), session()->history().loss().size());
        auto* chart = m_bench->named<SeriesChart>("Loss");
        QVERIFY(chart != nullptr);
        for (const workspace::MetricRow& row : *stored)
            QCOMPARE(chart->track().valueAt(0, static_cast<double>(row.step)).value_or(-1.0), row.value);

        // The command line produces the same weights.
        const auto direct = runs::runTraining(*m_demo.connection, folder(), request, {}, {});
        VERIFY_OK(direct);
        const auto model = (*workspace)->model(session()->row().modelId);
        VERIFY_OK(model);
        const auto bundle = model::loadBundle(model->bundlePath);
        VERIFY_OK(bundle);
        QCOMPARE(bundle->learned.weights(), direct->model->learned.weights());

        // The next step of the work flow.
        QVERIFY(m_bench->click("Attach…"));
        QCOMPARE(m_bench->links().back().to, Link::To::Attach);
        QCOMPARE(m_bench->links().back().name.toStdString(), session()->row().modelId);
    }

    void theFormBeginsWithTheFeaturesOfTheCommandLine() {
        QVERIFY(m_bench->openForm());
        const auto workspace = workspace::Workspace::open(folder());
        const auto manifest = (*workspace)->dataset("shift")->manifest;
        const auto data = dataset::loadDataset(*m_demo.connection, manifest, {}, {});
        VERIFY_OK(data);
        const auto direct = profiling::suggestFeatures(*data, {}, training::Task::AnomalyDetection, {});
        VERIFY_OK(direct);
        const auto* form = m_bench->window().findChild<NewRunForm*>();
        QVERIFY(form->checked().request.features.inputs == direct->spec.inputs);
        for (const auto& input : direct->spec.inputs)
            QVERIFY(input.path != "fault" && input.path != "machine" && input.path != "ts");
    }

    void whatIsWrongBlocksStartAndSaysWhy() {
        QVERIFY(m_bench->openForm());
        QVERIFY(m_bench->typeInto("Learning rate", "fast"));
        auto* rate = m_bench->named<QLineEdit>("Learning rate");
        QVERIFY(hasFieldError(*rate));
        QVERIFY(rate->accessibleDescription().contains("above 0"));
        QVERIFY(m_bench->click("Start"));
        QVERIFY(session() == nullptr);
        QCOMPARE(QApplication::focusWidget(), rate);
        QVERIFY(m_bench->typeInto("Learning rate", "1e-3"));
        QVERIFY(!hasFieldError(*rate));

        // Without any input field.
        auto* features = m_bench->named<QTableView>("Features");
        QVERIFY(features->columnWidth(FeatureItemModel::Missing) >=
                QFontMetrics(font(TextStyle::Value)).horizontalAdvance("12.85 %") +
                    features->style()->pixelMetric(QStyle::PM_IndicatorWidth) + 3 * metrics::kCellPadding);
        for (int row = 0; row < features->model()->rowCount(); ++row) {
            const QModelIndex field = features->model()->index(row, 0);
            if (field.data(Qt::CheckStateRole).toInt() != Qt::Checked)
                continue;
            features->setCurrentIndex(field);
            features->setFocus();
            QTest::keyClick(features, Qt::Key_Space);
        }
        QVERIFY(hasFieldError(*features));
        QVERIFY(m_bench->click("Start"));
        QVERIFY(session() == nullptr);
    }

    void regressionAsksForALabel() {
        QVERIFY(m_bench->openForm());
        auto* task = m_bench->named<QComboBox>("Task");
        task->setFocus();
        QTest::keyClick(task, Qt::Key_Down);
        QCOMPARE(task->currentText(), "Regression");
        auto* label = m_bench->named<QComboBox>("Label: the field to predict");
        QVERIFY(label != nullptr);
        QVERIFY(!label->currentText().isEmpty());
        const auto* form = m_bench->window().findChild<NewRunForm*>();
        QVERIFY(form->checked().problems.isEmpty());
        QCOMPARE(form->checked().request.features.labelPath, label->currentText().toStdString());
        for (const auto& input : form->checked().request.features.inputs)
            QVERIFY(input.path != form->checked().request.features.labelPath);
    }

    void aPositiveClassThatNoRecordHasIsRefusedBeforeTheRun() {
        QVERIFY(m_bench->openForm());
        auto* task = m_bench->named<QComboBox>("Task");
        task->setFocus();
        QTest::keyClick(task, Qt::Key_End);
        QCOMPARE(task->currentText(), "Classification");
        auto* label = m_bench->named<QComboBox>("Label: the field to predict");
        QVERIFY(m_bench->typeInto("Label: the field to predict", "fault"));
        const QString field = "Positive class, for precision, recall and F1";
        auto* positive = m_bench->named<QComboBox>(field);
        QVERIFY(label != nullptr && positive != nullptr);
        QTRY_COMPARE(positive->count(), 2);
        QCOMPARE(positive->lineEdit()->placeholderText(), "the rarer one");
        const auto* form = m_bench->window().findChild<NewRunForm*>();
        QTRY_VERIFY(form->checked().problems.isEmpty());

        QVERIFY(m_bench->typeInto(field, "7"));
        QVERIFY(hasFieldError(*positive));
        QVERIFY(positive->accessibleDescription().contains("false, true"));
        QVERIFY(m_bench->click("Start"));
        QVERIFY(session() == nullptr);
        QCOMPARE(positive->currentText(), "7"); // the value is marked as wrong, but kept
        QVERIFY(m_bench->typeInto(field, "false"));
        QVERIFY(!hasFieldError(*positive));
        QCOMPARE(form->checked().request.training.positiveClass, std::string("false"));

        // With more than two classes there is no rarer one.
        QVERIFY(m_bench->typeInto("Label: the field to predict", "machine"));
        QTRY_VERIFY(positive->count() > 2);
        QVERIFY(positive->currentText().isEmpty());
        QVERIFY(positive->lineEdit()->placeholderText().startsWith("none"));
    }

    void theDataSetsLabelIsNoSecondLabel() {
        QVERIFY(m_bench->openForm());
        const auto notes = [this] {
            QStringList all;
            const auto* model = m_bench->named<QTableView>("Features")->model();
            for (int row = 0; row < model->rowCount(); ++row)
                for (int column = 0; column < model->columnCount(); ++column)
                    all << model->index(row, column).data().toString();
            return all;
        };
        QTRY_VERIFY(notes().contains("unused label")); // without a label
        QVERIFY(!notes().contains("label"));
        auto* task = m_bench->named<QComboBox>("Task");
        task->setFocus();
        QTest::keyClick(task, Qt::Key_Down);
        QVERIFY(m_bench->typeInto("Label: the field to predict", "vibration"));
        QTRY_COMPARE(notes().count("label"), 1);
        QVERIFY(notes().contains("unused label"));
        QVERIFY(m_bench->typeInto("Label: the field to predict", "fault"));
    }

    void pausedStepsStandStillAndStoppedRunsGoOn() {
        const test::StepGate& gate = m_bench->holdRunsAt(1);
        auto* first = m_bench->beginHeldRun(gate, kHeldAt);
        QVERIFY(first != nullptr);
        QVERIFY(QTest::qWaitFor([&] { return m_bench->click("Pause"); }));
        gate.openUntil(kStoppedAt);
        QTRY_VERIFY(first->standing());
        QTRY_COMPARE(first->checkpointStep(), kHeldAt);
        const auto request = m_bench->window().findChild<NewRunForm*>()->checked().request;
        const auto direct = runs::runTraining(*m_demo.connection, folder(), request, {}, {});
        VERIFY_OK(direct); // it is still there after a whole run
        QCoreApplication::processEvents();
        QCOMPARE(first->row().steps, kHeldAt);
        QVERIFY(!first->over());
        auto* chart = m_bench->named<SeriesChart>("Loss");
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Space);
        QCOMPARE(first->state(), tasks::Job::State::Running);
        QTRY_VERIFY(gate.reached());
        QVERIFY(QTest::qWaitFor([&] { return m_bench->click("Stop"); }));
        QVERIFY(test::ended(first));
        const std::int64_t id = first->runId();
        QCOMPARE(first->state(), tasks::Job::State::Stopped);
        QCOMPARE(first->row().steps, kStoppedAt);
        QVERIFY(std::filesystem::exists(first->row().checkpointPath));
        gate.open();

        QPushButton* goOn = nullptr;
        QTRY_VERIFY(([&] {
            for (auto* button : m_bench->window().findChildren<QPushButton*>())
                if (button->isVisible() && button->text().startsWith("Resume from step"))
                    goOn = button;
            return goOn != nullptr;
        }()));
        QTest::mouseClick(goOn, Qt::LeftButton);
        QTRY_VERIFY(session() != first);
        QVERIFY(test::ended(session()));
        QCOMPARE(session()->state(), tasks::Job::State::Finished);
        QCOMPARE(session()->runId(), id);
        auto workspace = workspace::Workspace::open(folder());
        const auto model = (*workspace)->model(session()->row().modelId);
        VERIFY_OK(model);
        const auto bundle = model::loadBundle(model->bundlePath);
        VERIFY_OK(bundle);
        QCOMPARE(bundle->learned.weights(), direct->model->learned.weights());
    }

    void otherRunsAreDrawnBeside() {
        for (const char* seed : {"1", "2", "3"}) {
            QVERIFY(m_bench->openForm());
            QVERIFY(m_bench->typeInto("Seed", seed));
            QVERIFY(m_bench->typeInto("Epochs, at most", "2"));
            const auto* before = session();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
            QTRY_VERIFY(session() != before);
            QVERIFY(test::ended(session()));
        }
        auto* chart = m_bench->named<SeriesChart>("Loss");
        const int alone = chart->track().seriesCount();
        const auto compareWith = [&](const QString& button, int place) {
            // The menu runs its own event loop, so it is operated from a timer.
            QTimer::singleShot(0, this, [place] {
                QWidget* menu = QApplication::activePopupWidget();
                QVERIFY(menu != nullptr);
                for (int i = 0; i < place; ++i)
                    QTest::keyClick(menu, Qt::Key_Down);
                QTest::keyClick(menu, Qt::Key_Return);
            });
            return m_bench->click(button);
        };
        QVERIFY(compareWith("Compare", 1));
        QTRY_COMPARE(chart->track().seriesCount(), alone + 1);
        // The best epoch of either run is marked.
        QTRY_COMPARE(chart->summary().count(": best "), 2);
        // The colours of a run's own curves are no other run's.
        QVERIFY(compareWith("Compare run 2", 2));
        QTRY_COMPARE(chart->track().seriesCount(), alone + 2);
        QTRY_COMPARE(chart->summary().count(": best "), 3);
        QFile drawn(m_settings.filePath("compared.svg"));
        VERIFY_OK(chart->exportSvg(drawn.fileName()));
        QVERIFY(drawn.open(QIODevice::ReadOnly));
        const QString svg = QString::fromUtf8(drawn.readAll());
        for (const QColor& beside : {categoryColor(2), categoryColor(3)}) {
            QVERIFY2(svg.contains(beside.name()), qPrintable(beside.name()));
            QVERIFY(beside != color(Token::Train) && beside != color(Token::Validation));
        }
    }

    void theScaleIsSwitchedByBarAndKey() {
        auto* run = m_bench->beginRun("2");
        QVERIFY(run != nullptr);
        QVERIFY(test::ended(run));
        auto* chart = m_bench->named<SeriesChart>("Loss");
        QVERIFY(chart->track().isLogarithmic());
        QVERIFY(m_bench->click("Linear"));
        QVERIFY(!chart->track().isLogarithmic());
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_L);
        QVERIFY(chart->track().isLogarithmic());
        QVERIFY(m_bench->click("Epoch"));
        QCOMPARE(chart->xAxis(), XAxis::Epoch);
        QTRY_VERIFY(chart->visibleRange().end < 3.0);
    }

    void leavingWhileItTrainsJoinsAndKeepsTheRun() {
        const test::StepGate& gate = m_bench->holdRunsAt(1);
        auto* run = m_bench->beginHeldRun(gate, kHeldAt);
        QVERIFY(run != nullptr);
        const std::int64_t id = run->runId();
        QElapsedTimer took;
        took.start();
        m_bench.reset();
        qInfo("left a running training after %lld ms", took.elapsed());
        auto workspace = workspace::Workspace::open(folder());
        const auto row = (*workspace)->run(id);
        VERIFY_OK(row);
        QCOMPARE(row->status, workspace::RunStatus::Stopped);
        QVERIFY(std::filesystem::exists(row->checkpointPath));
    }

    void aStoredRunLooksAsItDidLive() {
        auto* run = m_bench->beginRun("3");
        QVERIFY(run != nullptr);
        QVERIFY(test::ended(run));
        const std::int64_t id = run->runId();
        const auto losses = run->history().loss();
        m_bench.reset();
        m_bench = std::make_unique<test::TrainingBench>(m_demo, folder());
        QVERIFY(page().open(Link::run(id)));
        auto* chart = m_bench->named<SeriesChart>("Loss");
        QVERIFY(chart != nullptr);
        QTRY_COMPARE(chart->track().seriesCount(), 3);
        for (std::size_t i = 0; i < losses.size(); ++i)
            QTRY_COMPARE(chart->track().valueAt(0, losses.step[i]).value_or(-1.0), losses.value[i]);
        QCOMPARE(page().crumbs().back().text, QString("run %1").arg(id));
    }

    void anInterruptedRunOffersToGoOn() {
        const test::StepGate& gate = m_bench->holdRunsAt(1);
        auto* run = m_bench->beginHeldRun(gate, kHeldAt);
        QVERIFY(run != nullptr);
        run->stop();
        QVERIFY(test::ended(run));
        workspace::RunRow row = run->row();
        m_bench.reset();
        // Simulates what a killed process leaves behind.
        auto workspace = workspace::Workspace::open(folder());
        row.status = workspace::RunStatus::Running;
        row.finishedAt.clear();
        VERIFY_OK((*workspace)->updateRun(row));
        m_bench = std::make_unique<test::TrainingBench>(m_demo, folder());
        QVERIFY(page().open(Link::run(row.id)));
        QTRY_VERIFY(([&] {
            for (const auto* tag : m_bench->window().findChildren<Tag*>())
                if (tag->isVisible() && tag->text() == "Interrupted")
                    return true;
            return false;
        }()));
        bool offered = false;
        for (auto* button : m_bench->window().findChildren<QPushButton*>())
            offered = offered || (button->isVisible() && button->text().startsWith("Resume from step"));
        QVERIFY(offered);
    }

    void aStoppedRunWhoseCheckpointIsGoneSaysSo() {
        const auto id = m_bench->addStoredRun({.name = "gone",
                                               .status = workspace::RunStatus::Stopped,
                                               .steps = 40,
                                               .checkpointPath = folder() / "no-such-checkpoint"});
        m_bench->app().store.refresh();
        QVERIFY(page().open(Link::run(id)));
        QTRY_VERIFY(([&] {
            for (const auto* label : m_bench->window().findChildren<QLabel*>())
                if (label->isVisible() && label->text().contains("no checkpoint is left"))
                    return true;
            return false;
        }()));
        // If one line is too narrow, the facts are wrapped to two lines, and none is left out.
        m_bench->window().resize(1080, 680);
        for (const auto* line : m_bench->window().findChildren<RichLine*>())
            if (line->isVisible() && line->text().contains("no checkpoint is left")) {
                QVERIFY(line->hasHeightForWidth());
                QTRY_VERIFY(line->height() >= line->heightForWidth(line->width()));
            }
        for (const auto* button : m_bench->window().findChildren<QPushButton*>())
            QVERIFY(!button->isVisible() || !button->text().startsWith("Resume"));
    }

    void aFailedRunSaysWhy() {
        const auto id = m_bench->addStoredRun({.name = "broken",
                                               .status = workspace::RunStatus::Failed,
                                               .stopReason = "the loss became infinite"});
        m_bench->app().store.refresh();
        QVERIFY(page().open(Link::run(id)));
        auto* card = m_bench->window().findChild<ErrorCard*>();
        QTRY_VERIFY(card->isVisible());
        QCOMPARE(card->error().what, std::string("the loss became infinite"));
        auto* list = m_bench->named<QTreeView>("Runs");
        QVERIFY(list->currentIndex().isValid());
    }

    /// The user has to change only what made it fail.
    void aNewRunAfterAFailedOneBeginsWithItsChoices() {
        QVERIFY(m_bench->openForm());
        auto* task = m_bench->named<QComboBox>("Task");
        task->setFocus();
        QTest::keyClick(task, Qt::Key_End);
        QVERIFY(m_bench->typeInto("Label: the field to predict", "machine"));
        QVERIFY(m_bench->typeInto("Name of the model", "which"));
        QVERIFY(m_bench->typeInto("Hidden layers", "7, 5"));
        QVERIFY(m_bench->typeInto("Epochs, at most", "3"));
        const auto* form = m_bench->window().findChild<NewRunForm*>();
        QTRY_VERIFY(form->checked().problems.isEmpty() && !form->checked().request.features.inputs.empty());
        const runs::TrainRequest wanted = form->checked().request;
        workspace::RunRow row = runs::runRowOf(wanted);
        row.status = workspace::RunStatus::Failed;
        row.stopReason = "the loss became infinite";
        const auto id = m_bench->addStoredRun(row);
        m_bench->app().store.refresh();
        QVERIFY(page().open(Link::newRun("shift"))); // fills the form with other values
        QTRY_VERIFY(form->checked().request.training.task != wanted.training.task);
        QVERIFY(page().open(Link::run(id)));
        QTRY_VERIFY(m_bench->window().findChild<ErrorCard*>()->isVisible());
        QVERIFY(m_bench->click("New run…"));
        QTRY_COMPARE(form->checked().request.modelName, std::string("which"));
        QTRY_VERIFY(form->checked().problems.isEmpty());
        const runs::TrainRequest& offered = form->checked().request;
        QCOMPARE(offered.training.task, training::Task::Classification);
        QCOMPARE(offered.features.labelPath, std::string("machine"));
        QCOMPARE(offered.training.network.hidden, (std::vector<int>{7, 5}));
        QCOMPARE(offered.training.epochs, 3);
        QVERIFY(offered.features.inputs == wanted.features.inputs);
    }

    // The run's session still exists, but the workspace no longer contains it.
    void aRunOfThisSessionThatWasRemovedIsGone() {
        const auto* run = m_bench->beginRun("1");
        QVERIFY(run != nullptr && test::ended(run));
        const auto* list = m_bench->named<QTreeView>("Runs");
        QTRY_COMPARE(list->model()->rowCount(), 1);
        VERIFY_OK((*workspace::Workspace::open(folder()))->removeRun(run->runId()));
        m_bench->app().store.refresh();
        QTRY_COMPARE(list->model()->rowCount(), 0);
    }

    void everyControlHasAName() {
        QVERIFY(m_bench->openForm());
        QStringList unnamed;
        for (auto* widget : m_bench->window().findChildren<QWidget*>()) {
            auto* accessible = QAccessible::queryAccessibleInterface(widget);
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || accessible == nullptr ||
                !accessible->state().focusable)
                continue;
            if (accessible->text(QAccessible::Name).isEmpty())
                unnamed << QStringLiteral("%1 in %2")
                               .arg(widget->metaObject()->className(),
                                    widget->parentWidget()->metaObject()->className());
        }
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join('\n')));
    }
};

QTEST_MAIN(TestTrainingPage)
#include "test_training_page.moc"
