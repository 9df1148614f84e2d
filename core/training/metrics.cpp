#include "training/metrics.h"

#include "training/objectives/objective.h"
#include "training/roc_area.h"
#include "training/upper_quantile.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::training {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

constexpr const char* kRows = "rows";
constexpr const char* kRowsWithoutLabel = "rows_without_label";
constexpr const char* kLargestClassShare = "largest_class_share";
constexpr const char* kRowsOfUnknownClass = "rows_of_unknown_class";
constexpr const char* kRowsBeforeLearning = "rows_before_learning";
constexpr const char* kRowsWithoutAnswer = "rows_without_answer";

} // namespace

std::optional<double> Evaluation::get(const std::string& name) const {
    const auto found = values.find(name);
    if (found == values.end())
        return std::nullopt;
    return found->second;
}

void Evaluation::count(const CountedRows& counted, Task task) {
    values[kRows] = static_cast<double>(counted.rows);
    if (counted.beforeLearning > 0)
        values[kRowsBeforeLearning] = static_cast<double>(counted.beforeLearning);
    if (counted.withoutAnswer > 0)
        values[kRowsWithoutAnswer] = static_cast<double>(counted.withoutAnswer);
    const Objective& objective = objectiveOf(task);
    if (objective.hasLabel())
        values[kRowsWithoutLabel] = static_cast<double>(counted.withoutLabel);
    if (!objective.learnsClasses())
        return;
    values[kRowsOfUnknownClass] = static_cast<double>(counted.ofUnknownClass);
    unknownClasses = counted.unknownClasses;
}

CountedRows Evaluation::counted() const {
    const auto read = [this](const char* name) { return static_cast<std::int64_t>(get(name).value_or(0.0)); };
    return {read(kRows),    read(kRowsWithoutLabel),   read(kRowsOfUnknownClass),
            unknownClasses, read(kRowsBeforeLearning), read(kRowsWithoutAnswer)};
}

bool countsRows(std::string_view name) {
    return name == kRows || name == kRowsWithoutLabel || name == kRowsOfUnknownClass ||
           name == kRowsBeforeLearning || name == kRowsWithoutAnswer;
}

std::vector<std::string> rowNotes(const Evaluation& evaluation, bool onePass) {
    const CountedRows counted = evaluation.counted();
    const auto rows = [](std::int64_t count) {
        return groupedCount(count) + (count == 1 ? " row" : " rows");
    };
    std::vector<std::string> notes;
    if (counted.beforeLearning > 0)
        notes.push_back(rows(counted.beforeLearning) + " left out of the figures: nothing was learned yet");
    if (counted.withoutAnswer > 0)
        notes.push_back(
            rows(counted.withoutAnswer) +
            " without an answer, each counted as wrong: their values are beyond what the model can "
            "compute with");
    if (counted.ofUnknownClass > 0) {
        std::string note =
            rows(counted.ofUnknownClass) +
            (onePass ? " of a class seen for the first time" : " of a class not seen in training") +
            ", each counted as wrong";
        if (const std::string names = counted.unknownClasses.text(); !names.empty())
            note += ": " + names;
        notes.push_back(std::move(note));
    }
    if (const double share = evaluation.get(kLargestClassShare).value_or(0.0); share >= kUnbalanced)
        notes.push_back(
            percentText(share) +
            " % of the rows are of one class: always predicting it would be right as often, so accuracy "
            "says little here; look at F1 and AUC, and consider balanced class weights");
    if (counted.withoutLabel > 0)
        notes.push_back(rows(counted.withoutLabel) + " without a label, left out of the figures");
    return notes;
}

double rocAuc(std::span<const double> scores, std::span<const std::int32_t> actualIsPositive) {
    RocArea area;
    for (std::size_t i = 0; i < scores.size(); ++i)
        area.add(scores[i], actualIsPositive[i] != 0);
    return area.area();
}

} // namespace driftwood::training
