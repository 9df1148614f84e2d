#pragma once

#include "dataset/field_statistics.h"

#include <string>
#include <string_view>
#include <vector>

namespace driftwood::profiling {

/// Reasons against learning from a field.
enum class FieldProblem : unsigned char {
    None,
    AlwaysMissing,
    NoneFits, ///< no value has the field's type
    OneValue,
    ManyTexts,              ///< too many different texts to be categories
    Grows,                  ///< a counter, an id or a time: later rows exceed all learned values
    NamesRecords,           ///< integers that are nearly all different
    GivesLabelAway,         ///< its values determine the label's
    PresenceGivesLabelAway, ///< whether it is missing determines the label
    FollowsLabel,           ///< the label in another unit, or a monotonic function of it
};

struct FieldFinding {
    FieldProblem problem = FieldProblem::None;
    std::int64_t distinct = 0; ///< for ManyTexts
    std::string label;         ///< for the last three

    [[nodiscard]] explicit operator bool() const { return problem != FieldProblem::None; }
    /// Text for the user: "a running number: it only grows"; empty for None.
    [[nodiscard]] std::string text() const;
};

/// The finding from the statistics alone.
[[nodiscard]] FieldFinding findingOn(const dataset::FieldStatistics& field);
/// The finding from the values too; rows [0, end) are those of the statistics, in their order. A field grows
/// if it does so within every partition, by offset or by timestamp, or for every key. One decrease in a
/// hundred steps is tolerated if later values exceed nearly all earlier ones, because a restart or a late
/// record causes such decreases.
[[nodiscard]] FieldFinding findingOn(const dataset::FieldStatistics& field, const records::RecordBatch& rows,
                                     std::size_t end);

/// Which fields of rows [0, end) reveal a label, one finding per field of the schema. For a label with few
/// values: fields with few values (a missing one counts) that leave less than a hundredth of the rows outside
/// the most frequent value undetermined, with enough rows per value to exclude chance. For a number: numbers
/// whose correlation with it, or whose rank correlation, is 1 up to rounding. Reads at most 50,000 rows,
/// evenly spread. No finding if the label is not a field or has a single value.
[[nodiscard]] std::vector<FieldFinding> labelFindings(const records::RecordBatch& rows, std::size_t end,
                                                      std::string_view labelPath);

/// A field with more distinct texts than this has names, not categories.
inline constexpr std::int64_t kMostKinds = 32;

} // namespace driftwood::profiling
