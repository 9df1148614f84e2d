#include "workspace/database.h"
#include "workspace/workspace.h"

namespace driftwood::workspace {
namespace {

constexpr const char* kWhere = "back-test";

BacktestRow readBacktest(RowReader row) {
    BacktestRow backtest;
    backtest.modelId = row.text();
    backtest.datasetName = row.text();
    backtest.validationOnly = row.boolean();
    backtest.ranges = Stored<broker::TopicRanges>::fromText(row.text(), kWhere);
    backtest.fromMs = row.integer();
    backtest.toMs = row.integer();
    backtest.rows = row.integer();
    backtest.quality = Stored<StoredQuality>::fromText(row.text(), kWhere);
    backtest.alarms = row.integer();
    backtest.predictionsSha256 = row.text();
    backtest.createdAt = row.text();
    return backtest;
}

} // namespace

Status Workspace::addBacktest(const BacktestRow& row) {
    auto added = m_database->insert("INSERT INTO backtests VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                    {text(row.modelId), text(row.datasetName), row.validationOnly,
                                     text(row.ranges.text()), static_cast<qlonglong>(row.fromMs),
                                     static_cast<qlonglong>(row.toMs), static_cast<qlonglong>(row.rows),
                                     text(row.quality.text()), static_cast<qlonglong>(row.alarms),
                                     text(row.predictionsSha256), text(row.createdAt)});
    if (!added && added.error().code == ErrorCode::NotFound)
        return tl::unexpected<Error>(m_database->notFound("model " + row.modelId));
    if (!added)
        return forward(added);
    return {};
}

Result<std::vector<BacktestRow>> Workspace::backtests() {
    return m_database->select<BacktestRow>(
        "SELECT model_id, dataset_name, validation_only, ranges, from_ms, to_ms, rows, metrics, alarms, "
        "predictions_sha256, created_at FROM backtests ORDER BY sequence DESC",
        {}, readBacktest);
}

} // namespace driftwood::workspace
