#pragma once

#include "drift/alarm.h"
#include "drift/alarm_book.h"
#include "drift/drift_report.h"
#include "drift/error_reference.h"
#include "drift/error_watch.h"
#include "drift/field_window.h"
#include "drift/recent_errors.h"
#include "drift/window_rows.h"
#include "model/trained_model.h"
#include "scoring/scorer.h"

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::drift {

/// Compares scored records with the model's reference statistics. Pass it every scored batch, live or
/// replayed: the same records give the same reports. Not thread-safe.
class DriftMonitor {
  public:
    /// InvalidArgument for an invalid config and for a model without reference statistics.
    [[nodiscard]] static Result<std::unique_ptr<DriftMonitor>>
    create(std::shared_ptr<const model::TrainedModel> model, TopicName topic, DriftConfig config);

    /// Continues the open alarms of an earlier session; call it before observe().
    /// They grow and are cleared as if there had been no interruption.
    /// Cleared alarms, and those of fields that the model does not have, are ignored.
    void resume(const std::vector<Alarm>& alarms);
    /// Another monitor had the place until these positions: alarms that stayed open cover nothing before them
    /// that this one did not watch. Call it before observe().
    void comeBackAt(std::vector<Position> positions) { m_alarms.comeBackAt(std::move(positions)); }
    /// The undecided state as JSON: the open window, ADWIN's state, consecutive windows. The open window is
    /// omitted when it has more than kMostRemembered values.
    [[nodiscard]] std::string memory() const;
    static constexpr std::size_t kMostRemembered = 500'000;
    /// Continues from memory(), if the next record is the one that came next then; call it after resume().
    /// The state is discarded if it is of another config or version. CorruptData when it is not a state of a
    /// monitor of this model; then do not observe anything.
    [[nodiscard]] Status recall(const std::string& memory);
    /// Returns the reports of the windows that were completed.
    [[nodiscard]] std::vector<DriftReport> observe(const records::RecordBatch& rows,
                                                   const scoring::Predictions& predictions);
    /// Closes the current window however full it is: the last one of a back-test. It counts for alarms like
    /// any other, and the next record begins a new window. Nothing when the window is empty.
    [[nodiscard]] std::optional<DriftReport> flush();
    /// All alarms so far, open and cleared, oldest first.
    [[nodiscard]] const std::vector<Alarm>& alarms() const { return m_alarms.alarms(); }
    [[nodiscard]] const DriftConfig& config() const { return m_config; }

  private:
    DriftMonitor(const model::TrainedModel& model, TopicName topic, const DriftConfig& config);
    [[nodiscard]] Status recallWindow(const nlohmann::json& window);
    void add(const records::RecordBatch& rows, const scoring::Predictions& predictions, std::size_t begin,
             std::size_t end);
    DriftReport closeWindow();
    void noteAlarms(const DriftReport& report);
    void noteErrorAlarm(const DriftReport& report);
    /// Whether the error has risen with this window.
    [[nodiscard]] bool errorRises();
    /// Whether the error of this window is above the level to which it must fall, or may be by chance.
    [[nodiscard]] bool errorIsHigh(const DriftReport& report);
    void beginWindow();

    TopicName m_topic;
    DriftConfig m_config;
    std::vector<FieldWindow> m_fields;
    FieldWindow m_prediction;
    bool m_scores; ///< what a model says is how unusual a row is
    std::optional<ErrorReference> m_expected;
    ErrorWatch m_errors;
    RecentErrors m_recent;        ///< since the last alarm was raised or cleared
    RecentErrors::Window m_risen; ///< pooled since the open alarm's rise
    /// Mean errors before and after the rise of the open alarm, or of the last one.
    struct {
        RiseFrom from = RiseFrom::Before;
        double before = 0.0;
        double after = 0.0; ///< over all windows since the rise
        /// The level to which the mean must fall for the alarm to clear.
        [[nodiscard]] double most(double clearFraction) const {
            return before + (1.0 - clearFraction) * (after - before);
        }
    } m_rise;
    AlarmBook m_alarms;
    WindowRows m_rows;
    DriftReport m_window; ///< range and times of the current window
};

/// Drift between two sets of rows by the same distances:
/// tests a range as a monitor would test it later.
[[nodiscard]] std::vector<FieldDrift> compare(const features::ReferenceStatistics& reference,
                                              const records::RecordBatch& rows, const DriftConfig& config);

} // namespace driftwood::drift
