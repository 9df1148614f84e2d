// Runs of very many steps and epochs: no click may occupy the window for longer than a person notices.
#include "app/workbench/timed_application.h"
#include "app/workbench/workbench.h"
#include "support/result_check.h"
#include "ui/charts/series_chart.h"
#include "workspace/workspace.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QMenu>
#include <QStandardPaths>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeView>
#include <QtTest>

#include <cmath>

using namespace driftwood;
using namespace driftwood::ui;
using namespace std::chrono_literals;

namespace {

/// The most computing in one event: half of what is allowed, and several times what it takes, because a
/// processor that is shared with other programs computes more slowly.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr auto kMost = 1000ms;
#else
constexpr auto kMost = 50ms;
#endif
constexpr int kWaitMs = 120'000;

/// 900,000 steps, as a run of a small data set has them.
constexpr int kEpochs = 60'000;
constexpr int kStepsAnEpoch = 15;

/// The metrics that earlier versions stored of such a run: two steps of every epoch, and every
/// epoch's end.
std::vector<workspace::MetricRow> metricsOf(int epochs) {
    std::vector<workspace::MetricRow> out;
    out.push_back({0, "rows/train", 240});
    for (int epoch = 1; epoch <= epochs; ++epoch) {
        const std::int64_t end = std::int64_t{epoch} * kStepsAnEpoch;
        for (const std::int64_t step : {end - 7, end}) {
            const double loss = 0.2 + 0.1 * std::sin(static_cast<double>(step * 7919 % 1009));
            out.push_back({step, "train/loss", loss});
            out.push_back({step, "train/seconds", static_cast<double>(step) / 20'000.0});
            out.push_back({step, "train/gradient_norm", loss * 3.0});
        }
        const double loss = epoch == epochs / 2 ? 0.01 : 0.3 + 1.0 / epoch;
        out.push_back({end, "train/epoch_loss", 0.2});
        out.push_back({end, "validation/loss", loss});
        out.push_back({end, "validation/reconstruction_error", loss});
        out.push_back({end, "validation/rows", 60});
    }
    return out;
}

} // namespace

class TestLongRuns : public QObject {
    Q_OBJECT

  public:
    explicit TestLongRuns(std::vector<workbench::SlowEvent>& events)
        : m_events(events) {}

  private:
    std::vector<workbench::SlowEvent>& m_events;
    QTemporaryDir m_folder;
    std::unique_ptr<workbench::Workbench> m_workbench;
    std::int64_t m_long = 0;
    std::vector<std::int64_t> m_others;

    QWidget& window() { return m_workbench->window(); }

    std::int64_t addRun(workspace::Workspace& workspace, const std::string& name, int epochs) {
        workspace::RunRow row;
        row.name = name;
        row.datasetName = "shift";
        row.task = "anomaly-detection";
        row.training = training::TrainingSpec();
        row.features = features::FeatureSpec();
        row.status = workspace::RunStatus::Stopped;
        row.stopReason = "stopped by you";
        row.engine = "native";
        row.steps = std::int64_t{epochs} * kStepsAnEpoch;
        row.startedAt = "2026-11-19T10:00:00Z";
        row.finishedAt = "2026-11-19T11:00:00Z";
        const auto id = workspace.addRun(row);
        if (!id || !workspace.addMetrics(*id, metricsOf(epochs)))
            return 0;
        return *id;
    }

    template <class W>
    W* named(const QString& name) {
        for (W* widget : window().findChildren<W*>())
            if (widget->isVisible() && widget->accessibleName() == name)
                return widget;
        return nullptr;
    }
    QAbstractButton* button(const QString& text) {
        for (auto* one : window().findChildren<QAbstractButton*>())
            if (one->isVisible() && one->text() == text)
                return one;
        return nullptr;
    }
    SeriesChart* loss() { return named<SeriesChart>("Loss"); }

    /// Clicks the run in the list, and waits until its last step is drawn.
    void openRun(std::int64_t id, int epochs) {
        auto* list = named<QTreeView>("Runs");
        QVERIFY(list != nullptr);
        QModelIndex row;
        QTRY_VERIFY_WITH_TIMEOUT((row = list->model()
                                            ->match(list->model()->index(0, 0), Qt::DisplayRole,
                                                    QStringLiteral("run %1").arg(id), 1, Qt::MatchRecursive)
                                            .value(0))
                                     .isValid(),
                                 kWaitMs);
        list->scrollTo(row);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row).center());
        const double last = double{kStepsAnEpoch} * epochs;
        QTRY_VERIFY_WITH_TIMEOUT(loss() != nullptr && loss()->track().valueAt(0, last).has_value(), kWaitMs);
        QTest::qWait(200); // for the charts' clock
    }

    /// Judges the events since the last call, those that computed longest first.
    void verifyAllQuick(const char* what) {
        std::ranges::sort(m_events, std::greater(), &workbench::SlowEvent::computed);
        if (m_events.empty())
            return;
        const auto longest = m_events.front();
        qInfo("%s: the longest event computed %lld ms: %s", what,
              static_cast<long long>(longest.computed.count()), qPrintable(longest.what));
        m_events.clear();
        QVERIFY2(longest.computed < kMost, what);
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName("driftwood-test-long-runs");
        QSettings().clear();
        auto workspace = workspace::Workspace::open(m_folder.path().toStdString());
        VERIFY_OK(workspace);
        for (const char* name : {"first", "second"})
            m_others.push_back(addRun(**workspace, name, kEpochs / 3));
        m_long = addRun(**workspace, "long", kEpochs);
        QVERIFY(m_long != 0 && m_others.front() != 0);
        (void)addRun(**workspace, "short", 3); // is opened with the page
        m_workbench = std::make_unique<workbench::Workbench>(
            *qobject_cast<QApplication*>(QCoreApplication::instance()), m_folder.path().toStdString());
        window().resize(1440, 900);
        m_workbench->show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        m_workbench->window().go(Link::toPage(kTrainingPage));
        QTRY_VERIFY_WITH_TIMEOUT(loss() != nullptr && loss()->track().valueAt(0, 45.0).has_value(), kWaitMs);
        QTest::qWait(500);
        m_events.clear();
    }
    void cleanupTestCase() { m_workbench.reset(); }

    void aClickOpensALongRunWithoutAFreeze() {
        openRun(m_long, kEpochs);
        if (QTest::currentTestFailed())
            return;
        verifyAllQuick("first click");
        // Two steps are kept of each epoch: their mean is not that of the epoch.
        const SeriesId train = 1;
        QCOMPARE(loss()->track().valueAt(train, static_cast<double>(kEpochs) * kStepsAnEpoch),
                 std::optional(0.2));
        openRun(m_others.front(), kEpochs / 3);
        openRun(m_long, kEpochs); // which has been read
        verifyAllQuick("another click");
    }

    void itsEveryEpochIsInTheTable() {
        auto* tab = named<QTabBar>("Views of the run");
        QVERIFY(tab != nullptr);
        QTest::mouseClick(tab, Qt::LeftButton, {}, tab->tabRect(1).center());
        QTableView* table = nullptr;
        QTRY_VERIFY((table = named<QTableView>("Metrics")) != nullptr);
        QTRY_COMPARE(table->model()->rowCount(), kEpochs);
        const QAbstractItemModel& epochs = *table->model();
        QCOMPARE(epochs.index(kEpochs - 1, 0).data().toString(), QString("60,000"));
        QCOMPARE(epochs.index(kEpochs / 2 - 1, 3).data().toString(), QString("0.01000"));
        QVERIFY(epochs.index(kEpochs / 2 - 1, 0).data(Qt::FontRole) !=
                epochs.index(0, 0).data(Qt::FontRole)); // the best one is bold
        QTest::qWait(200);
        verifyAllQuick("its table");

        QTest::mouseClick(button("Copy as CSV"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::clipboard()->text().count('\n'), kEpochs + 1, kWaitMs);
        verifyAllQuick("its table as CSV");
        QTest::mouseClick(tab, Qt::LeftButton, {}, tab->tabRect(0).center());
    }

    void othersAreDrawnBesideIt() {
        QVERIFY(loss() != nullptr);
        const int alone = loss()->track().seriesCount();
        for (int other = 0; other < 2; ++other) {
            // The menu runs its own event loop, so it is operated from a timer.
            QTimer::singleShot(0, this, [other] {
                QWidget* popup = QApplication::activePopupWidget();
                auto* menu = qobject_cast<QMenu*>(popup);
                QVERIFY(menu != nullptr);
                QTest::mouseClick(menu, Qt::LeftButton, {},
                                  menu->actionGeometry(menu->actions().at(other + 1)).center());
            });
            QTest::mouseClick(button(other == 0 ? "Compare" : "Compare run 2"), Qt::LeftButton);
            QTRY_COMPARE_WITH_TIMEOUT(loss()->track().seriesCount(), alone + other + 1, kWaitMs);
        }
        QTest::qWait(200);
        verifyAllQuick("runs beside it");
    }

    void itsLookIsChanged() {
        QVERIFY(loss() != nullptr);
        for (const char* look : {"Linear", "Epoch", "Time", "Log", "Step"}) {
            QTest::mouseClick(button(look), Qt::LeftButton);
            QTest::qWait(150);
            verifyAllQuick(look);
        }
        loss()->setFocus();
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(loss(), Qt::Key_Right);
        QTest::qWait(150);
        verifyAllQuick("crosshair");
    }

    void pagesAreLeftAndOpenedAgain() {
        for (const QLatin1StringView page : {kModelsPage, kTrainingPage, kDatasetsPage, kTrainingPage}) {
            m_workbench->window().go(Link::toPage(page));
            QTest::qWait(200);
            verifyAllQuick(page.data());
        }
    }
};

int main(int argc, char** argv) {
    std::vector<workbench::SlowEvent> events;
    workbench::TimedApplication application(
        argc, argv, 5ms, [&](const workbench::SlowEvent& slow) { events.push_back(slow); });
    TestLongRuns test(events);
    return QTest::qExec(&test, argc, argv);
}

#include "test_long_runs.moc"
