#include "training/objectives/objective.h"

#include <algorithm>
#include <array>

namespace driftwood::training {
namespace {

/// An objective is added as a file that defines it and a row here.
constexpr std::array<const Objective*, 3> kObjectives{&kAnomalyDetection, &kRegression, &kClassification};

} // namespace

std::span<const Objective* const> objectives() { return kObjectives; }

const Objective& objectiveOf(Task task) {
    return **std::ranges::find(kObjectives, task, [](const Objective* row) { return row->task; });
}

const Objective& objectiveFor(features::LabelKind labelKind) {
    return **std::ranges::find(kObjectives, labelKind, [](const Objective* row) { return row->labelKind; });
}

std::string_view taskName(Task task) { return objectiveOf(task).name; }

std::optional<Task> taskFromName(std::string_view name) {
    const auto row = std::ranges::find(kObjectives, name, [](const Objective* of) { return of->name; });
    return row == kObjectives.end() ? std::nullopt : std::optional((*row)->task);
}

} // namespace driftwood::training
