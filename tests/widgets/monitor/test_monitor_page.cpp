#include "session/backtest_job.h"
#include "session/desk.h"
#include "session/monitor_session.h"
#include "session/training_job.h"
#include "support/result_check.h"
#include "support/trained_demo.h"
#include "ui/charts/track_chart.h"
#include "ui/monitor/alarm_card.h"
#include "ui/monitor/challenger_panel.h"
#include "ui/monitor/monitor_page.h"
#include "ui/monitor/wall_window.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;
using session::MonitorSession;
using test::kMachines;

namespace {

constexpr int kWaitMs = 60'000;

QPushButton* buttonOf(const QWidget* parent, const QString& text) {
    for (auto* button : parent->findChildren<QPushButton*>())
        if (button->text() == text && button->isVisible())
            return button;
    return nullptr;
}

} // namespace

class TestMonitorPage : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
    test::TrainedDemo m_demo;
    std::unique_ptr<session::Desk> m_desk;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<MonitorPage> m_page;

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    void openPage() {
        m_desk = std::make_unique<session::Desk>(folder());
        m_desk->store.refresh();
        m_desk->connection.connectTo(m_demo.feed->profile());
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->store.loaded(), kWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->connection.topic(kMachines) != nullptr, kWaitMs);
        m_page = std::make_unique<MonitorPage>(PageContext{*m_desk, *m_preferences});
        m_page->resize(1440, 852);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void closePage() {
        m_page.reset();
        m_desk.reset();
    }

    void click(QPushButton* button) const {
        QVERIFY(button != nullptr);
        QTRY_VERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }

    /// Fills and accepts the dialog that is open, with keys and mouse.
    void attachByDialog(const QString& target, int window) {
        QDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = m_page->findChild<QDialog*>()) != nullptr && dialog->isVisible());
        QLineEdit* name = nullptr;
        for (auto* edit : dialog->findChildren<QLineEdit*>())
            if (edit->accessibleName() == "Topic for predictions")
                name = edit;
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
        return m_desk->jobs.newest<MonitorSession>([](const MonitorSession&) { return true; });
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

    bool says(const QString& text) const {
        for (const auto* widget : m_page->findChildren<QWidget*>())
            if (widget->isVisible() && (widget->accessibleName().contains(text) ||
                                        widget->property("text").toString().contains(text)))
                return true;
        return false;
    }

  private Q_SLOTS:
    void initTestCase() {
        QCoreApplication::setOrganizationName("driftwood-test");
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        applyTheme(*qApp, ThemeChoice::Light);
        auto demo = test::TrainedDemo::start(folder());
        VERIFY_OK(demo);
        m_demo = std::move(*demo);
        for (const char* target : {"pred.first", "pred.second", "pred.third"})
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
        QCOMPARE(m_page->writeNote(), QString("read-only"));
        QVERIFY(buttonOf(m_page.get(), "Attach a model…") != nullptr);
        QVERIFY(says("No model is attached"));
    }

    void whatWasScoredLiesInTheTargetTopic() {
        openPage();
        m_page->open(Link::attach(QString::fromStdString(m_demo.model->id)));
        attachByDialog("pred.first", 400);
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->monitorId() != 0, kWaitMs);
        QTRY_COMPARE(m_page->writeNote(), QString("writes only pred.first"));
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
        QCOMPARE(m_page->writeNote(), QString("read-only"));
    }

    void afterARestartItIsThereAndGoesOnWithoutAGap() {
        openPage(); // a new desk on the same workspace
        QTRY_VERIFY(m_page->findChild<TrackChart*>() != nullptr);
        const std::int64_t before = recordsOn("pred.first");
        QTRY_VERIFY(headerAction("Resume") != nullptr && headerAction("Resume")->isEnabled());
        QVERIFY(newest() == nullptr); // never without a person's word
        const auto produced = m_demo.feed->produced();
        m_demo.feed->setLiveRate(3.0);
        // Records that come while nothing scores.
        QTRY_VERIFY_WITH_TIMEOUT(m_demo.feed->produced() > produced + 100, kWaitMs);
        headerAction("Resume")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->figures().scored > before + 500, kWaitMs);
        m_demo.feed->setLiveRate(0.0);
        QTRY_COMPARE_WITH_TIMEOUT(newest()->figures().lag, std::int64_t{0}, kWaitMs);
        // Those of both runs.
        QTRY_COMPARE_WITH_TIMEOUT(recordsOn("pred.first"), newest()->figures().scored, kWaitMs);
    }

    void aBrokerThatIsAwayIsSaidAndItComesBackByItself() {
        openPage();
        m_page->open(Link::attach(QString::fromStdString(m_demo.model->id)));
        attachByDialog("pred.second", 400);
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
        attachByDialog("pred.third", 400);
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
        QCOMPARE(chart->ranges().size(), std::size_t{1}); // brushed before anyone asked

        const drift::Alarm alarm = bearing()->alarm();
        click(buttonOf(bearing(), "Train again on this range"));
        QCOMPARE(links.size(), 1);
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
        QCOMPARE(link.to, Link::To::Select);
        QVERIFY(!link.ranges.ranges.empty());
    }

    void aChallengerIsComparedOnTheSameRecords() {
        session::TrainRequest request;
        request.modelName = "wider";
        request.training.network = {training::NetworkKind::Autoencoder, {24, 6, 24}};
        request.training.epochs = 2;
        request.dataset = m_demo.model->lineage.dataset.name;
        const auto challenger = session::runTraining(*m_demo.connection, folder(), request, {}, {});
        VERIFY_OK(challenger);
        openPage();
        QPushButton* add = nullptr;
        QTRY_VERIFY((add = buttonOf(m_page.get(), "Add…")) != nullptr && add->isEnabled());
        // The menu has an event loop of its own, in which it is answered.
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
        QVERIFY(says("wider"));

        // What stands in the table is what the core finds on these records.
        const auto* job = m_desk->jobs.newest<session::ResultJob<session::BacktestOutcome>>(
            [](const auto&) { return true; });
        QVERIFY(job != nullptr && job->outcome().has_value());
        session::BacktestRequest direct;
        direct.models = {m_demo.model->id, challenger->model->id};
        direct.ranges = job->outcome()->records.ranges();
        const auto outcome = session::runBacktest(*m_demo.connection, folder(), direct, {}, {});
        VERIFY_OK(outcome);
        QVERIFY(outcome->rows > 0);
        QCOMPARE(job->outcome()->rows, outcome->rows);
        for (std::size_t i = 0; i < outcome->results.size(); ++i)
            QCOMPARE(job->outcome()->results[i].predictionsSha256, outcome->results[i].predictionsSha256);

        click(buttonOf(panel, "Attach the challenger…"));
        QDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = m_page->findChild<QDialog*>()) != nullptr && dialog->isVisible());
        QTest::keyClick(dialog, Qt::Key_Escape);
    }

    void theWallIsLeftAsItWasEntered() {
        openPage();
        QTRY_VERIFY(m_page->findChild<TrackChart*>() != nullptr);
        QTest::keyClick(m_page.get(), Qt::Key_F11);
        const auto wall = [] {
            for (auto* widget : QApplication::topLevelWidgets())
                if (auto* found = qobject_cast<WallWindow*>(widget))
                    return found;
            return static_cast<WallWindow*>(nullptr);
        };
        QTRY_VERIFY(wall() != nullptr && wall()->isVisible());
        QVERIFY(isDark());
        for (const auto* label : wall()->findChildren<QLabel*>())
            QVERIFY2(label->font().pixelSize() >= 24, qPrintable(label->text()));
        QTest::keyClick(wall(), Qt::Key_F11);
        QTRY_VERIFY(wall() == nullptr);
        QVERIFY(!isDark());
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
        QCOMPARE(row->scored, recordsOn(target));
    }
};

QTEST_MAIN(TestMonitorPage)
#include "test_monitor_page.moc"
