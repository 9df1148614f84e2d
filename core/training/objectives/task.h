#pragma once

#include <optional>
#include <string_view>

namespace driftwood::training {

/// The purpose that a model is trained for. Each has a row in the table of objectives, see objective.h:
/// outside this folder code asks the row, not for one of these.
enum class Task : unsigned char { AnomalyDetection, Regression, Classification };
/// The task of a spec that names none.
inline constexpr Task kUsualTask = Task::AnomalyDetection;

[[nodiscard]] std::string_view taskName(Task task); ///< "anomaly-detection", "regression", "classification"
[[nodiscard]] std::optional<Task> taskFromName(std::string_view name);

struct Objective;
/// Its row in the table.
[[nodiscard]] const Objective& objectiveOf(Task task);

} // namespace driftwood::training
