#pragma once

#include "base/result.h"
#include "records/record_batch.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::session {

/// How the classes of a label lie in the rows that a model will be judged by: what is better known before
/// training than after.
struct LabelCheck {
    enum class Finding : unsigned char {
        Fine,
        NoLabel,  ///< no row has one
        OneClass, ///< all rows have the same: there is nothing to tell apart
        MostlyOne ///< training::kUnbalanced of them have: always naming it is nearly as good as any model
    };
    Finding finding = Finding::Fine;
    std::int64_t rows = 0;    ///< with a label
    std::string mostFrequent; ///< class
    double share = 0.0;       ///< of the rows that are of it
};

/// Looks at rows [begin, end) of a batch. Nothing where the schema does not have the field, or where there
/// are no such rows.
[[nodiscard]] std::optional<LabelCheck> checkLabel(const records::RecordBatch& rows, std::string_view label,
                                                   std::size_t begin, std::size_t end);

/// Whether the label takes two values at least in rows [0, end): InvalidArgument where there is nothing to
/// learn. A label that the schema does not have, as of a task without one, is no failure here.
[[nodiscard]] Status checkLabelVaries(const records::RecordBatch& rows, std::size_t end,
                                      std::string_view label);

/// What there is to say about a validation part, in plain English; empty where it is fine.
[[nodiscard]] std::string labelWarning(const LabelCheck& check);

} // namespace driftwood::session
