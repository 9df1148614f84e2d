#pragma once

#include "records/record_batch.h"

#include <cstdint>
#include <string>
#include <vector>

namespace driftwood::dataset {

/// What is to be said of one field's values, and of how many: those that are not to be had for another reason
/// than being missing, and those that the record has several of.
struct FieldNotes {
    std::string path;
    records::ValueNote note = records::ValueNote::NotANumber;
    std::int64_t count = 0;
    std::vector<Position> first; ///< in the order of the rows, at most kNamedPositions
    bool operator==(const FieldNotes&) const = default;
};
inline constexpr std::size_t kNamedPositions = 10;

/// Of all rows, by field in the schema's order, then by kind; none where there is nothing to say.
[[nodiscard]] std::vector<FieldNotes> fieldNotes(const records::RecordBatch& rows);

/// "2 values are a whole number beyond 64 bits, at 0/2000, 0/2001": of a field of this type.
[[nodiscard]] std::string textOf(const FieldNotes& notes, records::FieldType type);

} // namespace driftwood::dataset
