// The files that each version wrote are read by this one, and those of a newer version are refused by name.
#include "drift/drift_json.h"
#include "features/feature_spec.h"
#include "features/kept_roles.h"
#include "model/trained_model.h"
#include "monitoring/group_memory.h"
#include "monitoring/monitor_history.h"
#include "support/result_check.h"
#include "training/checkpoint_file.h"
#include "training/training_spec.h"
#include "workspace/workspace.h"

#include <QTemporaryDir>
#include <QtTest>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>

using namespace driftwood;
namespace fs = std::filesystem;
using nlohmann::json;

class TestWrittenFiles : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        fs::copy(fs::path(WRITTEN_FILES) / "0.1", folder(), fs::copy_options::recursive);
        auto opened = workspace::Workspace::open(folder());
        VERIFY_OK(opened);
        m_workspace = std::move(*opened);
    }

    void aDataSetAndItsConnection() {
        const auto row = m_workspace->dataset("rows");
        VERIFY_OK(row); // with its fingerprint, computed anew
        QCOMPARE(row->manifest.rows, 400);
        QCOMPARE(row->manifest.partitions.size(), std::size_t(3));
        QCOMPARE(row->manifest.decoder.schema.fields.size(), std::size_t(4));
        const auto profile = m_workspace->profile("local");
        VERIFY_OK(profile);
        QVERIFY(!profile->readOnly);
    }

    void runsAndTheirSpecs() {
        const auto runs = m_workspace->runs();
        VERIFY_OK(runs);
        QCOMPARE(runs->size(), std::size_t(4));
        for (const workspace::RunRow& run : *runs) {
            const auto features = features::featureSpecFromJson(json::parse(run.features.text()), "run");
            VERIFY_OK(features);
            const auto training = training::trainingSpecFromJson(json::parse(run.training.text()), "run");
            VERIFY_OK(training);
            QCOMPARE(training->network.hidden, std::vector<int>{3});
            QCOMPARE(std::string(training::taskName(training->task)), run.task);
            QVERIFY(run.status ==
                    (run.name == "stopped" ? workspace::RunStatus::Stopped : workspace::RunStatus::Finished));
        }
        const auto losses = m_workspace->metric(4, "train/loss");
        VERIFY_OK(losses);
        QCOMPARE(losses->size(), std::size_t(370));
    }

    /// Reading a model computes its stored examples and compares them with what was computed then.
    void modelsAnswerAsTheyDid() {
        const auto models = m_workspace->models();
        VERIFY_OK(models);
        QCOMPARE(models->size(), std::size_t(3));
        for (const workspace::ModelRow& row : *models) {
            const auto model = model::loadBundle(row.bundlePath);
            VERIFY_OK(model);
            QCOMPARE(model->examples.size(), std::size_t(8));
            QCOMPARE(model->id, row.id);
        }
    }

    void aCheckpoint() {
        const auto run = m_workspace->run(4);
        VERIFY_OK(run);
        const auto file = training::readCheckpoint(
            run->checkpointPath, {.kind = "driftwood-checkpoint-", .newest = 2, .checkedSince = 2});
        VERIFY_OK(file);
        QCOMPARE(file->version, 2);
    }

    void aBackTestAndAMonitor() {
        const auto tests = m_workspace->backtests();
        VERIFY_OK(tests);
        QCOMPARE(tests->size(), std::size_t(1));
        QCOMPARE(tests->front().rows, 400);
        const auto monitors = m_workspace->monitors();
        VERIFY_OK(monitors);
        QCOMPARE(monitors->size(), std::size_t(1));
        QCOMPARE(monitors->front().scored, 400);
        VERIFY_OK(drift::driftConfigFromJson(json::parse(monitors->front().drift.text()), "monitor"));
        const auto history = monitoring::loadHistory(*m_workspace, monitors->front().id);
        VERIFY_OK(history);
        QCOMPARE(history->track.points.size(), std::size_t(1));
        QCOMPARE(history->track.points.front().begin.value, 1796028655000);
        QCOMPARE(history->track.points.front().records, 400);
        QVERIFY(history->memory.has_value());
        QVERIFY(history->windows.empty());
        const auto place = monitoring::placeOf(*m_workspace, monitors->front().id);
        VERIFY_OK(place);
        QVERIFY(place->has_value());
        QCOMPARE((*place)->remembered.committed.front().offset.value, 115);
    }

    void aNewerOneIsRefusedByItsVersion_data() {
        QTest::addColumn<int>("which");
        QTest::newRow("feature spec") << 0;
        QTest::newRow("training spec") << 1;
        QTest::newRow("drift config") << 2;
        QTest::newRow("roles of fields") << 3;
    }
    void aNewerOneIsRefusedByItsVersion() {
        QFETCH(int, which);
        const auto run = m_workspace->run(1);
        VERIFY_OK(run);
        const auto monitors = m_workspace->monitors();
        VERIFY_OK(monitors);
        const std::array texts{run->features.text(), run->training.text(), monitors->front().drift.text(),
                               features::toJson(features::KeptRoles()).dump()};
        json newer = json::parse(texts.at(static_cast<std::size_t>(which)));
        newer["version"] = 7;
        newer["of_later"] = true;
        const Status read = [&]() -> Status {
            if (which == 0)
                return statusOf(features::featureSpecFromJson(newer, "here"));
            if (which == 1)
                return statusOf(training::trainingSpecFromJson(newer, "here"));
            if (which == 2)
                return statusOf(drift::driftConfigFromJson(newer, "here"));
            return statusOf(features::keptRolesFromJson(newer, "here"));
        }();
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Unsupported);
        QVERIFY2(read.error().what.find("version 7") != std::string::npos, read.error().what.c_str());
    }

  private:
    template <class T>
    static Status statusOf(const Result<T>& result) {
        return result ? Status() : Status(tl::unexpected(result.error()));
    }
    [[nodiscard]] fs::path folder() const { return fs::path(m_folder.path().toStdString()) / "workspace"; }

    QTemporaryDir m_folder;
    std::unique_ptr<workspace::Workspace> m_workspace;
};

QTEST_GUILESS_MAIN(TestWrittenFiles)
#include "test_written_files.moc"
