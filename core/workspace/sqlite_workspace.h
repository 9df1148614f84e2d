#pragma once

#include "workspace/database.h"
#include "workspace/workspace.h"

namespace driftwood::workspace {

/// The workspace on SQLite. Calls are implemented in one file per subject: profiles.cpp, datasets.cpp,
/// runs.cpp, models.cpp, backtests.cpp, monitors.cpp, alarms.cpp, promotions.cpp.
class SqliteWorkspace final : public Workspace {
  public:
    SqliteWorkspace(std::filesystem::path folder, std::unique_ptr<Database> database);

    [[nodiscard]] const std::filesystem::path& folder() const override { return m_folder; }
    [[nodiscard]] const std::string& whyReadOnly() const override { return m_database->whyReadOnly(); }

    [[nodiscard]] Status saveProfile(const broker::ConnectionProfile& profile) override;
    [[nodiscard]] Result<std::vector<broker::ConnectionProfile>> profiles() override;
    [[nodiscard]] Result<broker::ConnectionProfile> profile(const std::string& name) override;
    [[nodiscard]] Status removeProfile(const std::string& name) override;

    [[nodiscard]] Status addDataset(const dataset::Manifest& manifest, const std::string& profileName,
                                    const std::string& bootstrapServers) override;
    [[nodiscard]] Result<std::vector<DatasetRow>> datasets() override;
    [[nodiscard]] Result<DatasetRow> dataset(const std::string& name) override;
    [[nodiscard]] Status setDatasetRoles(const std::string& name, const std::string& rolesJson) override;
    [[nodiscard]] Status removeDataset(const std::string& name) override;

    [[nodiscard]] Result<std::int64_t> addRun(const RunRow& run) override;
    [[nodiscard]] Status updateRun(const RunRow& run) override;
    [[nodiscard]] Result<std::vector<RunRow>> runs() override;
    [[nodiscard]] Result<RunRow> run(std::int64_t id) override;
    [[nodiscard]] Status removeRun(std::int64_t id) override;
    [[nodiscard]] Status addMetrics(std::int64_t runId, const std::vector<MetricRow>& metrics) override;
    [[nodiscard]] Result<std::vector<MetricRow>> metrics(std::int64_t runId) override;
    [[nodiscard]] Result<std::vector<MetricRow>> metric(std::int64_t runId, const std::string& name) override;

    [[nodiscard]] Status addModel(const ModelRow& model) override;
    [[nodiscard]] Result<std::vector<ModelRow>> models() override;
    [[nodiscard]] Result<ModelRow> model(const std::string& idOrName) override;
    [[nodiscard]] Status removeModel(const std::string& id) override;
    [[nodiscard]] Status addExport(const ExportRow& row) override;
    [[nodiscard]] Result<std::vector<ExportRow>> exports(const std::string& modelId) override;

    [[nodiscard]] Status addBacktest(const BacktestRow& row) override;
    [[nodiscard]] Result<std::vector<BacktestRow>> backtests() override;

    [[nodiscard]] Result<std::int64_t> addMonitor(const MonitorRow& monitor) override;
    [[nodiscard]] Status updateMonitor(const MonitorRow& monitor) override;
    [[nodiscard]] Result<std::vector<MonitorRow>> monitors() override;
    [[nodiscard]] Status renameMonitor(std::int64_t id, const std::string& name) override;
    [[nodiscard]] Status removeMonitor(std::int64_t id) override;
    [[nodiscard]] Result<std::int64_t> addPromotion(const PromotionRow& promotion) override;
    [[nodiscard]] Status updatePromotion(const PromotionRow& promotion) override;
    [[nodiscard]] Result<std::vector<PromotionRow>> promotions() override;
    [[nodiscard]] Status saveAlarm(const AlarmRow& alarm) override;
    [[nodiscard]] Result<std::vector<AlarmRow>> alarms() override;
    [[nodiscard]] Status acknowledgeAlarm(std::int64_t monitorId, const std::string& alarmId,
                                          const PersonNote& note) override;
    [[nodiscard]] Status muteAlarm(std::int64_t monitorId, const std::string& alarmId, std::int64_t untilMs,
                                   const PersonNote& note) override;
    [[nodiscard]] Status addHistory(std::int64_t monitorId, const std::vector<HistoryRow>& rows) override;
    [[nodiscard]] Status replaceHistory(std::int64_t monitorId, const std::string& kind,
                                        const std::vector<HistoryRow>& rows) override;
    [[nodiscard]] Result<std::vector<HistoryRow>> history(std::int64_t monitorId) override;

  private:
    /// A statement in its own transaction that must change a row; otherwise NotFound that names `what`.
    [[nodiscard]] Status changeOne(const char* sql, const QVariantList& values, const std::string& what);
    [[nodiscard]] Result<std::vector<RunRow>> selectRuns(const char* sql, const QVariantList& values);
    [[nodiscard]] Result<std::vector<ModelRow>> selectModels(const char* sql, const QVariantList& values);
    [[nodiscard]] Error notFound(const std::string& what) const;
    /// Whether the monitor runs, or is about to continue in place of one that runs.
    [[nodiscard]] Result<bool> isAtWork(std::int64_t monitorId);

    std::filesystem::path m_folder;
    std::unique_ptr<Database> m_database;
};

} // namespace driftwood::workspace
