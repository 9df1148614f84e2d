#include "support/result_check.h"
#include "workspace/activity_lock.h"
#include "workspace/workspace.h"

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

    // Only while a monitor runs, whether or not it publishes; the error names what uses the model.
    void whatIsAtWorkHoldsItsModelAndItsDataSet() {
        auto workspace = Workspace::open(m_folder);
        VERIFY_OK(workspace);
        auto& m = *workspace;
        const std::string dataset = "day";
        dataset::Manifest manifest;
        manifest.name = dataset;
        manifest.topic = TopicName("plant.machines");
        manifest.fingerprint = dataset::computeFingerprint(manifest);
        VERIFY_OK(m->addDataset(manifest, "local"));
        ModelRow model;
        model.id = "abcd1111";
        model.name = "pump";
        model.datasetName = dataset;
        VERIFY_OK(m->addModel(model));
        MonitorRow monitor;
        monitor.modelId = "abcd1111";
        monitor.targetTopic = "predictions";
        const auto id = m->addMonitor(monitor);
        VERIFY_OK(id);
        RunRow run;
        run.datasetName = dataset;
        run.parentModelId = "abcd1111";
        const auto runId = m->addRun(run);
        VERIFY_OK(runId);
        const auto refused = [&](const std::string& who) {
            for (const Status& removed : {m->removeModel("abcd1111"), m->removeDataset(dataset)})
                if (removed || removed.error().code != ErrorCode::InvalidArgument ||
                    removed.error().what.find(who) == std::string::npos)
                    return false;
            return true;
        };
        {
            const auto lock = ActivityLock::take(m_folder, Activity::Monitor, *id);
            VERIFY_OK(lock);
            QVERIFY(refused("monitor " + std::to_string(*id)));
        }
        {
            const auto lock = ActivityLock::take(m_folder, Activity::Run, *runId);
            VERIFY_OK(lock);
            QVERIFY(refused("run " + std::to_string(*runId)));
        }
        VERIFY_OK(m->removeModel("abcd1111"));
        VERIFY_OK(m->removeDataset(dataset));
    }
};

QTEST_GUILESS_MAIN(TestActivityLock)
#include "test_activity_lock.moc"
