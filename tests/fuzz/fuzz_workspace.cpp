// Reading a workspace file with arbitrary values in its rows causes no harm: every list is returned or
// refused. The input selects the columns of a valid file and their new values.

#include "base/files.h"
#include "workspace/database.h"
#include "workspace/workspace.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <utility>

using namespace driftwood;
using namespace driftwood::workspace;

namespace {

constexpr HistoryKind<std::string> kScore{
    "score", [](const std::string& text) { return text; },
    [](const std::string& text, const std::string&) { return Result<std::string>(text); }};

dataset::Manifest sampleManifest() {
    dataset::Manifest manifest;
    manifest.name = "yesterday";
    manifest.clusterId = "cluster";
    manifest.topic = TopicName("plant.machines");
    dataset::PartitionManifest partition;
    partition.range = {PartitionId(2), Offset(10), Offset(20)};
    partition.records = 10;
    partition.sha256 = std::string(64, 'a');
    manifest.partitions = {partition};
    manifest.decoder.schema.fields = {{"temperature", records::FieldType::Float64}};
    manifest.rows = 10;
    manifest.createdAt = "2026-05-01T14:30:00.000Z";
    manifest.fingerprint = dataset::computeFingerprint(manifest);
    return manifest;
}

void require(const Status& status) {
    if (!status)
        std::abort();
}

/// Adds one row of each kind.
void fill(Workspace& workspace) {
    broker::ConnectionProfile profile;
    profile.name = "plant";
    profile.bootstrapServers = "one:9092";
    profile.extra = {{"client.id", "me"}};
    RunRow run;
    run.name = "first";
    run.datasetName = "yesterday";
    run.checkpointPath = (workspace.folder() / "runs" / "first").string();
    ModelRow model;
    model.id = "0123456789abcdef";
    model.name = "first";
    model.bundlePath = (workspace.folder() / "models" / "first").string();
    BacktestRow backtest;
    backtest.modelId = model.id;
    MonitorRow monitor;
    monitor.modelId = model.id;
    monitor.running = true;
    AlarmRow alarm;
    alarm.id = "1";

    require(workspace.saveProfile(profile));
    require(workspace.addDataset(sampleManifest(), profile.name));
    require(workspace.setDatasetRoles(
        "yesterday", {{"temperature", features::FieldRole::Feature, features::Transform::Standardize}}));
    model.runId = workspace.addRun(run).value();
    require(workspace.addMetrics(model.runId, {{1, "train/loss", 0.5}}));
    require(workspace.addModel(model));
    require(workspace.addExport({model.id, "torchscript", "/tmp/first.pt", {}, "now"}));
    require(workspace.addBacktest(backtest));
    alarm.monitorId = workspace.addMonitor(monitor).value();
    require(workspace.addHistory(alarm.monitorId, kScore, {{1, "{}"}}));
    require(workspace.saveAlarm(alarm));
}

using Column = std::pair<std::string, std::string>; ///< table, name

struct Bench {
    int count = 1;
    std::string name = "fuzz_workspace";
    char* arguments[2] = {name.data(), nullptr};
    QCoreApplication application{count, arguments}; // Qt needs it to find its database driver
    QTemporaryDir folder;
    std::filesystem::path file;
    std::string pristine;
    std::vector<Column> columns;

    Bench() {
        const std::filesystem::path path = folder.path().toStdString();
        fill(*Workspace::open(path).value());
        file = path / "workspace.sqlite";
        pristine = readFile(file).value();
        columns = Database::open(file)
                      .value()
                      ->select<Column>(
                          "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c "
                          "WHERE t.type = 'table' ORDER BY 1, 2",
                          {},
                          +[](RowReader row) {
                              std::string table = row.text();
                              return Column(std::move(table), row.text());
                          })
                      .value();
    }
};

QVariant valueFrom(std::string_view input, std::uint8_t kind) {
    const QByteArray bytes(input.data(), static_cast<qsizetype>(input.size()));
    switch (kind % 5) {
    case 0:
        return {};
    case 1:
        return bytes; // a blob
    case 2:
        return static_cast<qlonglong>(qHash(bytes));
    case 3:
        return -1.5e300;
    default:
        return QString::fromUtf8(bytes);
    }
}

void listEverything(Workspace& workspace) {
    (void)workspace.profiles();
    (void)workspace.profile("plant");
    (void)workspace.datasets();
    (void)workspace.dataset("yesterday");
    (void)workspace.runs();
    (void)workspace.metrics(1);
    (void)workspace.model("first");
    (void)workspace.models();
    (void)workspace.exports("0123456789abcdef");
    (void)workspace.backtests();
    (void)workspace.monitors();
    (void)workspace.alarms();
    (void)workspace.history(1, kScore);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Bench bench;
    std::ofstream(bench.file, std::ios::binary | std::ios::trunc) << bench.pristine;
    {
        const auto database = Database::open(bench.file).value();
        (void)database->execute("PRAGMA foreign_keys = OFF");
        std::string_view input(reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 512));
        while (input.size() >= 3) {
            const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(input[i]); };
            const auto& [table, name] = bench.columns[byte(0) % bench.columns.size()];
            const auto value = input.substr(3, byte(1) % 32);
            const std::string sql = "UPDATE \"" + table + "\" SET \"" + name + "\" = ?";
            (void)database->execute(sql.c_str(), {valueFrom(value, byte(2))}); // the schema may refuse it
            input.remove_prefix(3 + value.size());
        }
    }
    if (const auto workspace = Workspace::open(bench.folder.path().toStdString()))
        listEverything(**workspace);
    return 0;
}
