// Everything stored in a workspace is read back unchanged.
#include "support/result_check.h"
#include "workspace/activity_lock.h"
#include "workspace/database.h"
#include "workspace/workspace.h"

#include <QTemporaryDir>
#include <cmath>

using namespace driftwood;
using namespace driftwood::workspace;

namespace {

/// Quotes, a wildcard, an escape and non-Latin letters, which break careless SQL.
const std::string kAwkward = "it's a \"name\"; DROP TABLE runs; -- %_\\ Straße 漂木 🪵";

dataset::Manifest manifestNamed(const std::string& name) {
    dataset::Manifest manifest;
    manifest.name = name;
    manifest.clusterId = "cluster";
    manifest.topic = TopicName("plant.machines");
    dataset::PartitionManifest partition;
    partition.range = {PartitionId(2), Offset(9007199254740993), Offset(9007199254740999)};
    partition.records = 5;
    partition.holes = 1;
    partition.sha256 = std::string(64, 'a');
    manifest.partitions = {partition};
    manifest.decoder.schema.fields = {{"temperature", records::FieldType::Float64},
                                      {kAwkward, records::FieldType::Text}};
    manifest.rows = 5;
    manifest.createdAt = "2026-05-01T14:30:00.000Z";
    manifest.createdBy = "driftwood test";
    manifest.fingerprint = dataset::computeFingerprint(manifest);
    return manifest;
}

RunRow fullRun() {
    RunRow run;
    run.name = kAwkward;
    run.datasetName = "yesterday";
    run.task = "anomaly-detection";
    run.features = features::FeatureSpec();
    run.training = training::TrainingSpec();
    run.learner = training::LearnerKind::OnePass;
    run.status = RunStatus::Running;
    run.engine = "native";
    run.startedAt = "2026-05-01T14:30:00.000Z";
    return run;
}

ModelRow modelWith(const std::string& id, const std::string& name) {
    ModelRow model;
    model.id = id;
    model.name = name;
    return model;
}

std::string textOf(const std::string& value) { return value; }
/// An empty text is one that cannot be read.
Result<std::string> valueOf(const std::string& text, const std::string& where) {
    if (text.empty())
        return fail(ErrorCode::CorruptData, "nothing is there", where);
    return text;
}
constexpr HistoryKind<std::string> kTrack{"track", textOf, valueOf};
constexpr HistoryKind<std::string> kWindow{"window", textOf, valueOf};

} // namespace

class TestWorkspace : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Workspace::open(m_folder->filePath("deep/folder").toStdString());
        VERIFY_OK(opened);
        m_workspace = std::move(*opened);
    }
    void cleanup() { m_workspace.reset(); }

    void aDataSetComesBackEqualAndKeepsItsName() {
        const auto manifest = manifestNamed(kAwkward);
        VERIFY_OK(m_workspace->addDataset(manifest, "local"));
        const auto back = m_workspace->dataset(kAwkward);
        VERIFY_OK(back);
        QVERIFY(back->manifest == manifest);
        QCOMPARE(back->profileName, std::string("local"));
        VERIFY_FAILS(m_workspace->addDataset(manifest, "other"), ErrorCode::AlreadyExists);
        QCOMPARE(m_workspace->dataset(kAwkward)->profileName, std::string("local"));

        VERIFY_OK(m_workspace->addDataset(manifestNamed("second"), "local"));
        QCOMPARE(m_workspace->datasets().value().front().manifest.name, std::string("second"));
        VERIFY_OK(m_workspace->removeDataset(kAwkward));
        VERIFY_FAILS(m_workspace->dataset(kAwkward), ErrorCode::NotFound);
        VERIFY_FAILS(m_workspace->removeDataset(kAwkward), ErrorCode::NotFound);
        QCOMPARE(m_workspace->datasets().value().size(), std::size_t(1));
    }

    void aDataSetKnowsItsClusterAlsoWithoutAProfile() {
        VERIFY_OK(m_workspace->addDataset(manifestNamed("by profile"), "local", "one:9092"));
        VERIFY_OK(m_workspace->addDataset(manifestNamed("by servers"), "", "two:9092,three:9092"));
        QCOMPARE(m_workspace->dataset("by profile")->origin(), std::string("local"));
        QCOMPARE(m_workspace->dataset("by profile")->bootstrapServers, std::string("one:9092"));
        QCOMPARE(m_workspace->dataset("by servers")->origin(), std::string("two:9092,three:9092"));
    }

    void numbersOfRemovedRunsAreNotUsedAgain() {
        QCOMPARE(m_workspace->addRun(RunRow{}).value(), std::int64_t{1});
        QCOMPARE(m_workspace->addRun(RunRow{}).value(), std::int64_t{2});
        QCOMPARE(m_workspace->addRun(RunRow{}).value(), std::int64_t{3});
        VERIFY_OK(m_workspace->removeRun(3));
        VERIFY_OK(m_workspace->removeRun(1));
        QCOMPARE(m_workspace->addRun(RunRow{}).value(), std::int64_t{4});
        VERIFY_OK(m_workspace->removeRun(4));
        VERIFY_OK(m_workspace->removeRun(2));
        m_workspace.reset(); // also after all are removed, and in the next program
        m_workspace = Workspace::open(m_folder->filePath("deep/folder").toStdString()).value();
        QCOMPARE(m_workspace->addRun(RunRow{}).value(), std::int64_t{5});
        QCOMPARE(m_workspace->addMonitor(MonitorRow{}).value(), std::int64_t{1});
        QCOMPARE(m_workspace->addMonitor(MonitorRow{}).value(), std::int64_t{2});
    }

    void aDataSetsRolesAreKeptWithIt() {
        VERIFY_OK(m_workspace->addDataset(manifestNamed("plain"), "local"));
        QVERIFY(m_workspace->dataset("plain")->roles.text().empty());
        const features::KeptRoles roles{
            {kAwkward, features::FieldRole::Label, features::Transform::Passthrough}};
        VERIFY_OK(m_workspace->setDatasetRoles("plain", roles));
        QCOMPARE(m_workspace->dataset("plain")->roles.valueOrNone(), roles);
        QCOMPARE(m_workspace->datasets()->front().roles.valueOrNone(), roles);
        QVERIFY(m_workspace->dataset("plain")->manifest == manifestNamed("plain"));
        VERIFY_FAILS(m_workspace->setDatasetRoles("none", {}), ErrorCode::NotFound);
    }

    /// A program that cannot read them must not write over them.
    void aDataSetsRolesOfANewerVersionStay() {
        VERIFY_OK(m_workspace->addDataset(manifestNamed("newer"), "local"));
        const std::string newer = R"({"version":7,"fields":[],"of_later":true})";
        {
            auto database = Database::open(m_folder->filePath("deep/folder/workspace.sqlite").toStdString());
            VERIFY_OK(database);
            VERIFY_OK(
                (*database)->execute("UPDATE datasets SET roles = ? WHERE name = 'newer'", {text(newer)}));
        }
        const auto row = m_workspace->dataset("newer");
        VERIFY_OK(row);
        VERIFY_FAILS(row->roles.value(), ErrorCode::Unsupported);
        const Status changed = m_workspace->setDatasetRoles(
            "newer", {{kAwkward, features::FieldRole::Label, features::Transform::Passthrough}});
        VERIFY_FAILS(changed, ErrorCode::Unsupported);
        QVERIFY2(changed.error().what.find("version 7") != std::string::npos, changed.error().what.c_str());
        QCOMPARE(m_workspace->dataset("newer")->roles.text(), newer);
    }

    void aRunComesBackWithEveryField() {
        auto run = fullRun();
        const auto id = m_workspace->addRun(run);
        VERIFY_OK(id);
        run.id = *id;
        run.status = RunStatus::Stopped;
        run.stopReason = "stopped by a person";
        run.steps = 1234567890123;
        run.modelId = "abcd1234";
        run.parentModelId = "1234abcd";
        run.checkpointPath = "/tmp/check";
        run.finishedAt = "2026-05-01T15:30:00.000Z";
        VERIFY_OK(m_workspace->updateRun(run));

        const auto back = m_workspace->run(*id);
        VERIFY_OK(back);
        QCOMPARE(back->name, run.name);
        QCOMPARE(back->datasetName, run.datasetName);
        QCOMPARE(back->task, run.task);
        QCOMPARE(back->features.text(), run.features.text());
        QCOMPARE(back->training.text(), run.training.text());
        QCOMPARE(back->learner, training::LearnerKind::OnePass);
        QVERIFY(back->status == RunStatus::Stopped);
        QCOMPARE(back->stopReason, run.stopReason);
        QCOMPARE(back->engine, run.engine);
        QCOMPARE(back->steps, run.steps);
        QCOMPARE(back->modelId, run.modelId);
        QCOMPARE(back->parentModelId, run.parentModelId);
        QCOMPARE(back->checkpointPath, run.checkpointPath);
        QCOMPARE(back->startedAt, run.startedAt);
        QCOMPARE(back->finishedAt, run.finishedAt);

        const auto second = m_workspace->addRun(RunRow{});
        VERIFY_OK(second);
        QCOMPARE(m_workspace->runs().value().front().id, *second); // newest first
        VERIFY_FAILS(m_workspace->run(99), ErrorCode::NotFound);
        run.id = 99;
        VERIFY_FAILS(m_workspace->updateRun(run), ErrorCode::NotFound);
    }

    void metricsComeBackByNameThenStepWithTheirExactValues() {
        const auto id = m_workspace->addRun(fullRun()).value();
        VERIFY_OK(m_workspace->addMetrics(id, {{20, "train/loss", 0.1},
                                               {3, "train/loss", 1.0 / 3.0},
                                               {20, "a \"metric\"", -std::numeric_limits<double>::infinity()},
                                               {40, "train/loss", std::nan("")}}));
        const auto back = m_workspace->metrics(id);
        VERIFY_OK(back);
        QCOMPARE(back->size(), std::size_t(4));
        QCOMPARE((*back)[0].name, std::string("a \"metric\""));
        QVERIFY(std::isinf((*back)[0].value));
        QCOMPARE((*back)[1].step, std::int64_t(3));
        QVERIFY((*back)[1].value == 1.0 / 3.0); // exact to the bit
        QCOMPARE((*back)[2].step, std::int64_t(20));
        QVERIFY(std::isnan((*back)[3].value)); // a loss that diverged is stored as such
    }

    void aStepThatIsReportedAgainIsReplaced() {
        const auto id = m_workspace->addRun(fullRun()).value();
        VERIFY_OK(m_workspace->addMetrics(id, {{1, "train/loss", 0.5}, {2, "train/loss", 0.4}}));
        VERIFY_OK(m_workspace->addMetrics(id, {{2, "train/loss", 0.3}, {3, "train/loss", 0.2}}));
        const auto back = m_workspace->metrics(id).value();
        QCOMPARE(back.size(), std::size_t(3));
        QCOMPARE(back[1].value, 0.3);
    }

    void metricsOfLaterStepsAreRemoved() {
        const auto id = m_workspace->addRun(fullRun()).value();
        const auto other = m_workspace->addRun(fullRun()).value();
        for (const auto run : {id, other})
            VERIFY_OK(m_workspace->addMetrics(run, {{0, "rows/train", 80},
                                                    {1, "train/loss", 0.5},
                                                    {2, "train/loss", 0.4},
                                                    {3, "train/loss", 0.3},
                                                    {3, "spike/loss", 0.3}}));
        VERIFY_OK(m_workspace->removeMetricsAfter(id, 2));
        const auto left = m_workspace->metrics(id).value();
        QCOMPARE(left.size(), std::size_t(3));
        QCOMPARE(left.back().step, 2);
        QCOMPARE(m_workspace->metrics(other).value().size(), std::size_t(5));
        VERIFY_OK(m_workspace->removeMetricsAfter(id, 2)); // nothing is left to remove
    }

    void metricsOfAnUnknownRunAreRefusedWhole() {
        VERIFY_FAILS(m_workspace->addMetrics(7, {{1, "train/loss", 0.5}}), ErrorCode::NotFound);
        QVERIFY(m_workspace->metrics(7).value().empty());
        VERIFY_OK(m_workspace->addRun(fullRun())); // fails if a transaction was left open
    }
    void oneMetricComesAlone() {
        const auto id = m_workspace->addRun({.name = "one"}).value();
        VERIFY_OK(m_workspace->addMetrics(id, {{2, "a", 0.2}, {1, "a", 0.1}, {1, "b", 9.0}}));
        const auto alone = m_workspace->metric(id, "a");
        VERIFY_OK(alone);
        QCOMPARE(alone->size(), std::size_t(2));
        QCOMPARE(alone->front().step, 1);
        QCOMPARE(alone->back().value, 0.2);
        QVERIFY(m_workspace->metric(id, "c").value().empty());
    }

    void aModelComesBackWithEveryField() {
        ModelRow model;
        model.id = "0123456789abcdef";
        model.name = kAwkward;
        model.task = "regression";
        model.bundlePath = "/models/one";
        model.datasetName = "yesterday";
        model.runId = m_workspace->addRun(fullRun()).value();
        model.parentModelId = "fedcba9876543210";
        model.quality = StoredQuality{{{{"rmse", 0.5}}, {}}, {}, true};
        model.createdAt = "2026-05-01T15:30:00.000Z";
        VERIFY_OK(m_workspace->addModel(model));
        const auto back = m_workspace->model(model.id);
        VERIFY_OK(back);
        QCOMPARE(back->id, model.id);
        QCOMPARE(back->name, model.name);
        QCOMPARE(back->task, model.task);
        QCOMPARE(back->bundlePath, model.bundlePath);
        QCOMPARE(back->datasetName, model.datasetName);
        QCOMPARE(back->runId, model.runId);
        QCOMPARE(back->parentModelId, model.parentModelId);
        QCOMPARE(back->quality.text(), std::string(R"({"prequential/rmse":0.5})"));
        QCOMPARE(back->createdAt, model.createdAt);

        VERIFY_FAILS(m_workspace->addModel(model), ErrorCode::AlreadyExists);
        model.id = "another";
        model.runId = 99;
        VERIFY_FAILS(m_workspace->addModel(model), ErrorCode::NotFound);
        VERIFY_OK(m_workspace->addModel(modelWith("without-a-run", "imported")));
        QCOMPARE(m_workspace->model("imported")->runId, std::int64_t(0));
        QCOMPARE(m_workspace->models().value().front().id, std::string("without-a-run"));
    }

    void aModelIsFoundByIdPrefixOrName() {
        VERIFY_OK(m_workspace->addModel(modelWith("abcd1111", "pump")));
        VERIFY_OK(m_workspace->addModel(modelWith("abcd2222", "pump")));
        VERIFY_OK(m_workspace->addModel(modelWith("ef%_3333", "fan")));
        const auto idOf = [&](const std::string& text) {
            const auto found = m_workspace->model(text);
            return found ? found->id : found.error().text();
        };
        QCOMPARE(idOf("abcd1111"), std::string("abcd1111"));
        QCOMPARE(idOf("abcd2"), std::string("abcd2222"));
        QCOMPARE(idOf("ef%_"), std::string("ef%_3333"));
        QCOMPARE(idOf("pump"), std::string("abcd2222")); // the newest of that name

        const auto ambiguous = m_workspace->model("abcd");
        VERIFY_FAILS(ambiguous, ErrorCode::InvalidArgument);
        QVERIFY(ambiguous.error().text().find("abcd1111") != std::string::npos);
        QVERIFY(ambiguous.error().text().find("abcd2222") != std::string::npos);
        VERIFY_FAILS(m_workspace->model("ef%"), ErrorCode::NotFound);  // too short for a prefix
        VERIFY_FAILS(m_workspace->model("a%_d"), ErrorCode::NotFound); // no wildcards
        VERIFY_FAILS(m_workspace->model(""), ErrorCode::NotFound);

        // A complete name takes precedence over the prefix of another model's id.
        VERIFY_OK(m_workspace->addModel(modelWith("99990000", "abcd")));
        QCOMPARE(idOf("abcd"), std::string("99990000"));
    }

    void backtestsComeBackNewestFirstAndGoWithTheirModel() {
        VERIFY_OK(m_workspace->addModel(modelWith("abcd1111", "pump")));
        BacktestRow first;
        first.modelId = "abcd1111";
        first.datasetName = kAwkward;
        first.validationOnly = true;
        first.ranges = broker::TopicRanges{TopicName("t"), {{PartitionId(1), Offset(2), Offset(3)}}};
        first.fromMs = 1'777'600'000'000;
        first.toMs = 1'777'600'001'000;
        first.rows = 3'000'000'000;
        first.quality = StoredQuality{{{{"mae", 0.5}}, {}}, {}};
        first.alarms = 2;
        first.predictionsSha256 = "cafe";
        first.createdAt = "now";
        VERIFY_OK(m_workspace->addBacktest(first));
        BacktestRow second = first;
        second.datasetName.clear();
        second.validationOnly = false;
        second.fromMs = second.toMs = -1;
        VERIFY_OK(m_workspace->addBacktest(second));
        const auto back = m_workspace->backtests();
        VERIFY_OK(back);
        QVERIFY(*back == (std::vector{second, first}));

        BacktestRow nobodys = first;
        nobodys.modelId = "nobody";
        VERIFY_FAILS(m_workspace->addBacktest(nobodys), ErrorCode::NotFound);
        VERIFY_OK(m_workspace->removeModel("abcd1111"));
        QVERIFY(m_workspace->backtests()->empty());
    }

    void aRunIsRemovedWithItsCurvesAndItsModelStays() {
        RunRow run;
        run.name = "passing";
        const auto id = m_workspace->addRun(run);
        VERIFY_OK(id);
        VERIFY_OK(m_workspace->addMetrics(*id, {{1, "train/loss", 0.5}}));
        ModelRow model = modelWith("abcd1111", "pump");
        model.runId = *id;
        VERIFY_OK(m_workspace->addModel(model));
        {
            const auto lock = ActivityLock::take(m_workspace->folder(), Activity::Run, *id);
            VERIFY_OK(lock);
            VERIFY_FAILS(m_workspace->removeRun(*id), ErrorCode::InvalidArgument);
        }
        VERIFY_OK(m_workspace->removeRun(*id));
        VERIFY_FAILS(m_workspace->run(*id), ErrorCode::NotFound);
        QVERIFY(m_workspace->metrics(*id)->empty());
        QCOMPARE(m_workspace->model("abcd1111")->runId, std::int64_t{0});
        VERIFY_FAILS(m_workspace->removeRun(*id), ErrorCode::NotFound);
    }

    void exportsBelongToAModel() {
        VERIFY_OK(m_workspace->addModel(modelWith("abcd1111", "pump")));
        VERIFY_OK(m_workspace->addExport({"abcd1111", "torchscript", "/exports/" + kAwkward,
                                          ExportComparison{.rowsCompared = 3, .maxAbsoluteDifference = 0.25},
                                          "now"}));
        const auto back = m_workspace->exports("abcd1111");
        VERIFY_OK(back);
        QCOMPARE(back->size(), std::size_t(1));
        QCOMPARE(back->front().format, std::string("torchscript"));
        QCOMPARE(back->front().path, "/exports/" + kAwkward);
        QCOMPARE(back->front().comparison.value()->rowsCompared, std::int64_t(3));
        QCOMPARE(back->front().createdAt, std::string("now"));
        VERIFY_FAILS(m_workspace->addExport({"nobody", "onnx", "x", {}, ""}), ErrorCode::NotFound);

        VERIFY_OK(m_workspace->removeModel("abcd1111"));
        QVERIFY(m_workspace->exports("abcd1111")->empty());
        VERIFY_FAILS(m_workspace->model("abcd1111"), ErrorCode::NotFound);
        VERIFY_FAILS(m_workspace->removeModel("abcd1111"), ErrorCode::NotFound);
    }

    void aMonitorComesBackWithEveryField() {
        MonitorRow monitor;
        monitor.modelId = "abcd1111";
        monitor.sourceTopic = "plant.machines";
        monitor.targetTopic = kAwkward;
        monitor.group = "driftwood-abcd";
        monitor.profileName = "local";
        monitor.drift = drift::DriftConfig();
        monitor.startedAt = "then";
        const auto id = m_workspace->addMonitor(monitor);
        VERIFY_OK(id);
        monitor.id = *id;
        monitor.running = true;
        monitor.scored = 3000000000;
        monitor.stoppedAt = "later";
        VERIFY_OK(m_workspace->updateMonitor(monitor));
        const auto all = m_workspace->monitors();
        VERIFY_OK(all);
        QCOMPARE(all->size(), std::size_t(1));
        const MonitorRow& back = all->front();
        QCOMPARE(back.id, monitor.id);
        QCOMPARE(back.modelId, monitor.modelId);
        QCOMPARE(back.sourceTopic, monitor.sourceTopic);
        QCOMPARE(back.targetTopic, monitor.targetTopic);
        QCOMPARE(back.group, monitor.group);
        QCOMPARE(back.profileName, monitor.profileName);
        QCOMPARE(back.running, false); // no process holds its lock
        QCOMPARE(back.interrupted, true);
        const auto lock = ActivityLock::take(m_workspace->folder(), Activity::Monitor, back.id);
        VERIFY_OK(lock);
        QVERIFY(m_workspace->monitors()->front().running);
        QVERIFY(!m_workspace->monitors()->front().interrupted);
        QCOMPARE(back.scored, monitor.scored);
        QCOMPARE(back.drift.text(), monitor.drift.text());
        QCOMPARE(back.startedAt, monitor.startedAt);
        QCOMPARE(back.stoppedAt, monitor.stoppedAt);
        monitor.id = 99;
        VERIFY_FAILS(m_workspace->updateMonitor(monitor), ErrorCode::NotFound);
    }

    void aMonitorIsRenamedAndRemovedAndItsNumberNotGivenAgain() {
        MonitorRow monitor;
        monitor.name = "first";
        const auto id = m_workspace->addMonitor(monitor).value();
        QCOMPARE(m_workspace->monitors()->front().name, std::string("first"));
        VERIFY_OK(m_workspace->renameMonitor(id, "west line"));
        monitor.id = id;
        monitor.name = "stale"; // updates of a running attachment do not revert the name
        VERIFY_OK(m_workspace->updateMonitor(monitor));
        QCOMPARE(m_workspace->monitors()->front().name, std::string("west line"));
        VERIFY_OK(m_workspace->saveAlarm({"a", id, "psi", "b", 0.4, 0.2, {}, 1, 0}));
        VERIFY_OK(m_workspace->addHistory(id, kTrack, {{1, "point"}}));
        {
            const auto lock = ActivityLock::take(m_workspace->folder(), Activity::Monitor, id);
            VERIFY_OK(lock);
            VERIFY_FAILS(m_workspace->removeMonitor(id), ErrorCode::InvalidArgument);
        }
        VERIFY_OK(m_workspace->removeMonitor(id));
        QVERIFY(m_workspace->monitors()->empty());
        QVERIFY(m_workspace->alarms()->empty());
        QVERIFY(m_workspace->history(id, kTrack)->empty());
        VERIFY_FAILS(m_workspace->removeMonitor(id), ErrorCode::NotFound);
        VERIFY_FAILS(m_workspace->renameMonitor(id, "again"), ErrorCode::NotFound);
        VERIFY_FAILS(m_workspace->renameMonitor(id, ".hidden"), ErrorCode::InvalidArgument);
        QVERIFY(m_workspace->addMonitor({}).value() > id);
    }

    void aPromotionComesBackWithEveryField() {
        PromotionRow promotion;
        promotion.fromMonitorId = m_workspace->addMonitor({}).value();
        promotion.toMonitorId = m_workspace->addMonitor({}).value();
        promotion.by = "ann@here";
        promotion.why = kAwkward;
        promotion.requestedAt = "then";
        promotion.id = m_workspace->addPromotion(promotion).value();
        QVERIFY(m_workspace->promotions()->front() == promotion);
        promotion.state = PromotionState::Done;
        promotion.doneAt = "later";
        promotion.positions = std::vector<Position>{{PartitionId(0), Offset(7)}};
        VERIFY_OK(m_workspace->updatePromotion(promotion));
        QVERIFY(m_workspace->promotions()->front() == promotion);
        promotion.id = 99;
        VERIFY_FAILS(m_workspace->updatePromotion(promotion), ErrorCode::NotFound);
    }

    void anAlarmIsUpdatedUnderItsIdPerMonitor() {
        const auto one = m_workspace->addMonitor({}).value();
        const auto two = m_workspace->addMonitor({}).value();
        const broker::TopicRanges ranges{TopicName("t"), {{PartitionId(1), Offset(2), Offset(3)}}};
        AlarmRow alarm{"feature/bearing", one, "psi", "bearing", 0.41, 0.25, ranges, 1000, 0};
        VERIFY_OK(m_workspace->saveAlarm(alarm));
        alarm.clearedAtMs = 2000;
        alarm.fromMs = 500;
        alarm.toMs = 1999;
        VERIFY_OK(m_workspace->saveAlarm(alarm));
        alarm.monitorId = two;
        alarm.raisedAtMs = 3000;
        alarm.clearedAtMs = 0;
        VERIFY_OK(m_workspace->saveAlarm(alarm));
        const auto all = m_workspace->alarms();
        VERIFY_OK(all);
        QCOMPARE(all->size(), std::size_t(2));
        QCOMPARE((*all)[0].monitorId, two); // newest first
        QCOMPARE((*all)[0].clearedAtMs, std::int64_t(0));
        QCOMPARE((*all)[1].monitorId, one);
        QCOMPARE((*all)[1].id, alarm.id);
        QCOMPARE((*all)[1].kind, alarm.kind);
        QCOMPARE((*all)[1].path, alarm.path);
        QCOMPARE((*all)[1].value, 0.41);
        QVERIFY((*all)[1].threshold == 0.25 && (*all)[1].ranges.value().value() == ranges);
        QCOMPARE((*all)[1].raisedAtMs, std::int64_t(1000));
        QCOMPARE((*all)[1].clearedAtMs, std::int64_t(2000));
        QCOMPARE((*all)[1].fromMs, std::int64_t(500));
        QCOMPARE((*all)[1].toMs, std::int64_t(1999));
        alarm.monitorId = 99;
        VERIFY_FAILS(m_workspace->saveAlarm(alarm), ErrorCode::NotFound);
    }

    void aMonitorsHistoryGrowsAndIsReplacedByKind() {
        const auto one = m_workspace->addMonitor({}).value();
        const auto two = m_workspace->addMonitor({}).value();
        VERIFY_OK(m_workspace->addHistory(one, kTrack, {{2000, "b"}, {1000, "a"}}));
        VERIFY_OK(m_workspace->addHistory(one, kWindow, {{5, "w"}}));
        VERIFY_OK(m_workspace->addHistory(one, kTrack, {{2000, "again"}}));
        VERIFY_OK(m_workspace->addHistory(two, kTrack, {{1, kAwkward}}));
        auto entries = m_workspace->history(one, kTrack);
        VERIFY_OK(entries);
        QCOMPARE(entries->size(), std::size_t(2));
        QCOMPARE((*entries)[0].atMs, 1000); // by time
        QCOMPARE((*entries)[0].value, std::string("a"));
        QCOMPARE((*entries)[1].value, std::string("again"));
        VERIFY_OK(m_workspace->replaceHistory(one, kTrack, {{1000, "both"}}));
        entries = m_workspace->history(one, kTrack);
        VERIFY_OK(entries);
        QCOMPARE(entries->size(), std::size_t(1));
        QCOMPARE((*entries)[0].value, std::string("both"));
        QCOMPARE(m_workspace->history(one, kWindow)->size(), std::size_t(1));
        QCOMPARE(m_workspace->history(two, kTrack)->at(0).value, kAwkward);
        VERIFY_FAILS(m_workspace->addHistory(99, kTrack, {{1, "x"}}), ErrorCode::NotFound);

        VERIFY_OK(m_workspace->addHistory(one, kWindow, {{7, ""}}));
        const auto unread = m_workspace->history(one, kWindow);
        VERIFY_FAILS(unread, ErrorCode::CorruptData);
        QCOMPARE(unread.error().where, std::string("monitor 1, window of 7"));
    }

  private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
};

QTEST_GUILESS_MAIN(TestWorkspace)
#include "test_workspace.moc"
