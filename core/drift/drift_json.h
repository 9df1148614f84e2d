#pragma once

#include "drift/drift_monitor.h"

#include <nlohmann/json_fwd.hpp>

namespace driftwood::drift {

/// For the command line's --json and the workspace. Times are milliseconds since 1970 UTC; null is a time or
/// number that is not there, and what a field was not judged by.

/// {"topic":…,"partitions":[{"partition":0,"begin":1,"end":2}]}
[[nodiscard]] nlohmann::json toJson(const broker::TopicRanges& ranges);
[[nodiscard]] nlohmann::json toJson(const DriftConfig& config);
[[nodiscard]] nlohmann::json toJson(const FieldDrift& field);
[[nodiscard]] nlohmann::json toJson(const DriftReport& report);
[[nodiscard]] nlohmann::json toJson(const Alarm& alarm);

/// Strict.
[[nodiscard]] Result<broker::TopicRanges> topicRangesFromJson(const nlohmann::json& json,
                                                              const std::string& where);
/// What an alarm knows beyond its columns in the workspace: windows, mean, what it rose from, its rows.
[[nodiscard]] nlohmann::json detailsToJson(const Alarm& alarm);
/// Strict; `alarm` stays as it is where something is wrong.
[[nodiscard]] Status detailsFromJson(const nlohmann::json& json, const std::string& where, Alarm& alarm);
/// Strict, and checked.
[[nodiscard]] Result<DriftConfig> driftConfigFromJson(const nlohmann::json& json, const std::string& where);

} // namespace driftwood::drift
