#pragma once

#include "records/record_batch.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace driftwood::dataset {

/// One kind of note on one field's values, with the count: values that are invalid for a reason other than
/// being missing, or that the record has several of.
struct FieldNotes {
    std::string path;
    records::ValueNote note = records::ValueNote::NotANumber;
    std::int64_t count = 0;
    std::vector<RowPosition> first; ///< at most kNamedPositions, in row order
    bool operator==(const FieldNotes&) const = default;
};
inline constexpr std::size_t kNamedPositions = 10;

/// Collects the notes over rows that come in batches of one schema.
class FieldNotesTally {
  public:
    void add(const records::RecordBatch& rows);
    /// By field in the schema's order, then by kind; only those that occur.
    [[nodiscard]] std::vector<FieldNotes> finish() const;

  private:
    std::map<std::pair<std::size_t, records::ValueNote>, FieldNotes> m_notes; ///< by field and kind
};

/// Text for a field of this type: "2 values are a whole number beyond 64 bits, at 0/2000, 0/2001".
[[nodiscard]] std::string textOf(const FieldNotes& notes, records::FieldType type);

} // namespace driftwood::dataset
