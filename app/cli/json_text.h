#pragma once

#include "broker/ranges.h"
#include "model/trained_model.h"
#include "training/metrics.h"

#include <QString>
#include <nlohmann/json.hpp>

namespace driftwood::cli {

/// Columns by which indented JSON is.
inline constexpr int kJsonIndent = 2;
/// A value as text: on one line, or indented if `indent` is not negative. Replaces invalid UTF-8 by U+FFFD
/// and escapes what a terminal would interpret or leave out.
[[nodiscard]] QString jsonLine(const nlohmann::ordered_json& json, int indent = -1);
/// Numbers that JSON cannot express become null.
[[nodiscard]] nlohmann::ordered_json numberOrNull(double value);
[[nodiscard]] nlohmann::ordered_json toJson(const training::Evaluation& evaluation);
/// [{"path", "reason"}]
[[nodiscard]] nlohmann::ordered_json toJson(const std::vector<model::LeftOutField>& fields);
[[nodiscard]] nlohmann::ordered_json toJson(const training::UnknownClasses& classes);
/// {"topic": …, "partitions": [{"partition": 0, "begin": 1, "end": 2}]}
[[nodiscard]] nlohmann::ordered_json toJson(const broker::TopicRanges& ranges);

} // namespace driftwood::cli
