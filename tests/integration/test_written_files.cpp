// The files that each version wrote are read by this one, and those of a newer version are refused by name.
#include "dataset/manifest.h"
#include "decoder/decoder.h"
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

#include <QFile>
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

    /// Their fingerprints were not computed by this program.
    void aManifestOfEachVersion() {
        const auto textOf = [](int version) {
            QFile file(QString(WRITTEN_FILES "/manifests/version-%1.json").arg(version));
            return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
        };
        for (int version = 1; version <= dataset::kNewestManifestVersion; ++version) {
            const auto manifest = dataset::manifestFromJson(textOf(version), "manifest");
            VERIFY_OK(manifest);
            QCOMPARE(manifest->version, version);
            QCOMPARE(dataset::versionFor(*manifest), version);
            // Written again, it is the same file.
            QCOMPARE(QString::fromStdString(dataset::toJson(*manifest)),
                     QString::fromStdString(textOf(version)));
        }
        const auto newest = dataset::manifestFromJson(textOf(5), "manifest").value();
        QCOMPARE(newest.decoder.unpack, decoder::allCompressions());
        QCOMPARE(newest.decoder.key->unpack, std::vector{decoder::Compression::Zstd});
        QCOMPARE(newest.decoder.masks.fields.size(), std::size_t(2));
        QCOMPARE(newest.decoder.masks.fields.front().path, std::string("user.email"));
        QCOMPARE(newest.decoder.masks.salt, std::string("000102030405060708090a0b0c0d0e0f"));
        QCOMPARE(newest.decoder.schema.fields.at(2).unit, std::optional(TimeUnit::Days));
        QCOMPARE(int(newest.decoder.schema.fields.back().length), 2);
        const auto later = dataset::manifestFromJson(textOf(6), "manifest");
        VERIFY_FAILS(later, ErrorCode::Unsupported);
        QVERIFY2(later.error().what.find("version 6") != std::string::npos, later.error().what.c_str());
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
        QTest::newRow("details of an alarm") << 4;
        QTest::newRow("ranges") << 5;
        QTest::newRow("quality of a model") << 6;
        QTest::newRow("comparison of an export") << 7;
    }
    void aNewerOneIsRefusedByItsVersion() {
        QFETCH(int, which);
        const auto run = m_workspace->run(1);
        VERIFY_OK(run);
        const auto monitors = m_workspace->monitors();
        VERIFY_OK(monitors);
        const std::array texts{run->features.text(),
                               run->training.text(),
                               monitors->front().drift.text(),
                               features::toJson(features::KeptRoles()).dump(),
                               workspace::toStoredText(drift::AlarmDetails()),
                               workspace::toStoredText(broker::TopicRanges{TopicName("t"), {}}),
                               workspace::toStoredText(workspace::StoredQuality{{{{"mae", 0.5}}}, {}}),
                               workspace::toStoredText(workspace::ExportComparison())};
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
            if (which == 3)
                return statusOf(features::keptRolesFromJson(newer, "here"));
            if (which == 4)
                return statusOf(workspace::fromStoredText<drift::AlarmDetails>(newer.dump(), "here"));
            if (which == 5)
                return statusOf(workspace::fromStoredText<broker::TopicRanges>(newer.dump(), "here"));
            if (which == 6)
                return statusOf(workspace::fromStoredText<workspace::StoredQuality>(newer.dump(), "here"));
            return statusOf(workspace::fromStoredText<workspace::ExportComparison>(newer.dump(), "here"));
        }();
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Unsupported);
        QVERIFY2(read.error().what.find("version 7") != std::string::npos, read.error().what.c_str());
    }

    void aNewerHistoryOfAMonitorIsRefusedByItsVersion() {
        const auto id = m_workspace->monitors()->front().id;
        const workspace::HistoryKind<std::string> newer{
            "memory", [](const std::string& text) { return text; },
            [](const std::string& text, const std::string&) -> Result<std::string> { return text; }};
        VERIFY_OK(
            m_workspace->replaceHistory<std::string>(id, newer, {{0, R"({"version":7,"of_later":1})"}}));
        const auto history = monitoring::loadHistory(*m_workspace, id);
        VERIFY_FAILS(history, ErrorCode::Unsupported);
        QVERIFY2(history.error().what.find("version 7") != std::string::npos, history.error().what.c_str());
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
