#pragma once

#include "base/result.h"
#include "records/record_batch.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::profiling {

/// The distribution of a label's classes in the evaluation rows:
/// problems that are better known before training than after.
struct LabelCheck {
    enum class Finding : unsigned char {
        Fine,
        NoLabel,  ///< no row has a label
        OneClass, ///< all rows have the same class: nothing to learn
        MostlyOne ///< one class exceeds training::kUnbalanced: always predicting it is nearly optimal
    };
    Finding finding = Finding::Fine;
    std::int64_t rows = 0;    ///< number of rows with a label
    std::string mostFrequent; ///< class
    double share = 0.0;       ///< its share of the rows
};

/// Checks rows [begin, end) of a batch.
/// Nothing if the schema lacks the field, or there are no such rows.
[[nodiscard]] std::optional<LabelCheck> checkLabel(const records::RecordBatch& rows, std::string_view label,
                                                   std::size_t begin, std::size_t end);

/// InvalidArgument if the label has fewer than two values in rows [0, end), because there is nothing to
/// learn. A label that the schema lacks, as in a task without one, is accepted.
[[nodiscard]] Status checkLabelVaries(const records::RecordBatch& rows, std::size_t end,
                                      std::string_view label);

/// Warning about a validation part in plain English; empty if it is fine.
[[nodiscard]] std::string labelWarning(const LabelCheck& check);

} // namespace driftwood::profiling
