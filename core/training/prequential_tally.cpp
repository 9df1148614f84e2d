#include "training/prequential_tally.h"

#include "base/bounded_json.h"
#include "base/counts.h"
#include "features/feature_matrix.h"
#include "training/objectives/objective.h"
#include "training/row_outcome.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace driftwood::training {
namespace {

constexpr const char* kCounts = "tally.counts";
constexpr const char* kPerClass = "tally.per_class"; ///< hits, then predicted, then actual
constexpr const char* kSums = "tally.sums";
constexpr const char* kLeftOut = "tally.left_out"; ///< number of rows, then rows per class
constexpr const char* kUnknownRows = "tally.unknown_rows";
constexpr const char* kUnansweredRows = "tally.unanswered_rows"; ///< only if there are any
constexpr const char* kUnknownClasses = "unknown_classes";       ///< metadata: JSON, name → rows
constexpr const char* kWindowLabels = "window.labels";
constexpr const char* kWindowNumbers = "window.numbers";

} // namespace

PrequentialTally::PrequentialTally(Task task, std::size_t classes)
    : m_task(task) {
    setClasses(classes);
}

void PrequentialTally::setClasses(std::size_t classes) {
    for (auto* counts : {&m_sums.hits, &m_sums.predicted, &m_sums.actual, &m_leftOutOf})
        counts->resize(classes);
}

void PrequentialTally::add(const PrequentialOutcome& outcome) {
    ++m_sums.rows;
    const bool learnsClasses = objectiveOf(m_task).learnsClasses();
    const bool unanswered = learnsClasses && outcome.predicted == kNoAnswer;
    const bool unknown = learnsClasses && !unanswered && std::isnan(outcome.loss);
    m_sums.unansweredRows += unanswered ? 1 : 0;
    m_sums.unknownRows += unknown ? 1 : 0;
    m_sums.loss += unknown || unanswered ? 0.0 : outcome.loss;
    m_sums.absoluteError += std::abs(outcome.error);
    m_sums.squaredError += outcome.error * outcome.error;
    if (!learnsClasses)
        return;
    if (outcome.predicted >= 0)
        ++m_sums.predicted[static_cast<std::size_t>(outcome.predicted)];
    if (outcome.actual >= 0) {
        ++m_sums.actual[static_cast<std::size_t>(outcome.actual)];
        m_sums.hits[static_cast<std::size_t>(outcome.actual)] += outcome.predicted == outcome.actual ? 1 : 0;
    }
    m_sums.noChangeRows += outcome.previous >= 0 ? 1 : 0;
    m_sums.noChangeHits += outcome.previous == outcome.actual ? 1 : 0;
}

void PrequentialTally::leaveOut(const PrequentialOutcome& outcome) {
    ++m_leftOut;
    if (objectiveOf(m_task).learnsClasses() && outcome.actual >= 0)
        ++m_leftOutOf[static_cast<std::size_t>(outcome.actual)];
}

std::vector<std::int64_t> PrequentialTally::actualRows() const {
    std::vector<std::int64_t> rows = m_sums.actual;
    for (std::size_t c = 0; c < rows.size(); ++c)
        rows[c] += m_leftOutOf[c];
    return rows;
}

Evaluation PrequentialTally::evaluation(std::optional<std::size_t> positive) const {
    Evaluation evaluation;
    evaluation.count({m_sums.rows, 0, m_sums.unknownRows, m_unknownClasses, m_leftOut, m_sums.unansweredRows},
                     m_task);
    if (m_sums.rows == 0)
        return evaluation;
    if (const auto withLoss = m_sums.rows - m_sums.unknownRows - m_sums.unansweredRows; withLoss > 0)
        evaluation.values["loss"] = m_sums.loss / static_cast<double>(withLoss);
    objectiveOf(m_task).addMetrics(m_sums, positive, evaluation);
    return evaluation;
}

void PrequentialTally::save(TensorFile& file) const {
    file.tensors[kCounts] = Tensor::ofInts({m_sums.rows, m_sums.noChangeRows, m_sums.noChangeHits});
    file.tensors[kUnknownRows] = Tensor::ofInts({m_sums.unknownRows});
    if (m_sums.unansweredRows > 0)
        file.tensors[kUnansweredRows] = Tensor::ofInts({m_sums.unansweredRows});
    std::vector<std::int64_t> leftOut{m_leftOut};
    leftOut.insert(leftOut.end(), m_leftOutOf.begin(), m_leftOutOf.end());
    file.tensors[kLeftOut] = Tensor::ofInts(leftOut);
    file.metadata[kUnknownClasses] = nlohmann::json(m_unknownClasses.byName()).dump();
    file.tensors[kSums] = Tensor::ofDoubles({m_sums.loss, m_sums.absoluteError, m_sums.squaredError});
    std::vector<std::int64_t> perClass = m_sums.hits;
    perClass.insert(perClass.end(), m_sums.predicted.begin(), m_sums.predicted.end());
    perClass.insert(perClass.end(), m_sums.actual.begin(), m_sums.actual.end());
    file.tensors[kPerClass] = Tensor::ofInts(perClass);
}

Status PrequentialTally::restore(const TensorFile& file, const std::string& where) {
    const auto counts = file.counts(kCounts, 3, where);
    if (!counts)
        return tl::unexpected<Error>(counts.error());
    const auto sums = file.doubles(kSums, 3, where);
    if (!sums)
        return tl::unexpected<Error>(sums.error());
    const auto perClass = file.counts(kPerClass, 3 * m_sums.hits.size(), where);
    if (!perClass)
        return tl::unexpected<Error>(perClass.error());
    if (auto ok = restoreUnknown(file, where); !ok)
        return ok;
    if (auto ok = restoreUnanswered(file, where); !ok)
        return ok;
    if (auto ok = restoreLeftOut(file, where); !ok)
        return ok;
    m_sums.rows = counts->at(0);
    m_sums.noChangeRows = counts->at(1);
    m_sums.noChangeHits = counts->at(2);
    m_sums.loss = sums->at(0);
    m_sums.absoluteError = sums->at(1);
    m_sums.squaredError = sums->at(2);
    const auto classes = static_cast<std::ptrdiff_t>(m_sums.hits.size());
    m_sums.hits.assign(perClass->begin(), perClass->begin() + classes);
    m_sums.predicted.assign(perClass->begin() + classes, perClass->begin() + 2 * classes);
    m_sums.actual.assign(perClass->begin() + 2 * classes, perClass->end());
    return {};
}

void PrequentialTally::upgrade(TensorFile& file) {
    if (file.tensors.try_emplace(kUnknownRows, Tensor::ofInts({0})).second)
        file.metadata[kUnknownClasses] = "{}";
    const auto perClass = file.tensors.find(kPerClass);
    const auto classes = perClass == file.tensors.end() ? 0 : perClass->second.elements() / 3;
    file.tensors.try_emplace(
        kLeftOut, Tensor::ofInts(std::vector<std::int64_t>(static_cast<std::size_t>(classes) + 1)));
}

Status PrequentialTally::restoreLeftOut(const TensorFile& file, const std::string& where) {
    const auto leftOut = file.counts(kLeftOut, m_leftOutOf.size() + 1, where);
    if (!leftOut)
        return tl::unexpected<Error>(leftOut.error());
    m_leftOut = leftOut->front();
    m_leftOutOf.assign(leftOut->begin() + 1, leftOut->end());
    return {};
}

Status PrequentialTally::restoreUnanswered(const TensorFile& file, const std::string& where) {
    m_sums.unansweredRows = 0;
    if (!file.tensors.contains(kUnansweredRows))
        return {};
    const auto rows = file.counts(kUnansweredRows, 1, where);
    if (!rows)
        return tl::unexpected<Error>(rows.error());
    m_sums.unansweredRows = rows->front();
    return {};
}

Status PrequentialTally::restoreUnknown(const TensorFile& file, const std::string& where) {
    const auto rows = file.counts(kUnknownRows, 1, where);
    if (!rows)
        return tl::unexpected<Error>(rows.error());
    m_sums.unknownRows = rows->front();
    m_unknownClasses = {};
    const auto text = file.metadata.find(kUnknownClasses);
    const auto names = parseBoundedJson(text == file.metadata.end() ? "" : text->second);
    if (!names.is_object())
        return fail(ErrorCode::CorruptData, "the checkpoint's unknown classes are not a JSON object", where);
    for (const auto& [name, count] : names.items()) {
        if (!count.is_number_integer() || !isCount(count.get<std::int64_t>()))
            return fail(ErrorCode::CorruptData, "the checkpoint's unknown classes have implausible counts",
                        where);
        m_unknownClasses.add(name, count.get<std::int64_t>());
    }
    return {};
}

void OutcomeWindow::add(const PrequentialOutcome& outcome) {
    if (m_outcomes.size() == m_capacity)
        m_outcomes.pop_front();
    m_outcomes.push_back(outcome);
}

Evaluation OutcomeWindow::evaluation(std::optional<std::size_t> positive) const {
    // Sums anew each time: subtracting old outcomes from running sums would accumulate rounding errors.
    PrequentialTally tally(m_task, m_classes);
    for (const PrequentialOutcome& outcome : m_outcomes)
        tally.add(outcome);
    Evaluation evaluation = tally.evaluation(positive);
    evaluation.values.erase("rows_without_label"); // rows outside the window's own count
    return evaluation;
}

void OutcomeWindow::save(TensorFile& file) const {
    std::vector<std::int64_t> labels;
    std::vector<double> numbers;
    for (const PrequentialOutcome& outcome : m_outcomes) {
        labels.insert(labels.end(), {outcome.predicted, outcome.actual, outcome.previous});
        numbers.insert(numbers.end(), {outcome.loss, outcome.error});
    }
    file.tensors[kWindowLabels] = Tensor::ofInts(labels);
    file.tensors[kWindowNumbers] = Tensor::ofDoubles(numbers);
}

Status OutcomeWindow::restore(const TensorFile& file, const std::string& where) {
    const auto tensor = file.find(kWindowLabels, where);
    if (!tensor)
        return tl::unexpected<Error>(tensor.error());
    const auto labels = (*tensor)->ints(where);
    if (!labels)
        return tl::unexpected<Error>(labels.error());
    const std::size_t rows = labels->size() / 3;
    const auto numbers = file.doubles(kWindowNumbers, 2 * rows, where);
    if (!numbers)
        return tl::unexpected<Error>(numbers.error());
    const auto known = [this](std::int64_t label) {
        return label >= features::kUnknownClass &&
               label < static_cast<std::int64_t>(std::max<std::size_t>(m_classes, 1));
    };
    if (rows > m_capacity || labels->size() % 3 != 0 || !std::all_of(labels->begin(), labels->end(), known))
        return fail(ErrorCode::CorruptData, "the checkpoint's outcome window is invalid", where);
    m_outcomes.clear();
    for (std::size_t i = 0; i < rows; ++i) {
        PrequentialOutcome outcome;
        outcome.predicted = static_cast<std::int32_t>(labels->at(3 * i));
        outcome.actual = static_cast<std::int32_t>(labels->at(3 * i + 1));
        outcome.previous = static_cast<std::int32_t>(labels->at(3 * i + 2));
        outcome.loss = numbers->at(2 * i);
        outcome.error = numbers->at(2 * i + 1);
        if (objectiveOf(m_task).learnsClasses() &&
            (outcome.predicted < -1 || (outcome.actual < 0 && !std::isnan(outcome.loss))))
            return fail(ErrorCode::CorruptData, "the checkpoint's outcome window is invalid", where);
        m_outcomes.push_back(outcome);
    }
    return {};
}

} // namespace driftwood::training
