#include "training_bench.h"

#include "model/torch_backend.h"
#include "model/trained_model.h"
#include "session/training_session.h"
#include "support/result_check.h"
#include "ui/charts/series_chart.h"
#include "ui/training/new_run_form.h"
#include "ui/widgets/layout/facts_section.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTabBar>
#include <QTableView>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;
using session::TrainingSession;

/// Runs other than a batch run of our own kernels, started from the form by keyboard: in one pass, with
/// LibTorch, and based on an earlier model. Each gives the same result as the same request without a window.
class TestKindsOfRun : public QObject {
    Q_OBJECT

  private:
    test::DemoBench m_demo;
    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::TrainingBench> m_bench;

    std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    NewRunForm& form() const { return *m_bench->window().findChild<NewRunForm*>(); }

    TrainingSession* newest() const {
        return m_bench->app().jobs.newest<TrainingSession>([](const auto&) { return true; });
    }

    /// Opens the form and waits until it shows the sample's features.
    bool openForm(const QString& baseModelId = {}) {
        const auto& inputs = form().checked().request.features.inputs;
        return m_bench->page().open(Link::newRun("shift", baseModelId)) &&
               QTest::qWaitFor(
                   [&] {
                       return form().checked().problems.isEmpty() && !inputs.empty() &&
                              form().checked().request.parentModelId == baseModelId.toStdString() &&
                              std::ranges::find(inputs, std::string("ts"), &features::FeatureInput::path) ==
                                  inputs.end();
                   },
                   30'000);
    }

    /// Presses Down in a combo box until the entry is chosen.
    bool choose(const QString& combo, const QString& entry) {
        auto* box = m_bench->named<QComboBox>(combo);
        if (box == nullptr)
            return false;
        box->setFocus(Qt::TabFocusReason);
        for (int i = 0; i < box->count() && box->currentText() != entry; ++i)
            QTest::keyClick(box, Qt::Key_Down);
        return box->currentText() == entry;
    }

    /// Starts the run with Return and waits for its end.
    TrainingSession* train() {
        const TrainingSession* before = newest();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        const bool ended = QTest::qWaitFor(
            [&] { return newest() != before && newest() != nullptr && newest()->over(); }, 120'000);
        return ended ? newest() : nullptr;
    }

    static QString whyFailed(const TrainingSession& run) {
        return run.error() ? QString::fromStdString(run.error()->text()) : QStringLiteral("not finished");
    }

    Result<model::TrainedModel> modelOf(const TrainingSession& run) const {
        auto workspace = workspace::Workspace::open(folder());
        if (!workspace)
            return forward(workspace);
        auto row = (*workspace)->model(run.row().modelId);
        if (!row)
            return forward(row);
        return model::loadBundle(row->bundlePath);
    }

    std::shared_ptr<const model::TrainedModel> directly(const runs::TrainRequest& request) const {
        const auto outcome = runs::runTraining(*m_demo.connection, folder(), request, {}, {});
        return outcome ? outcome->model : nullptr;
    }

    Result<runs::TrainOutcome> trainDirectly(training::Task task, bool onePass) const {
        auto workspace = workspace::Workspace::open(folder());
        if (!workspace)
            return forward(workspace);
        auto row = (*workspace)->dataset("shift");
        if (!row)
            return forward(row);
        using features::LabelKind;
        const bool number = task == training::Task::Regression;
        const bool label = task != training::Task::AnomalyDetection;
        runs::TrainRequest request;
        request.dataset = "shift";
        request.modelName = std::string(training::taskName(task)) + (onePass ? " in one pass" : "");
        request.features = features::FeatureSpec::suggest(row->manifest.decoder.schema,
                                                          !label   ? LabelKind::None
                                                          : number ? LabelKind::Number
                                                                   : LabelKind::Category,
                                                          !label   ? std::string()
                                                          : number ? "bearing_temperature"
                                                                   : "mode");
        std::erase_if(request.features.inputs, [](const features::FeatureInput& input) {
            return input.path == "ts" || input.path == "fault";
        });
        request.learner = training::learnerStoredAs(onePass);
        request.training.task = task;
        request.training.network = {label ? training::NetworkKind::Mlp : training::NetworkKind::Autoencoder,
                                    {8, 3, 8}};
        request.training.epochs = 2;
        return runs::runTraining(*m_demo.connection, folder(), request, {}, {});
    }

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

    void onePassTestsThenLearns() {
        QVERIFY(openForm());
        QVERIFY(choose("Task", "Classification"));
        QTRY_VERIFY(form().checked().problems.isEmpty());
        auto* onePass = form().findChild<QCheckBox*>();
        onePass->setFocus(Qt::TabFocusReason);
        QTest::keyClick(onePass, Qt::Key_Space);
        QVERIFY(onePass->isChecked());
        auto* epochs = m_bench->named<QLineEdit>("Epochs, at most");
        QVERIFY(!epochs->isEnabled());
        const runs::TrainRequest request = form().checked().request;
        QCOMPARE(request.learner, training::LearnerKind::OnePass);

        auto* run = train();
        QVERIFY(run != nullptr);
        QVERIFY2(run->state() == tasks::Job::State::Finished, qPrintable(whyFailed(*run)));
        const auto model = modelOf(*run);
        VERIFY_OK(model);
        QCOMPARE(model->lineage.learner, training::LearnerKind::OnePass);
        const auto direct = directly(request);
        QVERIFY(direct != nullptr);
        QCOMPARE(model->learned.weights(), direct->learned.weights());
        QCOMPARE(model->prequential.values, direct->prequential.values);

        // The prequential metric is drawn, beside the no-change baseline.
        auto* measure = m_bench->named<SeriesChart>("Prequential accuracy");
        QVERIFY(measure != nullptr);
        QTRY_COMPARE(measure->track().seriesCount(), 3);
        int series = 0;
        for (const char* metric :
             {"window/accuracy", "prequential/no_change_accuracy", "prequential/accuracy"}) {
            const runs::Curve& curve = run->history().metric(metric);
            QVERIFY2(!curve.empty(), metric);
            for (std::size_t i = 0; i < curve.size(); ++i)
                QCOMPARE(measure->track().valueAt(series, curve.step[i]).value_or(-1.0), curve.value[i]);
            ++series;
        }
    }

    /// The quality of both is drawn, and nothing speaks of epochs, or of a part that was held out.
    void runsInOnePassAreCompared() {
        const auto other = trainDirectly(training::Task::Classification, true);
        VERIFY_OK(other);
        const auto shown = trainDirectly(training::Task::Classification, true);
        VERIFY_OK(shown);
        VERIFY_OK((*workspace::Workspace::open(folder()))
                      ->addRun({.name = "broken",
                                .datasetName = "shift",
                                .task = "classification",
                                .learner = training::LearnerKind::OnePass,
                                .status = workspace::RunStatus::Failed}));
        m_bench->app().store.refresh();
        QVERIFY(m_bench->page().open(Link::run(shown->run.id)));
        SeriesChart* measure = nullptr;
        QTRY_VERIFY((measure = m_bench->named<SeriesChart>("Prequential accuracy")) != nullptr);
        QTRY_COMPARE(measure->track().seriesCount(), 3);
        // The menu runs its own event loop, so it is operated from a timer.
        QStringList offered;
        QTimer::singleShot(0, this, [&offered] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QVERIFY(menu != nullptr);
            for (const QAction* action : menu->actions())
                offered << action->text();
            QTest::mouseClick(menu, Qt::LeftButton, {},
                              menu->actionGeometry(menu->actions().constFirst()).center());
        });
        QVERIFY(m_bench->click("Compare"));
        QCOMPARE(offered.size(), 1); // a run without steps has nothing to draw
        QTRY_COMPARE(measure->track().seriesCount(), 4);
        const auto quality =
            (*workspace::Workspace::open(folder()))->metric(other->run.id, "prequential/accuracy");
        VERIFY_OK(quality);
        QVERIFY(!quality->empty());
        for (const workspace::MetricRow& row : *quality)
            QCOMPARE(measure->track().valueAt(3, static_cast<double>(row.step)).value_or(-1.0), row.value);

        auto* tabs = m_bench->named<QTabBar>("Views of the run");
        for (const int tab : {0, 1}) {
            QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center());
            for (const auto* widget : m_bench->window().findChildren<QWidget*>())
                for (const QString& text : {widget->property("text").toString(), widget->accessibleName()})
                    if (widget->isVisible())
                        for (const char* word : {"epoch", "validation", "held"})
                            QVERIFY2(!text.contains(word, Qt::CaseInsensitive), qPrintable(text));
        }
    }

    /// A step of a run in batches is as long as its records, on the axis of a run in one pass.
    void aBatchOfRecordsHasItsLengthBesideARunInOnePass() {
        const auto batches = trainDirectly(training::Task::Classification, false);
        VERIFY_OK(batches);
        const auto shown = trainDirectly(training::Task::Classification, true);
        VERIFY_OK(shown);
        m_bench->app().store.refresh();
        QVERIFY(m_bench->page().open(Link::run(shown->run.id)));
        SeriesChart* loss = nullptr;
        QTRY_VERIFY((loss = m_bench->named<SeriesChart>("Loss")) != nullptr);
        QTRY_COMPARE(loss->track().seriesCount(), 3);
        QTimer::singleShot(0, this, [] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QVERIFY(menu != nullptr);
            QTest::mouseClick(menu, Qt::LeftButton, {},
                              menu->actionGeometry(menu->actions().constFirst()).center());
        });
        QVERIFY(m_bench->click("Compare"));
        QTRY_COMPARE(loss->track().seriesCount(), 4);
        const auto evaluations =
            (*workspace::Workspace::open(folder()))->metric(batches->run.id, "validation/loss");
        VERIFY_OK(evaluations);
        QCOMPARE(evaluations->size(), std::size_t(2));
        const double size = batches->run.training.value()->batchSize;
        for (const workspace::MetricRow& row : *evaluations)
            QCOMPARE(loss->track().valueAt(0, size * static_cast<double>(row.step)).value_or(-1.0),
                     row.value);
        QVERIFY(!loss->track().valueAt(0, size * static_cast<double>(evaluations->back().step) + 1.0));
    }

    void aRunThatFailsBeforeItsFirstStepHasItsNumber() {
        QVERIFY(openForm());
        VERIFY_OK((*workspace::Workspace::open(folder()))->removeDataset("shift"));
        const auto* run = train();
        QVERIFY(run != nullptr);
        QCOMPARE(run->state(), tasks::Job::State::Failed);
        QVERIFY(run->runId() != 0);
        QTRY_COMPARE(m_bench->page().crumbs().back().text, QString("run %1").arg(run->runId()));
    }

    void aRunThatWouldFailAgainIsNotResumed() {
        QFile checkpoint(QString::fromStdString((folder() / "checkpoint").string()));
        QVERIFY(checkpoint.open(QIODevice::WriteOnly));
        const auto resumes = [this] {
            for (const auto* button : m_bench->window().findChildren<QPushButton*>())
                if (button->isVisible() && button->text().startsWith("Resume"))
                    return true;
            return false;
        };
        for (const auto& [reason, again] :
             {std::pair(std::string(runs::kLossNotFinite) + " (run 1, step 7). Lower the learning rate",
                        false),
              std::pair(std::string("the broker does not answer"), true)}) {
            const auto id = (*workspace::Workspace::open(folder()))
                                ->addRun({.name = "failed",
                                          .datasetName = "shift",
                                          .task = "anomaly-detection",
                                          .status = workspace::RunStatus::Failed,
                                          .stopReason = reason,
                                          .steps = 7,
                                          .checkpointPath = checkpoint.fileName().toStdString()});
            VERIFY_OK(id);
            m_bench->app().store.refresh();
            QVERIFY(m_bench->page().open(Link::run(*id)));
            QTRY_COMPARE(m_bench->page().crumbs().back().text, QString("run %1").arg(*id));
            QTRY_COMPARE(resumes(), again);
        }
    }

    /// The typed text stays as typed. While it is incomplete, no other field becomes the label, and none is
    /// left out for having been the label.
    void theLabelIsTyped() {
        QVERIFY(openForm());
        QVERIFY(choose("Task", "Classification"));
        QTRY_VERIFY(form().checked().problems.isEmpty());
        const auto inputs = [this] {
            QStringList paths;
            for (const auto& input : form().checked().request.features.inputs)
                paths << QString::fromStdString(input.path);
            paths.sort();
            return paths;
        };
        auto* label = m_bench->named<QComboBox>("Label: the field to predict");
        QVERIFY(label != nullptr);
        const QString suggested = label->currentText();
        QTRY_VERIFY(inputs().size() > 1 && !inputs().contains(suggested)); // after the label was analysed
        const QStringList offered = inputs();
        const QString other = offered.last();
        label->setFocus(Qt::TabFocusReason);
        for (const QString& field : {other, offered.first(), suggested}) {
            QTest::keySequence(label, QKeySequence::SelectAll);
            for (const QChar letter : field) {
                QTest::keyClick(label, letter.toLatin1());
                QTest::qWait(30); // at typing speed, so that updates can happen between two letters
            }
            QCOMPARE(label->currentText(), field);
            QTest::keyClick(label, Qt::Key_Return);
            QTest::qWait(200);
            QVERIFY2(newest() == nullptr, "the run was started");
            QCOMPARE(label->currentText(), field);
            QCOMPARE(form().checked().request.features.labelPath, field.toStdString());
        }
        QTRY_COMPARE(inputs(), offered);
        // The beginning of a name in the list finds it, and text typed after a click replaces the old text.
        const QString listed = label->itemText(label->count() - 1);
        m_bench->named<QComboBox>("Task")->setFocus();
        QTRY_VERIFY(!label->hasFocus());
        QTest::mouseClick(label->lineEdit(), Qt::LeftButton, {}, label->lineEdit()->rect().center());
        QVERIFY(label->hasFocus());
        QTRY_COMPARE(label->lineEdit()->selectedText(), suggested);
        QTest::keySequence(label, QKeySequence::SelectAll);
        QTest::keyClicks(label, listed.left(listed.size() - 1));
        QTest::keyClick(label, Qt::Key_Return);
        QCOMPARE(label->currentText(), listed);
        QVERIFY(newest() == nullptr);
    }

    void libTorchTrainsFromTheSameForm() {
        if (const auto backend = model::torchBackend(); !backend)
            QSKIP("this build has no LibTorch");
        QVERIFY(openForm());
        QVERIFY(m_bench->typeInto("Epochs, at most", "3"));
        const runs::TrainRequest native = form().checked().request;
        QVERIFY(choose("Engine", "LibTorch"));
        const runs::TrainRequest request = form().checked().request;
        QCOMPARE(request.engine, runs::EngineChoice::LibTorch);

        auto* run = train();
        QVERIFY(run != nullptr);
        QVERIFY2(run->state() == tasks::Job::State::Finished, qPrintable(whyFailed(*run)));
        const auto model = modelOf(*run);
        VERIFY_OK(model);
        QVERIFY(model->lineage.engine.starts_with("libtorch"));
        const auto direct = directly(request);
        QVERIFY(direct != nullptr);
        QCOMPARE(model->learned.weights(), direct->learned.weights());
        // Both engines start with the same weights and use the same batches.
        const auto ours = directly(native);
        QVERIFY(ours != nullptr);
        const auto error = model->validation.get("reconstruction_error");
        const auto nativeError = ours->validation.get("reconstruction_error");
        QVERIFY(error && nativeError);
        QVERIFY(std::abs(*error - *nativeError) < 1e-3 * *error);
    }

    void aModelIsTrainedAgainWithItsChoices() {
        QVERIFY(openForm());
        QVERIFY(m_bench->typeInto("Name of the model", "champion"));
        QVERIFY(m_bench->typeInto("Hidden layers", "10, 3, 10"));
        QVERIFY(m_bench->typeInto("Learning rate", "0.002"));
        QVERIFY(m_bench->typeInto("Epochs, at most", "2"));
        auto* first = train();
        QVERIFY(first != nullptr);
        QCOMPARE(first->state(), tasks::Job::State::Finished);
        const std::string championId = first->row().modelId;
        const auto inputs = form().checked().request.features.inputs;

        QVERIFY(openForm(QString::fromStdString(championId)));
        QCOMPARE(m_bench->named<QLineEdit>("Name of the model")->text(), QString("champion"));
        QCOMPARE(m_bench->named<QLineEdit>("Hidden layers")->text(), QString("10, 3, 10"));
        QCOMPARE(form().checked().request.training.optimizer.learningRate, 0.002);
        QVERIFY(form().checked().request.features.inputs == inputs);
        bool said = false;
        for (const auto* label : form().findChildren<QLabel*>())
            said = said || (label->isVisible() && label->text().contains(QString::fromStdString(championId)));
        QVERIFY2(said, "the form does not say after which model it trains");
        QVERIFY(m_bench->typeInto("Seed", "9"));

        auto* second = train();
        QVERIFY(second != nullptr);
        QCOMPARE(second->state(), tasks::Job::State::Finished);
        const auto challenger = modelOf(*second);
        VERIFY_OK(challenger);
        QCOMPARE(challenger->lineage.parentModelId, championId);
        QCOMPARE(challenger->learned.network().sizes(), modelOf(*first)->learned.network().sizes());
    }

    /// A page that has shown one kind of run shows another as if it were the first.
    void everyPairBothWays() {
        using training::Task;
        struct Kind {
            Task task;
            bool onePass;
            QString figure; ///< appears for this task only
        };
        const std::vector<Kind> kinds{{Task::AnomalyDetection, false, "Reconstruction error"},
                                      {Task::Regression, false, "MAE"},
                                      {Task::Classification, false, "Accuracy"},
                                      {Task::Regression, true, "MAE"},
                                      {Task::Classification, true, "Accuracy"}};
        std::vector<qint64> ids;
        for (const Kind& kind : kinds) {
            const auto run = trainDirectly(kind.task, kind.onePass);
            VERIFY_OK(run);
            ids.push_back(run->run.id);
        }
        m_bench->app().store.refresh();
        QTRY_COMPARE(m_bench->app().store.snapshot().runs.size(), kinds.size());
        const auto keys = [this] {
            QStringList all;
            for (const auto* section : m_bench->window().findChildren<FactsSection*>())
                if (section->isVisible() && section->accessibleName() == "Quality")
                    for (const Fact& fact : section->facts())
                        all << fact.key;
            return all;
        };
        const auto check = [&](std::size_t which) {
            const Kind& kind = kinds[which];
            QVERIFY(m_bench->page().open(Link::run(ids[which])));
            QTRY_VERIFY2(keys().contains(kind.figure), qPrintable(keys().join(", ")));
            for (const Kind& other : kinds)
                QVERIFY2(keys().contains(other.figure) == (other.task == kind.task),
                         qPrintable(keys().join(", ")));
            const bool rate = m_bench->named<SeriesChart>("Learning rate") != nullptr;
            QCOMPARE(rate, !kind.onePass);
            const bool norm = m_bench->named<SeriesChart>("Gradient norm") != nullptr;
            QCOMPARE(norm, !kind.onePass);
            QVERIFY(m_bench->page().crumbs().last().text.contains(QString::number(ids[which])));
            QVERIFY(!m_bench->window().grab().isNull());
        };
        for (std::size_t first = 0; first < kinds.size(); ++first)
            for (std::size_t second = 0; second < kinds.size(); ++second)
                for (const std::size_t which : {first, second}) {
                    check(which);
                    if (QTest::currentTestFailed())
                        return;
                }
    }
};

QTEST_MAIN(TestKindsOfRun)
#include "test_kinds_of_run.moc"
