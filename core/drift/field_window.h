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
    [[nodiscard]] FieldDrift judge(const DriftConfig& config);
    void clear();

    /// Values that memory() would write.
    [[nodiscard]] std::size_t remembered() const { return m_values.size() + m_counts.size(); }
    /// What was added since clear(); throws a std::exception for what is not of this field, or of more than
    /// `most` records.
    [[nodiscard]] nlohmann::json memory() const;
    void recall(const nlohmann::json& memory, std::int64_t most);

  private:
    void addCategory(std::string_view category);

    features::ReferenceField m_reference;
    FieldBins m_bins;
    std::vector<std::int64_t> m_referenceCounts; ///< of its categories, then of all others
    features::CategoryIndex m_categories;

    std::vector<double> m_values;
    std::vector<std::int64_t> m_counts;
    std::int64_t m_valid = 0;
    std::int64_t m_missing = 0;
    std::int64_t m_notFitting = 0;

    std::shared_ptr<const records::Schema> m_schema; ///< what the reader is for
    std::optional<features::FieldReader> m_reader;
};

} // namespace driftwood::drift
