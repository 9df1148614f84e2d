#include "monitoring/attach_update_window.h"

#include "base/statistics/quantile.h"
#include "training/row_outcome.h"

#include <algorithm>

namespace driftwood::monitoring {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kUpdateEvery{100};

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

} // namespace

void UpdateWindow::add(const scoring::AttachmentBatch& batch) {
    const auto& values = batch.predictions.values;
    m_records += static_cast<std::int64_t>(values.size());
    append(m_latencyMs, batch.latencyMs);
    m_scoringUs += batch.scoringUsPerRecord * static_cast<double>(values.size());
    m_update.anomalous += std::ranges::count(batch.predictions.anomalous, std::uint8_t(1));
    m_update.unanswered += std::ranges::count(batch.predictions.classes, training::kNoAnswer);
    m_update.undecodable += static_cast<std::int64_t>(batch.failures.size());
    const std::size_t named = std::min(batch.failures.size(), kNamedFailures - m_update.failures.size());
    m_update.failures.insert(m_update.failures.end(), batch.failures.begin(),
                             batch.failures.begin() + static_cast<std::ptrdiff_t>(named));
    m_update.notFitting += batch.notFitting;
    m_update.lag = batch.lag;
    m_update.connected = batch.connected;
    append(m_update.unpublished, batch.unpublished);
    append(m_update.leftOut, batch.leftOut);
    append(m_update.notes, batch.notes);
    m_update.targetMadeAnew = m_update.targetMadeAnew || batch.targetMadeAnew;
    add(batch.newPartitions);
}

void UpdateWindow::add(const std::vector<PartitionId>& newPartitions) {
    append(m_update.newPartitions, newPartitions);
}

void UpdateWindow::add(std::vector<drift::DriftReport> reports) {
    std::ranges::move(reports, std::back_inserter(m_update.reports));
}

bool UpdateWindow::due() const { return SteadyClock::now() - m_since >= kUpdateEvery; }

AttachUpdate UpdateWindow::take(std::int64_t scored) {
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - m_since).count();
    m_update.scored = scored;
    m_update.recordsPerSec = static_cast<double>(m_records) / seconds;
    if (m_records > 0) {
        const auto n = static_cast<double>(m_records);
        m_update.scoringUsPerRecord = m_scoringUs / n;
        m_update.latencyP50Ms = quantile(m_latencyMs, 0.5);
        m_update.latencyP99Ms = quantile(m_latencyMs, 0.99);
    }
    AttachUpdate taken = std::move(m_update);
    *this = UpdateWindow();
    m_update.lag = taken.lag;
    m_update.connected = taken.connected;
    m_update.groupShared = taken.groupShared;
    m_update.silence = taken.silence;
    return taken;
}

} // namespace driftwood::monitoring
