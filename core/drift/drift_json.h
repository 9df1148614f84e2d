#pragma once

#include "drift/alarm.h"
#include "drift/drift_report.h"

#include <nlohmann/json_fwd.hpp>

namespace driftwood::drift {

/// For the CLI's --json and the workspace. Times are milliseconds since 1970 UTC. A time or number that does
/// not exist is null, and so is a statistic that a field was not tested by.

/// {"topic":…,"partitions":[{"partition":0,"begin":1,"end":2}]}
[[nodiscard]] nlohmann::json toJson(const broker::TopicRanges& ranges);
[[nodiscard]] nlohmann::json toJson(const DriftConfig& config);
[[nodiscard]] nlohmann::json toJson(const FieldDrift& field);
[[nodiscard]] nlohmann::json toJson(const DriftReport& report);
[[nodiscard]] nlohmann::json toJson(const Alarm& alarm);

/// The versions of what is stored as JSON. Version 1 is written without its number, as before there were
/// versions.
inline constexpr int kTopicRangesVersion = 1;
inline constexpr int kAlarmDetailsVersion = 1;
inline constexpr int kDriftConfigVersion = 1;

/// Strict.
[[nodiscard]] Result<broker::TopicRanges> topicRangesFromJson(const nlohmann::json& json,
                                                              const std::string& where);
[[nodiscard]] nlohmann::json toJson(const AlarmDetails& details);
/// Strict.
[[nodiscard]] Result<AlarmDetails> alarmDetailsFromJson(const nlohmann::json& json, const std::string& where);
/// Strict; also checks the values.
[[nodiscard]] Result<DriftConfig> driftConfigFromJson(const nlohmann::json& json, const std::string& where);

} // namespace driftwood::drift
