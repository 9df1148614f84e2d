// A stopped monitor, and whether the page allows it to be resumed.
#include "drift/drift_json.h"
#include "session/app_context.h"
#include "session/monitor_session.h"
#include "shown_on_page.h"
#include "support/result_check.h"
#include "support/trained_demo.h"
#include "ui/monitor/monitor_page.h"
#include "ui/shell/header_bar.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "workspace/activity_lock.h"

#include <QAction>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;
using session::MonitorSession;
using test::buttonOf;
using test::kMachines;
using test::says;

namespace {

constexpr int kWaitMs = 60'000;
const TopicName kTarget("pred.gone");

} // namespace

class TestResuming : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
    test::TrainedDemo m_demo;
    std::unique_ptr<session::AppContext> m_app;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<MonitorPage> m_page;

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    /// Adds a monitor as if it had been attached and stopped.
    std::int64_t addMonitor(const std::string& name) {
        return addMonitor(name, kTarget, m_demo.feed->profile().name);
    }
    std::int64_t addMonitor(const std::string& name, const TopicName& target, const std::string& profile) {
        workspace::MonitorRow row;
        row.modelId = m_demo.model->id;
        row.name = name;
        row.sourceTopic = kMachines.value;
        row.targetTopic = target.value;
        row.group = "driftwood-" + name;
        row.profileName = profile;
        row.drift = drift::DriftConfig();
        row.startedAt = "2026-05-01T10:00:00Z";
        row.stoppedAt = "2026-05-01T11:00:00Z";
        auto workspace = workspace::Workspace::open(folder());
        return (*workspace)->addMonitor(row).value();
    }
    void openPage(std::int64_t id) {
        openContext();
        m_app->connection.connectTo(m_demo.feed->profile());
        QTRY_VERIFY_WITH_TIMEOUT(m_app->connection.topic(kMachines) != nullptr, kWaitMs);
        showPage(id);
    }
    void openContext() {
        m_app = std::make_unique<session::AppContext>(folder());
        m_app->store.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(m_app->store.loaded(), kWaitMs);
    }
    void showPage(std::int64_t id) {
        m_page = std::make_unique<MonitorPage>(PageContext{*m_app, *m_preferences});
        m_page->resize(1440, 852);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->open(Link::monitor(id));
    }
    QAction* headerAction(const QString& text) const {
        for (QAction* action : m_page->headerActions())
            if (action->text() == text)
                return action;
        return nullptr;
    }
    ConfirmDialog* question() const { return m_page->findChild<ConfirmDialog*>(); }
    MonitorSession* newest() const {
        return m_app->jobs.newest<MonitorSession>([](const MonitorSession&) { return true; });
    }

  private Q_SLOTS:
    void initTestCase() {
        QCoreApplication::setOrganizationName("driftwood-test");
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        auto demo = test::TrainedDemo::start(folder());
        VERIFY_OK(demo);
        m_demo = std::move(*demo);
        m_preferences = std::make_unique<Preferences>();
    }
    void cleanup() {
        m_page.reset();
        m_app.reset();
    }

    void itAsksBeforeItMakesATopicAnew() {
        openPage(addMonitor("gone"));
        QTRY_VERIFY(headerAction("Resume") != nullptr && headerAction("Resume")->isEnabled());
        headerAction("Resume")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(question() != nullptr && question()->isVisible(), kWaitMs);
        QVERIFY(says(*question(), "pred.gone no longer exists. Resuming creates it again with 4 partition"));
        QTest::keyClick(question(), Qt::Key_Escape);
        QTRY_VERIFY(question() == nullptr);
        VERIFY_FAILS(m_demo.connection->topic(kTarget), ErrorCode::NotFound);
        QTRY_VERIFY(
            says(*m_page, "The topic pred.gone no longer exists: Resume asks whether to create it again."));

        headerAction("Resume")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(question() != nullptr && question()->isVisible(), kWaitMs);
        QPushButton* agree = buttonOf(question(), "Create and resume");
        QVERIFY(agree != nullptr);
        QTest::mouseClick(agree, Qt::LeftButton);
        // This broker does not create topics for clients, but it was asked to.
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->over() && newest()->missingTopics().empty(),
                                 kWaitMs);
        QVERIFY(newest()->error() && newest()->error()->code != ErrorCode::TopicGone);

        VERIFY_OK(m_demo.feed->broker().createTopic(kTarget, 4));
        headerAction("Resume")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->monitorId() != 0, kWaitMs);
        QVERIFY(question() == nullptr);
        QVERIFY(headerAction("Stop") != nullptr);
    }

    /// A monitor has a connection of its own, so the window need not have one.
    void theHeaderSaysWhatIsWrittenWithoutAConnection() {
        broker::ConnectionProfile profile = m_demo.feed->profile();
        profile.name = "plant";
        VERIFY_OK((*workspace::Workspace::open(folder()))->saveProfile(profile));
        const TopicName target("pred.elsewhere");
        VERIFY_OK(m_demo.feed->broker().createTopic(target, 4));
        const std::int64_t id = addMonitor("elsewhere", target, profile.name);
        openContext();
        showPage(id);
        const HeaderBar head(*m_app);
        QVERIFY(says(head, "Not connected"));
        QVERIFY(!says(head, "read-only") && !says(head, "writes"));
        QTRY_VERIFY(headerAction("Resume") != nullptr && headerAction("Resume")->isEnabled());
        headerAction("Resume")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(newest() != nullptr && newest()->monitorId() != 0, kWaitMs);
        QVERIFY(says(head, "writes pred.elsewhere on plant"));
        m_app->connection.connectTo(m_demo.feed->profile()); // the same broker under another name
        QTRY_VERIFY_WITH_TIMEOUT(says(head, "read-only · writes pred.elsewhere on plant"), kWaitMs);
        headerAction("Stop")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(newest()->over(), kWaitMs);
        QTRY_VERIFY(!says(head, "writes"));
    }

    /// A monitor that was replaced by a promotion has no place to continue.
    void aMonitorThatWasReplacedSaysByWhom() {
        const std::int64_t id = addMonitor("champion");
        const std::int64_t other = addMonitor("successor");
        {
            auto workspace = workspace::Workspace::open(folder());
            VERIFY_OK(workspace);
            workspace::PromotionRow promotion;
            promotion.fromMonitorId = id;
            promotion.toMonitorId = other;
            promotion.state = workspace::PromotionState::Done;
            VERIFY_OK((*workspace)->addPromotion(promotion));
            workspace::AlarmRow alarm;
            alarm.id = "of-before";
            alarm.monitorId = id;
            alarm.kind = "field-drift";
            alarm.path = "temperature";
            alarm.ranges = broker::TopicRanges{TopicName("plant.machines"), {}};
            alarm.raisedAtMs = 1'770'000'000'000;
            VERIFY_OK((*workspace)->saveAlarm(alarm));
        }
        openPage(id);
        QTRY_VERIFY(says(*m_page, "“successor” was promoted in its place and is stopped, too"));
        QVERIFY(headerAction("Resume") != nullptr && !headerAction("Resume")->isEnabled());
        QVERIFY(buttonOf(m_page.get(), "Resume") == nullptr);
        QCOMPARE(m_app->store.snapshot().alarmsToLookAt(id), 0); // history
        QVERIFY(!says(*m_page, "1 open"));
        // Another program resumes the successor.
        const auto lock = workspace::ActivityLock::take(folder(), workspace::Activity::Monitor, other);
        VERIFY_OK(lock);
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        auto row = (*workspace)->monitors().value().front();
        QCOMPARE(row.id, other);
        row.running = true;
        VERIFY_OK((*workspace)->updateMonitor(row));
        m_app->store.refresh();
        QTRY_VERIFY(says(*m_page, "“successor” was promoted in its place and continues there."));
    }

    void theWayBackIsOfferedUntilItWasTaken() {
        const std::int64_t id = addMonitor("before");
        const std::int64_t other = addMonitor("after");
        const auto promote = [this](std::int64_t from, std::int64_t to) {
            workspace::PromotionRow promotion;
            promotion.fromMonitorId = from;
            promotion.toMonitorId = to;
            promotion.state = workspace::PromotionState::Done;
            VERIFY_OK((*workspace::Workspace::open(folder()))->addPromotion(promotion));
        };
        const auto offered = [this] {
            for (const auto* button : m_page->findChildren<QPushButton*>())
                if (button->isVisible() && button->text().startsWith("Back to"))
                    return true;
            return false;
        };
        promote(id, other);
        openPage(other);
        QTRY_VERIFY(offered());
        promote(other, id);
        m_app->store.refresh();
        QTRY_VERIFY(says(*m_page, "“before” was promoted in its place"));
        QTRY_VERIFY(!offered());
    }
};

QTEST_MAIN(TestResuming)
#include "test_resuming.moc"
