#pragma once

#include "drift/alarm.h"
#include "drift/drift_report.h"
#include "drift/window_rows.h"

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <utility>

namespace driftwood::drift {

/// The verdict of one window on one watched quantity.
struct Finding {
    AlarmKind kind = AlarmKind::FieldDrift;
    std::size_t field = 0; ///< index among the inputs; 0 if it is not a field's
    std::string path;
    bool beyond = false; ///< beyond the threshold
    bool calm = false;   ///< well below the threshold
    double value = 0.0;
    double threshold = 0.0;
    RiseFrom riseFrom = RiseFrom::Before;
    std::size_t begin = 0; ///< first record beyond the threshold, if this is the first such window
};

/// Turns findings into alarms with hysteresis: one alarm from the first window beyond the threshold to the
/// last, however many there are, and none for a single window.
class AlarmBook {
  public:
    explicit AlarmBook(const DriftConfig& config)
        : m_config(config) {}

    /// `rows` are those of the window.
    void note(const Finding& finding, const DriftReport& window, const WindowRows& rows);
    /// Continues an open alarm of an earlier session.
    void reopen(std::size_t field, Alarm alarm);
    /// Another monitor had the place until these positions: alarms cover nothing that it watched.
    void comeBackAt(std::vector<Position> positions) { m_cameBackAt = std::move(positions); }
    /// Undecided state: consecutive windows beyond or calm. Call recall() after reopen().
    /// CorruptData when the JSON is not such a state; then do not use it further.
    [[nodiscard]] nlohmann::json memory() const;
    [[nodiscard]] Status recall(const nlohmann::json& memory);
    [[nodiscard]] const std::vector<Alarm>& alarms() const { return m_alarms; }
    [[nodiscard]] bool isOpen(AlarmKind kind, std::size_t field) const {
        const auto watch = m_watches.find({kind, field});
        return watch != m_watches.end() && watch->second.open.has_value();
    }

  private:
    struct Watch {
        int beyond = 0; ///< consecutive windows
        int calm = 0;
        Alarm pending; ///< collects windows until it is raised
        std::optional<std::size_t> open;
    };
    void noteBeyond(Watch& watch, const Finding& finding, const DriftReport& window, const WindowRows& rows);
    [[nodiscard]] std::string idFor(const Alarm& alarm) const;

    DriftConfig m_config;
    std::map<std::pair<AlarmKind, std::size_t>, Watch> m_watches;
    std::vector<Alarm> m_alarms;
    std::vector<Position> m_cameBackAt;
};

} // namespace driftwood::drift
