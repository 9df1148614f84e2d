#include "workspace/activity_lock.h"
#include "workspace/database.h"
#include "workspace/stored_path.h"
#include "workspace/workspace.h"

#include <array>
#include <nlohmann/json.hpp>

namespace driftwood::workspace {
namespace {

constexpr std::array<std::string_view, 5> kStatusNames = {"running", "finished", "stopped", "failed",
                                                          "interrupted"};

/// An unknown status is treated as a failed run.
RunStatus statusFromName(std::string_view name) {
    for (std::size_t i = 0; i < kStatusNames.size(); ++i) {
        if (kStatusNames[i] == name)
            return static_cast<RunStatus>(i);
    }
    return RunStatus::Failed;
}

constexpr const char* kSelectRuns =
    R"(SELECT id, name, dataset_name, task, feature_spec, training_spec, incremental,
    status, stop_reason, engine, steps, model_id, parent_model_id, checkpoint_path, started_at, finished_at
    FROM runs)";

std::string runName(std::int64_t id) { return "run " + std::to_string(id); }

RunRow readRun(RowReader row) {
    RunRow run;
    run.id = row.integer();
    run.name = row.text();
    run.datasetName = row.text();
    run.task = row.text();
    run.features = Stored<features::FeatureSpec>::fromText(row.text(), runName(run.id));
    run.training = Stored<training::TrainingSpec>::fromText(row.text(), runName(run.id));
    run.learner = training::learnerStoredAs(row.boolean());
    run.status = statusFromName(row.text());
    run.stopReason = row.text();
    run.engine = row.text();
    run.steps = row.integer();
    run.modelId = row.text();
    run.parentModelId = row.text();
    run.checkpointPath = row.text();
    run.startedAt = row.text();
    run.finishedAt = row.text();
    return run;
}

MetricRow readMetric(RowReader row) { return {row.integer(), row.text(), row.real()}; }

/// The columns after the id in the table's order.
QVariantList valuesOf(const RunRow& run, const std::filesystem::path& folder) {
    return {text(run.name),
            text(run.datasetName),
            text(run.task),
            text(run.features.text()),
            text(run.training.text()),
            run.learnerType().incremental,
            text(std::string(runStatusName(run.status))),
            text(run.stopReason),
            text(run.engine),
            static_cast<qlonglong>(run.steps),
            text(run.modelId),
            text(run.parentModelId),
            text(toStored(folder, run.checkpointPath)),
            text(run.startedAt),
            text(run.finishedAt)};
}

Result<std::vector<RunRow>> selectRuns(Database& database, const std::filesystem::path& folder,
                                       const char* sql, const QVariantList& values) {
    auto found = database.select<RunRow>(sql, values, readRun);
    if (found)
        for (RunRow& run : *found) {
            run.checkpointPath = fromStored(folder, run.checkpointPath);
            if (run.status == RunStatus::Running && !ActivityLock::isHeld(folder, Activity::Run, run.id))
                run.status = RunStatus::Interrupted;
        }
    return found;
}

} // namespace

std::string_view runStatusName(RunStatus status) { return kStatusNames.at(static_cast<std::size_t>(status)); }

Result<std::int64_t> Workspace::addRun(const RunRow& run) {
    return m_database->insert(
        R"(INSERT INTO runs VALUES ((SELECT max(id) + 1 FROM (SELECT 0 AS id UNION ALL SELECT max(id) FROM runs
            UNION ALL SELECT highest FROM removed_numbers WHERE kind = 'run')),
            ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
        valuesOf(run, m_folder));
}

Status Workspace::updateRun(const RunRow& run) {
    QVariantList values = valuesOf(run, m_folder);
    values.append(static_cast<qlonglong>(run.id));
    return m_database->changeOne(
        R"(UPDATE runs SET name = ?, dataset_name = ?, task = ?, feature_spec = ?, training_spec = ?,
        incremental = ?, status = ?, stop_reason = ?, engine = ?, steps = ?, model_id = ?,
        parent_model_id = ?, checkpoint_path = ?, started_at = ?, finished_at = ? WHERE id = ?)",
        values, runName(run.id));
}

Result<std::vector<RunRow>> Workspace::runs() {
    static const std::string kSql = std::string(kSelectRuns) + " ORDER BY id DESC";
    return selectRuns(*m_database, m_folder, kSql.c_str(), {});
}

Result<RunRow> Workspace::run(std::int64_t id) {
    static const std::string kSql = std::string(kSelectRuns) + " WHERE id = ?";
    auto found = selectRuns(*m_database, m_folder, kSql.c_str(), {static_cast<qlonglong>(id)});
    if (!found)
        return forward(found);
    if (found->empty())
        return tl::unexpected<Error>(m_database->notFound(runName(id)));
    return std::move(found->front());
}

Status Workspace::removeRun(std::int64_t id) {
    if (ActivityLock::isHeld(m_folder, Activity::Run, id))
        return fail(ErrorCode::InvalidArgument, runName(id) + " is being trained", m_folder.string(),
                    "Stop it first.");
    return m_database->changeOne("DELETE FROM runs WHERE id = ?", {static_cast<qlonglong>(id)}, runName(id));
}

Status Workspace::addMetrics(std::int64_t runId, const std::vector<MetricRow>& metrics) {
    std::vector<QVariantList> lists;
    lists.reserve(metrics.size());
    for (const MetricRow& metric : metrics) {
        lists.push_back({static_cast<qlonglong>(runId), text(metric.name),
                         static_cast<qlonglong>(metric.step), metric.value});
    }
    auto added = m_database->transaction([&] {
        // REPLACE, because a step may be reported twice: the last one of a run in one pass.
        return m_database->executeForEach(
            "INSERT OR REPLACE INTO metrics (run_id, name, step, value) VALUES (?, ?, ?, ?)", lists);
    });
    if (!added && added.error().code == ErrorCode::NotFound)
        return tl::unexpected<Error>(m_database->notFound(runName(runId)));
    return added;
}

Status Workspace::removeMetricsAfter(std::int64_t runId, std::int64_t step) {
    auto removed = m_database->execute("DELETE FROM metrics WHERE run_id = ? AND step > ?",
                                       {static_cast<qlonglong>(runId), static_cast<qlonglong>(step)});
    if (!removed)
        return forward(removed);
    return {};
}

Status Workspace::removeMetrics(std::int64_t runId, const std::vector<std::string>& names,
                                const std::vector<std::int64_t>& steps) {
    const std::string list = nlohmann::json(steps).dump();
    std::vector<QVariantList> lists;
    for (const std::string& name : names)
        lists.push_back({static_cast<qlonglong>(runId), text(name), text(list)});
    return m_database->transaction([&] {
        return m_database->executeForEach("DELETE FROM metrics WHERE run_id = ? AND name = ? AND step IN "
                                          "(SELECT value FROM json_each(?))",
                                          lists);
    });
}

Result<std::vector<MetricRow>> Workspace::metrics(std::int64_t runId) {
    return m_database->select<MetricRow>(
        "SELECT step, name, value FROM metrics WHERE run_id = ? ORDER BY name, step",
        {static_cast<qlonglong>(runId)}, readMetric);
}

Result<std::vector<MetricRow>> Workspace::metric(std::int64_t runId, const std::string& name) {
    return m_database->select<MetricRow>(
        "SELECT step, name, value FROM metrics WHERE run_id = ? AND name = ? ORDER BY step",
        {static_cast<qlonglong>(runId), text(name)}, readMetric);
}

} // namespace driftwood::workspace
