#include "drift/field_window.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>

namespace driftwood::drift {
namespace {

double rate(std::int64_t part, std::int64_t all) {
    return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : 0.0;
}

} // namespace

FieldWindow::FieldWindow(features::ReferenceField reference)
    : m_reference(std::move(reference))
    , m_bins(m_reference) {
    if (!m_reference.categorical)
        return;
    m_referenceCounts = categoryCounts(m_reference);
    std::vector<std::string> categories;
    for (const auto& [category, count] : m_reference.counts)
        categories.push_back(category);
    m_categories = features::CategoryIndex(categories);
    m_counts.resize(m_referenceCounts.size(), 0);
}

void FieldWindow::add(const records::RecordBatch& batch, std::size_t begin, std::size_t end) {
    if (m_schema != batch.sharedSchema()) {
        m_schema = batch.sharedSchema();
        m_reader = features::FieldReader::bind(*m_schema, m_reference.path);
    }
    if (!m_reader) {
        m_missing += static_cast<std::int64_t>(end - begin);
        return;
    }
    if (m_reference.categorical)
        m_reader->forEachCategory(batch, begin, end,
                                  [&](std::string_view category) { addCategory(category); });
    else
        m_reader->forEachNumber(batch, begin, end, [&](double value) { add(value); });
    const std::int64_t notFitting = m_reader->countNotFitting(batch, begin, end);
    m_notFitting += notFitting;
    m_missing -= notFitting; // which the reader shows as missing
}

void FieldWindow::add(double value) {
    if (!std::isfinite(value)) {
        ++m_missing;
        return;
    }
    ++m_valid;
    m_values.push_back(value);
}

void FieldWindow::addCategory(std::string_view category) {
    if (category.data() == nullptr) {
        ++m_missing;
        return;
    }
    ++m_valid;
    const std::int32_t place = m_categories.find(category);
    ++m_counts[place == features::CategoryIndex::kUnknown ? m_counts.size() - 1
                                                          : static_cast<std::size_t>(place)];
}

FieldDrift FieldWindow::judge(const DriftConfig& config) {
    FieldDrift drift;
    drift.path = m_reference.path;
    drift.categorical = m_reference.categorical;
    drift.values = m_valid;
    const std::int64_t records = m_valid + m_missing + m_notFitting;
    drift.referenceMissingRate = rate(m_reference.missing, m_reference.rows);
    drift.missingRate = rate(m_missing, records);
    drift.referenceNotFittingRate = rate(m_reference.notFitting, m_reference.rows);
    drift.notFittingRate = rate(m_notFitting, records);
    const auto rose = [&](double now, double before) {
        return records >= config.minimumRecords && now - before > config.missingRateIncrease;
    };
    drift.missingDrifted = rose(drift.missingRate, drift.referenceMissingRate);
    drift.notFittingDrifted = rose(drift.notFittingRate, drift.referenceNotFittingRate);

    const bool hasReference = m_reference.categorical
                                  ? m_reference.rows > m_reference.missing + m_reference.notFitting
                                  : !m_reference.sample.empty();
    if (m_valid == 0 || !hasReference)
        return drift;
    if (m_reference.categorical) {
        drift.psi = psi(m_referenceCounts, m_counts);
        drift.test = chiSquare(m_referenceCounts, m_counts);
        drift.shape = m_bins.fold(m_counts);
    } else {
        std::ranges::sort(m_values);
        drift.psi = psiNumeric(m_reference.sample, m_values);
        drift.test = kolmogorovSmirnov(m_reference.sample, m_values);
        drift.shape = m_bins.count(m_values);
    }
    drift.judged = m_valid >= config.minimumRecords;
    drift.drifted =
        drift.judged && drift.psi > config.psiThreshold && drift.test.pValue < config.pValueThreshold;
    return drift;
}

void FieldWindow::clear() {
    m_values.clear();
    std::ranges::fill(m_counts, 0);
    m_valid = 0;
    m_missing = 0;
    m_notFitting = 0;
}

nlohmann::json FieldWindow::memory() const {
    return {{"path", m_reference.path},
            {"values", m_values},
            {"counts", m_counts},
            {"missing", m_missing},
            {"not_fitting", m_notFitting}};
}

void FieldWindow::recall(const nlohmann::json& memory, std::int64_t most) {
    const auto values = memory.at("values").get<std::vector<double>>();
    const auto counts = memory.at("counts").get<std::vector<std::int64_t>>();
    const auto missing = memory.at("missing").get<std::int64_t>();
    const auto notFitting = memory.value("not_fitting", std::int64_t{0}); // older ones have none
    const auto plausible = [&](std::int64_t count) { return count >= 0 && count <= most; };
    if (memory.at("path") != m_reference.path || counts.size() != m_counts.size() ||
        (m_reference.categorical && !values.empty()))
        throw std::invalid_argument("not the values of " + m_reference.path);
    if (!plausible(missing) || !plausible(notFitting) || !std::ranges::all_of(counts, plausible))
        throw std::invalid_argument("impossible counts of " + m_reference.path);
    const std::int64_t valid = m_reference.categorical
                                   ? std::accumulate(counts.begin(), counts.end(), std::int64_t{0})
                                   : static_cast<std::int64_t>(values.size());
    if (!plausible(valid) || !plausible(valid + missing + notFitting))
        throw std::invalid_argument("more values of " + m_reference.path + " than the window has records");
    m_values = values;
    m_counts = counts;
    m_valid = valid;
    m_missing = missing;
    m_notFitting = notFitting;
}

} // namespace driftwood::drift
