#include "runs/training_job.h"
#include "support/result_check.h"
#include "training_bench.h"
#include "ui/format/format.h"
#include "ui/training/run_book.h"
#include "ui/widgets/lists/list_roles.h"

#include <QSettings>
#include <QStandardPaths>
#include <QTreeView>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;
using session::TrainingSession;

/// The list of runs, and what it reads of them.
class TestRunBook : public QObject {
    Q_OBJECT

  private:
    test::DemoBench m_demo;
    QTemporaryDir m_settings;
    QTemporaryDir m_folder;
    std::unique_ptr<test::TrainingBench> m_bench;

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("driftwood-test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        auto demo = test::demoBench();
        VERIFY_OK(demo);
        m_demo = std::move(*demo);
        VERIFY_OK(test::addDemoDataset(m_demo, folder(), "shift", TopicName("plant.machines"), 500));
        m_bench = std::make_unique<test::TrainingBench>(m_demo, folder());
    }
    void cleanupTestCase() { m_bench.reset(); }

    /// Another program may take up a run that this window has shown: the list and the page follow it.
    void aRunThatWasTakenUpElsewhereIsReadAgain() {
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        const std::int64_t id =
            (*workspace) // no one trains it
                ->addRun(
                    {.name = "elsewhere", .datasetName = "shift", .task = "anomaly-detection", .steps = 10})
                .value();
        const auto add = [&](std::int64_t step, double loss) {
            return (*workspace)
                ->addMetrics(
                    id, {{step, "validation/loss", loss}, {step, "validation/reconstruction_error", loss}});
        };
        VERIFY_OK(add(10, 0.5));
        VERIFY_OK(add(20, 0.125)); // beyond the checkpoint
        m_bench->app().store.refresh();
        RunBook book(m_bench->app());
        const auto figure = [&] {
            const auto entries = book.entries("elsewhere");
            return entries.empty() ? QString() : entries.front().figure;
        };
        std::shared_ptr<const runs::RunHistory> history;
        const auto take = [&](std::shared_ptr<const runs::RunHistory> read) { history = std::move(read); };
        QTRY_COMPARE(figure(), formatNumber(0.5)); // what is beyond the checkpoint is lost
        book.withHistory(id, &book, take);
        QTRY_VERIFY(history != nullptr);
        QCOMPARE(history->epochs().size(), std::size_t(1));

        VERIFY_OK((*workspace)->removeMetricsAfter(id, 10));
        VERIFY_OK(add(20, 0.25));
        auto row = (*workspace)->run(id).value();
        row.status = workspace::RunStatus::Stopped;
        row.steps = 20;
        VERIFY_OK((*workspace)->updateRun(row));
        m_bench->app().store.refresh();
        QTRY_COMPARE(figure(), formatNumber(0.25));
        history.reset();
        book.withHistory(id, &book, take);
        QTRY_VERIFY(history != nullptr);
        QCOMPARE(history->epochs().size(), std::size_t(2));
    }

    void theListNamesTheEpochThatTheLineAboveTheCurveNames() {
        runs::TrainRequest request;
        request.dataset = "shift";
        request.modelName = "listed";
        request.training.network = {training::NetworkKind::Autoencoder, {16, 4, 16}};
        request.training.epochs = 20;
        request.training.patience = 0;
        const test::StepGate& gate = m_bench->holdRunsAt(1);
        auto* run = m_bench->app().jobs.start(std::make_unique<TrainingSession>(
            m_bench->app().connection.connection(), m_bench->app().store.folder(), request));
        QTRY_VERIFY_WITH_TIMEOUT(run->runId() != 0 && gate.reached(), 60'000);
        QVERIFY(m_bench->page().open(Link::run(run->runId())));
        const auto* list = m_bench->named<QTreeView>("Runs");
        QVERIFY(list != nullptr);
        QStringList wrong;
        int seen = 0;
        connect(run, &TrainingSession::advanced, list, [&] {
            const auto row =
                list->model()->match(list->model()->index(0, 0), Qt::DisplayRole,
                                     QStringLiteral("run %1").arg(run->runId()), 1, Qt::MatchRecursive);
            const QString second = row.isEmpty() ? QString() : row.front().data(SecondLineRole).toString();
            ++seen;
            if (!second.startsWith(QStringLiteral("epoch %1 of").arg(run->epoch())))
                wrong << QStringLiteral("“%1” in epoch %2").arg(second).arg(run->epoch());
        });
        gate.open();
        QTRY_VERIFY_WITH_TIMEOUT(run->over(), 60'000);
        QVERIFY(seen > 0);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("; ")));
    }
};

QTEST_MAIN(TestRunBook)
#include "test_run_book.moc"
