#pragma once

#include "dataset/digest.h"
#include "dataset/row_order.h"
#include "drift/drift_monitor.h"
#include "evaluation/backtest_job.h"
#include "evaluation/baseline_walk.h"
#include "evaluation/familiar_rows.h"
#include "scoring/input_check.h"
#include "scoring/prediction_metrics.h"
#include "scoring/scorer.h"

#include <chrono>
#include <memory>
#include <optional>

namespace driftwood::evaluation {

/// One model of a back-test, which sees the rows once, in batches.
class ModelTrial {
  public:
    /// `mostRows`: that will be scored. If the model cannot read rows of this schema, it scores none, and
    /// checkRead() says why.
    [[nodiscard]] static Result<std::unique_ptr<ModelTrial>>
    create(std::shared_ptr<const model::TrainedModel> model, const records::Schema& schema,
           const TopicName& topic, const drift::DriftConfig& config, std::int64_t mostRows);

    /// Rows that are not scored and only give the baselines their history.
    void pass(const records::RecordBatch& rows);
    [[nodiscard]] Status score(const records::RecordBatch& rows);

    /// Whether the rows had what the model reads.
    [[nodiscard]] Status checkRead(const TopicName& topic) const;
    /// Whether it can read the rows' types; apart from checkRead(), which says more where fields are absent.
    [[nodiscard]] const Status& readable() const { return m_readable; }
    /// After the last row.
    [[nodiscard]] BacktestResult finish(const dataset::Manifest& records, std::int64_t trainRows,
                                        std::int64_t begin);

  private:
    ModelTrial(std::shared_ptr<const model::TrainedModel> model, const records::Schema& schema,
               std::int64_t mostRows);

    std::shared_ptr<const model::TrainedModel> m_model;
    Status m_readable;
    std::unique_ptr<scoring::Scorer> m_scorer;
    std::unique_ptr<drift::DriftMonitor> m_monitor;
    scoring::InputCheck m_inputs;
    scoring::PredictionTally m_tally;
    std::optional<BaselineWalk> m_baselines;
    RowsOfItsDataset m_itsOwn;
    dataset::Sha256 m_digest;
    std::chrono::duration<double> m_scoringTime{0};
    std::vector<drift::DriftReport> m_reports;
};

} // namespace driftwood::evaluation
