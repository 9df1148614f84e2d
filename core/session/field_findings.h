#pragma once

#include "dataset/field_statistics.h"

#include <string>
#include <string_view>
#include <vector>

namespace driftwood::session {

/// What speaks against learning from a field.
enum class FieldProblem : unsigned char {
    None,
    AlwaysMissing,
    NoneFits, ///< no value is of the field's type
    OneValue,
    ManyTexts,              ///< more different texts than kinds of anything
    Grows,                  ///< a counter, an id or a time: later rows lie beyond every one that was learned
    NamesRecords,           ///< integers of which nearly every one is another
    GivesLabelAway,         ///< its values determine the label's
    PresenceGivesLabelAway, ///< whether it is missing does
    FollowsLabel,           ///< a number that is the label's in another unit, or grows exactly with it
};

struct FieldFinding {
    FieldProblem problem = FieldProblem::None;
    std::int64_t distinct = 0; ///< of ManyTexts
    std::string label;         ///< of the last three

    [[nodiscard]] explicit operator bool() const { return problem != FieldProblem::None; }
    /// For people: "a running number: it only grows"; empty for none.
    [[nodiscard]] std::string text() const;
};

/// What the statistics alone say of a field.
[[nodiscard]] FieldFinding findingOn(const dataset::FieldStatistics& field);
/// What the values say too, in the order of the rows [0, end) that the statistics are of. A field grows when
/// it does so within every partition, by offset or by timestamp, or for every key; one step down in a hundred
/// is overlooked where later values lie above nearly all earlier ones, as a restart or a late record makes
/// it.
[[nodiscard]] FieldFinding findingOn(const dataset::FieldStatistics& field, const records::RecordBatch& rows,
                                     std::size_t end);

/// Which fields of the rows [0, end) give a label away, one finding for each field of the schema. Of a label
/// with few values: fields of few values (a missing one among them) that leave less than a hundredth of the
/// rows open that the most frequent value leaves, and enough rows for each value that this is no chance. Of a
/// number: numbers whose correlation with it, or whose ranks', is 1 but for rounding. Looks at 50,000 rows at
/// most, evenly spread. No finding where the label is no field or has one value only.
[[nodiscard]] std::vector<FieldFinding> labelFindings(const records::RecordBatch& rows, std::size_t end,
                                                      std::string_view labelPath);

/// More different texts than this are names, not kinds.
inline constexpr std::int64_t kMostKinds = 32;

} // namespace driftwood::session
