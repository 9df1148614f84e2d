// Users' notes on alarms.
#include "support/result_check.h"
#include "workspace/workspace.h"

#include <QTemporaryDir>
#include <memory>

using namespace driftwood;
using namespace driftwood::workspace;

namespace {

const std::string kWords = "it's a \"note\"; DROP TABLE alarms; -- %_ Straße";

} // namespace

class TestAlarmNotes : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Workspace::open(m_folder->path().toStdString());
        VERIFY_OK(opened);
        m_workspace = *std::move(opened);
    }
    void cleanup() {
        m_workspace.reset();
        m_folder.reset();
    }

    void whatAPersonSaysOfAnAlarmStays() {
        const auto id = m_workspace->addMonitor({}).value();
        AlarmRow alarm{"a", id, "psi", "b", 0.4, 0.2, {}, 1, 0};
        alarm.details = drift::AlarmDetails{.windows = 3};
        VERIFY_OK(m_workspace->saveAlarm(alarm));
        VERIFY_OK(m_workspace->acknowledgeAlarm(id, "a", {"ann@here", "then", kWords}));
        VERIFY_OK(m_workspace->muteAlarm(id, "a", 5000, {"bob@here", "later", "holiday"}));
        VERIFY_OK(m_workspace->acknowledgeAlarm(id, "a", {"cyd@here", "last", ""})); // says nothing new
        alarm.value = 0.9; // the alarm grows meanwhile
        VERIFY_OK(m_workspace->saveAlarm(alarm));
        const AlarmRow back = m_workspace->alarms()->front();
        QCOMPARE(back.value, 0.9);
        QVERIFY(back.acknowledged == (PersonNote{"ann@here", "then", kWords}));
        QVERIFY(back.muted == (PersonNote{"bob@here", "later", "holiday"}));
        QCOMPARE(back.mutedUntilMs, 5000);
        QCOMPARE(back.details.valueOrNone().windows, 3);
        VERIFY_FAILS(m_workspace->acknowledgeAlarm(id, "none", {}), ErrorCode::NotFound);
        VERIFY_FAILS(m_workspace->muteAlarm(id + 1, "a", 1, {}), ErrorCode::NotFound);
    }

    void mutingAgainWithoutWordsKeepsTheWords() {
        const auto id = m_workspace->addMonitor({}).value();
        VERIFY_OK(m_workspace->saveAlarm({"a", id, "psi", "b", 0.4, 0.2, {}, 1, 0}));
        VERIFY_OK(m_workspace->muteAlarm(id, "a", 5000, {"ann@here", "then", "holiday"}));
        VERIFY_OK(m_workspace->muteAlarm(id, "a", 9000, {"bob@here", "later", ""}));
        QVERIFY(m_workspace->alarms()->front().muted == (PersonNote{"ann@here", "then", "holiday"}));
        QCOMPARE(m_workspace->alarms()->front().mutedUntilMs, 9000);
        VERIFY_OK(m_workspace->muteAlarm(id, "a", 9000, {"bob@here", "later", "move"}));
        QVERIFY(m_workspace->alarms()->front().muted == (PersonNote{"bob@here", "later", "move"}));
        // Heard again: the old words explain no later muting.
        VERIFY_OK(m_workspace->muteAlarm(id, "a", 0, {"bob@here", "then", ""}));
        VERIFY_OK(m_workspace->muteAlarm(id, "a", 9000, {"cyd@here", "last", ""}));
        QVERIFY(m_workspace->alarms()->front().muted == (PersonNote{"cyd@here", "last", ""}));
    }

  private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
};

QTEST_GUILESS_MAIN(TestAlarmNotes)
#include "test_alarm_notes.moc"
