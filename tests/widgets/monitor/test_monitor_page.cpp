#include "../charts/chart_probe.h"
#include "evaluation/backtest_job.h"
#include "monitoring/group_memory.h"
#include "monitoring/left_out_rows.h"
#include "monitoring/unpublished_rows.h"
#include "runs/training_job.h"
#include "session/app_context.h"
#include "session/monitor_session.h"
#include "shown_on_page.h"
#include "support/result_check.h"
#include "support/trained_demo.h"
#include "ui/charts/track_chart.h"
#include "ui/monitor/alarms/alarm_card.h"
#include "ui/monitor/challenger_panel.h"
#include "ui/monitor/monitor_list.h"
#include "ui/monitor/monitor_page.h"
#include "ui/monitor/wall/wall_window.h"
#include "ui/shell/header_bar.h"
#include "ui/theme/theme.h"
#include "ui/theme/wall_text.h"
#include "ui/widgets/layout/facts_section.h"
#include "ui/widgets/lists/list_roles.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "workspace/activity_lock.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;
using session::MonitorSession;
using test::buttonOf;
using test::kMachines;

namespace {

constexpr std::int64_t kMadeUpRecords = 10;
constexpr int kWaitMs = 60'000;

} // namespace

class TestMonitorPage : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
    test::TrainedDemo m_demo;
    std::unique_ptr<session::AppContext> m_app;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<MonitorPage> m_page;

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    void openPage() {
        m_app = std::make_unique<session::AppContext>(folder());
        m_app->store.refresh();
        m_app->connection.connectTo(m_demo.feed->profile());
        QTRY_VERIFY_WITH_TIMEOUT(m_app->store.loaded(), kWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_app->connection.topic(kMachines) != nullptr, kWaitMs);
        m_page = std::make_unique<MonitorPage>(PageContext{*m_app, *m_preferences});
        m_page->resize(1440, 852);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void closePage() {
        m_page.reset();
        m_app.reset();
    }

    void click(QPushButton* button) const {
        QVERIFY(button != nullptr);
        QTRY_VERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }

    /// Fills in and accepts the open dialog, with keys and mouse. Another target needs another group, because
    /// the group's positions describe the predictions of its target.
    void attachByDialog(const QString& target, int window, const QString& group = {}) {
        QDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = m_page->findChild<QDialog*>()) != nullptr && dialog->isVisible());
        QLineEdit* name = nullptr;
        for (auto* edit : dialog->findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == "Topic for predictions")
                name = edit;
            if (edit->accessibleName() == "Consumer group" && !group.isEmpty()) {
                edit->setFocus();
                edit->selectAll();
                QTest::keyClicks(edit, group);
            }
        }
        QVERIFY(name != nullptr);
        QCOMPARE(name->text(), QString("pred.machines-ae"));
        QTest::mouseClick(name, Qt::LeftButton);
        QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(name, target);
        for (auto* spin : dialog->findChildren<QSpinBox*>())
            if (spin->accessibleName() == "Records of a drift window") {
                spin->setFocus();
                spin->selectAll();
                QTest::keyClicks(spin, QString::number(window));
            }
        click(buttonOf(dialog, "Attach"));
    }

    MonitorSession* newest() const {
        return m_app->jobs.newest<MonitorSession>([](const MonitorSession&) { return true; });
    }

    std::int64_t recordsOn(const std::string& topic) const {
        const auto marks = m_demo.connection->watermarks(TopicName(topic));
        std::int64_t records = 0;
        if (marks)
            for (const auto& mark : *marks)
                records += mark.high - mark.low;
        return records;
    }

    QAction* headerAction(const QString& text) const {
        for (QAction* action : m_page->headerActions())
            if (action->text() == text)
                return action;
        return nullptr;
    }

    bool says(const QString& text) const { return test::says(*m_page, text); }

  private Q_SLOTS:
    void initTestCase() {
        QCoreApplication::setOrganizationName("driftwood-test");
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        applyTheme(*qApp, ThemeChoice::Light);
        auto demo = test::TrainedDemo::start(folder());
        VERIFY_OK(demo);
        m_demo = std::move(*demo);
        for (const char* target : {"pred.first", "pred.second", "pred.third", "dead.letters"})
            VERIFY_OK(m_demo.feed->broker().createTopic(TopicName(target), 4));
        m_preferences = std::make_unique<Preferences>();
        qRegisterMetaType<Link>();
        qRegisterMetaType<Notice>();
    }
    void cleanup() {
        m_demo.feed->setLiveRate(0.0);
        VERIFY_OK(m_demo.feed->broker().setUp(true));
        closePage();
    }

    void withoutAMonitorItSaysHowOneComes() {
        openPage();
        QVERIFY(m_page->headerActions().isEmpty());
        QVERIFY(buttonOf(m_page.get(), "Attach a model…") != nullptr);
        QVERIFY(says("No model is attached"));
    }

    void whatWasScoredLiesInTheTargetTopic() {
        openPage();
        m_page->open(Link::attach(QString::fromStdString(m_demo.model->id)));
        attachByDialog("pred.first", 400);
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->monitorId() != 0, kWaitMs);
        // The header shows this on whatever page is open.
        const HeaderBar head(*m_app);
        QTRY_VERIFY(test::says(head, "writes only pred.first"));
        m_demo.feed->setLiveRate(3.0);
        QTRY_VERIFY_WITH_TIMEOUT(newest()->figures().scored > 500, kWaitMs);
        m_demo.feed->setLiveRate(0.0);
        QTRY_COMPARE_WITH_TIMEOUT(newest()->figures().lag, std::int64_t{0}, kWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(recordsOn("pred.first"), newest()->figures().scored, kWaitMs);
        QTRY_VERIFY(m_page->statusFacts().join(' ').contains(QString::number(newest()->figures().scored)) ||
                    newest()->figures().scored > 999);
        auto* chart = m_page->findChild<TrackChart*>();
        QVERIFY(chart != nullptr && chart->isVisible());
        QVERIFY(chart->summary().contains("Anomaly score"));
        QAction* stop = headerAction("Stop");
        QVERIFY(stop != nullptr);
        stop->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(newest()->over(), 10'000);
        QTRY_VERIFY(headerAction("Resume") != nullptr);
        QTRY_VERIFY(test::says(head, "read-only"));
    }

    void afterARestartItIsThereAndGoesOnWithoutAGap() {
        openPage(); // a new context on the same workspace
        QTRY_VERIFY(m_page->findChild<TrackChart*>() != nullptr);
        const std::int64_t before = recordsOn("pred.first");
        QTRY_VERIFY(headerAction("Resume") != nullptr && headerAction("Resume")->isEnabled());
        QVERIFY(newest() == nullptr); // nothing starts without the user's consent
        const auto produced = m_demo.feed->produced();
        m_demo.feed->setLiveRate(3.0);
        // Records arrive while nothing scores.
        QTRY_VERIFY_WITH_TIMEOUT(m_demo.feed->produced() > produced + 100, kWaitMs);
        const QPointer<TrackChart> chart = m_page->findChild<TrackChart*>();
        QTRY_VERIFY(chart->summary().contains("median"));
        headerAction("Resume")->trigger();
        // The tracks stay until there are new figures.
        QVERIFY(newest() != nullptr && newest()->monitorId() == 0);
        QVERIFY(says("Resuming…"));
        while (newest()->monitorId() == 0 && !newest()->over()) {
            QVERIFY(!chart.isNull() && chart->isVisible() && chart->summary().contains("median"));
            QVERIFY(!m_page->crumbs().last().text.isEmpty());
            QTest::qWait(20);
        }
        QVERIFY(!chart.isNull() && chart->summary().contains("median"));
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->figures().scored > before + 500, kWaitMs);
        m_demo.feed->setLiveRate(0.0);
        QTRY_COMPARE_WITH_TIMEOUT(newest()->figures().lag, std::int64_t{0}, kWaitMs);
        // The predictions of both sessions.
        QTRY_COMPARE_WITH_TIMEOUT(recordsOn("pred.first"), newest()->figures().scored, kWaitMs);
    }

    /// Refused predictions, and the dead-letter topic that has them, are known beyond the session.
    void whatWasRefusedIsSaidWhenItIsStoppedAndDeadLettersAreKept() {
        std::int64_t id = 0;
        {
            auto workspace = workspace::Workspace::open(folder());
            VERIFY_OK(workspace);
            const auto monitors = (*workspace)->monitors();
            VERIFY_OK(monitors);
            id = monitors->front().id;
            auto place = monitoring::placeOf(**workspace, id);
            VERIFY_OK(place);
            QVERIFY(place->has_value());
            (*place)->deadLetter = "dead.letters";
            VERIFY_OK(monitoring::noteAtGroup(**workspace, id, **place));
            VERIFY_OK(monitoring::UnpublishedRows(**workspace, id)
                          .add({{{PartitionId(1), Offset(7)}, "Broker: Message size too large"},
                                {{PartitionId(2), Offset(9)}, "Broker: Invalid record"}}));
            VERIFY_OK(
                monitoring::LeftOutRows(**workspace, id).add({{PartitionId(1), Offset(30), Offset(35)}}));
        }
        openPage();
        QTRY_VERIFY(says("refused 2 prediction") && says("first P1 @ 7: Broker: Message size too large"));
        QTRY_VERIFY(says("dropped 5 record") && says("[30, 35)"));
        const auto* list = m_page->findChild<MonitorList*>()->view();
        const QModelIndex row = list->currentIndex();
        QVERIFY(row.isValid());
        QCOMPARE(row.data(DotRole).value<DotKind>(), DotKind::Ember);
        QVERIFY(row.data(SecondLineRole).toString().contains("2 not published"));
        QTRY_VERIFY_WITH_TIMEOUT(says("dead.letters"), kWaitMs); // once the model is read
        QSignalSpy links(m_page.get(), &Page::linkActivated);
        QWidget* reason = nullptr;
        for (auto* section : m_page->findChildren<FactsSection*>())
            if (section->accessibleName() == "Not published")
                for (auto* value : section->findChildren<QWidget*>())
                    if (value->accessibleName().contains("Invalid record"))
                        reason = value;
        QVERIFY(reason != nullptr && reason->isVisible());
        QTest::mouseClick(reason, Qt::LeftButton, {}, {4, reason->height() / 2});
        QCOMPARE(links.size(), 1);
        QCOMPARE(links.front().front().value<Link>().position,
                 std::optional(Position{PartitionId(2), Offset(9)}));
        QTRY_VERIFY(headerAction("Resume") != nullptr && headerAction("Resume")->isEnabled());
        headerAction("Resume")->trigger();
        QVERIFY(newest() != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(newest()->monitorId() == id || newest()->over(), kWaitMs);
        QVERIFY2(!newest()->error(), newest()->error() ? newest()->error()->text().c_str() : "");
        const HeaderBar head(*m_app);
        QTRY_VERIFY(test::says(head, "and dead.letters")); // it may be written, too
        headerAction("Stop")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(newest()->over(), 10'000);
        QVERIFY2(!newest()->error() || newest()->error()->code == ErrorCode::Cancelled,
                 newest()->error() ? newest()->error()->text().c_str() : "");
        VERIFY_OK(m_demo.connection->topic(TopicName("dead.letters")));
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        const auto place = monitoring::placeOf(**workspace, id);
        VERIFY_OK(place);
        QVERIFY(place->has_value());
        QCOMPARE((*place)->deadLetter, std::string("dead.letters"));
        QTRY_VERIFY(says("refused 2 prediction"));
    }

    void aRefusedResumeIsSaidWhereTheMonitorIs() {
        openPage();
        QTRY_VERIFY(headerAction("Resume") != nullptr && headerAction("Resume")->isEnabled());
        auto* list = m_page->findChild<MonitorList*>()->view();
        const int rows = list->model()->rowCount();
        const QString name = m_page->crumbs().last().text;
        const auto row = m_app->store.snapshot().monitors.front();
        const auto cluster = m_demo.connection->cluster();
        VERIFY_OK(cluster);
        {
            // Simulates another program of this workspace that has the group.
            const auto group = workspace::ActivityLock::take(
                folder(), workspace::Activity::Group,
                workspace::groupLockId(cluster->clusterId, row.group, row.sourceTopic));
            VERIFY_OK(group);
            headerAction("Resume")->trigger();
            QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->over(), kWaitMs);
        }
        QTRY_VERIFY(says("is already scoring this topic"));
        QVERIFY(says("Stop the other first"));
        QTest::qWait(500); // until the list has settled
        QCOMPARE(list->model()->rowCount(), rows);
        QCOMPARE(m_page->crumbs().last().text, name);
        QVERIFY(!name.isEmpty() && list->currentIndex().isValid());
        QVERIFY(m_page->findChild<TrackChart*>()->summary().contains("median"));
        QVERIFY(headerAction("Resume") != nullptr && headerAction("Resume")->isEnabled());
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Delete);
        QDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = m_page->findChild<QDialog*>()) != nullptr && dialog->isVisible());
        QVERIFY(buttonOf(dialog, "Remove") != nullptr);
        QTest::keyClick(dialog, Qt::Key_Escape);
        headerAction("Resume")->trigger(); // the group is free again
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->monitorId() == row.id, kWaitMs);
        QCOMPARE(list->model()->rowCount(), rows);
    }

    /// The workspace never stored it, so there is no number to remove it by.
    void aRefusedAttachmentCanBeRemoved() {
        openPage();
        auto* list = m_page->findChild<MonitorList*>()->view();
        QTRY_VERIFY(list->model()->rowCount() > 0);
        const int rows = list->model()->rowCount();
        const auto cluster = m_demo.connection->cluster();
        VERIFY_OK(cluster);
        const auto group = workspace::ActivityLock::take(
            folder(), workspace::Activity::Group,
            workspace::groupLockId(cluster->clusterId, "driftwood-machines-ae", kMachines.value));
        VERIFY_OK(group);
        m_page->open(Link::attach(QString::fromStdString(m_demo.model->id)));
        attachByDialog("pred.second", 400);
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->over(), kWaitMs);
        QTRY_VERIFY(says("is already scoring this topic"));
        QTRY_COMPARE(list->model()->rowCount(), rows + 1);
        QVERIFY(!m_page->crumbs().last().text.isEmpty());
        m_page->activateWindow(); // the dialog was the active window
        list->setFocus();
        QTRY_VERIFY(list->hasFocus() && list->currentIndex().isValid());
        QTest::keyClick(list, Qt::Key_Delete);
        ConfirmDialog* question = nullptr;
        QTRY_VERIFY((question = m_page->findChild<ConfirmDialog*>()) != nullptr && question->isVisible());
        click(buttonOf(question, "Remove"));
        QTRY_COMPARE(list->model()->rowCount(), rows);
        QTRY_VERIFY(m_page->crumbs().size() == 2 && list->currentIndex().isValid()); // another one is shown
    }

    void aBrokerThatIsAwayIsSaidAndItComesBackByItself() {
        openPage();
        m_page->open(Link::attach(QString::fromStdString(m_demo.model->id)));
        attachByDialog("pred.second", 400, "group.second");
        m_demo.feed->setLiveRate(2.0);
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->figures().scored > 200, kWaitMs);
        VERIFY_OK(m_demo.feed->broker().setUp(false));
        QTRY_VERIFY_WITH_TIMEOUT(says("no answer since"), kWaitMs);
        QVERIFY(says("Lag: –"));
        const auto scored = newest()->figures().scored;
        VERIFY_OK(m_demo.feed->broker().setUp(true));
        QTRY_VERIFY_WITH_TIMEOUT(newest()->figures().scored > scored + 200, kWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!says("no answer since"), kWaitMs);
    }

    void driftIsSeenBrushedAndTrainedAgainOn() {
        openPage();
        QSignalSpy links(m_page.get(), &Page::linkActivated);
        QSignalSpy notices(m_page.get(), &Page::noticed);
        m_page->open(Link::attach(QString::fromStdString(m_demo.model->id)));
        attachByDialog("pred.third", 400, "group.third");
        m_demo.feed->setLiveRate(5.0);
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->figures().scored > 800, kWaitMs);
        m_demo.feed->startDrift();
        const auto bearing = [this]() -> AlarmCard* {
            for (auto* card : m_page->findChildren<AlarmCard*>())
                if (card->alarm().path == "bearing_temperature" && !card->alarm().clearedAt)
                    return card;
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(bearing() != nullptr && bearing()->isVisible(), kWaitMs);
        m_demo.feed->setLiveRate(0.0);
        QTRY_COMPARE_WITH_TIMEOUT(newest()->figures().lag, std::int64_t{0}, kWaitMs);
        const auto said = [&] {
            return std::ranges::any_of(notices, [this](const auto& arguments) {
                const auto notice = arguments.at(0).template value<Notice>();
                return notice.kind == Notice::Kind::Drift && notice.title.contains("bearing_temperature") &&
                       notice.link->id == newest()->monitorId();
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(said(), kWaitMs);
        auto* chart = m_page->findChild<TrackChart*>();
        QCOMPARE(chart->ranges().size(), std::size_t{1}); // the alarm's range was brushed automatically
        const Interval before = chart->ranges()[0].span;
        const QPoint edge = pointAt(*chart, before.begin);
        dragAndHold(*chart, edge, edge - QPoint(30, 0));
        const Interval dragged = chart->ranges()[0].span;
        Q_EMIT m_preferences->changed();
        QVERIFY(dragged.begin < before.begin && chart->ranges()[0].span == dragged);
        QTest::mouseRelease(chart, Qt::LeftButton, {}, edge - QPoint(30, 0));
        const drift::Alarm alarm = bearing()->alarm();
        click(buttonOf(bearing(), "Train again on this range"));
        auto link = links.takeFirst().at(0).value<Link>();
        QCOMPARE(link.to, Link::To::Select);
        QVERIFY(link.ranges == alarm.range);
        QCOMPARE(link.baseModelId, QString::fromStdString(m_demo.model->id));
        click(buttonOf(bearing(), "Records"));
        link = links.takeFirst().at(0).value<Link>();
        QCOMPARE(link.to, Link::To::Position);
        QCOMPARE(link.position->offset.value, alarm.range.ranges.front().begin.value);
        headerAction("Train again…")->trigger();
        link = links.takeFirst().at(0).value<Link>();
        QVERIFY(link.to == Link::To::Select && !link.ranges.ranges.empty());
    }

    /// Changes of alarms by another program are shown in list and Facts, before and after it is resumed here.
    void alarmsAreThoseOfTheWorkspaceWhoeverWroteThem() {
        openPage();
        auto* list = m_page->findChild<MonitorList*>()->view();
        const auto shown = [list](int role) { return list->currentIndex().data(role).toString(); };
        headerAction("Resume")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->monitorId() != 0, kWaitMs);
        const auto id = newest()->monitorId();
        const int open = m_app->store.snapshot().alarmsToLookAt(id);
        QVERIFY(open > 0);
        QTRY_VERIFY(says(QString("%1 open").arg(open)));
        QTRY_VERIFY(shown(TagRole).startsWith(QString::number(open)));
        headerAction("Stop")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(headerAction("Resume") != nullptr, kWaitMs);
        QTRY_VERIFY(!m_app->store.snapshot().monitor(id)->running);

        workspace::MonitorRow row = *m_app->store.snapshot().monitor(id);
        const auto another = workspace::Workspace::open(folder());
        VERIFY_OK(another);
        {
            const auto lock = workspace::ActivityLock::take(folder(), workspace::Activity::Monitor, id);
            VERIFY_OK(lock);
            row.running = true;
            VERIFY_OK((*another)->updateMonitor(row));
            // The other program does not notify the window, which polls.
            QTRY_VERIFY_WITH_TIMEOUT(says("It runs in another window or terminal"), kWaitMs);
            QTRY_VERIFY(shown(SecondLineRole).contains("runs in another program"));
            QVERIFY(!says("failed"));
            QVERIFY(!headerAction("Resume")->isEnabled());
            for (workspace::AlarmRow alarm : m_app->store.snapshot().alarms) {
                alarm.clearedAtMs = alarm.raisedAtMs + 1000;
                VERIFY_OK((*another)->saveAlarm(alarm));
            }
            QTRY_VERIFY_WITH_TIMEOUT(says("No alarm is open."), kWaitMs);
            QTRY_COMPARE(shown(TagRole), QString());
            row.running = false;
            row.scored += kMadeUpRecords;
            VERIFY_OK((*another)->updateMonitor(row));
        }
        QTRY_VERIFY_WITH_TIMEOUT(headerAction("Resume")->isEnabled(), kWaitMs);
        headerAction("Resume")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->monitorId() == id, kWaitMs);
        QVERIFY(says("No alarm is open."));
        QCOMPARE(shown(TagRole), QString());
        QCOMPARE(newest()->figures().scored, row.scored);
        QTRY_VERIFY(says(QString("in all, %1 not drawn").arg(kMadeUpRecords))); // not in the charts
        for (const AlarmCard* card : m_page->findChildren<AlarmCard*>())
            QVERIFY(card->alarm().clearedAt.has_value());
    }

    void aChallengerIsComparedOnTheSameRecords() {
        runs::TrainRequest request;
        request.modelName = "wider";
        request.training.network = {training::NetworkKind::Autoencoder, {24, 6, 24}};
        request.training.epochs = 2;
        request.dataset = m_demo.model->lineage.dataset.name;
        const auto challenger = runs::runTraining(*m_demo.connection, folder(), request, {}, {});
        VERIFY_OK(challenger);
        openPage();
        QPushButton* add = nullptr;
        QTRY_VERIFY((add = buttonOf(m_page.get(), "Add…")) != nullptr && add->isEnabled());
        // The menu runs its own event loop, so it is operated from a timer.
        QTimer::singleShot(0, this, [] {
            QWidget* menu = QApplication::activePopupWidget();
            QVERIFY(menu != nullptr);
            QTest::keyClick(menu, Qt::Key_Down);
            QTest::keyClick(menu, Qt::Key_Return);
        });
        QTest::mouseClick(add, Qt::LeftButton);
        const auto* panel = m_page->findChild<ChallengerPanel*>();
        const auto* table = panel->findChild<QTableView*>();
        QTRY_VERIFY_WITH_TIMEOUT(table->isVisible() && table->model()->rowCount() > 0, kWaitMs);
        QCOMPARE(m_page->window()->focusWidget(), add); // the comparison disabled it for a while
        QVERIFY(says("wider"));
        // The table shows the core's results on these records.
        const auto* job = m_app->jobs.newest<tasks::ResultJob<evaluation::BacktestOutcome>>(
            [](const auto&) { return true; });
        QVERIFY(job != nullptr && job->outcome().has_value());
        evaluation::BacktestRequest direct;
        direct.models = {m_demo.model->id, challenger->model->id};
        direct.ranges = job->outcome()->records.ranges();
        const auto outcome = evaluation::runBacktest(*m_demo.connection, folder(), direct, {}, {});
        VERIFY_OK(outcome);
        QVERIFY(outcome->rows > 0);
        QCOMPARE(job->outcome()->rows, outcome->rows);
        for (std::size_t i = 0; i < outcome->results.size(); ++i)
            QCOMPARE(job->outcome()->results[i].predictionsSha256, outcome->results[i].predictionsSha256);
        // Promoting a worse challenger shows a warning.
        const auto error = [&](std::size_t model) {
            return job->outcome()->results[model].evaluation.get("reconstruction_error").value();
        };
        click(buttonOf(panel, "Promote…"));
        QDialog* promoting = nullptr;
        QTRY_VERIFY((promoting = m_page->findChild<QDialog*>()) != nullptr && promoting->isVisible());
        QCOMPARE(test::says(*promoting, "It was worse"), error(1) > error(0));
        QTest::keyClick(promoting, Qt::Key_Escape);
        QTRY_VERIFY(m_page->findChild<QDialog*>() == nullptr);

        // Another monitor has no trial; this one still has its own when it is shown again.
        const auto& known = m_app->store.snapshot().monitors;
        const auto shownHere = [this](const auto& row) { return m_page->shows(Link::monitor(row.id)); };
        const auto here = std::ranges::find_if(known, shownHere)->id;
        const auto other =
            std::ranges::find_if(known, [here](const auto& row) { return row.id != here; })->id;
        const int rows = table->model()->rowCount();
        m_page->open(Link::monitor(other));
        QTRY_VERIFY(!table->isVisible());
        QVERIFY(buttonOf(panel, "Promote…") == nullptr);
        m_page->open(Link::monitor(here));
        QTRY_VERIFY(table->isVisible());
        QCOMPARE(table->model()->rowCount(), rows);
        QVERIFY(says("wider") && buttonOf(panel, "Promote…") != nullptr);
        // However long the figures are, those of both models are visible.
        const int last = table->model()->columnCount() - 1;
        const QAbstractItemView& view = *table;
        QTRY_VERIFY(table->columnWidth(last) >= view.sizeHintForColumn(last));
        QTRY_VERIFY(table->columnViewportPosition(last) + table->columnWidth(last) <=
                    table->viewport()->width());
        QVERIFY(m_page->footHeight() >= panel->height());

        click(buttonOf(panel, "Attach the challenger…"));
        QDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = m_page->findChild<QDialog*>()) != nullptr && dialog->isVisible());
        QTest::keyClick(dialog, Qt::Key_Escape);
    }

    void theWallIsLeftAsItWasEntered() {
        openPage();
        QTRY_VERIFY(m_page->findChild<TrackChart*>() != nullptr);
        QWidget window; // with a button beside the page, as the window's header has
        QPushButton outside(&window);
        m_page->setParent(&window);
        window.show();
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        outside.setFocus();
        QTest::keyClick(&outside, Qt::Key_F11);
        const auto wall = [] {
            const auto all = QApplication::topLevelWidgets();
            const auto found =
                std::ranges::find_if(all, [](auto* w) { return qobject_cast<WallWindow*>(w); });
            return found == all.end() ? nullptr : qobject_cast<WallWindow*>(*found);
        };
        QTRY_VERIFY(wall() != nullptr && wall()->isVisible() && isDark());
        wall()->resize(kWallSize); // the screen of this test is smaller, and so is then its text
        QTRY_VERIFY(std::ranges::all_of(wall()->findChildren<QLabel*>(),
                                        [](const auto* label) { return label->font().pixelSize() >= 24; }));
        QTest::keyClick(wall(), Qt::Key_F11);
        QTRY_VERIFY(wall() == nullptr && !isDark());
        m_page->setParent(nullptr);
    }

    void closingWhileItRunsStopsInBoundedTimeAndCommits() {
        openPage();
        QTRY_VERIFY(headerAction("Resume") != nullptr);
        headerAction("Resume")->trigger();
        m_demo.feed->setLiveRate(3.0);
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->figures().recordsPerSec > 0.0, kWaitMs);
        const auto id = newest()->monitorId();
        const std::string target = newest()->request().attachment.target.value;
        closePage();
        m_demo.feed->setLiveRate(0.0);
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        const auto rows = (*workspace)->monitors();
        VERIFY_OK(rows);
        const auto row = std::ranges::find(*rows, id, &workspace::MonitorRow::id);
        QVERIFY(row != rows->end() && !row->running);
        // The other program's records in the previous test were invented.
        QCOMPARE(row->scored, recordsOn(target) + kMadeUpRecords);
    }
};

QTEST_MAIN(TestMonitorPage)
#include "test_monitor_page.moc"
