#pragma once

#include "drift/drift_monitor.h"
#include "drift/window_rows.h"

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <utility>

namespace driftwood::drift {

/// What one window says of one thing that is watched.
struct Finding {
    AlarmKind kind = AlarmKind::FieldDrift;
    std::size_t field = 0; ///< index among the inputs; 0 for what is not a field's
    std::string path;
    bool beyond = false; ///< the threshold
    bool calm = false;   ///< well below it
    double value = 0.0;
    double threshold = 0.0;
    RiseFrom riseFrom = RiseFrom::Before;
    std::size_t begin = 0; ///< first record of the window that is beyond, where this is the first such window
};

/// Turns findings into alarms with hysteresis: one alarm from its first window beyond the threshold to its
/// last, however many there are, and none for a single one.
class AlarmBook {
  public:
    explicit AlarmBook(const DriftConfig& config)
        : m_config(config) {}

    /// `rows`: those of the window.
    void note(const Finding& finding, const DriftReport& window, const WindowRows& rows);
    /// Takes up an open alarm from before.
    void reopen(std::size_t field, Alarm alarm);
    /// Windows in a row, beyond or calm, of what is not decided yet; recalled after reopen(). Throws a
    /// std::exception for what is no such memory.
    [[nodiscard]] nlohmann::json memory() const;
    void recall(const nlohmann::json& memory);
    [[nodiscard]] const std::vector<Alarm>& alarms() const { return m_alarms; }
    [[nodiscard]] bool isOpen(AlarmKind kind, std::size_t field) const {
        const auto watch = m_watches.find({kind, field});
        return watch != m_watches.end() && watch->second.open.has_value();
    }

  private:
    struct Watch {
        int beyond = 0; ///< windows in a row
        int calm = 0;
        Alarm pending; ///< grows until it is raised
        std::optional<std::size_t> open;
    };
    void noteBeyond(Watch& watch, const Finding& finding, const DriftReport& window, const WindowRows& rows);
    [[nodiscard]] std::string idFor(const Alarm& alarm) const;

    DriftConfig m_config;
    std::map<std::pair<AlarmKind, std::size_t>, Watch> m_watches;
    std::vector<Alarm> m_alarms;
};

} // namespace driftwood::drift
