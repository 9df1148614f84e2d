#include "support/result_check.h"
#include "workspace/activity_lock.h"

#include <QTemporaryDir>

using namespace driftwood;
using namespace driftwood::workspace;

class TestActivityLock : public QObject {
    Q_OBJECT

    QTemporaryDir m_temporary;
    std::filesystem::path m_folder = m_temporary.path().toStdString();

  private Q_SLOTS:
    void whatIsTakenIsHeldUntilItIsLetGo() {
        QVERIFY(!ActivityLock::isHeld(m_folder, Activity::Run, 3));
        {
            auto lock = ActivityLock::take(m_folder, Activity::Run, 3);
            VERIFY_OK(lock);
            QVERIFY(ActivityLock::isHeld(m_folder, Activity::Run, 3));
            VERIFY_FAILS(ActivityLock::take(m_folder, Activity::Run, 3), ErrorCode::AlreadyExists);
            const ActivityLock moved = std::move(*lock);
            QVERIFY(ActivityLock::isHeld(m_folder, Activity::Run, 3));
        }
        QVERIFY(!ActivityLock::isHeld(m_folder, Activity::Run, 3));
        VERIFY_OK(ActivityLock::take(m_folder, Activity::Run, 3));
    }

    void othersAreNotConcerned() {
        const auto run = ActivityLock::take(m_folder, Activity::Run, 7);
        VERIFY_OK(run);
        for (const std::int64_t id : {6, 8})
            QVERIFY(!ActivityLock::isHeld(m_folder, Activity::Run, id));
        for (const std::int64_t id : {6, 7, 8})
            QVERIFY(!ActivityLock::isHeld(m_folder, Activity::Monitor, id));
        VERIFY_OK(ActivityLock::take(m_folder, Activity::Monitor, 7));
        // Closing another descriptor of the file does not release our lock.
        QVERIFY(ActivityLock::isHeld(m_folder, Activity::Run, 7));
    }

    void aFolderThatIsNotThereIsAnError() {
        VERIFY_FAILS(ActivityLock::take(m_folder / "nowhere", Activity::Run, 1), ErrorCode::Io);
        QVERIFY(!ActivityLock::isHeld(m_folder / "nowhere", Activity::Run, 1));
    }
};

QTEST_GUILESS_MAIN(TestActivityLock)
#include "test_activity_lock.moc"
