#include "drift/field_window.h"

#include "base/json_fields.h"
#include "drift/change_point.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace driftwood::drift {
namespace {

constexpr int kTenths = 10;
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

double rate(std::int64_t part, std::int64_t all) {
    return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : 0.0;
}

/// Adds half a value to each bin, so that a bin empty on one side alone proves nothing.
std::vector<double> cautiousShares(const std::vector<std::int64_t>& counts) {
    double all = 0.0;
    for (const std::int64_t count : counts)
        all += static_cast<double>(count) + 0.5;
    std::vector<double> shares;
    shares.reserve(counts.size());
    for (const std::int64_t count : counts)
        shares.push_back((static_cast<double>(count) + 0.5) / all);
    return shares;
}

} // namespace

FieldWindow::FieldWindow(features::ReferenceField reference)
    : m_reference(std::move(reference))
    , m_bins(m_reference) {
    if (!m_reference.categorical) {
        const auto& sample = m_reference.sample;
        for (int i = 1; i < kTenths && !sample.empty(); ++i)
            m_tenths.push_back(sample[sample.size() * static_cast<std::size_t>(i) / kTenths]);
        return;
    }
    m_referenceCounts = categoryCounts(m_reference);
    std::vector<std::string> categories;
    for (const auto& [category, count] : m_reference.counts)
        categories.push_back(category);
    m_categories = features::CategoryIndex(categories);
}

void FieldWindow::add(const records::RecordBatch& batch, std::size_t begin, std::size_t end) {
    if (m_schema != batch.sharedSchema()) {
        m_schema = batch.sharedSchema();
        m_reader = features::FieldReader::bind(*m_schema, m_reference.path);
    }
    if (!m_reader) {
        m_values.insert(m_values.end(), end - begin, kMissing);
        return;
    }
    const auto others = static_cast<double>(m_referenceCounts.size()) - 1.0;
    if (m_reference.categorical)
        m_reader->forEachCategory(batch, begin, end, [&](std::string_view category) {
            if (category.data() == nullptr) {
                add(kMissing);
                return;
            }
            const std::int32_t place = m_categories.find(category);
            add(place == features::CategoryIndex::kUnknown ? others : static_cast<double>(place));
        });
    else
        m_reader->forEachNumber(batch, begin, end, [&](double value) { add(value); });
    m_notFitting += m_reader->countNotFitting(batch, begin, end); // the reader reports these as missing
}

void FieldWindow::clear() {
    m_values.clear();
    m_notFitting = 0;
}

void FieldWindow::add(double value) { m_values.push_back(std::isfinite(value) ? value : kMissing); }

std::vector<double> FieldWindow::validValues() const {
    std::vector<double> valid;
    valid.reserve(m_values.size());
    for (const double value : m_values)
        if (!std::isnan(value))
            valid.push_back(value);
    return valid;
}

std::vector<std::int64_t> FieldWindow::categoryCountsOf(const std::vector<double>& places) const {
    std::vector<std::int64_t> counts(m_referenceCounts.size(), 0);
    for (const double place : places)
        ++counts[static_cast<std::size_t>(place)];
    return counts;
}

FieldDrift FieldWindow::judge(const DriftConfig& config) const {
    auto values = validValues();
    const auto all = static_cast<std::int64_t>(m_values.size());
    FieldDrift drift;
    drift.path = m_reference.path;
    drift.categorical = m_reference.categorical;
    drift.values = static_cast<std::int64_t>(values.size());
    drift.referenceMissingRate = rate(m_reference.missing, m_reference.rows);
    drift.missingRate = rate(all - drift.values - m_notFitting, all);
    drift.referenceNotFittingRate = rate(m_reference.notFitting, m_reference.rows);
    drift.notFittingRate = rate(m_notFitting, all);
    const auto rose = [&](double now, double before) {
        return all >= config.minimumRecords && now - before > config.missingRateIncrease;
    };
    drift.missingDrifted = rose(drift.missingRate, drift.referenceMissingRate);
    drift.notFittingDrifted = rose(drift.notFittingRate, drift.referenceNotFittingRate);

    const bool hasReference = m_reference.categorical
                                  ? m_reference.rows > m_reference.missing + m_reference.notFitting
                                  : !m_reference.sample.empty();
    if (values.empty() || !hasReference)
        return drift;
    if (m_reference.categorical) {
        const auto counts = categoryCountsOf(values);
        drift.psi = psi(m_referenceCounts, counts);
        drift.test = chiSquare(m_referenceCounts, counts);
        drift.shape = m_bins.fold(counts);
    } else {
        std::ranges::sort(values);
        drift.psi = psiNumeric(m_reference.sample, values);
        drift.test = kolmogorovSmirnov(m_reference.sample, values);
        drift.shape = m_bins.count(values);
    }
    drift.judged = drift.values >= config.minimumRecords;
    drift.drifted =
        drift.judged && drift.psi > config.psiThreshold && drift.test.pValue < config.pValueThreshold;
    return drift;
}

std::size_t FieldWindow::binOf(double value) const {
    if (m_reference.categorical)
        return static_cast<std::size_t>(value);
    return static_cast<std::size_t>(std::ranges::upper_bound(m_tenths, value) - m_tenths.begin());
}

std::size_t FieldWindow::changeOfValues() const {
    std::vector<std::int64_t> reference = m_referenceCounts;
    if (!m_reference.categorical) {
        reference.assign(m_tenths.size() + 1, 0);
        for (const double value : m_reference.sample)
            ++reference[binOf(value)];
    }
    std::vector<std::int64_t> window(reference.size(), 0);
    for (const double value : m_values)
        if (!std::isnan(value))
            ++window[binOf(value)];
    const auto before = cautiousShares(reference);
    const auto now = cautiousShares(window);
    std::vector<double> ratios;
    ratios.reserve(m_values.size());
    for (const double value : m_values)
        ratios.push_back(std::isnan(value) ? 0.0 : std::log(now[binOf(value)] / before[binOf(value)]));
    return changePoint(ratios);
}

std::size_t FieldWindow::changeOfMissing() const {
    const auto missing = static_cast<std::int64_t>(
        std::ranges::count_if(m_values, [](double value) { return std::isnan(value); }));
    const std::int64_t without = m_reference.missing + m_reference.notFitting;
    const auto before = cautiousShares({m_reference.rows - without, without});
    const auto now = cautiousShares({static_cast<std::int64_t>(m_values.size()) - missing, missing});
    std::vector<double> ratios;
    ratios.reserve(m_values.size());
    for (const double value : m_values) {
        const std::size_t is = std::isnan(value) ? 1 : 0;
        ratios.push_back(std::log(now[is] / before[is]));
    }
    return changePoint(ratios);
}

nlohmann::json FieldWindow::memory() const {
    nlohmann::json values = nlohmann::json::array();
    for (const double value : m_values)
        values.push_back(std::isnan(value) ? nlohmann::json() : nlohmann::json(value));
    return {{"path", m_reference.path}, {"values", std::move(values)}, {"not_fitting", m_notFitting}};
}

Status FieldWindow::recall(const nlohmann::json& memory, std::size_t rows) {
    JsonFields fields(memory, "open window of " + m_reference.path);
    std::string path;
    fields.read("path", path);
    fields.require(path == m_reference.path, "path", "another field's values");
    std::vector<double> recalled;
    if (const nlohmann::json* values = fields.array("values")) {
        fields.require(values->size() == rows, "values", "not one value a record");
        for (const nlohmann::json& value : *values) {
            fields.require(value.is_null() || value.is_number(), "values", "not a number");
            if (fields.failed())
                break;
            recalled.push_back(value.is_null() ? kMissing : value.get<double>());
            const double known = recalled.back();
            fields.require(!m_reference.categorical || std::isnan(known) ||
                               (known >= 0.0 && known < static_cast<double>(m_referenceCounts.size()) &&
                                known == std::floor(known)),
                           "values", "no category of the field");
        }
    }
    std::int64_t notFitting = 0;
    fields.read("not_fitting", notFitting);
    fields.require(notFitting >= 0 &&
                       notFitting <= std::ranges::count_if(recalled, [](double v) { return std::isnan(v); }),
                   "not_fitting", "more than there are missing values");
    if (Status read = fields.finish(); !read)
        return read;
    m_values = std::move(recalled);
    m_notFitting = notFitting;
    return {};
}

} // namespace driftwood::drift
