#pragma once

#include "drift/drift_report.h"
#include "drift/field_bins.h"
#include "features/categories.h"

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

namespace driftwood::drift {

/// The values of one field (or the predictions) in the current window, and their distance from the reference.
class FieldWindow {
  public:
    explicit FieldWindow(features::ReferenceField reference);

    [[nodiscard]] const std::string& path() const { return m_reference.path; }
    /// Adds the field's values of rows [begin, end); they are all missing when the batch has no such field.
    /// Values that do not fit the field's type are counted separately.
    void add(const records::RecordBatch& batch, std::size_t begin, std::size_t end);
    void add(double value); ///< NaN means missing
    [[nodiscard]] FieldDrift judge(const DriftConfig& config) const;
    void clear();

    /// The record of the window where a drift begins: from there on its values (or the share of unusable
    /// ones) resemble the window more than the reference.
    [[nodiscard]] std::size_t changeOfValues() const;
    [[nodiscard]] std::size_t changeOfMissing() const;

    /// Number of values that memory() would write.
    [[nodiscard]] std::size_t remembered() const { return m_values.size(); }
    /// The values added since clear(). CorruptData, and nothing changed, for a state of another field, or of
    /// another number of records than `rows`.
    [[nodiscard]] nlohmann::json memory() const;
    [[nodiscard]] Status recall(const nlohmann::json& memory, std::size_t rows);

  private:
    [[nodiscard]] std::vector<double> validValues() const;
    [[nodiscard]] std::vector<std::int64_t> categoryCountsOf(const std::vector<double>& places) const;
    /// The category of a value, or the tenth of the reference in which it lies; it must not be missing.
    [[nodiscard]] std::size_t binOf(double value) const;

    features::ReferenceField m_reference;
    FieldBins m_bins;
    std::vector<std::int64_t> m_referenceCounts; ///< counts of its categories, then of all others
    features::CategoryIndex m_categories;
    std::vector<double> m_tenths; ///< numeric: the boundaries between tenths of the reference

    /// One per record, in order; for a category its index in m_referenceCounts; NaN: missing or not fitting.
    std::vector<double> m_values;
    std::int64_t m_notFitting = 0; ///< included in the missing ones

    std::shared_ptr<const records::Schema> m_schema; ///< the schema that the reader is bound to
    std::optional<features::FieldReader> m_reader;
};

} // namespace driftwood::drift
