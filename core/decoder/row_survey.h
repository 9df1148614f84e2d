#pragma once

#include "decoder/field_survey.h"
#include "records/record_batch.h"

#include <cstddef>

namespace driftwood::decoder {

/// How many rows of so many fields are looked at for examples and counts: 3,000 records of a thousand fields.
[[nodiscard]] std::size_t mostNotedRows(std::size_t fields);
/// Notes the values of decoded rows for fields that a schema declares.
void noteRows(const records::RecordBatch& rows, FieldSurvey& to);

} // namespace driftwood::decoder
