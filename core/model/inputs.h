#pragma once

#include "features/fitted_features.h"
#include "model/trained_model.h"
#include "records/record_batch.h"

#include <optional>
#include <string>
#include <vector>

namespace driftwood::model {

/// The fields a model reads, each once, in the order its inputs first name them: what an export takes as its
/// arguments and what an Example keeps. Numbers are Bool (0 or 1), Int64 and Float64 fields and the pseudo
/// paths that are numbers; an Int64 beyond ±2^53 is rounded, as every feature rounds it.
struct InputFields {
    std::vector<records::Field> numeric;
    std::vector<records::Field> text;
    bool operator==(const InputFields&) const = default;
};

[[nodiscard]] InputFields inputFields(const features::FittedFeatures& features);

/// The values of `fields` in one row, as an Example without its output. Mismatch when the batch lacks a
/// field.
[[nodiscard]] Result<Example> exampleInput(const InputFields& fields, const records::RecordBatch& batch,
                                           std::size_t row);

/// The way back: a batch holding the examples' inputs, so that they can be scored like records.
[[nodiscard]] records::RecordBatch batchOf(const InputFields& fields, const std::vector<Example>& examples);

} // namespace driftwood::model
