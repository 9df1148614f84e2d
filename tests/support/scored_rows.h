#pragma once

#include "base/result.h"
#include "model/trained_model.h"
#include "records/record_batch.h"

#include <filesystem>

namespace driftwood::test {

/// Writes records and our scoring of them for a runtime of exports to compare, as JSON: {inputs: {field:
/// values}, expected: outputs of each row, scale: what differences are measured by}. A text that is missing
/// is U+FFFF.
[[nodiscard]] Status writeScoredRows(const model::TrainedModel& model, const records::RecordBatch& rows,
                                     const std::filesystem::path& path);

} // namespace driftwood::test
