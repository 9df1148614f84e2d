#pragma once

#include "drift/drift_monitor.h"
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
    /// Takes the field's values of rows [begin, end); a batch without the field has it missing in all of
    /// them. Values that do not fit the field's type are counted for themselves.
    void add(const records::RecordBatch& batch, std::size_t begin, std::size_t end);
    void add(double value); ///< NaN is missing
    [[nodiscard]] FieldDrift judge(const DriftConfig& config) const;
    void clear();

    /// Record of the window from which on its values (or the lack of ones that fit) are rather the window's
    /// than the reference's: where a drift that the window shows began in it.
    [[nodiscard]] std::size_t changeOfValues() const;
    [[nodiscard]] std::size_t changeOfMissing() const;

    /// Values that memory() would write.
    [[nodiscard]] std::size_t remembered() const { return m_values.size(); }
    /// What was added since clear(); throws a std::exception for what is not of this field, or not of `rows`
    /// records.
    [[nodiscard]] nlohmann::json memory() const;
    void recall(const nlohmann::json& memory, std::size_t rows);

  private:
    [[nodiscard]] std::vector<double> validValues() const;
    [[nodiscard]] std::vector<std::int64_t> categoryCountsOf(const std::vector<double>& places) const;
    /// Of a value that is not missing: its category, or the tenth of the reference that it lies in.
    [[nodiscard]] std::size_t binOf(double value) const;

    features::ReferenceField m_reference;
    FieldBins m_bins;
    std::vector<std::int64_t> m_referenceCounts; ///< of its categories, then of all others
    features::CategoryIndex m_categories;
    std::vector<double> m_tenths; ///< numeric: between which the reference has a tenth of its values

    /// One a record, in order; of a category its place in m_referenceCounts; NaN: missing, or not fitting.
    std::vector<double> m_values;
    std::int64_t m_notFitting = 0; ///< of the missing ones

    std::shared_ptr<const records::Schema> m_schema; ///< what the reader is for
    std::optional<features::FieldReader> m_reader;
};

} // namespace driftwood::drift
