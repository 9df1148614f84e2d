#pragma once

#include "monitoring/attachment_job.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace driftwood::cli {

/// Sums over all updates of an attachment.
struct AttachTally {
    bool begun = false;
    std::int64_t monitor = 0; ///< 0: the workspace does not contain it
    std::int64_t scored = 0;
    std::int64_t anomalous = 0;
    std::int64_t undecodable = 0;
    std::int64_t notFitting = 0;
    std::int64_t unanswered = 0;
    std::int64_t unpublished = 0;
    std::int64_t reachedNeither = 0; ///< of those, the records that the dead-letter topic did not take either
    bool groupShared = false;        ///< another process committed positions for the group at some time

    void add(const monitoring::AttachUpdate& update);
};

[[nodiscard]] nlohmann::ordered_json positionsJson(const std::vector<Position>& positions);
[[nodiscard]] nlohmann::ordered_json unpublishedJson(const std::vector<scoring::UnpublishedRecord>& records);
[[nodiscard]] nlohmann::ordered_json rangesJson(const std::vector<broker::OffsetRange>& ranges);
[[nodiscard]] nlohmann::ordered_json promotionJson(const workspace::PromotionRow& promotion);

/// The lines that --json prints during an attachment, one object per line with its kind in "event": "window"
/// for each completed one; "alarm" when one is opened, gets worse or is cleared; "began_anew" if the demo's
/// broker was replaced by a new one; "target_anew" if the topic for predictions was recreated; "partitions"
/// if the topic has new ones or the target lacks some; "left_out" if retention removed records before they
/// were read; "unpublished" if the target refuses records; "promoted" if another model takes over; then one
/// "update". "end" is the last.
class AttachLines {
  public:
    explicit AttachLines(bool dryRun)
        : m_dryRun(dryRun) {}

    [[nodiscard]] std::vector<nlohmann::ordered_json>
    of(const std::vector<monitoring::AttachUpdate>& updates);
    [[nodiscard]] nlohmann::ordered_json end(const monitoring::AttachOutcome& outcome) const;
    /// The final line of an attachment that started and ended with an error, with what is known of it.
    [[nodiscard]] nlohmann::ordered_json end(const Error& error) const;
    [[nodiscard]] bool hasBegun() const { return m_tally.begun; }

  private:
    [[nodiscard]] nlohmann::ordered_json updateLine(const monitoring::AttachUpdate& now) const;
    /// "opened", "changed" or "cleared"; empty if nothing has changed.
    [[nodiscard]] std::string newsOf(std::int64_t monitor, const drift::Alarm& alarm);
    void addEvents(const monitoring::AttachUpdate& update, std::vector<nlohmann::ordered_json>& lines);
    /// The fields that both ends of an attachment have.
    struct End {
        std::string_view how;
        std::int64_t monitor = 0;
        std::int64_t scored = 0;
        std::int64_t unpublished = 0;
        std::int64_t reachedNeither = 0;
    };
    [[nodiscard]] nlohmann::ordered_json endLine(const End& end) const;

    using AlarmOfMonitor = std::pair<std::int64_t, std::string>; ///< ids are unique within a monitor only
    std::set<AlarmOfMonitor> m_openBefore;
    bool m_dryRun;
    AttachTally m_tally;
    std::map<AlarmOfMonitor, double> m_told; ///< with the last reported value
};

} // namespace driftwood::cli
