#include "training/class_tally.h"

#include <algorithm>

namespace driftwood::training {
namespace {

double share(std::int64_t part, std::int64_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

double shareOrZero(std::int64_t part, std::int64_t whole) { return whole == 0 ? 0.0 : share(part, whole); }

} // namespace

void ClassTally::add(std::optional<std::size_t> predicted, std::optional<std::size_t> actual) {
    const bool isHit = predicted && predicted == actual;
    if (predicted)
        addCounts(*predicted, isHit ? 1 : 0, 1, 0);
    if (actual)
        addCounts(*actual, 0, 0, 1);
    else
        addOfUnknownClass(1);
}

void ClassTally::addOfUnknownClass(std::int64_t rows) {
    m_unknownRows += rows;
    m_rows += rows;
}

void ClassTally::addCounts(std::size_t classIndex, std::int64_t hits, std::int64_t predicted,
                           std::int64_t actual) {
    if (classIndex >= m_counts.size())
        m_counts.resize(classIndex + 1);
    Counts& counts = m_counts[classIndex];
    counts.hits += hits;
    counts.predicted += predicted;
    counts.actual += actual;
    m_rows += actual;
}

void ClassTally::addTo(Evaluation& evaluation, std::span<const std::int64_t> unknownClasses) const {
    if (m_rows == 0)
        return;
    std::int64_t toldApart = 0;
    std::int64_t most = 0;
    for (const std::int64_t rows : unknownClasses) {
        toldApart += rows;
        most = std::max(most, rows);
    }
    const std::size_t unknown = unknownClasses.size() + (toldApart < m_unknownRows ? 1 : 0);
    std::int64_t hits = 0;
    std::size_t occurring = unknown;
    double recalls = 0.0;
    for (const Counts& counts : m_counts) {
        hits += counts.hits;
        if (counts.actual == 0)
            continue;
        ++occurring;
        most = std::max(most, counts.actual);
        recalls += share(counts.hits, counts.actual);
    }
    evaluation.values["accuracy"] = share(hits, m_rows);
    evaluation.values["balanced_accuracy"] = recalls / static_cast<double>(occurring);
    if (most > 0)
        evaluation.values["largest_class_share"] = share(most, m_rows);
    if (m_positive)
        addPositive(*m_positive < m_counts.size() ? m_counts[*m_positive] : Counts(), evaluation);
    else
        addMean(evaluation, unknown);
}

void ClassTally::addPositive(const Counts& counts, Evaluation& evaluation) const {
    if (counts.predicted > 0)
        evaluation.values["precision"] = share(counts.hits, counts.predicted);
    if (counts.actual > 0)
        evaluation.values["recall"] = share(counts.hits, counts.actual);
    // Without predictions and rows of the class, leave F1 out: 0 would look like a failure.
    if (counts.predicted + counts.actual > 0)
        evaluation.values["f1"] = share(2 * counts.hits, counts.predicted + counts.actual);
}

void ClassTally::addMean(Evaluation& evaluation, std::size_t unknownClasses) const {
    double precision = 0.0;
    double recall = 0.0;
    double f1 = 0.0;
    auto classes = static_cast<double>(unknownClasses); // with zeros for each figure
    for (const Counts& counts : m_counts) {
        if (counts.predicted + counts.actual == 0)
            continue;
        classes += 1.0;
        precision += shareOrZero(counts.hits, counts.predicted);
        recall += shareOrZero(counts.hits, counts.actual);
        f1 += share(2 * counts.hits, counts.predicted + counts.actual);
    }
    evaluation.values["precision"] = precision / classes;
    evaluation.values["recall"] = recall / classes;
    evaluation.values["f1"] = f1 / classes;
}

std::vector<std::int64_t> rowsOfClasses(std::span<const std::int32_t> labels, std::size_t classes) {
    std::vector<std::int64_t> rows(classes);
    for (const std::int32_t label : labels)
        if (label >= 0)
            ++rows[static_cast<std::size_t>(label)];
    return rows;
}

std::optional<std::size_t> positiveClass(const std::vector<std::string>& classes,
                                         const std::vector<std::int64_t>& rows, const std::string& named) {
    if (!named.empty()) {
        const auto found = std::ranges::find(classes, named);
        if (found == classes.end())
            return std::nullopt;
        return static_cast<std::size_t>(found - classes.begin());
    }
    if (classes.size() != 2)
        return std::nullopt;
    return rows.size() == 2 && rows[0] < rows[1] ? 0 : 1;
}

} // namespace driftwood::training
