#pragma once

#include "app/cli/terminal.h"
#include "monitoring/attachment_job.h"

#include <set>
#include <string>
#include <utility>

namespace driftwood::cli {

/// Shows a live attachment on a terminal: one redrawn line, plus a line for each drift window and alarm.
class AttachView {
  public:
    explicit AttachView(Terminal& terminal)
        : m_terminal(terminal) {}
    void show(std::vector<monitoring::AttachUpdate>&& updates);
    void clear() { m_terminal.clearProgress(); }

  private:
    void showWindow(const drift::DriftReport& report);
    void showAlarm(std::int64_t monitor, const drift::Alarm& alarm);
    void showWithoutPartner(const std::vector<PartitionId>& partitions);
    void showLeftOut(const std::vector<broker::OffsetRange>& ranges);
    void showUndecodable(const std::vector<decoder::DecodeFailure>& failures);
    void showUnpublished(const std::vector<scoring::UnpublishedRecord>& records);
    void showNewPartitions(const std::vector<PartitionId>& partitions);
    void showSilence(const std::optional<monitoring::Silence>& silence);
    void showPromotion(const workspace::PromotionRow& promotion);

    Terminal& m_terminal;
    bool m_connected = true;
    bool m_groupShared = false;
    bool m_silent = false;
    std::size_t m_undecodable = 0; ///< number reported one by one
    std::size_t m_unpublished = 0; ///< likewise
    /// Monitor and id of alarms already reported; a growing alarm is not reported again.
    std::set<std::pair<std::int64_t, std::string>> m_raised;
};

} // namespace driftwood::cli
