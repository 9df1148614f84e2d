#include "monitoring/drift_trail.h"

#include "drift/covered_records.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::monitoring {
namespace {

float psiOf(const drift::FieldDrift& field) {
    return field.judged ? static_cast<float>(field.psi) : std::numeric_limits<float>::quiet_NaN();
}

DriftWindow together(const DriftWindow& a, const DriftWindow& b) {
    DriftWindow both = a;
    drift::cover(both.from, both.to, b.from, b.to);
    both.records += b.records;
    both.psi.resize(std::max(a.psi.size(), b.psi.size()), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t i = 0; i < b.psi.size(); ++i)
        both.psi[i] = std::fmax(both.psi[i], b.psi[i]); // fmax ignores NaN
    both.predictionPsi = std::fmax(a.predictionPsi, b.predictionPsi);
    return both;
}

} // namespace

void DriftTrail::add(const drift::DriftReport& report) {
    DriftWindow window{report.from, report.to, report.records, {}, psiOf(report.prediction)};
    for (const drift::FieldDrift& field : report.fields)
        window.psi.push_back(psiOf(field));
    m_windows.push_back(std::move(window));
    m_latest = report;
    thin();
}

void DriftTrail::restore(std::vector<DriftWindow> windows, std::optional<drift::DriftReport> latest) {
    m_windows = std::move(windows);
    m_latest = std::move(latest);
    thin();
}

void DriftTrail::thin() {
    while (m_windows.size() > m_capacity) {
        std::vector<DriftWindow> fewer;
        for (std::size_t i = 0; i + 1 < m_windows.size(); i += 2)
            fewer.push_back(together(m_windows[i], m_windows[i + 1]));
        if (m_windows.size() % 2 == 1)
            fewer.push_back(m_windows.back());
        m_windows = std::move(fewer);
        ++m_generation;
    }
}

} // namespace driftwood::monitoring
