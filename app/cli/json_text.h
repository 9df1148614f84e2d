#pragma once

#include "broker/ranges.h"
#include "model/trained_model.h"
#include "training/metrics.h"

#include <nlohmann/json.hpp>

namespace driftwood::cli {

/// Numbers that JSON cannot express become null.
[[nodiscard]] nlohmann::ordered_json numberOrNull(double value);
[[nodiscard]] nlohmann::ordered_json toJson(const training::Evaluation& evaluation);
/// [{"path", "reason"}]
[[nodiscard]] nlohmann::ordered_json toJson(const std::vector<model::LeftOutField>& fields);
[[nodiscard]] nlohmann::ordered_json toJson(const training::UnknownClasses& classes);
/// {"topic": …, "partitions": [{"partition": 0, "begin": 1, "end": 2}]}
[[nodiscard]] nlohmann::ordered_json toJson(const broker::TopicRanges& ranges);

} // namespace driftwood::cli
