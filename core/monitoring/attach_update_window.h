#pragma once

#include "monitoring/attachment_job.h"

#include <chrono>
#include <vector>

namespace driftwood::monitoring {

/// Collects the events since the last update of an attachment was sent.
class UpdateWindow {
  public:
    void add(const scoring::AttachmentBatch& batch);
    void add(const std::vector<PartitionId>& newPartitions);
    void add(std::vector<drift::DriftReport> reports);
    void add(const drift::Alarm& alarm) { m_update.alarms.push_back(alarm); }
    void noteSharedGroup() { m_update.groupShared = true; }
    void note(std::optional<Silence> silence) { m_update.silence = silence; }

    [[nodiscard]] bool due() const;
    /// The broker's state is included in every update, even if no batch has arrived since the last
    /// one.
    [[nodiscard]] AttachUpdate take(std::int64_t scored);

  private:
    std::chrono::steady_clock::time_point m_since = std::chrono::steady_clock::now();
    AttachUpdate m_update;
    std::vector<double> m_latencyMs;
    double m_scoringUs = 0.0;
    std::int64_t m_records = 0;
};

} // namespace driftwood::monitoring
