#pragma once

#include "model/trained_model.h"
#include "records/record_batch.h"

#include <cstdint>

namespace driftwood::test {

/// Records of a fictional plant with the difficult cases for features: numbers, integers, booleans, texts and
/// keys, some of them missing, and an empty text. Fields: temperature, pressure (float64), count (int64),
/// open (bool), zone (text), minutes (float64, the label for regression), state (text, the label for
/// classification: "fine", "hot" or "open").
[[nodiscard]] records::RecordBatch plantRows(std::size_t rows, std::uint64_t seed);

/// A model of those records whose features use every transform, with random weights and no training: tests
/// check that all code paths compute the same with it. `classes` is 2 or 3, for classification.
[[nodiscard]] model::TrainedModel plantModel(training::Task task, int classes = 3, std::uint64_t seed = 7);

} // namespace driftwood::test
