#pragma once

#include "dataset/row_source.h"
#include "training/learners/learner.h"
#include "training/learners/one_pass_network.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace driftwood::training {

/// Learns the rows of a data set in one pass: a few hundred of them a step.
class OnePassLearner final : public Learner {
  public:
    /// Is given the rows that were learned, in their order: those of a step after it, and, when a checkpoint
    /// is restored, those that were learned before it. `beforeLearning`: as in CountedRows.
    using Watch = std::function<void(const records::RecordBatch& rows, std::int64_t beforeLearning)>;

    /// `rows` must outlive the learner and be at its first row. Waiting for rows ends with `stop`.
    OnePassLearner(std::unique_ptr<OnePassNetwork> network, dataset::RowSource& rows, std::stop_token stop,
                   Watch watch = {});

    [[nodiscard]] Result<LearnerStep> step() override;
    [[nodiscard]] StopReason stopped() const override;
    [[nodiscard]] std::int64_t stepsDone() const override { return m_network->rowsTested(); }
    [[nodiscard]] const Network& network() const override { return m_network->network(); }
    [[nodiscard]] std::string engineName() const override { return m_network->engineName(); }
    [[nodiscard]] LearnerResult result() const override;
    [[nodiscard]] Status save(const std::filesystem::path& path) const override {
        return m_network->save(path);
    }
    /// Reads past the rows that were learned before.
    [[nodiscard]] Status restore(const std::filesystem::path& path) override;

    /// As in OnePassNetwork.
    [[nodiscard]] std::int64_t rowsSeen() const { return m_network->rowsSeen(); }
    [[nodiscard]] const features::FittedFeatures& features() const { return m_network->features(); }

  private:
    [[nodiscard]] Status readPastLearned();

    std::unique_ptr<OnePassNetwork> m_network;
    dataset::RowSource& m_rows;
    std::stop_token m_stop;
    Watch m_watch;
    bool m_atEnd = false; ///< there were no more rows
};

} // namespace driftwood::training
