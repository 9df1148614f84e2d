#pragma once

#include "drift/drift_monitor.h"
#include "model/trained_model.h"
#include "session/monitor_session.h"
#include "ui/page/preferences.h"
#include "ui/widgets/text/rich_text.h"

#include <QString>

namespace driftwood::ui {

/// The subject of an alarm: "bearing_temperature", "anomaly rate", "predictions". Mono for a field.
[[nodiscard]] QString alarmSubject(const drift::Alarm& alarm);
[[nodiscard]] bool isFieldAlarm(const drift::Alarm& alarm);
/// "Drift in 3 fields since 11:00:00", with the beginning of the earliest alarm of a field. Without such an
/// alarm "anomaly rate changed, since 11:00:00"; empty if there is none at all.
[[nodiscard]] QString driftText(const std::vector<drift::Alarm>& open, const QTimeZone& zone);
/// "PSI 1.21 in the worst of 4 windows, 0.98 on average; limit 0.20, since 10:58:00."
[[nodiscard]] RichText alarmSentence(const drift::Alarm& alarm, const QTimeZone& zone);
/// Why its range is unsuitable for retraining; empty if it is suitable.
[[nodiscard]] QString whyNotTrainAgain(const drift::Alarm& alarm);
/// "P0–P3, ≈ 585,953 records"
[[nodiscard]] QString alarmRecords(const drift::Alarm& alarm);

/// The title of the upper track for a model with a label: "Prediction, actual"; for two classes
/// "Probability", for more "Confidence", which is the probability of the predicted class.
[[nodiscard]] QString predictionTitle(const model::TrainedModel& model);
/// The rest of that title: "vibration", "status = faulty".
[[nodiscard]] QString predictionDetail(const model::TrainedModel& model);

/// Describes what a monitor could not deliver or read in this session, in sentences; empty if there is
/// nothing.
[[nodiscard]] QString lossText(const session::MonitorFigures& figures, const TopicName& target);

/// The same over all its sessions, from the workspace.
[[nodiscard]] QString refusedText(const std::vector<scoring::UnpublishedRecord>& refused,
                                  const TopicName& target);

/// "11:02:30", with the day before it unless it is today.
[[nodiscard]] QString clockText(TimestampMs time, const QTimeZone& zone);
[[nodiscard]] QString psiText(double psi);

} // namespace driftwood::ui
