#pragma once

#include "drift/drift_monitor.h"
#include "model/trained_model.h"
#include "session/monitor_session.h"
#include "ui/page/preferences.h"
#include "ui/widgets/rich_text.h"

#include <QString>

namespace driftwood::ui {

/// What an alarm is about: "bearing_temperature", "anomaly rate", "predictions". Mono where it is a field.
[[nodiscard]] QString alarmSubject(const drift::Alarm& alarm);
[[nodiscard]] bool isFieldAlarm(const drift::Alarm& alarm);
/// "PSI 1.21 in the worst of 4 windows, 0.98 on average; limit 0.20, since 10:58:00."
[[nodiscard]] RichText alarmSentence(const drift::Alarm& alarm, const QTimeZone& zone);
/// Why its range is nothing to train again on; empty when it is.
[[nodiscard]] QString whyNotTrainAgain(const drift::Alarm& alarm);
/// "P0–P3, ≈ 585,953 records"
[[nodiscard]] QString alarmRecords(const drift::Alarm& alarm);

/// What the upper track of a model with a label shows: "Prediction, actual"; with two classes "Probability",
/// with more "Confidence", which is the probability of the predicted class.
[[nodiscard]] QString predictionTitle(const model::TrainedModel& model);
/// And of what: "vibration", "status = faulty".
[[nodiscard]] QString predictionDetail(const model::TrainedModel& model);

/// What a monitor could not deliver or read since it was attached, in sentences; empty where there is
/// nothing.
[[nodiscard]] QString lossText(const session::MonitorFigures& figures, const TopicName& target);

/// The same of all its sittings, as the workspace keeps it.
[[nodiscard]] QString refusedText(const std::vector<scoring::UnpublishedRecord>& refused,
                                  const TopicName& target);

/// "11:02:30", with the day before it when that is not today.
[[nodiscard]] QString clockText(TimestampMs time, const QTimeZone& zone);
/// "11:15 – 14:00"
[[nodiscard]] QString spanText(TimestampMs from, TimestampMs to, const QTimeZone& zone);
[[nodiscard]] QString psiText(double psi);

} // namespace driftwood::ui
